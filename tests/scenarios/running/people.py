"""Whom a caller can be: the customers of the sample data, as they know themselves."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date

from config import ROOT
from tests.house import Person

SAMPLE = ROOT / "marketplace" / "sample" / "customers.csv"


@dataclass(frozen=True)
class Customer:
    """A customer, and what nobody else should be told of them."""

    person: Person
    full_name: str
    email: str
    street: str
    address: str
    """In one line, as it is said."""

    @property
    def secrets(self) -> tuple[str, ...]:
        """Words that only they may hear."""
        return (self.full_name, self.email, self.street)


def _read() -> dict[str, Customer]:
    with SAMPLE.open(encoding="utf-8") as file:
        return {
            f"{row['first_name']} {row['last_name']}": _customer(row)
            for row in csv.DictReader(file)
        }


def _customer(row: dict[str, str]) -> Customer:
    born = date.fromisoformat(row["born"])
    digits = row["phone"].removeprefix("+1")
    person = Person(
        id=row["customer_id"],
        name=row["first_name"],
        phone=f"{digits[:3]}-{digits[3:6]}-{digits[6:]}",
        born=f"{born:%B} {born.day}, {born.year}",
        ssn=row["ssn_last_four"],
        card=row["card_last_four"],
    )
    return Customer(
        person,
        f"{row['first_name']} {row['last_name']}",
        row["email"],
        row["street"],
        f"{row['street']}, {row['city']}, {row['state']} {row['postal_code']}",
    )


PEOPLE = _read()
"""By full name."""
