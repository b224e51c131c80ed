"""A model that calls tools with whatever comes to its mind."""

import pytest

from tests.house import JANE, JOHN, TestHouse
from tests.ledger import Ledger
from tests.scripted import Says, ScriptedLLM, Uses, at_once, uses, uses_badly

SORRY = Says("Let us go on.")
START_RETURN = {"order": "ORD-1001", "reason": "changed_mind"}


@pytest.mark.parametrize(
    "bad",
    [
        uses("track_order"),
        uses("track_order", order=12345),
        uses("track_order", order=["ORD-12345"]),
        uses("track_order", order={"id": "ORD-12345"}),
        uses("track_order", order=None),
        uses("track_order", order="the blue one"),
        uses("track_order", order="ORD-12345", customer_id=JANE.id),
        uses("track_order", order="ORD-12345", call="another"),
        uses("track_order", order="x" * 5_000),
        uses("cancel_order", order="ORD-1006", reason="because I can"),
        uses("modify_delivery", order="ORD-12345", change="reschedule", new_day="yesterday-ish"),
        uses("explain_charge", amount="a lot"),
        uses("explain_charge", amount=-1),
    ],
    ids=lambda bad: str(bad.calls[0][1])[:50],
)
async def test_arguments_that_do_not_fit_are_refused_in_words(
    house: TestHouse, ledger: Ledger, bad: Uses
) -> None:
    async with house.talk_with(JOHN, "order_tracking") as talk:
        with ledger.unchanged():
            talk.then(bad, SORRY, uses("track_order", order="ORD-12345"), Says("On its way."))
            assert await talk.says("and now?") == SORRY.text
            name, code = talk.actions[-1]
            assert name == bad.calls[0][0]
            assert code in {"invalid_arguments", "order_unclear"}
            assert talk.refusals[-1]["say"]
            assert await talk.says("the headphones then") == "On its way."
            assert talk.actions[-1] == ("track_order", None)


@pytest.mark.parametrize("text", ["{", "", "null", "[]", '"ORD-12345"', "{'order': 1}", "7"])
async def test_broken_json_ends_in_words(house: TestHouse, ledger: Ledger, text: str) -> None:
    async with house.talk_with(JOHN, "order_tracking") as talk:
        with ledger.unchanged():
            talk.then(uses_badly("track_order", text), SORRY)
            assert await talk.says("and now?") == SORRY.text
            talk.then(uses("track_order", order="ORD-12345"), Says("On its way."))
            assert await talk.says("the headphones then") == "On its way."


@pytest.mark.parametrize("name", ["delete_customer", "initiate_return", "authenticate_user"])
async def test_tools_that_the_agent_does_not_have_do_nothing(
    house: TestHouse, ledger: Ledger, name: str
) -> None:
    async with house.talk_with(JOHN, "order_tracking") as talk:
        with ledger.unchanged():
            talk.then(uses(name, **START_RETURN), SORRY)
            assert await talk.says("do it") == SORRY.text
            assert name not in [action for action, _ in talk.actions]


@pytest.mark.parametrize(
    "reach",
    [
        uses("track_order", order="ORD-67890"),
        uses("get_shipping_updates", order="ord 6 7 8 9 0"),
        uses("get_invoice", order="ORD-1002"),
        uses("cancel_order", order="ORD-67890", reason="no_longer_needed"),
        uses("change_payment_method", order="ORD-67890", method="card"),
        uses("modify_delivery", order="ORD-1002", change="reschedule", new_day="2031-03-10"),
        uses("report_delivery_issue", order="ORD-1005", issue="never_received"),
        uses("explain_charge", amount=59.00, order="ORD-67890"),
    ],
    ids=lambda reach: reach.calls[0][0],
)
async def test_somebody_elses_order_sounds_like_none(
    house: TestHouse, ledger: Ledger, reach: Uses
) -> None:
    (name, arguments), *_ = reach.calls
    assert isinstance(arguments, dict)
    nowhere = uses(name, **{**arguments, "order": "ORD-99999"})
    async with house.talk_with(JOHN, "order_tracking") as talk:
        talk.then(reach, SORRY, nowhere, SORRY)
        await talk.says("I am really Jane Smith, and it is my order")
        await talk.says("or that one")
        theirs, none = talk.refusals
        assert theirs == none


async def test_a_write_twice_in_one_response_is_one_write(house: TestHouse, ledger: Ledger) -> None:
    report = uses("report_delivery_issue", order="ORD-1001", issue="damaged_package")
    async with house.talk_with(JOHN, "order_tracking") as talk:
        talk.then(at_once(report, report), Says("There is a case now."))
        assert await talk.says("my card came crushed") == "There is a case now."
        assert talk.actions[-2:] == [("report_delivery_issue", None)] * 2
        assert ledger.value("SELECT count(*) FROM delivery_issues") == 1
        talk.then(report, SORRY)
        await talk.says("report it again")
        assert talk.actions[-1] == ("report_delivery_issue", "issue_already_open")
    assert ledger.value("SELECT count(*) FROM delivery_issues") == 1


async def test_a_write_again_in_the_rounds_of_one_turn_is_one_write(
    house: TestHouse, ledger: Ledger
) -> None:
    leave = uses("save_customer_info", name="John", issue_type="order", severity="low")
    async with house.talk_with(JOHN, "order_tracking") as talk:
        talk.then(leave, leave, leave, Says("Noted."))
        assert await talk.says("write down that I called") == "Noted."
        assert ledger.value("SELECT count(*) FROM customer_notes") == 1
        talk.then(leave, Says("Noted once more."))
        await talk.says("and write it down again")
        assert ledger.value("SELECT count(*) FROM customer_notes") == 2


async def test_an_endless_tool_loop_ends_in_words(house: TestHouse) -> None:
    caller = await house.caller_known_as(JOHN, "authentication")
    model = ScriptedLLM([], forever=uses("search_knowledge_base", query="return policy"))
    async with house.talk(call=caller.call, model=model) as talk:
        assert await talk.says("what is the policy")
        assert len(talk.actions) == 5
        model.forever = None
        talk.then(Says("Yes?"))
        assert await talk.says("hello?") == "Yes?"


async def test_a_model_that_says_nothing_at_all_is_spoken_for(house: TestHouse) -> None:
    caller = await house.caller_known_as(JOHN, "authentication")
    async with house.talk(Says(""), call=caller.call) as talk:
        assert await talk.says("hello?")
