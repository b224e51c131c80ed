"""Three wrong answers: locked, noted, and on to a person; an unknown number is a wrong one."""

import pytest

from domain.events import ActionRun
from tests.house import JANE, JOHN, Caller, TestHouse, timeline_of
from tests.ledger import Ledger
from tools.identity import Step

UNKNOWN = "+12125550199"


async def give(caller: Caller, *, phone: str, born: str = JOHN.born_on, four: str = "4242") -> str:
    """Gives and confirms values, has them checked, and returns what the caller hears of it."""
    if caller.call.identity.step is Step.FIRST_NAME:
        await caller.does("record_first_name", first_name="John")
    for tool, raw in (
        ("record_phone_number", {"phone_number": phone}),
        ("record_date_of_birth", {"date_of_birth": born}),
        ("record_last_four", {"last_four": four, "last_four_of": "credit_card"}),
    ):
        await caller.does(tool, **raw)
        caller.says("yes")
        await caller.does("confirm_step")
    try:
        return (await caller.match()).say
    except Exception as refusal:  # noqa: BLE001  # whatever it is, its words are compared
        return str(getattr(refusal, "say", repr(refusal)))


@pytest.mark.parametrize(
    "wrong",
    [
        {"phone": JANE.line},
        {"phone": UNKNOWN},
        {"phone": JOHN.line, "born": JANE.born_on},
        {"phone": JOHN.line, "four": JANE.card},
    ],
    ids=["another's number", "nobody's number", "born", "last four"],
)
async def test_no_answer_says_what_was_wrong(house: TestHouse, wrong: dict[str, str]) -> None:
    words = [await give(house.caller(), phone=UNKNOWN)]
    caller = house.caller()
    words.append(await give(caller, **wrong))
    assert words[0] == words[1]
    recorded = [event for event in timeline_of(caller.call).events if isinstance(event, ActionRun)]
    assert recorded[-1].code == "identity_not_matched"
    check = caller.call.identity
    assert check.step is Step.PHONE_NUMBER
    assert not check.values
    assert not caller.call.customer.authenticated


@pytest.mark.parametrize("phone", [JOHN.line, UNKNOWN], ids=["known", "unknown"])
async def test_three_failures_lock_the_check_and_are_noted(
    house: TestHouse, ledger: Ledger, phone: str
) -> None:
    caller = house.caller()
    for _ in range(3):
        assert not caller.call.identity.locked
        await give(caller, phone=phone, born="1970-01-01")
    assert caller.call.identity.locked
    assert ledger.value("SELECT count(*) FROM security_events WHERE kind = 'identity_locked'")
    for tool in ("record_phone_number", "record_date_of_birth"):
        name = tool.removeprefix("record_")
        assert await caller.refused(tool, **{name: JOHN.line}) in {
            "step_not_open", "invalid_arguments",
        }  # fmt: skip
    assert await caller.refused("correct_step", step="phone_number") == "step_not_open"


async def test_a_locked_number_stays_locked_in_another_call(house: TestHouse) -> None:
    for _ in range(3):
        await give(house.caller(), phone=JOHN.line, born="1970-01-01")
    caller = house.caller()
    await give(caller, phone=JOHN.line)
    assert caller.call.identity.locked
    house.clock.advance(minutes=16)
    caller = house.caller()
    await give(caller, phone=JOHN.line)
    assert caller.call.customer.customer_id == JOHN.id


async def test_a_locked_line_stays_locked_whatever_number_is_given(house: TestHouse) -> None:
    for number in range(3):
        await give(house.caller(calling_line=UNKNOWN), phone=f"+1212555010{number}")
    caller = house.caller(calling_line=UNKNOWN)
    await give(caller, phone=JOHN.line)
    assert caller.call.identity.locked


async def test_a_locked_caller_still_gets_a_person_and_no_account(house: TestHouse) -> None:
    caller = house.caller()
    for _ in range(3):
        await give(caller, phone=JOHN.line, born="1970-01-01")
    moved = await caller.does("transfer", response="r", target="human", reason="locked")
    assert moved.agent is not None
    caller.call.coordinator.arrived(caller.call, "human")
    assert await caller.refused("transfer", response="s", target="returns", reason="x") == (
        "gate_closed"
    )
    ticket = await caller.does("escalate_to_human", summary="I can't be identified")
    assert ticket.facts is not None
    assert await caller.refused("list_orders") == "not_authenticated"
