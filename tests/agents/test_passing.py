"""Callers who are passed around and never served end at a person."""

from __future__ import annotations

from domain.events import Handoff
from tests.house import JOHN, TestHouse
from tests.scripted import Says, Uses, uses

HERE = Says("Returns or orders here.")


def to(target: str) -> Uses:
    return uses("transfer", target=target, reason="my colleague knows")


async def test_the_third_return_without_anything_done_goes_to_a_person(house: TestHouse) -> None:
    turns = ["returns", "order_tracking", "returns", "order_tracking"]
    async with house.talk_with(JOHN, "order_tracking") as talk:
        for target in turns:
            talk.then(to(target), HERE)
            answer = await talk.says("I need help with it")
        assert talk.handoffs[1:] == [
            ("order_tracking", "returns"),
            ("returns", "order_tracking"),
            ("order_tracking", "returns"),
            ("returns", "human"),
        ]
        last = talk.events(Handoff)[-1].transfer
        assert "order_tracking and returns" in last.reason
        assert last.customer_message
        assert last.customer_message in answer


async def test_three_agents_in_a_ring_are_noticed_as_well(house: TestHouse) -> None:
    async with house.talk_with(JOHN, "order_tracking") as talk:
        for target in ["returns", "electronics", "order_tracking", "returns", "electronics"]:
            talk.then(to(target), HERE)
            await talk.says("I need help with it")
        assert talk.agent == "human"


async def test_a_dance_within_one_turn_ends_at_a_person(house: TestHouse) -> None:
    async with house.talk_with(JOHN, "order_tracking") as talk:
        talk.then(*map(to, ["returns", "order_tracking"] * 2), Says("A person it is."))
        await talk.says("I need help with it")
        assert talk.agent == "human"


async def test_whoever_is_served_in_between_is_not_passed_around(house: TestHouse) -> None:
    async with house.talk_with(JOHN, "order_tracking") as talk:
        for target in ["returns", "order_tracking"] * 4:
            talk.then(uses("search_knowledge_base", query="returns"), Says("So it is."))
            await talk.says("what are the rules")
            talk.then(to(target), HERE)
            await talk.says("I need help with it")
        assert talk.agent == "order_tracking"


async def test_who_comes_from_a_person_starts_over(house: TestHouse) -> None:
    async with house.talk_with(JOHN, "order_tracking") as talk:
        for target in ["returns", "order_tracking"] * 2 + ["returns", "order_tracking", "returns"]:
            talk.then(to(target), HERE)
            await talk.says("I need help with it")
        assert talk.agent == "returns"


async def test_who_gets_a_person_keeps_the_caller_in_the_end(house: TestHouse) -> None:
    async with house.talk_with(JOHN, "returns") as talk:
        talk.then(*map(to, ["human", "returns", "human", "returns"]), Says("What is it about?"))
        await talk.says("I need help with it")
        assert talk.agent == "human"
        assert talk.handoffs[1:] == [
            ("returns", "human"),
            ("human", "returns"),
            ("returns", "human"),
        ]


async def test_refused_transfers_do_not_count(house: TestHouse) -> None:
    async with house.talk() as talk:
        for _ in range(5):
            talk.then(to("returns"), HERE)
            await talk.says("I want to return something")
        assert talk.agent == "authentication"
