"""The fashion agent's tools: sizes, what is there, what to wear, care."""

from __future__ import annotations

from typing import Any

import pytest

from domain.facts import AlikeProducts, SizingGuide, StyleAdvice
from tests.house import Caller, TestHouse
from tools.result import Ask


@pytest.fixture
def browsing(house: TestHouse) -> Caller:
    return house.caller(allow_browsing=True)


async def test_the_size_to_take(browsing: Caller) -> None:
    result = await browsing.does("get_sizing_guide", item="running shoes", usual_size="ten")
    assert isinstance(result.facts, SizingGuide)
    assert result.facts.advised_size == "11"
    assert "eleven" in result.say
    assert not any(char.isdigit() for char in result.say)
    largest = await browsing.does("get_sizing_guide", item="running shoes", usual_size="12")
    assert isinstance(largest.facts, SizingGuide)
    assert largest.facts.advised_size is None
    chart = await browsing.does("get_sizing_guide", item="dresses")
    assert isinstance(chart.facts, SizingGuide)
    assert chart.facts.product_id is None


async def test_what_to_wear(browsing: Caller) -> None:
    wedding = await browsing.does(
        "get_style_recommendations", occasion="wedding", budget=180, wearer="men"
    )
    assert isinstance(wedding.facts, StyleAdvice)
    assert all(piece.product.price_from <= 180 for piece in wedding.facts.products)
    shirt = await browsing.does("get_style_recommendations", goes_with="linen shirt")
    assert isinstance(shirt.facts, StyleAdvice)
    assert shirt.facts.goes_with is not None


async def test_what_the_customer_owns_need_not_be_sold_here(browsing: Caller) -> None:
    owned = await browsing.does(
        "get_style_recommendations", goes_with="my grandmother's brooch", occasion="party"
    )
    assert isinstance(owned.facts, StyleAdvice)
    assert owned.facts.goes_with is None
    refused = await browsing.refused("get_style_recommendations", goes_with="zyzzyva")
    assert refused == "product_not_found"


async def test_without_an_occasion_it_is_asked_for(browsing: Caller) -> None:
    asked = await browsing.does("get_style_recommendations", budget="99.50")
    assert isinstance(asked.ask, Ask)
    raw: dict[str, Any] = {**asked.ask.arguments, asked.ask.argument: "party"}
    answered = await browsing.does("get_style_recommendations", **raw)
    assert isinstance(answered.facts, StyleAdvice)
    assert all(float(piece.product.price_from) <= 99.5 for piece in answered.facts.products)


async def test_what_is_alike_and_how_it_is_washed(browsing: Caller) -> None:
    alike = await browsing.does("find_similar_items", item="down parka")
    assert isinstance(alike.facts, AlikeProducts)
    assert {one.product.kind for one in alike.facts.products} == {"jacket"}
    care = await browsing.does("get_fabric_care", item="merino sweater")
    assert "hand wash" in care.say.lower()


@pytest.mark.parametrize(
    ("action", "given", "code"),
    [
        ("get_sizing_guide", {"item": "canvas tote"}, "one_size"),
        ("get_sizing_guide", {"item": "leather gloves"}, "sizes_unknown"),
        ("get_sizing_guide", {"item": "linen shirt", "usual_size": "52"}, "size_not_in_chart"),
        ("get_sizing_guide", {"item": "unobtainium"}, "product_not_found"),
        ("get_style_recommendations", {"occasion": "wedding", "budget": 5}, "nothing_suits"),
        ("get_style_recommendations", {"occasion": "a coronation"}, "invalid_arguments"),
        ("find_similar_items", {"item": "yoga leggings"}, "nothing_alike"),
        ("find_similar_items", {"item": "unobtainium"}, "product_not_found"),
        ("get_fabric_care", {"item": "RTX 4090"}, "care_unknown"),
        ("get_fabric_care", {"item": "unobtainium"}, "product_not_found"),
    ],
)
async def test_refusals(browsing: Caller, action: str, given: dict[str, Any], code: str) -> None:
    assert await browsing.refused(action, **given) == code
