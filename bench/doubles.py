"""Doubles of the sample's John Doe: each run of the plan has a customer and orders of its own.

A return can be opened once and an order cancelled once, so a hundred runs need a hundred customers;
one database and one engine serve them all, as in a running house.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any, TypeVar

from sqlalchemy import inspect, select, update
from sqlalchemy.orm import selectinload

from marketplace.market import Marketplace
from marketplace.rules.identity import last_four_hash
from marketplace.tables import (
    Base,
    Customer,
    Fulfilment,
    Order,
    PaymentMethod,
    Product,
    Seller,
    Stock,
    Variant,
)
from marketplace.work import UnitOfWork

Row = TypeVar("Row", bound=Base)

ORIGINAL = "CUST-1001"
BORN = "1985-03-15"
CARD = "4242"
COPIES = {
    "shipped": "ORD-12345",
    "returned": "ORD-1001",
    "exchanged": "ORD-1001",
    "cancelled": "ORD-1006",
    "changed": "ORD-1006",
    "repaid": "ORD-1006",
}
"""What happens to each copy in the plan, and the sample order that it is a copy of."""
SOLD = "sold"
"""An order of what the double sells."""
LISTING = "Walnut music stand"
_FIRST_ORDER = 20_000
_PRICE = Decimal("89.00")


@dataclass(frozen=True, slots=True)
class Double:
    """A customer like John Doe.

    Attributes:
        phone: E.164.
        orders: the order number of each copy, by what happens to it.
    """

    phone: str
    orders: dict[str, str]


async def add_doubles(market: Marketplace, count: int) -> list[Double]:
    """Adds as many customers like John Doe, with ways of paying and orders."""
    async with market.writing() as work:
        john = await work.session.get_one(Customer, ORIGINAL)
        methods = list(
            await work.session.scalars(
                select(PaymentMethod).where(PaymentMethod.customer_id == ORIGINAL)
            )
        )
        orders = {order.order_id: order for order in await _orders(work)}
        await work.session.execute(update(Stock).values(quantity=Stock.quantity + count))
        doubles = [_add(work, number, john, methods, orders) for number in range(count)]
        await work.session.flush()
        like = orders[COPIES["cancelled"]]
        for number, double in enumerate(doubles):
            _add_shop(work, number, like, double.orders[SOLD])
        return doubles


async def _orders(work: UnitOfWork) -> Sequence[Order]:
    parcels = selectinload(Order.fulfilments)
    wanted = (
        select(Order)
        .where(Order.order_id.in_(set(COPIES.values())))
        .options(
            selectinload(Order.items),
            selectinload(Order.charges),
            selectinload(Order.payments),
            parcels.selectinload(Fulfilment.events),
            parcels.selectinload(Fulfilment.lines),
        )
    )
    return list(await work.session.scalars(wanted))


def _add(
    work: UnitOfWork,
    number: int,
    john: Customer,
    methods: Sequence[PaymentMethod],
    orders: dict[str, Order],
) -> Double:
    customer_id, phone = f"CUST-{5000 + number}", f"+1415{5560000 + number}"
    vault = work.vault
    work.session.add(
        _copy(
            john,
            customer_id=customer_id,
            phone_sealed=vault.seal("customers.phone", phone),
            phone_hash=vault.hash("customers.phone", phone),
            ssn_hash=last_four_hash(vault, customer_id, "ssn", CARD),
            card_hash=last_four_hash(vault, customer_id, "credit_card", CARD),
        )
    )
    renamed = {method.method_id: f"{customer_id}-{method.kind.upper()}" for method in methods}
    for method in methods:
        work.session.add(
            _copy(method, method_id=renamed[method.method_id], customer_id=customer_id)
        )
    copies: dict[str, str] = {}
    for place, (fate, original) in enumerate(COPIES.items()):
        copies[fate] = f"ORD-{_FIRST_ORDER + number * 10 + place}"
        _add_order(work, orders[original], copies[fate], customer_id, renamed)
    copies[SOLD] = f"ORD-{_FIRST_ORDER + number * 10 + 9}"
    work.session.add(
        Seller(
            seller_id=f"SELL-{5000 + number}",
            customer_id=customer_id,
            name="A double's shop",
            joined_at=work.now - timedelta(days=90),
        )
    )
    return Double(phone, copies)


def _add_order(
    work: UnitOfWork, order: Order, order_id: str, customer_id: str, methods: dict[str, str]
) -> None:
    own = {"order_id": order_id}
    paid = own | {"method_id": methods[order.method_id]}
    work.session.add(_copy(order, **paid, customer_id=customer_id))
    lines: list[Base] = [_copy(item, **own) for item in order.items]
    lines += [_copy(charge, **own, charge_id=None) for charge in order.charges]
    lines += [_copy(payment, **paid, payment_id=None) for payment in order.payments]
    for parcel in order.fulfilments:
        carried = {"tracking_number": f"{parcel.tracking_number}-{order_id}"}
        lines.append(_copy(parcel, **own, **carried))
        lines += [_copy(event, **carried, event_id=None) for event in parcel.events]
        lines += [_copy(line, **carried) for line in parcel.lines]
    work.session.add_all(lines)


def _add_shop(work: UnitOfWork, number: int, like: Order, order_id: str) -> None:
    """Gives a double, who is a seller too, a product and an order of it."""
    product_id, customer_id = f"HOME{5000 + number}", f"CUST-{5000 + number}"
    sku, method = f"{product_id}-1", f"{customer_id}-CARD"
    work.session.add_all(
        (
            Product(
                product_id=product_id,
                name=LISTING,
                brand="Double",
                category="home",
                kind="music_stand",
                description="It stands by itself.",
                specs={},
                price_from=_PRICE,
                seller_id=f"SELL-{5000 + number}",
            ),
            Variant(sku=sku, product_id=product_id, position=1, options={}, price=_PRICE),
            Stock(sku=sku, warehouse="WEST", quantity=9),
            _copy(like, order_id=order_id, customer_id=customer_id, method_id=method),
            _copy(
                like.items[0],
                order_id=order_id,
                sku=sku,
                product_id=product_id,
                name=LISTING,
                category="home",
                unit_price=_PRICE,
                options={},
            ),
            _copy(
                like.payments[0],
                payment_id=None,
                order_id=order_id,
                method_id=method,
                amount=_PRICE,
            ),
        )
    )


def _copy(row: Row, **changes: Any) -> Row:
    columns = inspect(type(row)).column_attrs
    return type(row)(**({c.key: getattr(row, c.key) for c in columns} | changes))
