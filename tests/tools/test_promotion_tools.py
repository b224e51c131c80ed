"""Promotions and points as an agent asks for them."""

from __future__ import annotations

from typing import Any

import pytest

from services.errors import MarketplaceRefusal
from tests.house import JANE, JOHN, Caller, TestHouse
from tests.ledger import Ledger

SHIRT, POWER, CARD = "FASH001-4", "ELEC023", "ELEC002-1"


@pytest.fixture
async def john(house: TestHouse) -> Caller:
    return await house.caller_known_as(JOHN, "promotions")


@pytest.fixture
def browsing(house: TestHouse) -> Caller:
    return house.caller(allow_browsing=True)


def applied(ledger: Ledger) -> list[str]:
    return [row["code"] for row in ledger.rows("SELECT code FROM cart_promotions ORDER BY code")]


async def refused(caller: Caller, action: str, **raw: Any) -> MarketplaceRefusal:
    with pytest.raises(MarketplaceRefusal) as found:
        await caller.does(action, **raw)
    return found.value


async def test_what_is_on_offer_is_for_anybody_to_hear(browsing: Caller) -> None:
    result = await browsing.does("get_current_promotions")
    assert "off fashion" in result.say
    assert not any(character.isdigit() for character in result.say)


@pytest.mark.parametrize("action", ["apply_promo_code", "apply_promotion"])
@pytest.mark.parametrize("said", ["SAVE20", "save twenty", "S A V E 2 0", "code save 20"])
async def test_a_code_is_taken_as_people_say_it(
    browsing: Caller, ledger: Ledger, action: str, said: str
) -> None:
    await browsing.does("add_to_cart", product=POWER)
    result = await browsing.does(action, code=said)
    assert "twenty dollars off" in result.say
    assert applied(ledger) == ["SAVE20"]


async def test_the_later_one_takes_the_place_and_it_is_said(
    browsing: Caller, ledger: Ledger
) -> None:
    await browsing.does("add_to_cart", product=CARD)
    await browsing.does("apply_promo_code", code="SAVE20")
    browsing.says("no, the graphics card one")
    result = await browsing.does("apply_promo_code", code="graphics cards")
    assert "place" in result.say
    assert "check out" in result.say
    assert applied(ledger) == ["GAMER15"]


@pytest.mark.parametrize(
    ("products", "code", "rule", "words"),
    [
        ([], "SAVE20", "cart_empty", "empty"),
        ([POWER], "NOSUCHCODE", "promotion_not_found", "code"),
        ([POWER], "EXPIRED5", "promotion_expired", "expired"),
        ([SHIRT], "SAVE20", "promotion_minimum_not_reached", "forty-one dollars"),
        ([CARD], "BUSINESS8", "promotion_not_for_tier", "business members"),
        ([POWER], "WELCOME10", "promotion_first_order_only", "first order"),
        ([POWER], "GAMER15", "promotion_wrong_items", "graphics cards"),
        ([POWER], "BOOKWORM", "promotion_wrong_items", "books"),
    ],
)
async def test_each_refusal_says_what_is_missing(
    john: Caller, ledger: Ledger, products: list[str], code: str, rule: str, words: str
) -> None:
    for product in products:
        await john.does("add_to_cart", product=product)
    with ledger.unchanged():
        for action in ("apply_promo_code", "apply_promotion"):
            refusal = await refused(john, action, code=code)
            assert (refusal.code, words in refusal.say) == (rule, True), refusal.say


async def test_one_wish_applies_once_and_the_next_is_told(john: Caller, ledger: Ledger) -> None:
    await john.does("add_to_cart", product=POWER)
    first = await john.does("apply_promo_code", code="SAVE20")
    assert await john.does("apply_promo_code", code="SAVE20") == first
    john.says("apply it again")
    assert (await refused(john, "apply_promo_code", code="SAVE20")).code == (
        "promotion_already_applied"
    )
    assert applied(ledger) == ["SAVE20"]


async def test_which_promotions_a_customer_gets(house: TestHouse, john: Caller) -> None:
    assert "graphics cards" in (await john.does("check_eligibility", code="GAMER15")).say
    jane = await house.caller_known_as(JANE, "promotions")
    no = await jane.does("check_eligibility", code="gamer fifteen")
    assert "premium members" in no.say
    late = await jane.does("check_eligibility", code="EXPIRED5")
    assert "expired" in late.say
    assert (await refused(jane, "check_eligibility", code="nope")).code == "promotion_not_found"
    every = await jane.does("check_eligibility")
    assert isinstance(every.facts, list)
    assert len(every.facts) == 9


async def test_what_a_code_would_come_to(browsing: Caller, ledger: Ledger) -> None:
    with ledger.unchanged():
        card = await browsing.does("calculate_discount", code="GAMER15", product="RTX 4080")
        assert "one hundred fifty dollars" in card.say
        amount = await browsing.does("calculate_discount", code="SAVE20", amount=150)
        assert "one hundred thirty dollars" in amount.say
        for raw, code in (
            (
                {"code": "SAVE20", "together_with": "WELCOME10", "amount": 150},
                "promotions_do_not_stack",
            ),
            ({"code": "SAVE20"}, "cart_empty"),
            ({"code": "SAVE20", "amount": 80}, "promotion_minimum_not_reached"),
            ({"code": "EXPIRED5", "amount": 80}, "promotion_expired"),
            ({"code": "NOPE", "amount": 80}, "promotion_not_found"),
            ({"code": "SAVE20", "product": "unobtainium flux"}, "product_not_found"),
            ({"code": "SAVE20", "amount": -5}, "invalid_arguments"),
        ):
            assert await browsing.refused("calculate_discount", **raw) == code


async def test_points_are_said_with_their_worth(house: TestHouse, john: Caller) -> None:
    told = await john.does("get_loyalty_balance")
    assert "one thousand two hundred fifty points" in told.say
    assert "twelve dollars and fifty cents" in told.say
    jane = await house.caller_known_as(JANE, "promotions")
    assert "three hundred twenty points" in (await jane.does("get_loyalty_balance")).say


@pytest.mark.parametrize("action", ["check_eligibility", "get_loyalty_balance"])
async def test_what_concerns_an_account_needs_its_owner(browsing: Caller, action: str) -> None:
    assert await browsing.refused(action) == "not_authenticated"
