"""A company's own data in and out: nothing is lost."""

from __future__ import annotations

import json
import stat
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import select

from config import ROOT
from marketplace.app import create_app
from marketplace.market import Marketplace
from marketplace.rules import identity
from marketplace.schemas import IdentityCheck
from marketplace.tables import Base, Cart, Customer, Message, Order, Product, Stock
from marketplace.transfer import export_to, import_from
from marketplace.transfer.registry import FILES, LEFT_OUT
from services import Services
from tests.marketplace.fixtures import Acting, Clock, make_settings
from tests.marketplace.own_data import CUSTOMER, PRODUCT, SQLITE, VARIANT, Write, contents

BOTH = pytest.mark.parametrize(
    ("database_url", "empty_database_url"),
    [("sqlite", "sqlite"), pytest.param("postgres", "postgres", marks=pytest.mark.postgres)],
    indirect=True,
)
EMPTY = pytest.mark.parametrize(
    "empty_database_url",
    ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)],
    indirect=True,
)


def test_every_table_has_a_file_or_a_reason_to_have_none() -> None:
    filed = [file.name for file in FILES]
    assert len(filed) == len(set(filed))
    assert set(filed).isdisjoint(LEFT_OUT)
    assert {*filed, *LEFT_OUT} == set(Base.metadata.tables)


def test_every_file_is_documented() -> None:
    documented = (ROOT / "marketplace" / "FORMATS.md").read_text()
    for file in FILES:
        assert f"| `{file.name}` |" in documented
        for column in file.headings:
            assert f"`{column}`" in documented, f"{file.name}.{column}"


@BOTH
async def test_an_import_of_an_export_changes_nothing(
    market: Marketplace, acting: Acting, empty_database_url: str, tmp_path: Path
) -> None:
    john = acting("CUST-1001")
    await john.support.leave_message(text='call me, "please"\nsoon', call_id="call-1")
    await john.orders.change_delivery("ORD-12345", "delivery_instructions", instructions="door")
    await export_to(market, tmp_path / "first")
    exported = contents(tmp_path / "first")
    assert set(exported) == {f"{file.name}.csv" for file in FILES}

    other: Marketplace = create_app(
        make_settings(tmp_path, empty_database_url), Clock()
    ).state.marketplace
    await other.prepare(sample_data=False)
    await import_from(other, tmp_path / "first")
    await export_to(other, tmp_path / "second")
    assert contents(tmp_path / "second") == exported
    await import_from(other, tmp_path / "first")
    await export_to(other, tmp_path / "third")
    assert contents(tmp_path / "third") == exported
    await other.prepare()  # the next start has nothing to add
    async with other.writing() as work:
        work.session.add(
            Message(message_id="MSG-1", text_sealed=b"", left_at=datetime(2031, 1, 1, tzinfo=UTC))
        )
        carts = [Cart(call_hash=name, changed_at=work.now) for name in ("a", "b")]
        work.session.add_all(carts)
        await work.session.flush()  # numbers go on after the imported ones
    await other.close()


@SQLITE
async def test_only_the_owner_reads_an_export(market: Marketplace, tmp_path: Path) -> None:
    await export_to(market, tmp_path / "out")
    assert stat.S_IMODE((tmp_path / "out").stat().st_mode) == 0o700
    assert {stat.S_IMODE(p.stat().st_mode) for p in (tmp_path / "out").iterdir()} == {0o600}


@EMPTY
async def test_a_companys_own_data_works(
    empty_database_url: str, tmp_path: Path, write: Write
) -> None:
    settings = make_settings(tmp_path, empty_database_url)
    app = create_app(settings, Clock())
    market: Marketplace = app.state.marketplace
    await market.prepare(sample_data=False)
    write("customers", CUSTOMER)
    write("products", PRODUCT)
    folder = write("stock", {"sku": "TEA1-1", "warehouse": "EAST", "quantity": "7"})
    row = VARIANT | {"position": 1, "options": {"size": "M"}, "price": 4.5}
    (folder / "variants.jsonl").write_text(json.dumps(row) + "\n\n")
    counts = await import_from(market, folder)
    assert counts == {"customers": 1, "products": 1, "variants": 1, "stock": 1}
    await market.prepare()
    async with market.reading() as work:
        assert list(await work.session.scalars(select(Customer.customer_id))) == ["CUST-1"]
        product = await work.session.get_one(Product, "TEA1")
        assert product.price_from == Decimal("4.50")
        asked = IdentityCheck(
            phone_number="+441632960001",
            date_of_birth=date(1980, 12, 10),
            last_four="0042",
            kind="credit_card",
            call_id="call",
        )
        assert (await identity.check(work, asked)).status == "matched"
    await market.close()


@SQLITE
async def test_what_is_imported_is_found(
    market: Marketplace, services: Services, write: Write
) -> None:
    write("products", PRODUCT)
    await import_from(market, write("variants", VARIANT))
    assert (await services.products.search("gren tea")).products[0].product_id == "TEA1"
    await import_from(market, write("products", PRODUCT, name="Black coffee", kind="coffee"))
    assert "TEA1" not in [
        p.product_id for p in (await services.products.search("green tea")).products
    ]
    assert (await services.products.search("black coffe")).products[0].product_id == "TEA1"


@SQLITE
async def test_rows_that_no_file_names_stay_as_they_are(market: Marketplace, write: Write) -> None:
    folder = write("stock", {"sku": "ELEC001-1", "warehouse": "EAST", "quantity": "99"})
    assert await import_from(market, folder) == {"stock": 1}
    async with market.reading() as work:
        shelf = await work.session.get_one(Stock, ("ELEC001-1", "EAST"))
        assert shelf.quantity == 99
        assert await work.session.get(Order, "ORD-12345") is not None
