"""Whole conversations about buying: from the first look to the order, and what may come between."""

from __future__ import annotations

import sqlite3

import pytest

from tests.house import JANE, JOHN, Caller, Talk, TestHouse
from tests.ledger import Ledger
from tests.scripted import Says, uses
from tools.identity import Step

SHIRT = uses("add_to_cart", product="linen shirt in white size M")
CHECKOUT = uses("checkout", method="card")
DONE = Says("There you are.")
ASKED = Says("Shall I do that?")


def orders_of(ledger: Ledger, customer: str) -> int:
    count: int = ledger.value("SELECT count(*) FROM orders WHERE customer_id = ?", customer)
    return count


def latest(ledger: Ledger, customer: str) -> str:
    order: str = ledger.value(
        "SELECT order_id FROM orders WHERE customer_id = ? ORDER BY placed_at DESC", customer
    )
    return order


async def bought(talk: Talk) -> None:
    talk.then(SHIRT, DONE, CHECKOUT, ASKED, Says("Your order is placed."))
    await talk.says("the white linen shirt in M please", "that's all, I'd like to pay", "yes")


async def test_from_a_wish_to_an_order(house: TestHouse, ledger: Ledger) -> None:
    before = orders_of(ledger, JOHN.id)
    async with house.talk_with(JOHN, "sales") as talk:
        await bought(talk)
        assert talk.actions[-3:] == [("add_to_cart", None), ("checkout", None), ("checkout", None)]
    assert orders_of(ledger, JOHN.id) == before + 1


async def test_what_was_just_bought_is_known_to_the_next_agent(
    house: TestHouse, ledger: Ledger
) -> None:
    async with house.talk_with(JOHN, "sales") as talk:
        await bought(talk)
        order = latest(ledger, JOHN.id)
        talk.then(
            uses("transfer", target="order_tracking", reason="cancel the order"),
            uses("cancel_order", order="linen shirt", reason="ordered_by_mistake"),
            ASKED,
            Says("It is cancelled."),
        )
        await talk.says("oh no, that was a mistake, cancel it", "yes")
        assert order in talk.model.requests[-1]
    assert ledger.order_state(order) == "cancelled"


@pytest.mark.parametrize("answer", ["no", "what would shipping be", "hm, maybe later"])
async def test_without_a_yes_nothing_is_bought(
    house: TestHouse, ledger: Ledger, answer: str
) -> None:
    before = orders_of(ledger, JOHN.id)
    async with house.talk_with(JOHN, "sales") as talk:
        talk.then(SHIRT, DONE, CHECKOUT, ASKED, CHECKOUT, Says("As you like."))
        await talk.says("the white linen shirt in M please", "I'd like to pay", answer)
    assert orders_of(ledger, JOHN.id) == before


async def test_a_price_that_changed_meanwhile_needs_another_yes(
    house: TestHouse, ledger: Ledger
) -> None:
    before = orders_of(ledger, JOHN.id)
    async with house.talk_with(JOHN, "sales") as talk:
        talk.then(SHIRT, DONE, CHECKOUT, ASKED)
        await talk.says("the white linen shirt in M please", "I'd like to pay")
        with sqlite3.connect(house.database) as elsewhere:
            elsewhere.execute("UPDATE variants SET price = 6900 WHERE sku = 'FASH001-4'")
        talk.then(Says("It costs sixty-nine dollars now. Shall I do that?"))
        await talk.says("yes")
        assert orders_of(ledger, JOHN.id) == before
        talk.then(Says("Your order is placed."))
        await talk.says("yes")
    assert orders_of(ledger, JOHN.id) == before + 1
    assert ledger.value("SELECT amount FROM payments ORDER BY payment_id DESC") == 6900


async def test_a_browser_who_wants_to_pay_is_asked_who_they_are_and_buys_their_own_cart(
    house: TestHouse, ledger: Ledger
) -> None:
    before = orders_of(ledger, JANE.id)
    call = house.call(allow_browsing=True)
    steps = (
        uses("transfer", target="sales", reason="shopping"),
        SHIRT,
        DONE,
        uses("checkout"),
    )
    async with house.talk(*steps, call=call) as talk:
        await talk.says("I'd like the white linen shirt in M", "that's all, I want to check out")
        assert talk.agent == "authentication"
        assert talk.actions[-1] == ("checkout", "not_authenticated")
        assert call.identity.step is Step.FIRST_NAME
        await Caller(house, call).identify(JANE, until=Step.RESPONSE)
        talk.then(uses("checkout"), ASKED, Says("Your order is placed."))
        await talk.says("no thanks", "yes")
        assert talk.agent == "sales"
        assert talk.handoffs[-2:] == [("sales", "authentication"), ("authentication", "sales")]
    assert orders_of(ledger, JANE.id) == before + 1


async def test_a_code_from_one_agent_counts_at_the_other(house: TestHouse, ledger: Ledger) -> None:
    async with house.talk_with(JOHN, "sales") as talk:
        talk.then(
            uses("add_to_cart", product="750 watt power supply"),
            DONE,
            uses("transfer", target="promotions", reason="a code"),
            uses("apply_promo_code", code="save twenty"),
            Says("Twenty dollars off."),
            uses("transfer", target="sales", reason="checkout"),
            CHECKOUT,
            ASKED,
            Says("Your order is placed."),
        )
        await talk.says(
            "the 750 watt power supply", "I have the code save twenty", "then check out", "yes"
        )
    assert ledger.value("SELECT amount FROM payments ORDER BY payment_id DESC") == 8999
    assert ledger.value("SELECT code FROM promotion_uses") == "SAVE20"


async def test_a_code_that_does_not_hold_is_told_and_the_next_one_counts(
    house: TestHouse, ledger: Ledger
) -> None:
    async with house.talk_with(JANE, "promotions") as talk:
        await Caller(house, talk.call).does("add_to_cart", product="RTX 4080 Founders")
        talk.then(
            uses("apply_promo_code", code="GAMER15"),
            Says("That is for premium members only."),
            uses("apply_promo_code", code="SAVE20"),
            Says("Twenty dollars off."),
        )
        await talk.says("use code GAMER15", "then SAVE20")
        assert talk.actions[-2:] == [
            ("apply_promo_code", "promotion_not_for_tier"),
            ("apply_promo_code", None),
        ]
    assert [row["code"] for row in ledger.rows("SELECT code FROM cart_promotions")] == ["SAVE20"]
