"""Generated data: believable, the same for a seed, and apart from what is real."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from marketplace.generate import (
    AlreadyGenerated,
    Amounts,
    TooManyCustomers,
    generate,
    people,
    purchases,
)
from marketplace.market import Marketplace
from marketplace.rules import bill, identity
from marketplace.schemas import IdentityCheck
from marketplace.tables import Customer, Order, Product, Return
from marketplace.transfer import export_to, import_from
from services import Services
from tests.marketplace.fixtures import Acting, Rows

AMOUNTS = Amounts(customers=40, products=90, orders=150)
SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


async def make(market: Marketplace, amounts: Amounts = AMOUNTS, *, more: bool = False) -> list[str]:
    told: list[str] = []
    await generate(market, amounts, seed=7, more=more, tell=told.append)
    return told


async def test_as_much_as_was_asked_for_beside_what_was_there(
    market: Marketplace, rows: Rows
) -> None:
    before = [await rows(table) for table in (Customer, Product, Order)]
    assert await make(market) == ["40 customers", "90 products", "150 orders"]
    after = [await rows(table) for table in (Customer, Product, Order)]
    assert [b - a for a, b in zip(before, after, strict=True)] == [40, 90, 150]
    with pytest.raises(AlreadyGenerated):
        await make(market)
    await make(market, Amounts(customers=5, products=3, orders=7), more=True)
    assert await rows(Order) == after[2] + 7


@SQLITE
async def test_orders_add_up_and_belong_to_who_paid(market: Marketplace) -> None:
    await make(market)
    async with market.reading() as work:
        query = select(Order).options(
            selectinload(Order.items), selectinload(Order.charges), selectinload(Order.payments)
        )
        orders = (await work.session.scalars(query)).all()
        returned = {r.order_id: r for r in await work.session.scalars(select(Return))}
    assert len({order.state for order in orders}) > 5
    for order in orders:
        assert bill.paid(order) == bill.total(order)
        if order.state == "cancelled":
            assert bill.refunded(order) == bill.total(order)
        elif order.state == "returned":
            assert bill.refunded(order) == returned[order.order_id].value


@SQLITE
async def test_it_passes_the_checks_of_an_import_and_is_the_same_for_a_seed(
    market: Marketplace, tmp_path: Path
) -> None:
    await make(market)
    await export_to(market, tmp_path / "out")
    counts = await import_from(market, tmp_path / "out")
    assert counts["orders"] > AMOUNTS.orders
    assert people.person(3, 7) == people.person(3, 7) != people.person(3, 8)


@SQLITE
async def test_a_generated_customer_is_known_and_has_a_history(
    market: Marketplace, acting: Acting, services: Services
) -> None:
    await make(market)
    async with market.writing() as work:
        buyer = await work.session.scalar(
            select(Order.customer_id)
            .where(Order.order_id.startswith(purchases.order_id(0)[:8]))
            .group_by(Order.customer_id)
            .order_by(func.count().desc())
        )
        who = people.person(people.number_of(buyer or "") or 0, seed=7)
        asked = IdentityCheck(
            phone_number=who.phone,
            date_of_birth=date.fromisoformat(who.born),
            last_four=who.last_four,
            kind="ssn",
            call_id="call",
        )
        assert (await identity.check(work, asked)).status == "matched"
    assert await acting(who.customer_id).orders.list()
    found = await services.products.search("running shoes", limit=50)
    assert any(product.product_id.startswith("FASH1000") for product in found.products)


@SQLITE
async def test_what_cannot_be_made(market: Marketplace) -> None:
    with pytest.raises(ValueError, match="customers"):
        await make(market, Amounts(customers=0, products=0, orders=1))
    with pytest.raises(TooManyCustomers):
        people.person(10**7, seed=1)
