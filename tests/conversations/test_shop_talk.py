"""A seller talks about their shop: what is put to them, and what comes of it."""

from __future__ import annotations

from tests.house import JOHN, PRIYA, TestHouse, codes
from tests.ledger import Ledger
from tests.scripted import Says, uses

UPS = "1Z9E49370398239999"
SHIP = uses("update_order_status", order="ORD-1032", tracking_number=UPS)


async def test_a_sale_is_shipped_in_a_conversation(house: TestHouse, ledger: Ledger) -> None:
    async with house.talk_with(PRIYA, "seller_management") as talk:
        talk.then(uses("list_seller_orders", status="to_ship"), Says("Two orders."))
        await talk.says("what do I have to ship")
        talk.then(SHIP, Says("Shall I?"))
        with ledger.unchanged():
            await talk.says("I sent the skillet, order 1032, the number is 1Z9E49370398239999")
        talk.then(Says("It is marked."))
        await talk.says("yes")
        assert ledger.order_state("ORD-1032") == "shipped"
        talk.then(SHIP, Says("It has left already."))
        await talk.says("mark it again")
        assert codes(talk.actions, "update_order_status")[-1] == "already_sent"


async def test_a_slip_of_the_tongue_in_a_price_is_noticed(house: TestHouse, ledger: Ledger) -> None:
    wrong = uses("update_listing", listing="stand mixer", price=37.99)
    right = uses("update_listing", listing="stand mixer", price=379.00)
    async with house.talk_with(PRIYA, "seller_management") as talk:
        talk.then(wrong, Says("Ninety percent less?"))
        with ledger.unchanged():
            await talk.says("set the stand mixer to 37 99")
            talk.then(right, Says("Three hundred seventy-nine?"))
            await talk.says("no, I mean 379")
        talk.then(Says("Done."))
        await talk.says("yes")
    assert ledger.value("SELECT DISTINCT price FROM variants WHERE product_id = 'HOME032'") == 37900


async def test_a_buyer_is_told_that_this_is_for_sellers(house: TestHouse, ledger: Ledger) -> None:
    async with house.talk_with(JOHN, "seller_management") as talk:
        with ledger.unchanged():
            talk.then(uses("update_listing", listing="HOME034", price=1), Says("Not yours."))
            await talk.says("make the blender one dollar")
        assert codes(talk.actions, "update_listing") == ["not_permitted"]
