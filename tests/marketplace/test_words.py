"""Pure parts: which words mean which item, references, business days."""

from __future__ import annotations

import contextlib
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.clock import business_days_after
from marketplace.refusals import ItemAmbiguous, ItemNotInOrder, Refusal
from marketplace.rules import bill, matching
from marketplace.rules.references import canonical
from marketplace.search.analysis import terms_of
from marketplace.tables import Charge, Order, OrderItem


def item(line: int, name: str, price: str = "10.00", **options: str) -> OrderItem:
    return OrderItem(
        line=line,
        sku=f"SKU-{line}",
        product_id=f"P{line}",
        name=name,
        options=options,
        unit_price=Decimal(price),
        quantity=1,
    )


ITEMS = [
    item(1, "Dune", format="hardcover"),
    item(2, "Dune Messiah", format="paperback"),
    item(3, "Running shoes", size="10", color="blue"),
]


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("Dune", 1),
        ("dune messiah", 2),
        ("the messiah", 2),
        ("my running shoe", 3),
        ("the blue shoes", 3),
        ("size ten", 3),
        ("3", 3),
        ("sku-2", 2),
        ("P1", 1),
        ("the hardcover", 1),
    ],
)
def test_an_item_is_known_by_its_words(name: str, line: int) -> None:
    assert matching.pick_one(ITEMS, name).line == line


def test_words_that_fit_several_items_or_none() -> None:
    twins = [item(1, "Dune", format="ebook"), item(2, "Dune", format="paperback")]
    with pytest.raises(ItemAmbiguous):
        matching.pick_one(twins, "dune")
    with pytest.raises(ItemNotInOrder) as refused:
        matching.pick_one(ITEMS, "lamp")
    assert "Running shoes" in refused.value.detail


@given(st.text(max_size=80))
def test_any_words_pick_an_item_or_are_refused(name: str) -> None:
    with contextlib.suppress(ItemAmbiguous, ItemNotInOrder):
        assert matching.pick_one(ITEMS, name) in ITEMS


@given(st.text(max_size=200))
def test_any_words_can_be_searched_for(query: str) -> None:
    for word in terms_of(query):
        assert "'" not in word
        assert '"' not in word
        assert word


@pytest.mark.parametrize(
    "spelling", ["ORD-12345", "ORD_12345", "ord 12345", "Ord12345", " ord-12345 ", "ORD--12345"]
)
def test_an_order_number_in_any_spelling(spelling: str) -> None:
    assert canonical(spelling) == "ORD-12345"


@pytest.mark.parametrize(
    ("start", "days", "end"), [(5, 3, 10), (5, 1, 6), (7, 1, 10), (8, 1, 10), (9, 5, 14), (5, 0, 5)]
)
def test_business_days_leave_out_the_weekend(start: int, days: int, end: int) -> None:
    # March 5th 2031 is a Wednesday.
    assert business_days_after(datetime(2031, 3, start, tzinfo=UTC), days).day == end


@given(
    st.lists(st.decimals("0.01", "999.99", places=2), min_size=1, max_size=6),
    st.decimals("0", "1", places=2),
)
def test_shares_of_a_discount_never_give_back_more_than_was_paid(
    prices: list[Decimal], share: Decimal
) -> None:
    items = [item(n, "thing", str(price)) for n, price in enumerate(prices, 1)]
    discount = (sum(prices) * share).quantize(Decimal("0.01"))
    charge = Charge(kind="discount", description="", amount=-discount)
    order = Order(items=items, charges=[charge])
    assert bill.value_of(order, items) == bill.total(order)
    assert all(0 <= bill.value_of(order, [one]) <= one.unit_price for one in items)


def test_every_rule_has_its_own_name_and_words() -> None:
    def rules(of: type[Refusal]) -> set[type[Refusal]]:
        return {r for child in of.__subclasses__() for r in (child, *rules(child))}

    named = [rule for rule in rules(Refusal) if "code" in vars(rule)]
    assert len(named) > 40
    assert len({rule.code for rule in named}) == len(named)
    for rule in named:
        assert rule.words[0].isupper(), rule
        assert rule.words[-1] in ".?", rule
        assert not any(character.isdigit() for character in rule.words), rule
