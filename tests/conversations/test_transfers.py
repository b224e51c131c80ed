"""A model that hands over when, where and as often as it likes."""

import pytest

from domain.events import ActionRun
from tests.house import JOHN, TestHouse
from tests.ledger import Ledger
from tests.scripted import Says, Uses, at_once, uses

SORRY = Says("Let us go on.")


def to(target: str, **more: str) -> Uses:
    return uses("transfer", target=target, reason="the customer wants it", **more)


@pytest.mark.parametrize("target", ["order_tracking", "returns", "electronics"])
async def test_nobody_is_reached_before_the_identity_check(
    house: TestHouse, ledger: Ledger, target: str
) -> None:
    before = ledger.version()
    async with house.talk(to(target), SORRY) as talk:
        await talk.says("I need help with something I ordered")
        assert talk.actions == [("transfer", "gate_closed")]
        assert talk.refusals[0]["say"]
        assert talk.agent == "authentication"
        assert await talk.says("John"), "the identity check goes on"
    assert not talk.handoffs
    assert ledger.version() == before


async def test_a_refused_transfer_is_remembered_and_made_good_after_the_check(
    house: TestHouse,
) -> None:
    async with house.talk(to("order_tracking"), SORRY) as talk:
        await talk.says("where is order ORD-12345")
        await talk.says("John", JOHN.phone, "yes", JOHN.born, "yes", f"card {JOHN.card}", "yes")
        talk.then(Says("Let me see."))
        await talk.says("yes", "no thanks")
        assert talk.handoffs == [("authentication", "order_tracking")]
        assert "where is order ORD-12345" in talk.model.requests[-1]


async def test_the_person_is_always_within_reach_and_leads_back(house: TestHouse) -> None:
    async with house.talk(to("human"), Says("A person it is."), to("authentication")) as talk:
        await talk.says("I'd like a person")
        assert talk.agent == "human"
        await talk.says("no wait, let us go on")
        assert talk.handoffs == [("authentication", "human"), ("human", "authentication")]
        await talk.says("John")
        assert talk.call.customer.first_name == "John"


@pytest.mark.parametrize("target", ["order_tracking", "returns", "electronics"])
async def test_a_person_is_no_way_around_the_check(house: TestHouse, target: str) -> None:
    async with house.talk(to("human"), SORRY, to(target)) as talk:
        await talk.says("I'd like a person")
        heard = await talk.says("and now my orders")
        assert talk.agent == "authentication"
        assert talk.handoffs == [("authentication", "human"), ("human", "authentication")]
        assert talk.actions[-1] == ("transfer", "gate_closed")
        assert talk.call.state.intended_agent == target
        assert talk.call.customer.current_intent == "and now my orders"
        assert heard.endswith("May I have your first name, please?")


async def test_browsing_opens_what_needs_no_account_and_nothing_else(house: TestHouse) -> None:
    call = house.call(allow_browsing=True)
    async with house.talk(to("returns"), SORRY, to("electronics"), SORRY, call=call) as talk:
        await talk.says("I want to return something")
        assert talk.agent == "authentication"
        await talk.says("then tell me about graphics cards")
        assert talk.agent == "electronics"
        talk.then(uses("list_orders"), SORRY, to("authentication"))
        await talk.says("which orders do I have")
        await talk.says("check who I am")
        assert talk.agent == "authentication"


async def test_who_browsed_continues_at_the_open_step(house: TestHouse) -> None:
    call = house.call(allow_browsing=True)
    async with house.talk(call=call) as talk:
        await talk.says("John", JOHN.phone)
        talk.then(to("electronics"), SORRY, to("authentication"))
        await talk.says("tell me about graphics cards")
        await talk.says("now let's go on with my account")
        assert talk.agent == "authentication"
        assert talk.call.identity.step.value == "phone_number"
        await talk.says("yes")
        assert talk.call.identity.step.value == "date_of_birth"


async def test_two_transfers_in_one_response_are_one(house: TestHouse) -> None:
    caller = await house.caller_known_as(JOHN, "authentication")
    twice = at_once(to("returns"), to("order_tracking"))
    async with house.talk(twice, Says("Returns here."), call=caller.call) as talk:
        assert await talk.says("I want to return something") == "Returns here."
        assert talk.handoffs == [("authentication", "returns")]
        talk.then(Says("Yes?"))
        assert await talk.says("hello?") == "Yes?"


async def test_transfers_to_nowhere_and_to_oneself_are_refused(house: TestHouse) -> None:
    caller = await house.caller_known_as(JOHN, "authentication")
    steps = (to("the_moon"), SORRY, to("authentication"), SORRY)
    async with house.talk(*steps, call=caller.call) as talk:
        assert await talk.says("beam me up") == SORRY.text
        assert await talk.says("or stay here") == SORRY.text
        assert [code for _, code in talk.actions] == ["invalid_arguments", "transfer_refused"]
        assert not talk.handoffs


async def test_a_transfer_beside_a_write_leaves_both_whole(
    house: TestHouse, ledger: Ledger
) -> None:
    caller = await house.caller_known_as(JOHN, "authentication")
    both = at_once(
        to("returns"),
        uses("save_customer_info", name="John", issue_type="return", severity="low"),
    )
    noted = Says("I made a note.")
    async with house.talk(both, noted, Says("Returns here."), call=caller.call) as talk:
        await talk.says("take a note and pass me on")
        assert talk.handoffs == [("authentication", "returns")]
        assert ledger.value("SELECT count(*) FROM customer_notes") == 1
        talk.then(Says("Yes?"))
        assert await talk.says("hello?") == "Yes?"


async def test_an_agent_that_only_hands_over_ends_in_words(house: TestHouse) -> None:
    caller = await house.caller_known_as(JOHN, "authentication")
    async with house.talk(call=caller.call) as talk:
        names = ["returns", "order_tracking"] * 20
        talk.then(*(to(name) for name in names))
        assert await talk.says("I need help"), "the customer is left in silence"
        assert len(talk.events(ActionRun)) < len(names)
        talk.model.steps.clear()
        talk.then(Says("Yes?"))
        assert await talk.says("hello?") == "Yes?"
