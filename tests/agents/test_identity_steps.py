"""The identity check, step by step: what no model can talk it out of (authentication.md)."""

import pytest

from agents.rendering import render
from domain.events import ActionRun, StepDone
from tests.house import JANE, JOHN, Caller, Person, TestHouse, timeline_of, voice_of
from tests.ledger import Ledger
from tools.identity import ORDER, Step

SAMPLE = {
    "record_first_name": {"first_name": "John"},
    "record_phone_number": {"phone_number": JOHN.phone},
    "record_date_of_birth": {"date_of_birth": JOHN.born_on},
    "record_last_four": {"last_four": JOHN.card, "last_four_of": "credit_card"},
    "confirm_step": {},
    "reject_step": {},
    "authenticate_user": {
        "phone_number": JOHN.line,
        "date_of_birth": JOHN.born_on,
        "last_four": JOHN.card,
        "last_four_of": "credit_card",
    },
    "record_address": {"address": "1 Main Street, Reno, NV 89501"},
    "save_address": {},
    "read_disclosure": {},
    "log_offer_response": {"offer_response": "ACCEPTED"},
}
OPENS = {
    "record_phone_number": Step.PHONE_NUMBER,
    "record_date_of_birth": Step.DATE_OF_BIRTH,
    "record_last_four": Step.LAST_FOUR,
    "authenticate_user": Step.MATCH,
    "record_address": Step.ADDRESS,
    "save_address": Step.ADDRESS,
    "read_disclosure": Step.DISCLOSURE,
    "log_offer_response": Step.RESPONSE,
}


async def at(house: TestHouse, step: Step, person: Person = JOHN) -> Caller:
    caller = house.caller()
    await caller.identify(person, until=step)
    return caller


@pytest.mark.parametrize("tool", sorted(OPENS))
@pytest.mark.parametrize("step", ORDER[:-1])
async def test_no_tool_of_a_step_ahead_runs(
    house: TestHouse, ledger: Ledger, tool: str, step: Step
) -> None:
    if ORDER.index(OPENS[tool]) <= ORDER.index(step):
        return
    caller = await at(house, step)
    with ledger.unchanged():
        assert await caller.refused(tool, **SAMPLE[tool]) in {"step_not_open", "not_authenticated"}
    assert caller.is_at(step)


@pytest.mark.parametrize("tool", ["record_phone_number", "record_date_of_birth"])
async def test_a_value_is_not_taken_before_the_caller_says_yes_to_it(
    house: TestHouse, tool: str
) -> None:
    caller = await at(house, OPENS[tool])
    caller.says("here it is")
    await caller.does(tool, **SAMPLE[tool])
    assert await caller.refused("confirm_step") == "step_not_open", "in the turn of the question"
    for unclear in ("hm", "what for?", "yes and no", "is that safe", "no"):
        caller.says(unclear)
        assert await caller.refused("confirm_step") == "step_not_open"
    assert caller.is_at(OPENS[tool])
    caller.says("yes")
    await caller.does("confirm_step")
    assert not caller.is_at(OPENS[tool])


async def test_one_yes_confirms_one_step(house: TestHouse) -> None:
    caller = await at(house, Step.PHONE_NUMBER)
    await caller.does("record_phone_number", **SAMPLE["record_phone_number"])
    caller.says("yes")
    await caller.does("confirm_step")
    await caller.does("record_date_of_birth", **SAMPLE["record_date_of_birth"])
    await caller.does("confirm_step")  # the same wish again: its first result
    assert caller.is_at(Step.DATE_OF_BIRTH)


@pytest.mark.parametrize("step", [Step.PHONE_NUMBER, Step.DATE_OF_BIRTH, Step.LAST_FOUR])
async def test_a_no_goes_back_to_the_same_step(house: TestHouse, step: Step) -> None:
    caller = await at(house, step)
    tool = next(name for name, opens in OPENS.items() if opens is step)
    await caller.does(tool, **SAMPLE[tool])
    caller.says("no")
    await caller.does("reject_step")
    assert caller.is_at(step)
    assert step not in caller.call.identity.values
    assert await caller.refused("confirm_step") == "step_not_open"


