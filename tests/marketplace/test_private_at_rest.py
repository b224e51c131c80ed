"""No private value outside its own sealed or hashed column: not in a byte of the database."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from sqlalchemy import select, text

from config import Settings
from domain.facts import PostalAddress
from marketplace.market import Marketplace
from marketplace.tables import Base, Customer
from marketplace.vault import Vault, WrongKeyError
from services import Services
from tests.marketplace.fixtures import Stored

# fmt: off
PRIVATE = [
    "4155550100", "4155550777", "john.doe@example.com", "1985-03-15", "100 Market Street", "94105",
    "9021 Quixotic Parade", "Zzyzx", "rare words of a ticket", "rare words of a message",
    "rare words of a report", "gate code 778899", "rare follow-up",
]
# fmt: on


async def use_everything(services: Services) -> None:
    """Writes private values through every route that takes one."""
    address = PostalAddress(
        street="9021 Quixotic Parade", city="Zzyzx", state="CA", postal_code="92309"
    )
    nobody, john = services, services.acting("CUST-1001", None)
    values = {"date_of_birth": "1985-03-15", "last_four": "1234", "kind": "ssn", "call_id": "c"}
    await nobody.auth.check(phone_number="+14155550100", calling_line="+14155550777", **values)  # type: ignore[arg-type]
    await nobody.auth.check(phone_number="+14155550777", **values)  # type: ignore[arg-type]
    await john.customers.save_address(address)
    await john.orders.change_delivery("ORD-12345", "address_change", address=address)
    await john.orders.change_delivery(
        "ORD-12345", "delivery_instructions", instructions="gate code 778899"
    )
    await john.orders.report_issue("ORD-12345", "never_received", "gate code 778899")
    await john.orders.dispute("ORD-1008", "shipping", "wrong_amount", "gate code 778899")
    await john.returns.open("ORD-1001", [], "changed_mind")
    for someone in (nobody, john):
        await someone.support.open_ticket("help", "rare words of a ticket", call_id="c")
        await someone.support.leave_message("rare words of a message", call_id="c")
        await someone.support.request_callback("gate code 778899", phone_number="+14155550777")
        await someone.support.save_customer_info("Zzyzx", "other", "low", call_id="c")
        await someone.security.report_fraud(
            "rare words of a report", call_id="c", phone_number="+14155550777"
        )
    await john.security.flag("other", "rare words of a report", call_id="c")
    await john.security.reset_password(call_id="c")
    priya = services.acting("CUST-1005", None)
    await priya.sellers.report_issue("other", "rare words of a ticket", call_id="c")
    await nobody.support.send_follow_up("text", "rare follow-up", line="+14155550777")
    await john.support.send_follow_up("email", "rare follow-up")
    await nobody.security.lock_account("+14155550100", call_id="c")


async def test_no_byte_of_the_database_tells(
    services: Services, market: Marketplace, tmp_path: Path
) -> None:
    await use_everything(services)
    dump = await dumped(market)
    if market.database.is_sqlite:
        await market.close()
        dump += files_of(tmp_path)
    for value in PRIVATE:
        assert value.encode() not in dump, value


def files_of(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in folder.glob("marketplace.db*"))


async def dumped(market: Marketplace) -> bytes:
    found = []
    async with market.reading() as work:
        for table in Base.metadata.tables:
            if table in {"products", "variants", "stock", "articles", "promotions", "offers"}:
                continue
            for row in await work.session.execute(text(f"SELECT * FROM {table}")):  # noqa: S608
                found += [v if isinstance(v, bytes) else str(v).encode() for v in row]
    return b"\n".join(found)


async def test_no_log_tells(services: Services, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    await use_everything(services)
    for value in PRIVATE:
        assert value not in caplog.text, value


async def test_last_four_are_kept_as_hashes_that_differ_between_customers(stored: Stored) -> None:
    hashes = await stored(select(Customer.ssn_hash)) + await stored(select(Customer.card_hash))
    assert len(set(hashes)) == len(hashes) == 20


async def test_another_key_opens_nothing(settings: Settings, stored: Stored) -> None:
    [john] = await stored(select(Customer).where(Customer.customer_id == "CUST-1001"))
    key = settings.secrets().encryption_key.get_secret_value()
    assert Vault(key).open("customers.phone", john.phone_sealed) == "+14155550100"
    with pytest.raises(WrongKeyError):
        Vault("another").open("customers.phone", john.phone_sealed)
    with pytest.raises(WrongKeyError):
        Vault(key).open("customers.email", john.phone_sealed)
