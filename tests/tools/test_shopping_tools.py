"""Search, details, comparison and stock, for anybody who browses."""

from __future__ import annotations

import sqlite3
from typing import Any

import pytest

from domain.facts import Comparison, ProductDetails, ProductsFound, StockReport
from tests.house import Caller, TestHouse


@pytest.fixture
def browsing(house: TestHouse) -> Caller:
    return house.caller(allow_browsing=True)


def leave(house: TestHouse, quantity: int, sku: str) -> None:
    """So many of a variant are left, in one warehouse."""
    with sqlite3.connect(house.database) as connection:
        connection.execute("UPDATE stock SET quantity = 0 WHERE sku LIKE ?", (sku,))
        connection.execute(
            "UPDATE stock SET quantity = ? WHERE sku LIKE ? AND warehouse = 'EAST'", (quantity, sku)
        )


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ({"query": "lamp", "max_price": 70}, "HOME020"),
        ({"query": "rug", "min_price": "300"}, "HOME022"),
        ({"query": "shirt", "size": "M", "color": "sage"}, "FASH001"),
        ({"query": "headphones", "brand": "Bose"}, "ELEC043"),
    ],
)
async def test_a_search_is_narrowed(browsing: Caller, given: dict[str, Any], found: str) -> None:
    result = await browsing.does("search_products", **given)
    assert isinstance(result.facts, ProductsFound)
    assert result.facts.products[0].product_id == found


async def test_details_and_versions(browsing: Caller) -> None:
    result = await browsing.does("get_product_details", product="linen shirt")
    assert isinstance(result.facts, ProductDetails)
    assert "medium" in result.say
    assert "navy" in result.say
    assert not any(char.isdigit() for char in result.say)


async def test_two_to_four_are_compared(browsing: Caller) -> None:
    result = await browsing.does("compare_products", products=["wool rug", "washable rug"])
    assert isinstance(result.facts, Comparison)
    for products in (["wool rug"], ["wool rug"] * 5):
        assert await browsing.refused("compare_products", products=products) == "missing_detail"
    same = ["HOME022", "wool rug"]
    assert await browsing.refused("compare_products", products=same) == "nothing_to_compare"


async def test_a_version_is_there(browsing: Caller) -> None:
    result = await browsing.does(
        "check_availability", product="linen shirt", size="medium", color="navy"
    )
    assert isinstance(result.facts, StockReport)
    assert [v.options for v in result.facts.variants] == [{"size": "M", "color": "navy"}]
    whole = await browsing.does("check_availability", product="linen shirt")
    assert isinstance(whole.facts, StockReport)
    assert len(whole.facts.variants) > 1


async def test_a_colour_in_the_name_is_no_version(browsing: Caller) -> None:
    result = await browsing.does(
        "check_availability", product="white t-shirt", size="XL", color="white"
    )
    assert isinstance(result.facts, StockReport)
    assert [v.options for v in result.facts.variants] == [{"size": "XL"}]


async def test_low_is_said_with_how_many(browsing: Caller, house: TestHouse) -> None:
    leave(house, 3, "FASH001-5")
    result = await browsing.does(
        "check_availability", product="linen shirt", size="M", color="navy"
    )
    assert isinstance(result.facts, StockReport)
    assert result.facts.level == "low"
    assert "three" in result.say


async def test_what_is_gone_names_what_is_there(browsing: Caller, house: TestHouse) -> None:
    leave(house, 0, "FASH001-%")
    leave(house, 9, "FASH001-4")  # medium, white
    result = await browsing.does(
        "check_availability", product="linen shirt", size="M", color="navy"
    )
    assert isinstance(result.facts, StockReport)
    assert result.facts.level == "out_of_stock"
    assert "medium white" in result.say


@pytest.mark.parametrize(
    ("action", "given", "code"),
    [
        ("check_availability", {"product": "running shoes", "size": "44"}, "variant_not_found"),
        ("check_availability", {"product": "unobtainium"}, "product_not_found"),
        ("check_availability", {"product": "linen shirt", "size": ""}, "invalid_arguments"),
        ("get_product_details", {"product": "unobtainium"}, "product_not_found"),
        ("compare_products", {"products": ["wool rug", "unobtainium"]}, "product_not_found"),
        ("search_products", {"query": "lamp", "max_price": -1}, "invalid_arguments"),
    ],
)
async def test_refusals(browsing: Caller, action: str, given: dict[str, Any], code: str) -> None:
    assert await browsing.refused(action, **given) == code


@pytest.mark.parametrize("agent", ["sales", "fashion"])
def test_availability_is_one_action_of_two_agents(house: TestHouse, agent: str) -> None:
    own = [a for a in house.roster.agents[agent].actions if a.name == "check_availability"]
    assert own == [house.action("check_availability")]
