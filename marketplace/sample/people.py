"""Customers with their ways of paying, and sellers."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from decimal import Decimal

from sqlalchemy.ext.asyncio import AsyncSession

from marketplace.rules.identity import last_four_hash
from marketplace.sample.files import pairs, rows
from marketplace.tables import Customer, PaymentMethod, Seller
from marketplace.vault import Vault


def add_people(session: AsyncSession, vault: Vault, now: datetime) -> None:
    """Adds every customer of `customers.csv` and seller of `sellers.csv`."""
    last_days = {
        row["card_number"]: (now + timedelta(days=int(row["expires_in_days"]))).date()
        for row in rows("gift_cards.csv")
    }
    for row in rows("customers.csv"):
        session.add(_customer(row, vault, now))
        session.add_all(_methods(row, last_days))
    for row in rows("sellers.csv"):
        session.add(
            Seller(
                seller_id=row["seller_id"],
                customer_id=row["customer_id"],
                name=row["name"],
                joined_at=now - timedelta(days=int(row["joined_days_ago"])),
            )
        )


def method_id(customer_id: str, method: str) -> str:
    """`card` of CUST-1001 is CUST-1001-CARD; a gift card keeps its own number."""
    return method if method.startswith("GC-") else f"{customer_id}-{method.upper()}"


def _customer(row: dict[str, str], vault: Vault, now: datetime) -> Customer:
    customer_id = row["customer_id"]
    address = {name: row[name] for name in ("street", "city", "state", "postal_code")}
    return Customer(
        customer_id=customer_id,
        first_name=row["first_name"],
        last_name=row["last_name"],
        tier=row["tier"],
        loyalty_points=int(row["loyalty_points"]),
        preferences=pairs(row["preferences"]),
        phone_sealed=vault.seal("customers.phone", row["phone"]),
        phone_hash=vault.hash("customers.phone", row["phone"]),
        email_sealed=vault.seal("customers.email", row["email"]),
        email_hash=vault.hash("customers.email", row["email"]),
        date_of_birth_sealed=vault.seal("customers.date_of_birth", row["born"]),
        address_sealed=vault.seal("customers.address", json.dumps(address)),
        ssn_hash=last_four_hash(vault, customer_id, "ssn", row["ssn_last_four"]),
        card_hash=last_four_hash(vault, customer_id, "credit_card", row["card_last_four"]),
        created_at=now - timedelta(days=400),
    )


def _methods(row: dict[str, str], last_days: dict[str, date]) -> list[PaymentMethod]:
    methods = []
    for entry in row["methods"].split("|"):
        name, _, balance = entry.partition("=")
        methods.append(
            PaymentMethod(
                method_id=method_id(row["customer_id"], name),
                customer_id=row["customer_id"],
                kind="gift_card" if balance else name,
                balance=Decimal(balance) if balance else None,
                expires_on=last_days.get(name),
            )
        )
    return methods
