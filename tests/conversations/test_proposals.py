"""A model that writes without a yes, on somebody else's yes, or on one that came too late."""

import pytest

from tests.house import JOHN, TestHouse, approvals_of
from tests.ledger import Ledger
from tests.scripted import Says, Uses, uses

ASKED = Says("Shall I?")
SORRY = Says("As you like.")
RETURN = uses("initiate_return", order="ORD-1001", reason="changed_mind")
OTHER = uses("initiate_return", order="ORD-1001", reason="defective")


def returns_of(ledger: Ledger, order: str = "ORD-1001") -> int:
    count: int = ledger.value("SELECT count(*) FROM returns WHERE order_id = ?", order)
    return count


async def test_a_write_is_proposed_and_runs_on_a_yes(house: TestHouse, ledger: Ledger) -> None:
    async with house.talk_with(JOHN, "returns") as talk:
        talk.then(RETURN, ASKED)
        await talk.says("the graphics card")
        assert returns_of(ledger) == 0
        talk.then(Says("Done."))
        await talk.says("yes please")  # code takes it from here: no model is asked for the call
        assert returns_of(ledger) == 1


@pytest.mark.parametrize("times", [1, 2, 3])
async def test_no_number_of_calls_stands_for_a_yes(
    house: TestHouse, ledger: Ledger, times: int
) -> None:
    async with house.talk_with(JOHN, "returns") as talk:
        with ledger.unchanged():
            talk.then(*[RETURN] * times, ASKED)
            await talk.says("the graphics card")


@pytest.mark.parametrize(
    "answer",
    [
        "what does that cost", "yes but only half of it", "maybe", "yes?", "no", "no thanks",
        "yes no", "ok wait", "cancel that", "I said yes to you yesterday", "hm",
    ],
)  # fmt: skip
async def test_anything_but_a_clean_yes_runs_nothing(
    house: TestHouse, ledger: Ledger, answer: str
) -> None:
    async with house.talk_with(JOHN, "returns") as talk:
        with ledger.unchanged():
            talk.then(RETURN, ASKED, RETURN, SORRY)
            await talk.says("the graphics card")
            await talk.says(answer)


async def test_a_no_ends_the_proposal(house: TestHouse, ledger: Ledger) -> None:
    async with house.talk_with(JOHN, "returns") as talk:
        with ledger.unchanged():
            talk.then(RETURN, ASKED, RETURN, SORRY, Says("What can I do?"))
            await talk.says("the graphics card")
            await talk.says("no")
            assert talk.actions[-1] == ("initiate_return", "declined")
            await talk.says("yes")


async def test_a_yes_to_one_proposal_is_none_to_another(house: TestHouse, ledger: Ledger) -> None:
    async with house.talk_with(JOHN, "returns") as talk:
        talk.then(RETURN, ASKED, OTHER, ASKED, Says("Done."))
        await talk.says("the graphics card")
        await talk.says("wait, it is broken")
        await talk.says("yes")
        reasons = [row["reason"] for row in ledger.rows("SELECT reason FROM returns")]
        assert "defective" in reasons


async def test_a_model_that_changes_what_was_agreed_has_to_ask_again(
    house: TestHouse, ledger: Ledger
) -> None:
    caller = await house.caller_known_as(JOHN, "returns")
    with ledger.unchanged():
        first = await caller.does("initiate_return", order="ORD-1001", reason="changed_mind")
        assert first.proposal
        caller.says("yes")
        changed = await caller.does("initiate_return", order="ORD-1001", reason="defective")
        assert changed.proposal


async def test_a_yes_counts_only_in_the_turn_after_the_proposal(
    house: TestHouse, ledger: Ledger
) -> None:
    async with house.talk_with(JOHN, "returns") as talk:
        with ledger.unchanged():
            talk.then(RETURN, ASKED, Says("It is free."), RETURN, ASKED)
            await talk.says("the graphics card")
            await talk.says("what does it cost")
            await talk.says("yes that is good to know")
        talk.then(Says("Done."))
        await talk.says("yes")
    assert returns_of(ledger) == 1


async def test_a_proposal_is_put_three_times_at_most(house: TestHouse, ledger: Ledger) -> None:
    async with house.talk_with(JOHN, "returns") as talk:
        with ledger.unchanged():
            talk.then(RETURN, ASKED, RETURN, ASKED, RETURN, ASKED, RETURN, SORRY)
            await talk.says("the graphics card", "hm", "I wonder", "what do you think")
            assert talk.actions[-1] == ("initiate_return", "unanswered")
            talk.then(Says("What can I do?"))
            await talk.says("yes")
        talk.then(RETURN, ASKED, Says("Done."))
        await talk.says("I do want to return it", "yes")
        assert returns_of(ledger) == 1


async def test_a_proposal_lapses_after_ten_minutes(house: TestHouse, ledger: Ledger) -> None:
    async with house.talk_with(JOHN, "returns") as talk:
        with ledger.unchanged():
            talk.then(RETURN, ASKED, RETURN, ASKED)
            await talk.says("the graphics card")
            house.clock.advance(minutes=10, seconds=1)
            await talk.says("yes")


async def test_a_proposal_lapses_with_a_transfer(house: TestHouse, ledger: Ledger) -> None:
    away = uses("transfer", target="order_tracking", reason="orders")
    back = uses("transfer", target="returns", reason="a return")
    async with house.talk_with(JOHN, "returns") as talk:
        with ledger.unchanged():
            talk.then(RETURN, ASKED, away, back, Says("Returns again."), RETURN, ASKED)
            await talk.says("the graphics card")
            await talk.says("where is my order by the way")
            await talk.says("yes")


async def test_a_refund_above_five_hundred_waits_for_a_person(
    house: TestHouse, ledger: Ledger
) -> None:
    refund = uses("process_refund", order="ORD-1001", scope="full")
    async with house.talk_with(JOHN, "returns") as talk:
        talk.then(RETURN, ASKED)
        await talk.says("the graphics card")
        talk.then(Says("Done."), refund, ASKED, Says("A colleague decides."))
        await talk.says("yes", "and my money", "yes")
        assert ledger.refunded("ORD-1001") == 0
        assert len(approvals_of(talk.call).open) == 1
        talk.then(refund, ASKED, Says("A colleague decides."))
        await talk.says("refund me now", "yes")
    assert ledger.refunded("ORD-1001") == 0


async def test_money_goes_back_once_however_it_is_asked(house: TestHouse, ledger: Ledger) -> None:
    caller = await house.caller_known_as(JOHN, "returns")
    ways: list[Uses] = [
        uses("process_refund", order="ORD-1006", scope="full"),
        uses("process_refund", order="ORD-1009", scope="full"),
        uses("process_refund", order="ORD-1001", scope="amount", amount=100),
    ]
    for way in ways:
        (name, raw), *_ = way.calls
        assert isinstance(raw, dict)
        assert await caller.refused(name, **raw), "nothing came back, so nothing goes back"
    await caller.agreed("initiate_return", order="ORD-1001", reason="changed_mind")
    for amount in (400, 100):
        await caller.agreed("process_refund", order="ORD-1001", scope="amount", amount=amount)
        caller.says("once more")
    assert ledger.refunded("ORD-1001") == 50_000
    over = await caller.agreed("process_refund", order="ORD-1001", scope="amount", amount=1)
    assert "colleague" in over.say
    assert ledger.refunded("ORD-1001") == 50_000
