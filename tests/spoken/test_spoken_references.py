"""Every spelling of an order number, and of the other references."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spoken import say
from spoken.references import order_number, reference
from tests.spoken.said_forms import digit_rows, worded


@pytest.mark.parametrize(
    "said",
    [
        "ORD_12345",
        "ORD-12345",
        "ord 12345",
        "where is my ord12345?",
        "order one two three four five",
        "order number is 12345",
        "order #12345",
        "O R D dash one two three four five",
        "ord-1 2 3 4 5",
        "my order number is twelve three forty five",
        "12345",
        "it's 12345, please",
        "order 12345 2 days ago",
        "order 12345 and 67890",
    ],
)
def test_one_order_in_many_spellings(said: str) -> None:
    assert order_number(said) == "ORD-12345"


@pytest.mark.parametrize("said", ["one thousand and one", "order ten oh one", "order number 1001"])
def test_short_orders(said: str) -> None:
    assert order_number(said) == "ORD-1001"


@pytest.mark.parametrize(
    "said",
    [
        "I want to order 2 RTX 4090",
        "the RTX 4090",
        "it was 1599 dollars",
        "$1599",
        "1Z9E49370398230776",
        "return RET-12345",
        "my order",
        "4155550100",
        "",
    ],
)
def test_other_numbers_are_no_orders(said: str) -> None:
    assert order_number(said) is None


@pytest.mark.parametrize(
    ("said", "prefix", "written"),
    [
        ("gift card one oh oh one", "GC-", "GC-1001"),
        ("the return number is 77", "RET-", "RET-77"),
        ("CUST 1001", "CUST-", "CUST-1001"),
        ("home double oh three", "HOME", "HOME003"),
        ("HOME003", "HOME", "HOME003"),
        ("del12345678", "DEL", "DEL12345678"),
        ("XYZ 7", "XYZ-", "XYZ-7"),
        ("order 1001", "RET-", None),
    ],
)
def test_other_references(said: str, prefix: str, written: str | None) -> None:
    assert reference(said, prefix) == written


def test_length_joins_what_was_said_in_groups() -> None:
    assert reference("case 1234 5678", "DEL", length=8) == "DEL12345678"


@given(st.integers(4, 8).flatmap(digit_rows))
def test_orders_said_are_heard(row: str) -> None:
    written = f"ORD-{row}"
    assert order_number(say.reference(written)) == written
    assert order_number(f"order number {worded(row)}") == written


@given(
    st.sampled_from(["RET-", "GC-", "CUST-", "DEL", "TKT-"]), st.integers(3, 8).flatmap(digit_rows)
)
def test_references_said_are_heard(prefix: str, row: str) -> None:
    assert reference(say.reference(prefix + row), prefix) == prefix + row
