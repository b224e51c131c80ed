"""What was just shown is what the next words are about: "the second one", "it", "and a hub too"."""

from __future__ import annotations

import pytest

from domain.events import ActionRun
from tests.conversations.test_typed import identified, ran, typing
from tests.house import JANE, JOHN, TestHouse
from tests.ledger import Ledger
from tests.scripted import Says, uses

CARDS = "find me a graphics card under nine hundred"
"""Three are named: the RTX 4060, the RTX 4070 Super and, cheapest, the Radeon RX 7600."""
RTX_4060 = "RTX 4060 graphics card"
RTX_4070 = "RTX 4070 Super graphics card"
RADEON = "Radeon RX 7600 graphics card"


async def test_a_whole_shopping_trip(house: TestHouse, ledger: Ledger) -> None:
    before = ledger.value("SELECT count(*) FROM orders WHERE customer_id = 'CUST-1001'")
    async with typing(house, house.call(allow_browsing=True)) as talk:
        await talk.says("hi there", CARDS, "the 4070", "how much is it", "is it in stock")
        await talk.says("will it fit my 750 watt power supply", "i'll take it", "dual fan")
        await talk.says("and a usb c hub too", "check out please")
        assert talk.agent == "authentication"
        await talk.says("john", JOHN.phone, "yes", JOHN.born, "yes", "card 4242", "yes")
        await talk.says("yes", "no thanks", "on my card")
        assert talk.call.state.proposal is not None
        await talk.says("yes")
        assert ran(talk)[-1] == "checkout"
    assert "gate_closed" not in [code for _, code in talk.actions]
    orders = "SELECT {} FROM orders WHERE customer_id = 'CUST-1001'"
    assert ledger.value(orders.format("count(*)")) == before + 1
    newest = orders.format("order_id") + " ORDER BY placed_at DESC LIMIT 1"
    bought = f"SELECT count(*) FROM order_items WHERE order_id = ({newest})"  # noqa: S608  # ours
    assert ledger.value(bought) == 2


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("the 4070", RTX_4070),
        ("the 4060 please", RTX_4060),
        ("the second one", RTX_4070),
        ("the third", RADEON),
        ("the last one", RADEON),
        ("the cheaper one", RADEON),
        ("the most expensive one", RTX_4070),
        ("i mean the radeon", RADEON),
        ("tell me about the first one", RTX_4060),
    ],
)
async def test_one_of_those_shown_is_named_and_nothing_else(
    house: TestHouse, said: str, meant: str
) -> None:
    async with typing(house, house.call(allow_browsing=True)) as talk:
        await talk.says(CARDS, said)
        assert talk.agent == "electronics"
        assert talk.events(ActionRun)[-1].arguments == {"product": meant}


@pytest.mark.parametrize(
    ("turns", "action", "given"),
    [
        ([CARDS, "put the cheapest one in my cart"], "add_to_cart", {"product": RADEON}),
        (
            [CARDS, "the third one", "put two of those in my cart"],
            "add_to_cart",
            {"product": RADEON, "quantity": 2},
        ),
        ([CARDS, "that one", "the radeon", "add to cart"], "add_to_cart", {"product": RADEON}),
        (
            [CARDS, "compare the first two"],
            "compare_products",
            {"products": [RTX_4060, RTX_4070]},
        ),
        (
            [CARDS, "will the second one fit my 750 watt power supply"],
            "get_compatibility",
            {"system": "750 watt power supply"},
        ),
        (
            ["do you have linen shirts", "is it there in medium"],
            "check_availability",
            {"product": "Linen shirt", "size": "M"},
        ),
        (
            ["do you have linen shirts", "is it there in medium", "what about in navy"],
            "check_availability",
            {"product": "Linen shirt", "size": "M", "color": "navy"},
        ),
        (
            ["i'm looking for a sofa", "the cheapest one", "how big is it"],
            "get_product_dimensions",
            {"item": "Two seat sofa"},
        ),
        (
            ["recommend me a book by tolkien", "tell me about the second one"],
            "get_book_details",
            {"book": "The Fellowship of the Ring"},
        ),
        (
            ["recommend me a book by tolkien", "the second one", "i'll take it", "ebook"],
            "add_to_cart",
            {"product": "The Fellowship of the Ring", "options": "ebook"},
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
async def test_it_is_known_whoever_speaks(
    house: TestHouse, turns: list[str], action: str, given: dict[str, object]
) -> None:
    async with typing(house, house.call(allow_browsing=True)) as talk:
        await talk.says(*turns)
        run = talk.events(ActionRun)[-1]
        assert run.name == action
        assert run.code is None
        assert given.items() <= run.arguments.items()


async def test_of_several_that_it_may_be_one_is_asked_for(house: TestHouse) -> None:
    async with typing(house, house.call(allow_browsing=True)) as talk:
        asked = await talk.says(CARDS, "is it in stock")
        assert all(name in asked for name in (RTX_4060, RTX_4070, RADEON))
        await talk.says("the second")
        run = talk.events(ActionRun)[-1]
        assert (run.name, run.arguments) == ("check_stock", {"product": RTX_4070})


async def test_with_nothing_shown_it_is_asked_what_is_meant(house: TestHouse) -> None:
    async with typing(house, house.call(allow_browsing=True)) as talk:
        assert "?" in await talk.says("add it to my cart")
        assert "add_to_cart" not in ran(talk)


@pytest.mark.parametrize("said", ["the last one", "the new one", "the headphones", "the newest"])
async def test_which_order_it_is_about(house: TestHouse, said: str) -> None:
    async with identified(house, JOHN) as talk:
        await talk.says("where is my order", said)
        assert talk.events(ActionRun)[-1].arguments == {"order": "ORD-12345"}


async def test_an_order_of_those_just_listed(house: TestHouse) -> None:
    async with identified(house, JOHN) as talk:
        await talk.says("what orders do i have", "where is the second one")
        run = talk.events(ActionRun)[-1]
        second = talk.call.customer.order_history[1].order_id
        assert (run.name, run.arguments) == ("track_order", {"order": second})


async def test_an_order_of_those_that_a_refusal_names(house: TestHouse, ledger: Ledger) -> None:
    async with identified(house, JANE) as talk:
        await talk.says("cancel the graphics card i ordered", "by mistake", "the first one", "yes")
    assert ledger.order_state("ORD-67890") == "cancelled"


async def test_the_second_of_the_times_that_are_free(house: TestHouse) -> None:
    async with identified(house, JOHN) as talk:
        await talk.says("i'd like to book a call with a specialist", "the second one", "yes")
        assert ran(talk)[-1] == "book_appointment"
        assert talk.events(ActionRun)[-1].arguments["time"] == "one in the afternoon"


async def test_any_model_is_told_what_was_shown_before_the_handover(house: TestHouse) -> None:
    call = house.call(allow_browsing=True)
    to_electronics = uses("transfer", target="electronics", reason="a graphics card")
    search = uses("search_tech", query="graphics card", max_price=900)
    async with house.talk(to_electronics, search, Says("Three."), call=call) as talk:
        await talk.says(CARDS)
        talk.then(uses("check_stock", product=RTX_4070), Says("It is there."))
        await talk.says("do you have the second one")
        talk.then(uses("transfer", target="sales", reason="to buy it"), Says("Gladly."))
        await talk.says("I'd like to buy it")
        request = talk.model.requests[-1]
    shown = [line for line in request.split("\\n") if line.startswith("Shown:")]
    assert [name in shown[0] for name in (RTX_4060, RTX_4070, RADEON)] == [True] * 3
    assert RTX_4070 in shown[1]
    assert RADEON not in shown[1]
