"""How long faults of what a customer bought are the maker's matter.

A product's own `warranty_months` counts first, then what is usual for its kind, then for its
category. It begins with the delivery. Books and films carry none.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
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
_LATEST = 300
"""Orders that are looked through."""
_COLUMNS = (
    OrderItem.order_id,
    OrderItem.sku,
    OrderItem.product_id,
    OrderItem.name,
    OrderItem.category,
    Product.brand,
    Product.kind,
    Product.specs,
)
_NOT_KEPT = frozenset({"cancelled", "returned"})


@dataclass(frozen=True, slots=True)
class _Bought:
    order_id: str
    sku: str
    product_id: str
    name: str
    category: str
    brand: str
    kind: str
    specs: Specs
    delivered_at: datetime | None


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
    orders = select(Order.order_id, Order.placed_at, Order.delivered_at).where(
        Order.customer_id == customer_id, Order.state.not_in(_NOT_KEPT)
    )
    if order_id is not None:
        orders = orders.where(Order.order_id == canonical(order_id))
    latest = orders.order_by(Order.placed_at.desc(), Order.order_id).limit(_LATEST).subquery()
    rows = await work.session.execute(
        select(*_COLUMNS, latest.c.delivered_at)
        .join(latest, latest.c.order_id == OrderItem.order_id)
        .join(Product, Product.product_id == OrderItem.product_id)
        .where(OrderItem.refunded.is_(False))
        .order_by(latest.c.placed_at.desc(), OrderItem.order_id, OrderItem.line)
    )
    bought = [_Bought(*row) for row in rows]
    kept = [one for one in bought if item is None or _is_meant(item, one)]
    if not kept and (item is not None or order_id is not None):
        raise PurchaseNotFound
    return [_warranty(one, work.now.date()) for one in kept]


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


def _is_meant(said: str, one: _Bought) -> bool:
    if said.strip().upper() in {one.sku.upper(), one.product_id.upper()}:
        return True
    asked = matching.words(said)
    known = matching.words(f"{one.name} {one.brand} {one.kind.replace('_', ' ')}")
    return bool(asked) and len(asked & known) * 3 >= len(asked) * 2


def _warranty(one: _Bought, today: date) -> Warranty:
    months = months_for(one.category, one.kind, one.specs)
    state: WarrantyState = "covered"
    ends_on = None
    if months == LIFETIME:
        state = "lifetime"
    elif months == 0:
        state = "none"
    elif one.delivered_at is None:
        state = "starts_at_delivery"
    else:
        ends_on = last_day(one.delivered_at.date(), months)
        state = "covered" if today <= ends_on else "over"
    return Warranty(
        order_id=one.order_id,
        product_id=one.product_id,
        name=one.name,
        state=state,
        months=None if months == LIFETIME else months,
        ends_on=ends_on,
        days_left=(ends_on - today).days if ends_on and state == "covered" else None,
    )
