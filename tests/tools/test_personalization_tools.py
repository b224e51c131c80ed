"""Recommendations and preferences as an agent asks for them."""

from __future__ import annotations

import pytest

from tests.house import JANE, JOHN, SARAH, TestHouse
from tests.ledger import Ledger

ALL = {
    "get_recommendations": {},
    "suggest_products": {"occasion": "birthday"},
    "update_preferences": {"preference": "size", "value": "medium"},
    "get_preferences": {},
    "track_behavior": {"product": "soundbar", "behavior": "liked"},
}


@pytest.mark.parametrize("tool", ALL)
async def test_a_taste_is_nobodys_before_the_identity_check(
    house: TestHouse, ledger: Ledger, tool: str
) -> None:
    caller = house.caller(allow_browsing=True)
    with ledger.unchanged():
        assert await caller.refused(tool, **ALL[tool]) == "not_authenticated"


async def test_recommendations_say_why(house: TestHouse) -> None:
    caller = await house.caller_known_as(JOHN, "personalization")
    result = await caller.does("get_recommendations")
    assert "Soundbar" in result.say
    assert "wish list" in result.say
    books = await caller.does("get_recommendations", category="books")
    assert "Soundbar" not in books.say


async def test_ideas_for_an_occasion_within_a_budget(house: TestHouse) -> None:
    caller = await house.caller_known_as(JANE, "personalization")
    result = await caller.does("suggest_products", occasion="birthday", budget=30)
    assert "birthday" in result.say
    nothing = await caller.does("suggest_products", occasion="office", budget="0.50")
    assert "?" in nothing.say


async def test_a_preference_is_remembered_and_told(house: TestHouse) -> None:
    caller = await house.caller_known_as(SARAH, "personalization")
    kept = await caller.does(
        "update_preferences", preference="liked_brands", value="I really love Ruggable"
    )
    assert "Ruggable" in kept.say
    caller.says("and my budget")
    await caller.does(
        "update_preferences", preference="budget", value="no more than four hundred dollars"
    )
    told = await caller.does("get_preferences")
    assert "Ruggable" in told.say
    assert "four hundred dollars" in told.say
    caller.says("forget the brand")
    gone = await caller.does(
        "update_preferences", preference="liked_brands", value="Ruggable", change="remove"
    )
    assert "Ruggable" not in (await caller.does("get_preferences")).say, gone.say


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ({"preference": "star_sign", "value": "aries"}, "invalid_arguments"),
        ({"preference": "liked_brands", "value": "Unobtainium"}, "preference_value_unknown"),
        ({"preference": "colours", "value": "green", "change": "remove"}, "preference_not_set"),
    ],
)
async def test_what_cannot_be_remembered(
    house: TestHouse, ledger: Ledger, raw: dict[str, str], code: str
) -> None:
    caller = await house.caller_known_as(SARAH, "personalization")
    with ledger.unchanged():
        assert await caller.refused("update_preferences", **raw) == code


async def test_who_opts_out_is_not_tracked(house: TestHouse, ledger: Ledger) -> None:
    caller = await house.caller_known_as(JOHN, "personalization")
    seen = await caller.does(
        "update_preferences", preference="tracking", value="stop tracking me", change="remove"
    )
    assert "forgotten" in seen.say
    caller.says("I like the soundbar")
    code = await caller.refused("track_behavior", product="soundbar", behavior="liked")
    assert code == "tracking_off"
    assert not ledger.rows("SELECT 1 FROM behaviour WHERE customer_id = ?", JOHN.id)


async def test_behaviour_is_kept_for_this_customer(house: TestHouse, ledger: Ledger) -> None:
    caller = await house.caller_known_as(JANE, "personalization")
    await caller.does("track_behavior", product="the trench coat", behavior="wished")
    caller.says("again")
    unknown = await caller.refused("track_behavior", product="unobtainium", behavior="liked")
    assert unknown == "product_not_found"
    kept = ledger.rows("SELECT customer_id FROM behaviour WHERE product_id = 'FASH020'")
    assert kept == [{"customer_id": JANE.id}]
