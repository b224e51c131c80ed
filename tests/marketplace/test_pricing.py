"""Whatever is bought with whatever promotions: the sums are right, and nothing is below zero."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from marketplace.rules import pricing
from marketplace.rules.pricing import PricedLine
from marketplace.tables import Promotion

PRICES = st.integers(1, 500_000).map(lambda cents: Decimal(cents) / 100)
CATEGORIES = ("home", "books", "electronics", "fashion")


@st.composite
def lines(draw: st.DrawFn) -> PricedLine:
    category = draw(st.sampled_from(CATEGORIES))
    return PricedLine(
        sku="S",
        product_id="P",
        name="thing",
        category=category,
        kind=draw(st.sampled_from(("shoes", "graphics_card"))),
        options={},
        unit_price=draw(PRICES),
        quantity=draw(st.integers(1, 99)),
        available=99,
    )


@st.composite
def promotions(draw: st.DrawFn) -> Promotion:
    kind = draw(st.sampled_from(("percent", "amount", "free_shipping")))
    return Promotion(
        code="CODE",
        kind=kind,
        percent=draw(st.integers(1, 100)) if kind == "percent" else None,
        amount=draw(PRICES) if kind == "amount" else None,
        category=draw(st.sampled_from((None, *CATEGORIES))),
        product_kind=draw(st.sampled_from((None, "shoes"))),
    )


@settings(deadline=None)
@given(st.lists(lines(), max_size=6), st.lists(promotions(), max_size=4))
def test_the_sum_is_items_less_discounts_and_shipping(
    cart: list[PricedLine], applied: list[Promotion]
) -> None:
    price = pricing.price(cart, applied)
    assert price.subtotal == sum(line.unit_price * line.quantity for line in cart)
    assert price.total == price.subtotal - price.discount + price.shipping
    assert Decimal(0) <= price.discount <= price.subtotal
    assert price.total >= 0
    assert all(taken.amount >= 0 for taken in price.taken)
    assert all(taken.amount == taken.amount.quantize(Decimal("0.01")) for taken in price.taken)
    freed = any(taken.frees_shipping for taken in price.taken)
    free = freed or not cart or price.subtotal >= pricing.FREE_SHIPPING_FROM
    assert price.shipping == (0 if free else pricing.SHIPPING)


@settings(deadline=None)
@given(st.lists(lines(), min_size=1, max_size=6), promotions())
def test_a_promotion_takes_nothing_off_what_it_is_not_for(
    cart: list[PricedLine], applied: Promotion
) -> None:
    fitting = [
        line
        for line in cart
        if applied.category in (None, line.category) and applied.product_kind in (None, line.kind)
    ]
    [taken] = pricing.price(cart, [applied]).taken
    assert taken.amount <= pricing.subtotal(fitting)
