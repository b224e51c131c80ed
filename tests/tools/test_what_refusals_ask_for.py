"""What a refusal asks for: the argument that it is about, whatever it is called in each tool."""

from __future__ import annotations

from typing import Any

import pytest

from agents.marketplace import ROSTER
from domain.errors import Refusal
from services.errors import MarketplaceRefusal
from tests.house import TestHouse
from tools import refusing

NOBODYS = "unobtainium widget"


@pytest.mark.parametrize(
    ("tool", "given", "argument"),
    [
        ("get_product_details", {"product": NOBODYS}, "product"),
        ("get_product_dimensions", {"item": NOBODYS}, "item"),
        ("get_book_details", {"book": NOBODYS}, "book"),
        ("find_similar_books", {"book": NOBODYS}, "book"),
        ("get_compatibility", {"part": NOBODYS, "system": "RTX 4090"}, "part"),
        ("get_compatibility", {"part": "RTX 4090", "system": NOBODYS}, "system"),
        ("compare_products", {"products": ["wool rug", NOBODYS]}, "products"),
        ("get_style_recommendations", {"goes_with": NOBODYS}, "goes_with"),
        ("check_stock", {"product": NOBODYS.upper() + " "}, "product"),
    ],
)
async def test_a_product_that_is_not_found_is_asked_for_anew(
    house: TestHouse, tool: str, given: dict[str, Any], argument: str
) -> None:
    action, call = house.action(tool), house.call(allow_browsing=True)
    with pytest.raises(Refusal) as refused:
        await action.perform(call, given)
    assert refused.value.code == "product_not_found"
    ask = refusing.asked(tool, action.arguments.model_fields, given, refused.value)
    assert ask is not None
    assert ask.argument == argument
    assert ask.arguments == {name: value for name, value in given.items() if name != argument}


def test_every_tool_that_names_a_product_can_ask_for_it_anew() -> None:
    why = MarketplaceRefusal("", code="product_not_found", facts={})
    for action in ROSTER.actions.values():
        fields = action.schema["parameters"]["properties"]
        searches = "query" in fields or action.name == "manage_subscription"
        if not searches and any(field.get("format") == "product" for field in fields.values()):
            assert refusing.asked(action.name, action.arguments.model_fields, {}, why)
