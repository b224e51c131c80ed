"""What is sold, talked about as people type, with the embedded language model."""

from __future__ import annotations

import pytest

from domain.events import ActionRun
from tests.conversations.test_typed import ran, typing
from tests.house import TestHouse


@pytest.mark.parametrize(
    ("turns", "action", "given"),
    [
        (
            ["what are the dimensions of the malm bed", "does it fit a room ten by twelve"],
            "check_room_fit",
            {"item": "MALM bed frame", "room_length": 10, "room_width": 12},
        ),
        (
            ["will the three seat sofa fit in my living room", "twelve feet", "ten"],
            "check_room_fit",
            {"item": "three seat sofa", "room_length": 12, "room_width": 10},
        ),
        (
            ["how long does it take to assemble the wardrobe"],
            "get_assembly_info",
            {"item": "wardrobe"},
        ),
        (
            ["do you have Dune as an audiobook"],
            "check_formats",
            {"book": "Dune", "format": "audiobook"},
        ),
        (
            ["in which order do i read the lord of the rings"],
            "get_series_order",
            {"series": "lord of the rings"},
        ),
        (["how many pages does the hobbit have"], "get_book_details", {"book": "hobbit"}),
        (
            ["what size should i take in the running shoes, i usually wear a ten"],
            "get_sizing_guide",
            {"item": "running shoes", "usual_size": "10"},
        ),
        (
            ["what should i wear to a wedding"],
            "get_style_recommendations",
            {"occasion": "wedding"},
        ),
        (
            ["show me lamps under eighty dollars"],
            "search_products",
            {"query": "lamps", "max_price": 80},
        ),
        (
            ["do you have the linen shirt in medium navy"],
            "check_availability",
            {"product": "linen shirt", "size": "M", "color": "navy"},
        ),
        (
            ["compare the wool rug and the washable rug"],
            "compare_products",
            {"products": ["wool rug", "washable rug"]},
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
async def test_a_tool_is_reached_and_filled_by_talking(
    house: TestHouse, turns: list[str], action: str, given: dict[str, object]
) -> None:
    async with typing(house, house.call(allow_browsing=True)) as talk:
        await talk.says(*turns)
        assert ran(talk)[-1] == action
        assert talk.events(ActionRun)[-1].arguments == given
