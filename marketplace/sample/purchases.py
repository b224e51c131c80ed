"""Orders in every state, with parcels, bill, ledger and returns to match."""

from __future__ import annotations

import json
import re
from datetime import datetime, timedelta
from decimal import Decimal

from sqlalchemy.ext.asyncio import AsyncSession

from marketplace.rules import bill
from marketplace.sample.files import rows
from marketplace.sample.parcels import parcel
from marketplace.sample.people import method_id
from marketplace.tables import Charge, Order, OrderItem, Payment, Product, Return, ReturnItem
from marketplace.vault import Vault

_ITEM = re.compile(r"^(?P<sku>[A-Z]+\d+-\d+)(?:\*(?P<quantity>\d+))?$")
_SENT_BACK = {
    "return_requested": ("return", "label_sent"),
    "returned": ("return", "refunded"),
    "exchange_requested": ("exchange", "label_sent"),
    "exchanged": ("exchange", "received"),
}


def add_orders(session: AsyncSession, vault: Vault, now: datetime, products: list[Product]) -> None:
    """Adds every order of `orders.csv`."""
    addresses = {
        row["customer_id"]: {name: row[name] for name in ("street", "city", "state", "postal_code")}
        for row in rows("customers.csv")
    }
    by_sku = {variant.sku: product for product in products for variant in product.variants}
    for row in rows("orders.csv"):
        address = json.dumps(addresses[row["customer_id"]])
        order = _order(row, now, by_sku, vault.seal("orders.address", address))
        session.add(order)
        if order.state in _SENT_BACK:
            session.add(_return(row, order, now))


def _order(row: dict[str, str], now: datetime, by_sku: dict[str, Product], address: bytes) -> Order:
    placed = now - timedelta(days=int(row["placed_days_ago"]))
    items = [_item(line, text, by_sku) for line, text in enumerate(row["items"].split("|"), 1)]
    order = Order(
        order_id=row["order_id"],
        customer_id=row["customer_id"],
        state=row["state"],
        placed_at=placed,
        delivered_at=_days_ago(row["delivered_days_ago"], now),
        method_id=method_id(row["customer_id"], row["method"]),
        address_sealed=address,
        items=items,
        charges=_charges(row, placed),
        fulfilments=[parcel(row, placed, now, items)] if row["tracking_number"] else [],
        payments=[],
    )
    order.payments.append(_entry(order, "payment", bill.total(order), placed, "order"))
    if order.state == "cancelled":
        order.cancelled_at = placed + timedelta(hours=3)
        order.cancel_reason = row["back"]
        order.payments.append(
            _entry(order, "refund", bill.total(order), order.cancelled_at, "cancelled")
        )
    return order


def _item(line: int, text: str, by_sku: dict[str, Product]) -> OrderItem:
    match = _ITEM.match(text)
    if match is None:
        raise ValueError(f"orders.csv: not an item: {text}")
    product = by_sku[match["sku"]]
    variant = next(v for v in product.variants if v.sku == match["sku"])
    return OrderItem(
        line=line,
        sku=variant.sku,
        product_id=product.product_id,
        name=product.name,
        category=product.category,
        options=variant.options,
        unit_price=variant.price,
        quantity=int(match["quantity"] or 1),
        warehouse="WEST",
        final_sale=product.final_sale,
        refunded=False,
    )


def _charges(row: dict[str, str], placed: datetime) -> list[Charge]:
    charges = []
    if Decimal(row["shipping"]):
        charges.append(
            Charge(
                kind="shipping", description="Shipping", amount=Decimal(row["shipping"]), at=placed
            )
        )
    if row["discount"]:
        charges.append(
            Charge(
                kind="discount",
                description="Promotion discount",
                amount=-Decimal(row["discount"]),
                at=placed,
            )
        )
    return charges


def _return(row: dict[str, str], order: Order, now: datetime) -> Return:
    kind, state = _SENT_BACK[order.state]
    opened = (order.delivered_at or now) + timedelta(days=1)
    value = bill.value_of(order, order.items) if kind == "return" else bill.ZERO
    if state == "refunded":
        order.payments.append(_entry(order, "refund", value, opened + timedelta(days=6), "refund"))
        for item in order.items:
            item.refunded = True
    return Return(
        return_id=order.order_id.replace("ORD-", "RET-30"),
        order_id=order.order_id,
        kind=kind,
        state=state,
        reason=row["back"],
        opened_at=opened,
        send_back_by=(opened + timedelta(days=14)).date(),
        value=value,
        method_id=order.method_id,
        items=[ReturnItem(line=i.line, name=i.name, was_opened=False) for i in order.items],
    )


def _entry(order: Order, kind: str, amount: Decimal, at: datetime, reason: str) -> Payment:
    return Payment(method_id=order.method_id, kind=kind, amount=amount, at=at, reason=reason)


def _days_ago(text: str, now: datetime) -> datetime | None:
    return now - timedelta(days=int(text)) if text else None
