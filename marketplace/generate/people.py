"""Customers with their ways of paying, as many as are wanted."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from marketplace.generate.words import CITIES, FIRST_NAMES, LAST_NAMES, STREET_KINDS, STREETS
from marketplace.rules.identity import last_four_hash
from marketplace.vault import Vault

_FIRST = 10_000_000
"""Numbers of generated customers begin here."""
_MOST = len(CITIES) * 10_000
_YEARS = 3


class TooManyCustomers(Exception):
    """There are not as many telephone numbers that belong to nobody."""

    def __init__(self) -> None:
        super().__init__(f"There can be {_MOST:,} generated customers at most.")


@dataclass(frozen=True, slots=True)
class Person:
    """What follows from a customer's number and the seed, without looking it up."""

    customer_id: str
    first_name: str
    last_name: str
    phone: str
    born: str
    last_four: str
    address: str
    pays_by: str


def customer_id(number: int) -> str:
    """The number of a generated customer."""
    return f"CUST-{_FIRST + number}"


def number_of(customer_id: str) -> int | None:
    """The other way round; None for a customer who was not generated."""
    digits = customer_id.removeprefix("CUST-")
    return int(digits) - _FIRST if digits.isdigit() and int(digits) >= _FIRST else None


def person(number: int, seed: int) -> Person:
    """A generated customer.

    Raises:
        TooManyCustomers: the number is too high.
    """
    if number >= _MOST:
        raise TooManyCustomers
    random = Random(f"{seed} customer {number}")  # noqa: S311 - not for secrets
    city, state, postal, area = CITIES[number % len(CITIES)]
    address = {
        "street": (
            f"{random.randint(1, 999)} {random.choice(STREETS)} {random.choice(STREET_KINDS)}"
        ),
        "city": city,
        "state": state,
        "postal_code": f"{postal}{random.randint(1, 99):02}",
    }
    return Person(
        customer_id=customer_id(number),
        first_name=random.choice(FIRST_NAMES),
        last_name=random.choice(LAST_NAMES),
        # Numbers that begin with 555 belong to nobody.
        phone=f"+1{area}555{number // len(CITIES):04}",
        born=f"{random.randint(1945, 2005)}-{random.randint(1, 12):02}-{random.randint(1, 28):02}",
        last_four=f"{random.randint(0, 9999):04}",
        address=json.dumps(address),
        pays_by="PAYPAL" if random.random() < 0.25 else "CARD",
    )


def customers(
    start: int, count: int, seed: int, vault: Vault, now: datetime
) -> Iterator[tuple[dict[str, Any], list[dict[str, Any]]]]:
    """Customers from a number on with their ways of paying, as rows of their tables."""
    for number in range(start, start + count):
        who = person(number, seed)
        random = Random(f"{seed} account {number}")  # noqa: S311
        email = f"{who.first_name}.{who.last_name}.{number}@example.com".lower()
        seal, ref = vault.seal, who.customer_id
        customer = {
            "customer_id": ref,
            "first_name": who.first_name,
            "last_name": who.last_name,
            "tier": random.choices(("basic", "premium", "business"), (80, 17, 3))[0],
            "locale": "en-US",
            "loyalty_points": random.randint(0, 3_000),
            "preferences": {"contact_channel": random.choice(("email", "text"))},
            "phone_sealed": seal("customers.phone", who.phone),
            "phone_hash": vault.hash("customers.phone", who.phone),
            "email_sealed": seal("customers.email", email),
            "email_hash": vault.hash("customers.email", email),
            "date_of_birth_sealed": seal("customers.date_of_birth", who.born),
            "address_sealed": seal("customers.address", who.address),
            "ssn_hash": last_four_hash(vault, ref, "ssn", who.last_four),
            "card_hash": last_four_hash(vault, ref, "credit_card", who.last_four),
            "locked_at": None,
            "created_at": now - timedelta(days=365 * _YEARS + random.randint(0, 365)),
        }
        methods = [_method(method_id(who), ref, who.pays_by.lower(), None)]
        if random.random() < 0.1:
            balance = Decimal(random.randint(1, 20) * 10)
            methods.append(_method(f"GC-{_FIRST + number}", ref, "gift_card", balance))
        yield customer, methods


def method_id(who: Person) -> str:
    """The way in which a generated customer pays."""
    return f"{who.customer_id}-{who.pays_by}"


def _method(ref: str, owner: str, kind: str, balance: Decimal | None) -> dict[str, Any]:
    return {
        "method_id": ref,
        "customer_id": owner,
        "kind": kind,
        "balance": balance,
        "expires_on": None,
    }
