"""What rows say together has to make sense: dates, states, money, who owns what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from marketplace.tables import PaymentMethod, Variant
from marketplace.transfer.problems import Problem
from marketplace.transfer.rows import Rows, Values

_AT_ONCE = 400
_DELIVERED = {"delivered", "return_requested", "exchange_requested", "returned", "exchanged"}


def _order(values: Values) -> str | None:
    if values["state"] in _DELIVERED and values["delivered_at"] is None:
        return f"delivered_at: missing, and the order is {values['state']}"
    if values["state"] == "cancelled" and values["cancelled_at"] is None:
        return "cancelled_at: missing, and the order is cancelled"
    for name in ("delivered_at", "cancelled_at"):
        if values[name] is not None and values[name] < values["placed_at"]:
            return f"{name}: before placed_at"
    return None


def _method(values: Values) -> str | None:
    if (values["kind"] == "gift_card") != (values["balance"] is not None):
        return "balance: a gift card has one, and nothing else does"
    return None


def _promotion(values: Values) -> str | None:
    for kind in ("percent", "amount"):
        if (values["kind"] == kind) != (values[kind] is not None):
            return f"{kind}: belongs to a promotion of that kind, and to no other"
    if values["ends_at"] is not None and values["ends_at"] < values["starts_at"]:
        return "ends_at: before starts_at"
    return None


_EACH: Mapping[str, Callable[[Values], str | None]] = {
    "orders": _order,
    "payment_methods": _method,
    "promotions": _promotion,
}


async def problems_of(session: AsyncSession, given: Mapping[str, Rows]) -> list[Problem]:
    """Rows that contradict themselves or one another."""
    found = [
        rows.problem(row, what)
        for name, rule in _EACH.items()
        if name in given
        for rows in [given[name]]
        for row in rows.rows
        if (what := rule(row.values)) is not None
    ]
    if "products" in given:
        found += await _without_variants(session, given)
    if "order_items" in given:
        products = await _by_key(session, given, Variant.sku, Variant.product_id, "order_items")
        found += _unlike(given["order_items"], "sku", "product_id", products)
    if "orders" in given:
        owners = await _by_key(
            session, given, PaymentMethod.method_id, PaymentMethod.customer_id, "orders"
        )
        found += _unlike(given["orders"], "method_id", "customer_id", owners)
    if "payments" in given:
        found += _too_much_back(given["payments"])
    return found


async def _without_variants(session: AsyncSession, given: Mapping[str, Rows]) -> list[Problem]:
    rows = given["products"]
    stocked = (
        {row.values["product_id"] for row in given["variants"].rows}
        if "variants" in given
        else set()
    )
    asked = sorted({row.values["product_id"] for row in rows.rows} - stocked)
    for start in range(0, len(asked), _AT_ONCE):
        part = asked[start : start + _AT_ONCE]
        stocked |= set(
            await session.scalars(
                select(Variant.product_id).where(Variant.product_id.in_(part)).distinct()
            )
        )
    return [
        rows.problem(row, "product_id: the product has no variant, so nobody can buy it")
        for row in rows.rows
        if row.values["product_id"] not in stocked
    ]


async def _by_key(
    session: AsyncSession,
    given: Mapping[str, Rows],
    key: InstrumentedAttribute[str],
    value: InstrumentedAttribute[str],
    asking: str,
) -> dict[str, str]:
    """What belongs to each key that rows have: by the files, or else by the database."""
    table = key.class_.__tablename__
    known = (
        {row.values[key.key]: row.values[value.key] for row in given[table].rows}
        if table in given
        else {}
    )
    asked = sorted({row.values[key.key] for row in given[asking].rows} - known.keys())
    for start in range(0, len(asked), _AT_ONCE):
        found = await session.execute(
            select(key, value).where(key.in_(asked[start : start + _AT_ONCE]))
        )
        known |= dict(iter(found))
    return known


def _unlike(rows: Rows, key: str, value: str, expected: Mapping[str, str]) -> Iterator[Problem]:
    for row in rows.rows:
        should = expected.get(row.values[key])
        if should is not None and should != row.values[value]:
            yield rows.problem(row, f"{key}: belongs to another {value} than the row says")


def _too_much_back(rows: Rows) -> Iterator[Problem]:
    """Rows of a ledger in which more went back than was ever paid."""
    left: dict[Any, Decimal] = defaultdict(Decimal)
    for row in rows.rows:
        if row.values["kind"] == "payment":
            left[row.values["order_id"]] += row.values["amount"]
    for row in rows.rows:
        order = row.values["order_id"]
        if row.values["kind"] != "payment":
            left[order] -= row.values["amount"]
            if left[order] < 0:
                yield rows.problem(row, "amount: more went back than was paid for the order")
