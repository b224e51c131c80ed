"""An answer to an agent's question does something: after a refusal, or a wish nobody serves."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from agents.marketplace import ROSTER
from conversations.text import open_text
from domain.events import Handoff
from pipeline.embedded.language import EmbeddedLLM
from tests.house import JANE, JOHN, LIMITS, Person, Talk, TestHouse, codes, voice_of
from tests.ledger import Ledger
from tests.scripted import ScriptedLLM
from tools.refusing import ASKED_FOR


@asynccontextmanager
async def typing(house: TestHouse, person: Person) -> AsyncIterator[Talk]:
    """A conversation that nobody has scripted, once the identity check is over."""
    call = (await house.caller_known_as(person, "authentication")).call
    model = EmbeddedLLM(house.house.understanding, today=lambda: house.clock().date())
    shown: list[tuple[str, str]] = []
    async with open_text(
        call, house.roster, voice_of(call), model, LIMITS, lambda *said: shown.append(said)
    ) as conversation:
        yield Talk(call, conversation, ScriptedLLM([]), shown)


async def test_a_yes_to_what_a_refusal_offers_does_it(house: TestHouse, ledger: Ledger) -> None:
    async with typing(house, JOHN) as talk:
        await talk.says("refund the graphics card", "the whole order")
        assert codes(talk.actions, "process_refund") == ["nothing_to_refund"]
        await talk.says("yes please", "it doesn't work", "yes")
        assert ledger.order_state("ORD-1001") == "return_requested"


@pytest.mark.parametrize("no", ["no", "no thanks", "never mind"])
async def test_a_no_to_it_leaves_everything(house: TestHouse, ledger: Ledger, no: str) -> None:
    async with typing(house, JOHN) as talk:
        with ledger.unchanged():
            await talk.says("refund the graphics card", "the whole order", no)
        assert not talk.conversation.ended


async def test_a_detail_that_a_refusal_asks_for_is_taken(house: TestHouse, ledger: Ledger) -> None:
    async with typing(house, JOHN) as talk:
        await talk.says("I want to reschedule the delivery of order 12345")
        assert "missing_detail" in codes(talk.actions, "modify_delivery")
        await talk.says("next monday", "yes")
        assert codes(talk.actions, "modify_delivery")[-1] is None
    assert ledger.value("SELECT count(*) FROM delivery_changes") == 1


async def test_a_product_that_is_not_found_is_named_anew(house: TestHouse) -> None:
    async with typing(house, JOHN) as talk:
        await talk.says("what are the dimensions of the zorblax cabinet", "the malm bed")
        found = codes(talk.actions, "get_product_dimensions")
        assert found == ["product_not_found", None]


async def test_a_proposal_is_not_put_for_ever(house: TestHouse, ledger: Ledger) -> None:
    async with typing(house, JANE) as talk:
        with ledger.unchanged():
            await talk.says("cancel order 67890", "ordered by mistake", "hm", "well", "hmm hmm")
            assert codes(talk.actions, "cancel_order")[-1] == "unanswered"
            await talk.says("yes")
        await talk.says("cancel order 67890", "ordered by mistake", "yes")
    assert ledger.order_state("ORD-67890") == "cancelled"


@pytest.mark.parametrize("wish", ["are you hiring", "where are your stores"])
async def test_a_wish_that_nobody_serves_leads_to_a_person(house: TestHouse, wish: str) -> None:
    async with typing(house, JANE) as talk:
        assert "person" in await talk.says(wish)
        assert not talk.actions, "nothing happens without a yes"
        await talk.says("yes please")
        assert talk.agent == "human"
        (handoff,) = talk.events(Handoff)
        assert wish in handoff.transfer.reason


ASKED = {
    "home": "will a table fit in my living room",
    "order_tracking": "cancel order 12345",
    "returns": "I want to return the graphics card",
    "sales": "add something to my cart",
    "security": "lock my account",
    "advanced_features": "book an appointment",
    "human": "I want to leave a message",
}
"""Wishes that leave a question open, by the agent that asks it."""


@pytest.mark.parametrize("agent", ASKED)
async def test_a_change_of_mind_in_the_middle_of_a_step(
    house: TestHouse, ledger: Ledger, agent: str
) -> None:
    async with typing(house, JOHN) as talk:
        with ledger.unchanged():
            question = await talk.says(ASKED[agent])
            assert talk.agent == agent
            assert await talk.says("sorry, say that again") == question
            last = question.rpartition(". ")[2]
            for aside in ("are you a robot?", "no wait", "hold on a second"):
                assert last in await talk.says(aside)
            before = len(talk.actions)
            assert "?" in await talk.says("cancel that")
            assert len(talk.actions) == before
            assert talk.agent == agent
        await talk.says("bye")
        assert talk.conversation.ended


@pytest.mark.parametrize(
    ("wishes", "done"),
    [
        ("whats the balance of my gift card and where is order 12345",
         ["check_gift_card", "track_order"]),
        ("where is order 12345 and what is the balance of my gift card",
         ["track_order", "check_gift_card"]),
    ],
)  # fmt: skip
async def test_two_wishes_are_served_one_after_the_other(
    house: TestHouse, wishes: str, done: list[str]
) -> None:
    async with typing(house, JOHN) as talk:
        await talk.says(wishes)
        assert [name for name, code in talk.actions if name != "transfer"] == done


def test_every_offer_and_question_of_a_refusal_is_one_that_can_be_taken_up() -> None:
    for agent in ROSTER.types:
        own = {action.name: action for action in (*agent.actions, *ROSTER.shared)}
        for action in agent.actions:
            for offer in action.offers.values():
                other = own[offer.action].arguments.model_fields
                assert set(offer.keeping) <= set(other) & set(action.arguments.model_fields)
    known = {name for a in ROSTER.actions.values() for name in a.arguments.model_fields}
    assert {name for names in ASKED_FOR.values() for name in names} <= known
