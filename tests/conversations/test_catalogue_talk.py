"""Callers who only browse talk about what is sold: furniture, books, clothes, anything."""

from __future__ import annotations

import pytest

from tests.house import TestHouse, codes
from tests.ledger import Ledger
from tests.scripted import Says, Step, uses


def to(agent: str) -> tuple[Step, ...]:
    return uses("transfer", target=agent, reason="the customer asks about it"), Says("Gladly.")


async def test_furnishing_a_bedroom(house: TestHouse, ledger: Ledger) -> None:
    fit = uses("check_room_fit", item="malm bed", room_length=10, room_width=12)
    stock = uses("check_availability", product="malm bed", color="white")
    async with house.talk(*to("home"), call=house.call(allow_browsing=True)) as talk:
        with ledger.unchanged():
            await talk.says("I'm furnishing my bedroom")
            talk.then(uses("get_product_dimensions", item="malm bed", room_type="bedroom"))
            talk.then(Says("It is long."))
            await talk.says("how large is the malm bed")
            talk.then(fit, Says("It fits."))
            await talk.says("does it fit into ten by twelve feet")
            talk.then(uses("find_matching_items", item="malm bed"), Says("A nightstand."))
            await talk.says("what goes with it")
            talk.then(*to("sales"))
            await talk.says("can I buy it here")
            talk.then(stock, Says("It is there."))
            await talk.says("in white")
    assert talk.handoffs == [("authentication", "home"), ("home", "sales")]
    assert [code for _, code in talk.actions] == [None] * 6


async def test_what_is_not_known_is_told_in_words(house: TestHouse, ledger: Ledger) -> None:
    async with house.talk(*to("books"), call=house.call(allow_browsing=True)) as talk:
        with ledger.unchanged():
            await talk.says("a book please")
            talk.then(uses("get_series_order", series="Sapiens"), Says("It stands alone."))
            await talk.says("what comes after Sapiens")
            talk.then(uses("check_formats", book="zyzzyva"), Says("I can't find it."))
            await talk.says("and zyzzyva as an audiobook")
    assert codes(talk.actions, "get_series_order") == ["not_in_series"]
    assert codes(talk.actions, "check_formats") == ["product_not_found"]
    assert all(refusal["say"] for refusal in talk.refusals)


async def test_an_occasion_is_asked_for_and_answered(house: TestHouse) -> None:
    async with house.talk(*to("fashion"), call=house.call(allow_browsing=True)) as talk:
        await talk.says("I need something to wear")
        talk.then(uses("get_style_recommendations", budget=200), Says("What's the occasion?"))
        await talk.says("help me choose, up to two hundred dollars")
        talk.then(
            uses("get_style_recommendations", budget=200, occasion="wedding"), Says("A dress.")
        )
        await talk.says("a wedding")
    assert codes(talk.actions, "get_style_recommendations") == [None, None]


@pytest.mark.parametrize("agent", ["home", "books", "fashion", "sales"])
async def test_browsing_has_to_be_allowed(house: TestHouse, agent: str) -> None:
    async with house.talk(*to(agent)) as talk:
        await talk.says("I want to look around")
        assert talk.agent == "authentication"
    assert codes(talk.actions, "transfer") == ["gate_closed"]


async def test_tools_of_an_account_stay_closed_while_browsing(
    house: TestHouse, ledger: Ledger
) -> None:
    async with house.talk(*to("home"), call=house.call(allow_browsing=True)) as talk:
        await talk.says("I have a question about furniture")
        with ledger.unchanged():
            talk.then(uses("track_order", order="ORD-12345"), Says("Not here."))
            await talk.says("and where is my order")
    assert "track_order" not in [name for name, _ in talk.actions]
