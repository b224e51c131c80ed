"""A caller who barges in on a handoff or a write leaves either the whole of it or nothing."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from domain.events import Handoff
from pipeline.embedded.language import Understanding
from tests.conversations.gates import Gate
from tests.house import JOHN, Talk, TestHouse, open_house
from tests.ledger import Ledger
from tests.scripted import Says, Waits, uses

ASKED = Says("Shall I?")
RETURN = uses("initiate_return", order="ORD-1001", reason="changed_mind")
TO_ORDERS = uses("transfer", target="order_tracking", reason="orders")


@pytest.fixture
def gate() -> Gate:
    return Gate()


@pytest.fixture
async def house(
    tmp_path: Path, marketplace_template: Path, understanding: Understanding, gate: Gate
) -> AsyncIterator[TestHouse]:
    way = gate.before
    async with open_house(tmp_path, marketplace_template, understanding, way) as house:
        yield house


def barge_in(talk: Talk) -> None:
    """The caller speaks; what may not be interrupted stays as it is."""
    with contextlib.suppress(RuntimeError):
        talk.session.interrupt()


def returns(ledger: Ledger) -> int:
    count: int = ledger.value("SELECT count(*) FROM returns WHERE order_id = 'ORD-1001'")
    return count


async def test_before_the_model_has_asked_for_it_nothing_happens(
    house: TestHouse, ledger: Ledger
) -> None:
    async with house.talk_with(JOHN, "order_tracking") as talk:
        slow = Waits(uses("report_delivery_issue", order="ORD-1001", issue="damaged_package"))
        with ledger.unchanged():
            talk.then(slow)
            turn = asyncio.create_task(talk.says("my card came crushed"))
            await slow.asked.wait()
            barge_in(talk)
            slow.go.set()
            await turn
        talk.then(slow.then, Says("There is a case now."))
        assert await talk.says("I said my card came crushed") == "There is a case now."
    assert ledger.value("SELECT count(*) FROM delivery_issues") == 1


@pytest.mark.parametrize("answered", [False, True], ids=["not_yet_done", "done_but_not_answered"])
async def test_a_write_under_way_is_done_whole(
    house: TestHouse, ledger: Ledger, gate: Gate, answered: bool
) -> None:
    async with house.talk_with(JOHN, "returns") as talk:
        talk.then(RETURN, ASKED)
        await talk.says("the graphics card")
        gate.hold("/orders/ORD-1001/returns", answered=answered)
        talk.then(Says("Done."))
        turn = asyncio.create_task(talk.says("yes"))
        await gate.reached.wait()
        barge_in(talk)
        gate.go.set()
        assert await turn == "Done."
        assert returns(ledger) == 1
        talk.then(RETURN, Says("It is on its way back already."))
        await talk.says("return it please")
        assert talk.actions[-1] == ("initiate_return", "already_returned")
    assert returns(ledger) == 1


@pytest.mark.parametrize("answered", [False, True], ids=["not_yet_done", "done_but_not_answered"])
async def test_a_turn_that_is_given_up_leaves_its_write_whole(
    house: TestHouse, ledger: Ledger, gate: Gate, answered: bool
) -> None:
    async with house.talk_with(JOHN, "returns") as talk:
        talk.then(RETURN, ASKED)
        await talk.says("the graphics card")
        gate.hold("/orders/ORD-1001/returns", answered=answered)
        turn = asyncio.create_task(talk.says("yes"))
        await gate.reached.wait()
        # What the tool came to may be told late, beside the next answer: the words do not matter.
        talk.model.forever = Says("Let me see.")
        await talk.session.interrupt(force=True)
        await turn
        gate.go.set()
        await gate.done.wait()
        assert await talk.says("did that work")
        assert await talk.says("return it please")
    assert returns(ledger) == 1
    assert ledger.order_state("ORD-1001") == "return_requested"


async def test_a_handoff_that_was_not_asked_for_yet_does_not_happen(house: TestHouse) -> None:
    async with house.talk_with(JOHN, "returns") as talk:
        slow = Waits(TO_ORDERS)
        before = len(talk.handoffs)
        talk.then(slow)
        turn = asyncio.create_task(talk.says("where is my order"))
        await slow.asked.wait()
        barge_in(talk)
        slow.go.set()
        await turn
        assert (talk.agent, len(talk.handoffs)) == ("returns", before)
        talk.then(TO_ORDERS, Says("Orders here."))
        assert await talk.says("I asked where my order is") == "Orders here."
        assert (talk.agent, len(talk.handoffs)) == ("order_tracking", before + 1)


async def test_a_handoff_that_has_happened_stays_though_nobody_let_the_agent_finish(
    house: TestHouse,
) -> None:
    async with house.talk_with(JOHN, "returns") as talk:
        slow = Waits(Says("Orders here, what can I do?"))
        before = len(talk.handoffs)
        talk.then(TO_ORDERS, slow)
        turn = asyncio.create_task(talk.says("where is my order"))
        await slow.asked.wait()
        barge_in(talk)
        slow.go.set()
        await turn
        assert (talk.agent, len(talk.handoffs)) == ("order_tracking", before + 1)
        talk.then(uses("track_order", order="ORD-12345"), Says("On its way."))
        assert await talk.says("the headphones") == "On its way."
        assert talk.actions[-1] == ("track_order", None)
        assert len(talk.events(Handoff)) == before + 1


async def test_a_customer_who_speaks_over_a_transfer_message_is_handed_over_all_the_same(
    house: TestHouse,
) -> None:
    async with house.talk_with(JOHN, "returns") as talk:
        slow = Waits(Says("Orders here."))
        told = uses(
            "transfer", target="order_tracking", reason="orders", customer_message="One moment."
        )
        talk.then(told, slow)
        turn = asyncio.create_task(talk.says("where is my order"))
        await slow.asked.wait()
        barge_in(talk)
        slow.go.set()
        await turn
        assert talk.agent == "order_tracking"
        talk.then(Says("Yes?"))
        assert await talk.says("hello?") == "Yes?"
