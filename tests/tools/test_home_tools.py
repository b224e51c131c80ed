"""The home agent's tools: facts in feet and inches, said in words, and nothing guessed."""

from __future__ import annotations

from typing import Any

import pytest

from domain.facts import Dimensions, RoomFit
from tests.house import Caller, TestHouse


@pytest.fixture
def browsing(house: TestHouse) -> Caller:
    return house.caller(allow_browsing=True)


async def test_dimensions_are_said_in_words(browsing: Caller) -> None:
    result = await browsing.does("get_product_dimensions", item="that MALM bed")
    assert isinstance(result.facts, Dimensions)
    assert "seventy-nine and one eighth" in result.say
    assert not any(char.isdigit() for char in result.say)
    assert result.facts.room is None
    bedroom = await browsing.does("get_product_dimensions", item="HOME003", room_type="bedroom")
    assert isinstance(bedroom.facts, Dimensions)
    assert bedroom.facts.room is not None


@pytest.mark.parametrize(
    ("length", "width", "verdict"),
    [
        (10, 10, "fits"),
        ("ten feet", "12 ft", "fits"),
        ("3.5 metres", "four meters", "fits"),
        ("10'", "9'6\"", "tight"),
        (6, "five", "does_not_fit"),
    ],
)
async def test_a_room_in_any_spelling(
    browsing: Caller, length: Any, width: Any, verdict: str
) -> None:
    result = await browsing.does(
        "check_room_fit", item="malm bed", room_length=length, room_width=width
    )
    assert isinstance(result.facts, RoomFit)
    assert result.facts.verdict == verdict
    assert not any(char.isdigit() for char in result.say)


@pytest.mark.parametrize("length", ["huge", "", None, 0, -4, 5_000, [10], "nan", {}])
async def test_a_room_that_is_none(browsing: Caller, length: Any) -> None:
    given = {"item": "malm bed", "room_length": length, "room_width": 10}
    assert await browsing.refused("check_room_fit", **given) == "invalid_arguments"


async def test_assembly(browsing: Caller) -> None:
    bed = await browsing.does("get_assembly_info", item="malm bed")
    assert "two hours" in bed.say
    whole = await browsing.does("get_assembly_info", item="queen mattress")
    assert "hour" not in whole.say


async def test_care_and_what_goes_with_it(browsing: Caller) -> None:
    care = await browsing.does("get_care_instructions", item="cast iron skillet")
    assert "oil" in care.say
    matching = await browsing.does("find_matching_items", item="malm bed")
    assert "dollars" in matching.say


@pytest.mark.parametrize(
    ("action", "item", "code"),
    [
        ("get_product_dimensions", "the hobbit", "dimensions_unknown"),
        ("get_product_dimensions", "unobtainium", "product_not_found"),
        ("get_assembly_info", "the hobbit", "assembly_unknown"),
        ("get_assembly_info", "unobtainium", "product_not_found"),
        ("get_care_instructions", "RTX 4090", "care_unknown"),
        ("get_care_instructions", "unobtainium", "product_not_found"),
        ("find_matching_items", "the hobbit", "nothing_goes_with"),
        ("find_matching_items", "unobtainium", "product_not_found"),
    ],
)
async def test_what_is_not_known_is_said_so(
    browsing: Caller, action: str, item: str, code: str
) -> None:
    assert await browsing.refused(action, item=item) == code


async def test_a_room_for_what_has_no_size(browsing: Caller) -> None:
    given: dict[str, Any] = {"room_length": 10, "room_width": 10}
    assert await browsing.refused("check_room_fit", item="wool rug", **given) == (
        "dimensions_unknown"
    )
    assert await browsing.refused("check_room_fit", item="unobtainium", **given) == (
        "product_not_found"
    )
