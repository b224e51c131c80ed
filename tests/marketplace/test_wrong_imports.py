"""A company's own data with mistakes: each is told with its place, and nothing gets in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from marketplace.market import Marketplace
from marketplace.transfer import ImportFailed, export_to, import_from
from tests.marketplace.own_data import CUSTOMER, PRODUCT, SQLITE, VARIANT, Write, contents


async def problems(market: Marketplace, folder: Path) -> list[str]:
    with pytest.raises(ImportFailed) as failed:
        await import_from(market, folder)
    return [str(problem) for problem in failed.value.problems]


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"phone": "0163 296 0001"}, "phone: "),
    ({"email": "ada"}, "email: "),
    ({"date_of_birth": "10/12/1980"}, "date_of_birth: "),
    ({"address": '{"street": "1 High Street"}'}, "address: "),
    ({"address": "1 High Street"}, "address: not JSON"),
    ({"tier": "gold"}, "tier: "),
    ({"ssn_last_four": "12345"}, "ssn_last_four: "),
    ({"ssn_last_four": ""}, "ssn_last_four or ssn_hash is missing"),
    ({"loyalty_points": "-1"}, "loyalty_points: "),
    ({"created_at": "2030-01-01T00:00:00"}, "created_at: "),
    ({"first_name": ""}, "first_name: "),
]


@SQLITE
@pytest.mark.parametrize(("changes", "what"), WRONG)
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
