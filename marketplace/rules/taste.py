"""What is known of a customer's taste: what they bought and kept, said, and looked at."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from statistics import median
from typing import get_args

from sqlalchemy import select

from marketplace.rules import behaviour, companions, customers, preferences
from marketplace.schemas import Category
from marketplace.tables import Order, OrderItem, Product
from marketplace.work import UnitOfWork

_ORDERS = 30
_PURCHASES = 60
_LOOKED_AT = 12
_CATEGORIES: tuple[Category, ...] = get_args(Category)


@dataclass(frozen=True, slots=True)
class Owned:
    """A product that was bought, or looked at."""

    product_id: str
    name: str
    category: Category
    kind: str


@dataclass(frozen=True, slots=True)
class Offered:
    """As much of a product as is needed to weigh it."""

    product_id: str
    name: str
    brand: str
    category: str
    kind: str
    price_from: Decimal
    low_stock_threshold: int


@dataclass(frozen=True, slots=True)
class Taste:
    """Everything that a recommendation goes by. Prices in USD; lists with the latest first."""

    owned: tuple[Owned, ...]
    looked_at: tuple[Owned, ...]
    wished: frozenset[str]
    disliked: frozenset[str]
    liked_brands: frozenset[str]
    avoided_brands: frozenset[str]
    favourite_category: Category | None
    budget: Decimal | None
    usual_price: Decimal | None

    def rules_out(self, product: Offered) -> bool:
        """Whether the customer has it and needs no other, dislikes it, or avoids its brand."""
        if product.product_id in self.disliked or product.brand in self.avoided_brands:
            return True
        if product.kind in companions.BOUGHT_AGAIN:
            return False
        if any(product.product_id == owned.product_id for owned in self.owned):
            return True
        lasting = product.category not in companions.COLLECTED
        wanted = product.product_id in self.wished or any(
            product.kind == seen.kind for seen in self.looked_at
        )
        return lasting and not wanted and any(product.kind == o.kind for o in self.owned)


async def taste_of(work: UnitOfWork, customer_id: str) -> Taste:
    """The taste of a customer.

    Raises:
        CustomerNotFound: no such customer.
    """
    customer = await customers.load(work, customer_id)
    said = customer.preferences
    shown = await behaviour.of_customer(work, customer_id)
    bought = await _bought(work, customer_id)
    looked_at = [*shown["wished"], *shown["liked"], *shown["viewed"]][:_LOOKED_AT]
    budget = said.get("budget")
    return Taste(
        owned=tuple(dict.fromkeys(owned for owned, _ in bought)),
        looked_at=await _looked_at(work, list(dict.fromkeys(looked_at))),
        wished=frozenset(shown["wished"]),
        disliked=frozenset(shown["disliked"]),
        liked_brands=frozenset(preferences.values(said, "liked_brands")),
        avoided_brands=frozenset(preferences.values(said, "avoided_brands")),
        favourite_category=next(
            (c for c in _CATEGORIES if c == said.get("favourite_category")), None
        ),
        budget=Decimal(budget) if budget else None,
        usual_price=median(price for _, price in bought) if bought else None,
    )


async def _bought(work: UnitOfWork, customer_id: str) -> list[tuple[Owned, Decimal]]:
    """What was ordered and not cancelled, and its price, the latest first."""
    latest = (
        select(Order.order_id, Order.placed_at)
        .where(Order.customer_id == customer_id, Order.state != "cancelled")
        .order_by(Order.placed_at.desc(), Order.order_id)
        .limit(_ORDERS)
        .subquery()
    )
    rows = await work.session.execute(
        select(
            OrderItem.product_id,
            OrderItem.name,
            OrderItem.category,
            Product.kind,
            OrderItem.unit_price,
        )
        .join(latest, latest.c.order_id == OrderItem.order_id)
        .join(Product, Product.product_id == OrderItem.product_id)
        .order_by(latest.c.placed_at.desc(), OrderItem.order_id, OrderItem.line)
        .limit(_PURCHASES)
    )
    return [
        (_owned(product_id, name, category, kind), price)
        for product_id, name, category, kind, price in rows
    ]


async def _looked_at(work: UnitOfWork, product_ids: list[str]) -> tuple[Owned, ...]:
    if not product_ids:
        return ()
    rows = await work.session.execute(
        select(Product.product_id, Product.name, Product.category, Product.kind).where(
            Product.product_id.in_(product_ids)
        )
    )
    found = {row[0]: _owned(*row) for row in rows}
    return tuple(found[product_id] for product_id in product_ids if product_id in found)


def _owned(product_id: str, name: str, category: str, kind: str) -> Owned:
    known = next(c for c in _CATEGORIES if c == category)
    return Owned(product_id, name, known, kind)
