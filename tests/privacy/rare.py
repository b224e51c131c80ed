"""A customer whose private values occur nowhere else, put in by the marketplace's own code."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date

from sqlalchemy import update

from config import Settings
from marketplace.app import create_app
from marketplace.market import Marketplace
from marketplace.rules.identity import last_four_hash
from marketplace.tables import Customer, Order


@dataclass(frozen=True)
class Person:
    """Private values, as far as they are known, each in its plain form: E.164, a date, digits."""

    phone: str = ""
    born: date | None = None
    fours: tuple[str, ...] = ()
    house: str = ""
    postal_code: str = ""
    words: tuple[str, ...] = ()
    """Words of street, city and email that occur nowhere else."""


BORN = date(1967, 9, 23)
RARE = Person(
    phone="+15039284617",
    born=BORN,
    fours=("8264", "9375"),
    house="7381",
    postal_code="43791",
    words=("quillfeather", "zanesburgh", "moonbeam", "rarevale"),
)
"""What is on file."""

MISTAKEN = Person(
    phone="+12075648391",
    born=date(1958, 4, 27),
    fours=("6841", "7758"),
    house="6853",
    postal_code="04979",
    words=("thornapple", "wexmoor", "dustwillow", "pinegallow"),
)
"""What the customer says by mistake, or of somebody else."""

CUSTOMER = "CUST-1001"
EMAIL = "thistle.moonbeam@rarevale.example"
ADDRESS = {
    "street": f"{RARE.house} Quillfeather Lane",
    "city": "Zanesburgh",
    "state": "OH",
    "postal_code": RARE.postal_code,
}


async def give_rare_values(settings: Settings) -> None:
    """Gives the sample's John Doe, with all his orders, the values of `RARE`."""
    market: Marketplace = create_app(settings).state.marketplace
    vault = market.vault
    ssn, card = RARE.fours
    try:
        async with market.writing() as work:
            await work.session.execute(
                update(Customer)
                .where(Customer.customer_id == CUSTOMER)
                .values(
                    phone_sealed=vault.seal("customers.phone", RARE.phone),
                    phone_hash=vault.hash("customers.phone", RARE.phone),
                    email_sealed=vault.seal("customers.email", EMAIL),
                    email_hash=vault.hash("customers.email", EMAIL),
                    date_of_birth_sealed=vault.seal("customers.date_of_birth", BORN.isoformat()),
                    address_sealed=vault.seal("customers.address", json.dumps(ADDRESS)),
                    ssn_hash=last_four_hash(vault, CUSTOMER, "ssn", ssn),
                    card_hash=last_four_hash(vault, CUSTOMER, "credit_card", card),
                )
            )
            await work.session.execute(
                update(Order)
                .where(Order.customer_id == CUSTOMER)
                .values(address_sealed=vault.seal("orders.address", json.dumps(ADDRESS)))
            )
    finally:
        await market.close()