@pytest.mark.parametrize("step", ["phone_number", "date_of_birth", "last_four"])
async def test_an_earlier_step_can_be_corrected_and_leads_back(house: TestHouse, step: str) -> None:
    caller = await at(house, Step.MATCH)
    await caller.does("correct_step", step=step)
    assert caller.is_at(Step(step))
    tool = f"record_{step}"
    await caller.does(tool, **SAMPLE[tool])
    assert await caller.refused("authenticate_user", **SAMPLE["authenticate_user"])
    caller.says("yes")
    await caller.does("confirm_step")
    assert caller.is_at(Step.MATCH), "what was confirmed of the others still is"


async def test_a_name_can_be_corrected_at_any_step(house: TestHouse) -> None:
    caller = await at(house, Step.DATE_OF_BIRTH)
    await caller.does("correct_step", step="first_name")
    await caller.does("record_first_name", first_name="Johnny")
    assert caller.call.customer.first_name == "Johnny"
    assert caller.is_at(Step.DATE_OF_BIRTH)


async def test_a_name_is_no_longer_corrected_once_the_check_is_over(house: TestHouse) -> None:
    caller = await at(house, Step.DONE)
    assert await caller.refused("correct_step", step="first_name") == "step_not_open"


@pytest.mark.parametrize(
    "other",
    [
        {"phone_number": JANE.line},
        {"date_of_birth": JANE.born_on},
        {"last_four": JANE.card},
        {"last_four_of": "ssn"},
    ],
    ids=lambda other: next(iter(other)),
)
async def test_only_the_confirmed_values_are_checked(
    house: TestHouse, ledger: Ledger, other: dict[str, str]
) -> None:
    caller = await at(house, Step.MATCH)
    with ledger.unchanged():
        given = SAMPLE["authenticate_user"] | other
        assert await caller.refused("authenticate_user", **given) == "step_not_open"
    assert not caller.call.customer.authenticated


async def test_a_match_loads_the_customer_and_erases_the_values(house: TestHouse) -> None:
    caller = await at(house, Step.MATCH)
    await caller.match()
    customer = caller.call.customer
    assert customer.customer_id == JOHN.id
    assert customer.authenticated_at == house.clock.now
    assert customer.loyalty_tier == "premium"
    assert "ORD-12345" in [order.order_id for order in customer.order_history]
    assert not caller.call.identity.values
    assert caller.call.private.get("date_of_birth") is None
    assert caller.call.private.get("last_four") is None


@pytest.mark.parametrize("tool", ["record_phone_number", "record_date_of_birth"])
async def test_after_the_match_the_values_are_closed(house: TestHouse, tool: str) -> None:
    caller = await at(house, Step.ADDRESS)
    assert await caller.refused(tool, **SAMPLE[tool]) == "step_not_open"
    assert await caller.refused("correct_step", step="phone_number") == "step_not_open"
    caller.says("check me again")
    assert await caller.refused("authenticate_user", **SAMPLE["authenticate_user"])
    assert caller.call.customer.customer_id == JOHN.id


async def test_it_is_asked_of_which_number_the_last_four_are(house: TestHouse) -> None:
    caller = await at(house, Step.LAST_FOUR)
    caller.says(JOHN.ssn)
    asked = await caller.does("record_last_four", last_four="<last_four>")
    assert asked.say
    assert not caller.call.identity.reading_back
    caller.says("my social")
    await caller.does("record_last_four", last_four="<last_four>", last_four_of="ssn")
    caller.says("yes")
    await caller.does("confirm_step")
    await caller.match("ssn")
    assert caller.call.customer.customer_id == JOHN.id


async def test_the_number_of_the_line_is_offered_once_and_needs_a_yes(house: TestHouse) -> None:
    caller = house.caller(calling_line=JANE.line)
    await caller.does("record_first_name", first_name="John")
    check = caller.call.identity
    assert check.reading_back
    assert check.step is Step.PHONE_NUMBER
    caller.says("no")
    await caller.does("reject_step")
    assert not check.reading_back, "it is offered once"
    await caller.identify(JOHN)
    assert caller.call.customer.customer_id == JOHN.id


