"""How long faults of what a customer bought are the maker's matter.

A product's own `warranty_months` counts first, then what is usual for its kind, then for its
category. It begins with the delivery. Books and films carry none.
"""

from __future__ import annotations

import calendar
from datetime import date, datetime

from sqlalchemy import select

from marketplace.refusals import PurchaseNotFound
from marketplace.rules import matching
from marketplace.rules.references import canonical
from marketplace.schemas import Warranty, WarrantyState
from marketplace.tables import Order, OrderItem, Product, Specs
from marketplace.work import UnitOfWork

LIFETIME = -1
MONTHS_BY_KIND: dict[str, int] = {
    "power_supply": 84,
    "memory": LIFETIME,
    "drive": 60,
    "external_drive": 36,
    "graphics_card": 36,
    "processor": 36,
    "motherboard": 36,
    "monitor": 36,
    "cooler": 60,
    "mattress": 120,
    "sofa": 60,
    "cookware": LIFETIME,
    "beauty": 0,
    "bedding": 0,
    "blanket": 0,
}
MONTHS_BY_CATEGORY: dict[str, int] = {"electronics": 12, "home": 24, "fashion": 6, "books": 0}
_LATEST = 200
_NOT_KEPT = frozenset({"cancelled", "returned"})


async def of_customer(
    work: UnitOfWork, customer_id: str, item: str | None, order_id: str | None
) -> list[Warranty]:
    """The warranty of what was bought and kept, newest first.

    Args:
        work: the transaction.
        customer_id: who bought it.
        item: a number or words of what was bought.
        order_id: of this order alone, in any spelling.

    Raises:
        PurchaseNotFound: nothing of theirs fits.
    """
    query = (
        select(OrderItem, Order.state, Order.delivered_at, Product)
        .join(Order, Order.order_id == OrderItem.order_id)
        .join(Product, Product.product_id == OrderItem.product_id)
        .where(
            Order.customer_id == customer_id,
            Order.state.not_in(_NOT_KEPT),
            OrderItem.refunded.is_(False),
        )
        .order_by(Order.placed_at.desc(), OrderItem.order_id, OrderItem.line)
        .limit(_LATEST)
    )
    if order_id is not None:
        query = query.where(Order.order_id == canonical(order_id))
    rows = (await work.session.execute(query)).all()
    kept = [row for row in rows if item is None or _is_meant(item, row.OrderItem, row.Product)]
    if not kept and (item is not None or order_id is not None):
        raise PurchaseNotFound
    today = work.now.date()
    return [_warranty(row.OrderItem, row.Product, row.delivered_at, today) for row in kept]


def months_for(category: str, kind: str, specs: Specs) -> int:
    """How many months; `LIFETIME`, or 0 where there is none."""
    own = specs.get("warranty_months")
    if isinstance(own, int):
        return own
    return MONTHS_BY_KIND.get(kind, MONTHS_BY_CATEGORY.get(category, 0))


def last_day(delivered: date, months: int) -> date:
    """The same day that many months later; the last of a month that is too short."""
    year, month = divmod(delivered.year * 12 + delivered.month - 1 + months, 12)
    return date(year, month + 1, min(delivered.day, calendar.monthrange(year, month + 1)[1]))


def _is_meant(said: str, item: OrderItem, product: Product) -> bool:
    if said.strip().upper() in {item.sku.upper(), item.product_id.upper()}:
        return True
    asked = matching.words(said)
    known = matching.words(f"{item.name} {product.brand} {product.kind.replace('_', ' ')}")
    return bool(asked) and len(asked & known) * 3 >= len(asked) * 2


def _warranty(
    item: OrderItem, product: Product, delivered_at: datetime | None, today: date
) -> Warranty:
    months = months_for(item.category, product.kind, product.specs)
    state: WarrantyState = "covered"
    ends_on = None
    if months == LIFETIME:
        state = "lifetime"
    elif months == 0:
        state = "none"
    elif delivered_at is None:
        state = "starts_at_delivery"
    else:
        ends_on = last_day(delivered_at.date(), months)
        state = "covered" if today <= ends_on else "over"
    return Warranty(
        order_id=item.order_id,
        product_id=item.product_id,
        name=item.name,
        state=state,
        months=None if months == LIFETIME else months,
        ends_on=ends_on,
        days_left=(ends_on - today).days if ends_on and state == "covered" else None,
    )
