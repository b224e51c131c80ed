"""The cart and the checkout as an agent asks for them."""

from __future__ import annotations

import sqlite3
from typing import Any

import pytest

from domain.events import ActionRun
from tests.house import JANE, JOHN, Caller, TestHouse, timeline_of
from tests.ledger import Ledger
from tools.result import Ask, Result

SHIRT, POWER, CARD = "FASH001-4", "ELEC023", "ELEC002-1"


def held(ledger: Ledger) -> dict[str, int]:
    rows = ledger.rows("SELECT sku, quantity FROM cart_items ORDER BY sku")
    return {row["sku"]: row["quantity"] for row in rows}


def orders_of(ledger: Ledger, customer: str) -> int:
    count: int = ledger.value("SELECT count(*) FROM orders WHERE customer_id = ?", customer)
    return count


async def answered(caller: Caller, ask: Ask, words: str) -> Result:
    """The caller answers the tool's own question."""
    raw: dict[str, Any] = {**ask.arguments, ask.argument: words}
    return await caller.does(ask.tool, **raw)


def execute(house: TestHouse, sql: str, *parameters: Any) -> None:
    """Something happens in the marketplace that this call knows nothing of."""
    with sqlite3.connect(house.database) as connection:
        connection.execute(sql, parameters)


@pytest.fixture
async def john(house: TestHouse) -> Caller:
    return await house.caller_known_as(JOHN, "sales")


@pytest.fixture
def browsing(house: TestHouse) -> Caller:
    return house.caller(allow_browsing=True)


async def test_anybody_fills_a_cart(browsing: Caller, ledger: Ledger) -> None:
    added = await browsing.does("add_to_cart", product=POWER, quantity=2)
    assert "two pieces" in added.say
    assert "two hundred nineteen dollars" in added.say
    seen = await browsing.does("view_cart")
    assert "750 watt power supply" in seen.say
    assert held(ledger) == {"ELEC023-1": 2}


async def test_an_empty_cart_is_said_to_be_empty(browsing: Caller) -> None:
    assert "empty" in (await browsing.does("view_cart")).say
    assert await browsing.refused("add_to_cart", product="shirt", change="remove") == "cart_empty"


async def test_the_version_is_asked_for_and_the_answer_completes_it(
    browsing: Caller, ledger: Ledger
) -> None:
    asked = await browsing.does("add_to_cart", product="linen shirt", quantity=2)
    assert asked.ask is not None
    assert (asked.ask.argument, asked.ask.options) == ("options", ("S", "M", "L", "XL"))
    browsing.says("M")
    again = await answered(browsing, asked.ask, "M")
    assert again.ask is not None
    assert again.ask.options == ("white", "navy", "sage")
    browsing.says("white")
    await answered(browsing, again.ask, "white")
    assert held(ledger) == {SHIRT: 2}


@pytest.mark.parametrize(
    ("said", "sku", "quantity"),
    [
        ("two of the linen shirts in white size M", SHIRT, 2),
        ("a couple of 750 watt power supplies", "ELEC023-1", 2),
        ("two towers paperback", "BOOK003-1", 1),
    ],
)
async def test_how_many_is_heard_with_the_thing(
    browsing: Caller, ledger: Ledger, said: str, sku: str, quantity: int
) -> None:
    await browsing.does("add_to_cart", product=said)
    assert held(ledger) == {sku: quantity}


async def test_asked_twice_for_one_wish_it_is_put_in_once(browsing: Caller, ledger: Ledger) -> None:
    for _ in range(3):
        await browsing.does("add_to_cart", product=SHIRT)
    assert held(ledger) == {SHIRT: 1}
    browsing.says("another one")
    await browsing.does("add_to_cart", product=SHIRT)
    assert held(ledger) == {SHIRT: 2}


async def test_things_are_taken_out_again(browsing: Caller, ledger: Ledger) -> None:
    await browsing.does("add_to_cart", product=SHIRT, quantity=3)
    await browsing.does("add_to_cart", product=POWER)
    browsing.says("make it two shirts")
    await browsing.does("add_to_cart", product="shirt", quantity=2, change="set")
    assert held(ledger)[SHIRT] == 2
    browsing.says("take the shirts out")
    await browsing.does("add_to_cart", product="shirts", change="remove")
    assert held(ledger) == {"ELEC023-1": 1}
    browsing.says("empty my cart")
    emptied = await browsing.does("add_to_cart", product="everything", change="remove")
    assert "empty" in emptied.say
    assert held(ledger) == {}


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ({"product": "unobtainium flux"}, "product_not_found"),
        ({"product": "linen shirt", "options": "purple"}, "variant_not_found"),
        ({"product": POWER, "quantity": 100}, "too_many"),
        ({"product": "RTX 4090 Founders", "quantity": 9}, "not_enough_stock"),
        ({"product": "headphones", "change": "remove"}, "not_in_cart"),
        ({"product": SHIRT, "change": "set"}, "missing_detail"),
        ({"product": SHIRT, "quantity": -1}, "invalid_arguments"),
        ({"product": SHIRT, "customer_id": "CUST-1002"}, "invalid_arguments"),
    ],
)
async def test_what_cannot_be_put_in(
    browsing: Caller, ledger: Ledger, raw: dict[str, Any], code: str
) -> None:
    await browsing.does("add_to_cart", product=SHIRT)
    browsing.says("and")
    with ledger.unchanged():
        assert await browsing.refused("add_to_cart", **raw) == code


