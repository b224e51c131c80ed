"""A company's own data in and out: nothing is lost, and nothing wrong gets in."""

from __future__ import annotations

import csv
import json
import stat
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from config import ROOT
from marketplace.app import create_app
from marketplace.market import Marketplace
from marketplace.rules import identity
from marketplace.schemas import IdentityCheck
from marketplace.tables import Base, Cart, Customer, Message, Order, Product, Stock
from marketplace.transfer import ImportFailed, export_to, import_from
from marketplace.transfer.registry import FILES, LEFT_OUT
from services import Services
from tests.marketplace.fixtures import Acting, Clock, make_settings

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
SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
CUSTOMER = {
    "customer_id": "CUST-1",
    "first_name": "Ada",
    "last_name": "Byron",
    "tier": "basic",
    "locale": "en-GB",
    "loyalty_points": "0",
    "preferences": "{}",
    "phone": "+441632960001",
    "email": "ada@example.com",
    "date_of_birth": "1980-12-10",
    "address": json.dumps(
        {"street": "1 High Street", "city": "Reno", "state": "NV", "postal_code": "89501"}
    ),
    "ssn_last_four": "1234",
    "card_last_four": "0042",
    "created_at": "2030-01-01T00:00:00Z",
}
PRODUCT = {
    "product_id": "TEA1",
    "name": "Green tea",
    "brand": "Leaf",
    "category": "home",
    "kind": "tea",
    "description": "Dried slowly.",
    "specs": "{}",
    "final_sale": "false",
    "low_stock_threshold": "3",
}
VARIANT = {
    "sku": "TEA1-1",
    "product_id": "TEA1",
    "position": "1",
    "options": '{"size": "M"}',
    "price": "4.50",
}
Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes rows into the CSV file of a table: `write("products", PRODUCT, name="Tea")`."""
    folder = tmp_path / "own"
    folder.mkdir()

    def _write(table: str, *rows: dict[str, str], **changes: str) -> Path:
        with (folder / f"{table}.csv").open("w", newline="") as file:
            out = csv.DictWriter(file, list(dict.fromkeys(name for row in rows for name in row)))
            out.writeheader()
            out.writerows(row | changes for row in rows)
        return folder

    return _write


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


async def problems(market: Marketplace, folder: Path) -> list[str]:
    with pytest.raises(ImportFailed) as failed:
        await import_from(market, folder)
    return [str(problem) for problem in failed.value.problems]


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


WRONG: list[tuple[str, dict[str, Any], str]] = [
    ("phone", {"phone": "0163 296 0001"}, "phone: "),
    ("email", {"email": "ada"}, "email: "),
    ("birth date", {"date_of_birth": "10/12/1980"}, "date_of_birth: "),
    ("address", {"address": '{"street": "1 High Street"}'}, "address: "),
    ("address", {"address": "1 High Street"}, "address: not JSON"),
    ("tier", {"tier": "gold"}, "tier: "),
    ("last four", {"ssn_last_four": "12345"}, "ssn_last_four: "),
    ("last four", {"ssn_last_four": ""}, "ssn_last_four or ssn_hash is missing"),
    ("number", {"loyalty_points": "-1"}, "loyalty_points: "),
    ("instant", {"created_at": "2030-01-01T00:00:00"}, "created_at: "),
    ("name", {"first_name": ""}, "first_name: "),
]


@SQLITE
@pytest.mark.parametrize(("changes", "what"), [case[1:] for case in WRONG])
async def test_a_wrong_cell_is_named_and_never_quoted(
    market: Marketplace, write: Write, changes: dict[str, str], what: str
) -> None:
    folder = write("customers", CUSTOMER, CUSTOMER | {"customer_id": "CUST-2"} | changes)
    told = await problems(market, folder)
    assert len([line for line in told if line.startswith("customers.csv:3: " + what)]) == 1
    for value in changes.values():
        assert not value or value not in " ".join(told).replace("customers.csv", "")


@SQLITE
async def test_every_bad_row_is_told_and_nothing_is_loaded(
    market: Marketplace, write: Write, tmp_path: Path
) -> None:
    await export_to(market, tmp_path / "before")
    write("customers", CUSTOMER, CUSTOMER, CUSTOMER | {"customer_id": "CUST-9", "tier": "gold"})
    write("payment_methods", {"method_id": "M1", "customer_id": "CUST-9", "kind": "paypal"},
          {"method_id": "M2", "customer_id": "CUST-1", "kind": "gift_card"})  # fmt: skip
    write("products", PRODUCT, PRODUCT | {"product_id": "TEA2", "seller_id": "SELL-99"})
    write("variants", VARIANT | {"price": "4.505"}, VARIANT | {"sku": "TEA1-2", "price": "0"})
    write("stock", {"sku": "TEA1-9", "warehouse": "EAST", "quantity": "-1"},
          {"sku": "TEA1-8", "warehouse": "EAST", "quantity": "1"})  # fmt: skip
    order = {
        "order_id": "ORD-1", "customer_id": "CUST-1002", "state": "delivered",
        "placed_at": "2031-01-02T00:00:00Z", "method_id": "CUST-1001-CARD",
        "address": CUSTOMER["address"],
    }  # fmt: skip
    write("orders", order, order | {"order_id": "ORD-2", "delivered_at": "2031-01-01T00:00:00Z"})
    paid = {"order_id": "ORD-2", "method_id": "CUST-1001-CARD", "reason": "order",
            "at": "2031-01-02T00:00:00Z"}  # fmt: skip
    write("payments", paid | {"kind": "payment", "amount": "10"},
          paid | {"kind": "refund", "amount": "10.01"})  # fmt: skip
    folder = write("customres", CUSTOMER)
    told = await problems(market, folder)
    assert [line.rsplit(": ", 1)[0] for line in told] == [
        "customers.csv:3: customer_id",
        "customers.csv:3: phone",
        "customers.csv:4: tier",
        "customres.csv:1",
        "orders.csv:2: delivered_at",
        "orders.csv:2: method_id",
        "orders.csv:3: delivered_at",
        "orders.csv:3: method_id",
        "payment_methods.csv:3: balance",
        "payments.csv:3: amount",
        "products.csv:2: product_id",
        "products.csv:3: product_id",
        "products.csv:3: seller_id",
        "stock.csv:2: quantity",
        "stock.csv:3: sku",
        "variants.csv:2: price",
        "variants.csv:3: price",
    ]
    await export_to(market, tmp_path / "after")
    assert contents(tmp_path / "after") == contents(tmp_path / "before")


@SQLITE
@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"customer_id,shoe\nCUST-1,\n", "customers.csv:1: shoe: there is no such column"),
        (b"customer_id\nCUST-1,2\n", "customers.csv:2: has 2 cells"),
        (b"\xff\xfe", "customers.csv:1: is not UTF-8 text"),
        (b"customer_id,customer_id\n", "customers.csv:1: a column is there twice"),
    ],
)
async def test_a_file_that_is_no_table(
    market: Marketplace, tmp_path: Path, content: bytes, what: str
) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "customers.csv").write_bytes(content)
    assert any(line.startswith(what) for line in await problems(market, tmp_path / "own"))


@SQLITE
async def test_a_folder_without_files_is_no_import(market: Marketplace, tmp_path: Path) -> None:
    assert len(await problems(market, tmp_path)) >= 1


@SQLITE
async def test_somebody_elses_phone_number_cannot_be_taken(
    market: Marketplace, write: Write
) -> None:
    told = await problems(market, write("customers", CUSTOMER, phone="+14155550100"))
    assert told == ["customers.csv:2: phone: another row of the database has it"]


@SQLITE
async def test_rows_that_no_file_names_stay_as_they_are(market: Marketplace, write: Write) -> None:
    folder = write("stock", {"sku": "ELEC001-1", "warehouse": "EAST", "quantity": "99"})
    assert await import_from(market, folder) == {"stock": 1}
    async with market.reading() as work:
        shelf = await work.session.get_one(Stock, ("ELEC001-1", "EAST"))
        assert shelf.quantity == 99
        assert await work.session.get(Order, "ORD-12345") is not None