async def test_a_calling_line_proves_nothing(house: TestHouse) -> None:
    caller = house.caller(calling_line=JOHN.line)
    await caller.does("record_first_name", first_name="John")
    for account_action in ("list_orders", "read_disclosure"):
        assert await caller.refused(account_action) == "not_authenticated"
    assert not caller.call.customer.authenticated


async def test_a_new_address_is_saved_after_a_yes_and_no_sooner(
    house: TestHouse, ledger: Ledger
) -> None:
    caller = await at(house, Step.ADDRESS)
    caller.says("no")
    await caller.does("reject_step")
    caller.says("742 Evergreen Terrace, Springfield, Illinois 62704")
    with ledger.unchanged():
        await caller.does("record_address", address="<address>")
        assert await caller.refused("save_address") == "step_not_open"
        assert await caller.refused("confirm_step") == "step_not_open"
    before = ledger.value("SELECT address_sealed FROM customers WHERE customer_id = ?", JOHN.id)
    caller.says("yes")
    await caller.does("save_address")
    after = ledger.value("SELECT address_sealed FROM customers WHERE customer_id = ?", JOHN.id)
    assert before != after
    assert caller.call.customer.address_verified


async def test_the_address_on_file_is_verified_by_a_yes_and_not_written_again(
    house: TestHouse, ledger: Ledger
) -> None:
    caller = await at(house, Step.ADDRESS)
    with ledger.unchanged():
        assert await caller.refused("save_address") == "step_not_open"
        caller.says("yes")
        await caller.does("confirm_step")
    assert caller.call.customer.address_verified


async def test_the_notice_is_read_whole_or_again(house: TestHouse, ledger: Ledger) -> None:
    caller = await at(house, Step.DISCLOSURE)
    voice = voice_of(caller.call)
    voice.hears_notices = False
    await caller.does("read_disclosure")
    assert caller.is_at(Step.DISCLOSURE)
    assert await caller.refused("log_offer_response", offer_response="ACCEPTED") == "step_not_open"
    voice.hears_notices = True
    caller.says("go on")
    await caller.does("read_disclosure")
    assert caller.is_at(Step.RESPONSE)
    text = ledger.value("SELECT text FROM offers WHERE offer_id = 'a-592'")
    assert voice.read == [text, text], "word for word, from what is stored"


@pytest.mark.parametrize("response", ["ACCEPTED", "DECLINED", "REMIND_LATER"])
async def test_the_answer_to_the_offer_is_logged(
    house: TestHouse, ledger: Ledger, response: str
) -> None:
    caller = await at(house, Step.RESPONSE)
    assert await caller.refused("log_offer_response", offer_response="MAYBE")
    await caller.does("log_offer_response", offer_response=response)
    assert ledger.rows("SELECT customer_id, response, version FROM offer_responses") == [
        {"customer_id": JOHN.id, "response": response, "version": 1}
    ]
    assert caller.call.identity.done


async def test_the_time_of_every_step_is_recorded_and_no_value(house: TestHouse) -> None:
    caller = await house.caller_known_as(JOHN)
    events = timeline_of(caller.call).events
    steps = [event.step for event in events if isinstance(event, StepDone)]
    assert steps == [step.value for step in ORDER[:-1]]
    actions = [event for event in events if isinstance(event, ActionRun)]
    recorded = "".join(action.model_dump_json(exclude={"at"}) for action in actions)
    for private in (JOHN.line, JOHN.born_on, JOHN.card, "555"):
        assert private not in recorded


async def test_what_is_read_back_is_what_was_recorded_not_what_was_said_since(
    house: TestHouse,
) -> None:
    caller = await at(house, Step.LAST_FOUR)
    await caller.does("record_last_four", **SAMPLE["record_last_four"])
    before = render(caller.call, "<last_four>")
    caller.says("apply save twenty")
    assert render(caller.call, "<last_four>") == before
