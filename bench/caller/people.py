"""Whom a caller can be: the customers of the sample data."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from pathlib import Path

SAMPLE = Path(__file__).resolve().parents[2] / "marketplace" / "sample" / "customers.csv"


@dataclass(frozen=True, slots=True)
class Person:
    """What a customer knows of themselves."""

    customer_id: str
    first_name: str
    phone_number: str
    """E.164."""
    date_of_birth: date
    card_last_four: str

    @property
    def phone_keys(self) -> str:
        """The number as it is keyed in: national for a US number."""
        return self.phone_number.removeprefix("+1") + "#"

    @property
    def birth_keys(self) -> str:
        """MMDDYYYY."""
        return f"{self.date_of_birth:%m%d%Y}"


def person(customer_id: str) -> Person:
    """A customer of the sample data.

    Raises:
        LookupError: there is no such customer.
    """
    with SAMPLE.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["customer_id"] == customer_id:
                return Person(
                    customer_id=customer_id,
                    first_name=row["first_name"],
                    phone_number=row["phone"],
                    date_of_birth=date.fromisoformat(row["born"]),
                    card_last_four=row["card_last_four"],
                )
    raise LookupError(f"{customer_id} is not a customer of the sample data")
