"""Orders with parcels, bill and ledger, as many as are wanted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from marketplace.generate import people
from marketplace.generate.people import Person
from marketplace.vault import Vault

_FIRST = 100_000_000
"""Numbers of generated orders begin here: they have a digit more than those of real ones."""
_DAYS = 1_000
_FREE_SHIPPING_FROM = Decimal(50)
_SHIPPING = Decimal("4.99")
_CARRIERS = ("UPS", "FedEx", "USPS", "DHL")
_SENT_BACK = {"return_requested": "label_sent", "returned": "refunded"}
Rows = dict[str, list[dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class Sold:
    """A variant that may be in an order."""

    sku: str
    product_id: str
    name: str
    category: str
    options: dict[str, str]
    price: Decimal
    final_sale: bool


@dataclass(frozen=True, slots=True)
class Shop:
    """What orders are made of.

    Attributes:
        sold: variants; the first ones sell best.
        buyers: the first number of a customer, and how many there are.
        seed: of everything.
        now: when the last order came.
    """

    sold: Sequence[Sold]
    buyers: tuple[int, int]
    seed: int
    now: datetime
    vault: Vault


def order_id(number: int) -> str:
    """The number of a generated order."""
    return f"ORD-{_FIRST + number}"


def number_of(order_id: str) -> int | None:
    """The other way round; None for an order that was not generated."""
    digits = order_id.removeprefix("ORD-")
    return int(digits) - _FIRST if digits.isdigit() and int(digits) >= _FIRST else None


def orders(start: int, count: int, shop: Shop) -> Iterator[Rows]:
    """Orders from a number on, each as rows by table, in an order in which they can be stored."""
    first, buyers = shop.buyers
    for number in range(start, start + count):
        random = Random(f"{shop.seed} order {number}")  # noqa: S311 - not for secrets
        # Some buy often: a tenth of the customers has about a third of the orders.
        who = people.person(first + int(buyers * random.random() ** 1.6), shop.seed)
        yield _order(number, who, shop, random)


def _order(number: int, who: Person, shop: Shop, random: Random) -> Rows:
    ref, method = order_id(number), people.method_id(who)
    placed = shop.now - timedelta(days=_DAYS * random.random() ** 1.5, minutes=1)
    state = _state((shop.now - placed).days, random)
    items = [_item(ref, line, _pick(shop.sold, random), random) for line in _lines(random)]
    total = sum((item["unit_price"] * item["quantity"] for item in items), Decimal(0))
    rows: Rows = {"orders": [], "order_items": items}
    if total < _FREE_SHIPPING_FROM:
        total += _SHIPPING
        rows["charges"] = [
            {"order_id": ref, "kind": "shipping", "description": "Shipping", "amount": _SHIPPING,
             "at": placed}
        ]  # fmt: skip
    delivered = None
    if state not in {"pending", "processed", "cancelled"}:
        delivered = None if state in {"shipped", "out_for_delivery"} else _arrival(placed, random)
        rows |= _parcel(number, ref, who, items, placed, delivered, state, random)
    cancelled = placed + timedelta(hours=3) if state == "cancelled" else None
    rows["payments"] = [_entry(ref, method, "payment", total, placed, "order")]
    if cancelled is not None:
        rows["payments"].append(_entry(ref, method, "refund", total, cancelled, "cancelled"))
    if delivered is not None and state in _SENT_BACK:
        rows |= _sent_back(number, ref, method, items, delivered, state)
        if state == "returned":
            worth = rows["returns"][0]["value"]
            back = delivered + timedelta(days=7)
            rows["payments"].append(_entry(ref, method, "refund", worth, back, "refund"))
    rows["orders"].append(
        {
            "order_id": ref,
            "customer_id": who.customer_id,
            "state": state,
            "placed_at": placed,
            "delivered_at": delivered,
            "cancelled_at": cancelled,
            "cancel_reason": None if cancelled is None else "no_longer_needed",
            "items_changed_at": None,
            "method_id": method,
            "address_sealed": shop.vault.seal("orders.address", who.address),
        }
    )
    return rows


def _state(age: int, random: Random) -> str:
    if random.random() < 0.04:
        return "cancelled"
    if age < 1:
        return random.choice(("pending", "processed"))
    if age < 5:
        return random.choice(("pending", "shipped", "shipped", "out_for_delivery"))
    if age < 10:
        return "delivered"
    return random.choices(("delivered", "returned", "return_requested"), (94, 5, 1))[0]


def _lines(random: Random) -> range:
    return range(1, random.choices((1, 2, 3, 4), (62, 24, 10, 4))[0] + 1)


def _pick(sold: Sequence[Sold], random: Random) -> Sold:
    return sold[int(len(sold) * random.random() ** 2)]


def _item(ref: str, line: int, sold: Sold, random: Random) -> dict[str, Any]:
    return {
        "order_id": ref,
        "line": line,
        "sku": sold.sku,
        "product_id": sold.product_id,
        "name": sold.name,
        "category": sold.category,
        "options": sold.options,
        "unit_price": sold.price,
        "quantity": 2 if random.random() < 0.08 else 1,
        "warehouse": random.choice(("EAST", "WEST")),
        "elsewhere": None,
        "final_sale": sold.final_sale,
        "refunded": False,
    }


def _arrival(placed: datetime, random: Random) -> datetime:
    return placed + timedelta(days=random.uniform(2, 4.5))


def _parcel(
    number: int,
    ref: str,
    who: Person,
    items: Sequence[dict[str, Any]],
    placed: datetime,
    delivered: datetime | None,
    state: str,
    random: Random,
) -> Rows:
    tracking, shipped = f"1ZG{_FIRST + number}", placed + timedelta(hours=20)
    there = ", ".join(part.split('"')[3] for part in who.address.split(", ")[1:3])
    due = (delivered or placed + timedelta(days=4)).date()
    happened = [(placed + timedelta(hours=6), "Order processed", "Reno, NV")]
    happened.append((shipped, "Picked up", "Reno, NV"))
    if delivered is not None:
        happened.append((delivered, "Delivered", there))
    elif state == "out_for_delivery":
        happened.append((shipped + timedelta(days=1), "Out for delivery", there))
    return {
        "fulfilments": [
            {
                "tracking_number": tracking,
                "order_id": ref,
                "carrier": random.choice(_CARRIERS),
                "shipped_at": shipped,
                "estimated_delivery": due,
                "location": there if delivered or state == "out_for_delivery" else "Reno, NV",
            }
        ],
        "fulfilment_lines": [{"tracking_number": tracking, "line": item["line"]} for item in items],
        "shipment_events": [
            {"tracking_number": tracking, "at": at, "status": status, "location": place}
            for at, status, place in happened
        ],
    }


def _sent_back(
    number: int,
    ref: str,
    method: str,
    items: Sequence[dict[str, Any]],
    delivered: datetime,
    state: str,
) -> Rows:
    opened, return_id = delivered + timedelta(days=1), f"RET-{_FIRST + number}"
    worth = sum((item["unit_price"] * item["quantity"] for item in items), Decimal(0))
    for item in items:
        item["refunded"] = state == "returned"
    return {
        "returns": [
            {
                "return_id": return_id,
                "order_id": ref,
                "kind": "return",
                "state": _SENT_BACK[state],
                "reason": "changed_mind",
                "opened_at": opened,
                "send_back_by": (opened + timedelta(days=14)).date(),
                "value": worth,
                "method_id": method,
                "pickup_on": None,
                "pickup_window": None,
            }
        ],
        "return_items": [
            {
                "return_id": return_id,
                "line": item["line"],
                "name": item["name"],
                "was_opened": False,
                "new_sku": None,
            }
            for item in items
        ],
    }


def _entry(
    ref: str, method: str, kind: str, amount: Decimal, at: datetime, reason: str
) -> dict[str, Any]:
    return {
        "order_id": ref,
        "method_id": method,
        "kind": kind,
        "amount": amount,
        "at": at,
        "reason": reason,
        "approval_id": None,
        "approved_by": None,
    }
