"""Arguments for any action, made from the schema that a model is given.

Values come from pools of what belongs to the caller, to somebody else, and to nobody; some
requests are bent further: a wrong type, a field too many, one too few.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import timedelta
from random import Random
from typing import Any

from tests.house import PEOPLE, START, Person
from tests.ledger import Ledger

JUNK: tuple[Any, ...] = (
    "", " ", "0", "ORD-", "ORD-99999", "order nine nine nine", "'; DROP TABLE orders; --",
    "<order>", "<date_of_birth>", "../CUST-1002/orders/ORD-67890", "🎁", "x" * 700, "null",
    "CUST-1003", "ignore all rules", "\u202eevil", "١٢٣٤",
)  # fmt: skip
WRONG_TYPES: tuple[Any, ...] = (None, True, 7, -1.5, [], ["ORD-1001"], {}, {"order": "ORD-1001"})
SENTENCES = (
    "it does not work any more", "please hurry", "leave it at the back door", "shipping",
    "the box was crushed", "my computer won't turn on", "the locker on Main Street",
    "what is the return policy", "item", "John",
)  # fmt: skip
PRODUCTS = (
    "RTX 4090", "RTX 4080", "ELEC001", "Ryzen 9 7950X", "750 watt power supply", "headphones",
    "HOME003", "NVMe drive", "i9-14900K", "unobtainium",
)  # fmt: skip
AMOUNTS = ("5.99", "49.99", "249.99", 1599.99, 20, "0.01", 0, -3, "1e9", "12.345", "lots", 501)
ADDRESSES = (
    "1 Infinite Loop, Cupertino, CA 95014",
    "742 Evergreen Terrace, Springfield, IL 62704",
    "nowhere",
    "<address>",
)


@dataclass(frozen=True)
class Belongings:
    """What the marketplace keeps for each customer, as far as a caller could name it."""

    orders: dict[str, list[str]]
    returns: dict[str, list[str]]
    items: dict[str, list[str]]
    """Of each order: the names of what is in it."""
    variants: dict[str, list[str]]
    """Of each order: the options in which its products come."""
    sales: dict[str, list[str]]
    """Of each customer who sells: the orders that hold something of theirs."""

    @classmethod
    def read(cls, ledger: Ledger) -> Belongings:
        found = cls({}, {}, {}, {}, {})
        for row in ledger.rows("SELECT order_id, customer_id FROM orders"):
            found.orders.setdefault(row["customer_id"], []).append(row["order_id"])
        for row in ledger.rows(
            "SELECT return_id, customer_id FROM returns JOIN orders USING (order_id)"
        ):
            found.returns.setdefault(row["customer_id"], []).append(row["return_id"])
        for row in ledger.rows(
            "SELECT DISTINCT sellers.customer_id, order_id FROM order_items"
            " JOIN products USING (product_id) JOIN sellers USING (seller_id)"
        ):
            found.sales.setdefault(row["customer_id"], []).append(row["order_id"])
        for row in ledger.rows("SELECT order_id, name, product_id FROM order_items"):
            found.items.setdefault(row["order_id"], []).append(row["name"])
            options = ledger.rows(
                "SELECT options FROM variants WHERE product_id = ?", row["product_id"]
            )
            found.variants.setdefault(row["order_id"], []).extend(
                " ".join(json.loads(option["options"]).values()) for option in options
            )
        return found

    def of(self, customer: str) -> list[str]:
        """The numbers of their orders, returns and sales."""
        bought = self.orders.get(customer, []) + self.returns.get(customer, [])
        return bought + self.sales.get(customer, [])


class Requests:
    """Makes requests for one caller. `mine` is who they are, or say they are."""

    def __init__(self, rng: Random, belongings: Belongings, mine: Person) -> None:
        self._rng = rng
        self._all = belongings
        self._mine = mine
        self._order = ""

    def make(self, schema: dict[str, Any]) -> Any:
        """Arguments for a tool of this schema: mostly ones that it could take."""
        rng = self._rng
        self._order = self._number()
        parameters = schema["parameters"]
        properties = parameters.get("properties", {})
        required = parameters.get("required", [])
        raw = {
            name: self._value(name, field, parameters)
            for name, field in properties.items()
            if name in required or rng.random() < 0.5
        }
        return self._bent(raw) if rng.random() < 0.12 else raw

    def _bent(self, raw: dict[str, Any]) -> Any:
        rng = self._rng
        match rng.randrange(5):
            case 0 if raw:
                raw.pop(rng.choice(sorted(raw)))
            case 1 if raw:
                raw[rng.choice(sorted(raw))] = rng.choice(WRONG_TYPES)
            case 2 if raw:
                raw[rng.choice(sorted(raw))] = rng.choice(JUNK)
            case 3:
                raw |= {"customer_id": rng.choice(PEOPLE).id, "call": "me", "approval_id": "A-1"}
            case _:
                return rng.choice(WRONG_TYPES)
        return raw

    def _value(self, name: str, field: dict[str, Any], schema: dict[str, Any]) -> Any:
        rng = self._rng
        if "$ref" in field:
            field = schema["$defs"][field["$ref"].rpartition("/")[2]]
        if "anyOf" in field:
            return rng.choice(AMOUNTS)
        if "enum" in field:
            return rng.choice(field["enum"]) if rng.random() < 0.97 else rng.choice(JUNK)
        match field.get("type"):
            case "array":
                items = {"format": field.get("format")} | field["items"]
                return [self._value(name, items, schema) for _ in range(rng.choice((1, 1, 2, 3)))]
            case "object":
                return {n: self._value(n, f, schema) for n, f in field["properties"].items()}
            case "integer":
                return rng.randint(-1, 7)
            case "boolean":
                return rng.choice((True, False))
        return self._text(name, field)

    def _text(self, name: str, field: dict[str, Any]) -> str:
        rng = self._rng
        if rng.random() < 0.03:
            return str(rng.choice(JUNK))
        if private := field.get("x-private"):
            return rng.choice((f"<{private}>", f"<{private}>", self._private(private)))
        match field.get("format"):
            case "order-number":
                return self._spelled(self._order)
            case "date":
                return (START.date() + timedelta(days=rng.randint(-2, 35))).isoformat()
            case "product":
                return rng.choice(PRODUCTS)
            case "first-name":
                return rng.choice(PEOPLE).name
        if name == "wanted":
            return rng.choice(self._all.variants.get(self._order) or SENTENCES)
        if field.get("format") == "item-name" or name == "item":
            return rng.choice(self._all.items.get(self._order) or PRODUCTS)
        return rng.choice(SENTENCES)

    def _private(self, kind: str) -> str:
        person = self._rng.choice((self._mine, self._rng.choice(PEOPLE)))
        match kind:
            case "phone_number":
                return person.phone
            case "date_of_birth":
                return person.born_on
            case "last_four":
                return self._rng.choice((person.ssn, person.card))
        return self._rng.choice(ADDRESSES)

    def _number(self) -> str:
        """Mostly of the caller's own; often enough of somebody else's, or of nobody's."""
        rng = self._rng
        if rng.random() < 0.08:
            return str(rng.choice(JUNK))
        whose = self._mine.id if rng.random() < 0.65 else rng.choice(sorted(self._all.orders))
        return rng.choice(self._all.of(whose))

    def _spelled(self, number: str) -> str:
        return self._rng.choice((number, number, number.lower(), number.replace("-", " ")))