async def test_what_is_left_is_said_in_words(browsing: Caller) -> None:
    with pytest.raises(Exception, match="not_enough_stock") as refused:
        await browsing.does("add_to_cart", product="RTX 4090 Founders", quantity=9)
    assert "four pieces" in str(vars(refused.value))


async def test_a_cart_is_bought_on_a_yes_and_the_order_is_known(
    john: Caller, ledger: Ledger
) -> None:
    before = orders_of(ledger, JOHN.id)
    await john.does("add_to_cart", product=SHIRT)
    proposed = await john.does("checkout", method="card")
    assert proposed.proposal
    assert "fifty-nine dollars" in proposed.say
    assert orders_of(ledger, JOHN.id) == before
    john.says("yes please")
    done = await john.does("checkout", method="card")
    assert "placed" in done.say
    assert orders_of(ledger, JOHN.id) == before + 1
    newest = john.call.customer.order_history[0]
    assert (newest.status, newest.items) == ("pending", ("Linen shirt",))
    john.says("actually, cancel that order")
    await john.agreed("cancel_order", order="linen shirt", reason="ordered_by_mistake")
    assert ledger.order_state(newest.order_id) == "cancelled"
    assert john.call.customer.order_history[0].status == "cancelled"


async def test_no_number_of_calls_and_no_no_buys(john: Caller, ledger: Ledger) -> None:
    await john.does("add_to_cart", product=SHIRT)
    with ledger.unchanged():
        for _ in range(3):
            await john.does("checkout", method="card")
        john.says("no")
        assert await john.refused("checkout", method="card") == "declined"


async def test_a_price_that_rose_since_is_put_anew(
    house: TestHouse, john: Caller, ledger: Ledger
) -> None:
    before = orders_of(ledger, JOHN.id)
    await john.does("add_to_cart", product=SHIRT)
    await john.does("checkout", method="card")
    execute(house, "UPDATE variants SET price = 6400 WHERE sku = ?", SHIRT)
    john.says("yes")
    anew = await john.does("checkout", method="card")
    assert anew.proposal
    assert "sixty-four dollars" in anew.say
    assert orders_of(ledger, JOHN.id) == before
    john.says("yes")
    done = await john.does("checkout", method="card")
    assert not done.proposal
    paid = ledger.value("SELECT amount FROM payments ORDER BY payment_id DESC LIMIT 1")
    assert (orders_of(ledger, JOHN.id), paid) == (before + 1, 6400)


async def test_what_is_sold_out_by_the_yes_is_not_bought(
    house: TestHouse, john: Caller, ledger: Ledger
) -> None:
    await john.does("add_to_cart", product=SHIRT)
    await john.does("checkout", method="card")
    execute(house, "UPDATE stock SET quantity = 0 WHERE sku = ?", SHIRT)
    john.says("yes")
    with ledger.unchanged():
        assert await john.refused("checkout", method="card") == "out_of_stock"


async def test_the_way_of_paying_is_asked_for_where_there_are_several(
    house: TestHouse, john: Caller
) -> None:
    await john.does("add_to_cart", product=SHIRT)
    assert await john.refused("checkout") == "payment_method_unclear"
    jane = await house.caller_known_as(JANE, "sales")
    await jane.does("add_to_cart", product=SHIRT)
    assert "PayPal" in (await jane.does("checkout")).say


@pytest.mark.parametrize(
    ("method", "products", "code"),
    [
        ("card", [], "cart_empty"),
        ("paypal", [SHIRT], "payment_method_not_found"),
        ("gift_card", [SHIRT, POWER], "gift_card_too_low"),
    ],
)
async def test_what_cannot_be_bought(
    john: Caller, ledger: Ledger, method: str, products: list[str], code: str
) -> None:
    for product in products:
        await john.does("add_to_cart", product=product)
    with ledger.unchanged():
        assert await john.refused("checkout", method=method) == code


async def test_a_locked_account_buys_nothing(
    house: TestHouse, john: Caller, ledger: Ledger
) -> None:
    await john.does("add_to_cart", product=SHIRT)
    execute(
        house,
        "UPDATE customers SET locked_at = '2031-03-05 15:00:00' WHERE customer_id = ?",
        JOHN.id,
    )
    with ledger.unchanged():
        assert await john.refused("checkout", method="card") == "account_locked"


async def test_buying_needs_to_know_who_buys(browsing: Caller, ledger: Ledger) -> None:
    await browsing.does("add_to_cart", product=SHIRT)
    with ledger.unchanged():
        assert await browsing.refused("checkout", method="card") == "not_authenticated"


async def test_a_cart_follows_its_caller_through_the_check_and_nobody_else(
    house: TestHouse, ledger: Ledger
) -> None:
    caller = house.caller(allow_browsing=True)
    await caller.does("add_to_cart", product=SHIRT)
    other = await house.caller_known_as(JANE, "sales")
    assert "empty" in (await other.does("view_cart")).say
    assert await other.refused("checkout") == "cart_empty"
    await caller.identify(JOHN)
    assert "Linen shirt" in (await caller.does("view_cart")).say
    before = orders_of(ledger, JOHN.id)
    await caller.agreed("checkout", method="card")
    assert orders_of(ledger, JOHN.id) == before + 1
    assert "empty" in (await caller.does("view_cart")).say


async def test_nothing_private_is_recorded(john: Caller) -> None:
    await john.does("add_to_cart", product=SHIRT)
    await john.agreed("checkout", method="card")
    events = [e for e in timeline_of(john.call).events if isinstance(e, ActionRun)]
    recorded = "".join(event.model_dump_json(exclude={"at"}) for event in events)
    assert "Market Street" not in recorded
    assert "terms" not in recorded
