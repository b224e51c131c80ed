"""Gift cards, warranties, bulk prices, subscriptions and appointments as an agent asks for them."""

from __future__ import annotations

from typing import Any

import pytest

from tests.house import JANE, JOHN, MIGUEL, SARAH, TestHouse
from tests.ledger import Ledger

ACCOUNT: dict[str, dict[str, Any]] = {
    "check_gift_card": {},
    "check_warranty": {"item": "graphics card"},
    "manage_subscription": {"wish": "cancel"},
    "book_appointment": {"kind": "call_back", "day": "2031-03-06", "time": "nine"},
}


@pytest.mark.parametrize("tool", ACCOUNT)
async def test_an_account_needs_the_identity_check(
    house: TestHouse, ledger: Ledger, tool: str
) -> None:
    caller = house.caller(allow_browsing=True)
    with ledger.unchanged():
        assert await caller.refused(tool, **ACCOUNT[tool]) == "not_authenticated"


@pytest.mark.parametrize(
    "spelling", ["GC one thousand and one", "GC-1001", "gift card 1001", "1001", None]
)
async def test_a_gift_card_by_any_spelling(house: TestHouse, spelling: str | None) -> None:
    caller = await house.caller_known_as(JOHN, "advanced_features")
    result = await caller.does("check_gift_card", gift_card=spelling)
    assert "seventy-five dollars" in result.say


async def test_gift_cards_of_others_and_of_nobody(house: TestHouse) -> None:
    caller = await house.caller_known_as(JOHN, "advanced_features")
    said = [
        await caller.refused("check_gift_card", gift_card=number) for number in ("GC-1006", "GC-77")
    ]
    assert said == ["gift_card_not_found"] * 2
    sarah = await house.caller_known_as(SARAH, "advanced_features")
    assert "don't see" in (await sarah.does("check_gift_card")).say


async def test_a_warranty_by_name_and_by_order(house: TestHouse) -> None:
    caller = await house.caller_known_as(JOHN, "advanced_features")
    by_name = await caller.does("check_warranty", item="my gpu")
    by_order = await caller.does("check_warranty", item="order one zero zero one")
    assert by_name.say == by_order.say
    assert "warranty on the RTX 4090" in by_name.say
    assert await caller.refused("check_warranty", item="linen shirt") == "purchase_not_found"
    assert await caller.refused("check_warranty", item="bed", order="ORD-1004") == (
        "purchase_not_found"
    )


async def test_a_quote_for_a_company(house: TestHouse, ledger: Ledger) -> None:
    caller = await house.caller_known_as(MIGUEL, "advanced_features")
    wish: dict[str, Any] = {
        "products": ["writing desk"],
        "quantity": 50,
        "company": "Torres and Sons",
    }
    made = await caller.does("request_bulk_quote", **wish)
    again = await caller.does("request_bulk_quote", **wish)
    assert made.say == again.say
    assert "one hundred thirty-one dollars and twelve cents each" in made.say
    assert ledger.value("SELECT count(*) FROM quotes") == 1
    assert ledger.value("SELECT customer_id FROM tickets") == MIGUEL.id


async def test_anyone_may_ask_for_a_quote(house: TestHouse, ledger: Ledger) -> None:
    wish: dict[str, Any] = {"products": ["monitor"], "quantity": 20, "company": "Acme"}
    unreachable = house.caller(allow_browsing=True)
    with ledger.unchanged():
        assert await unreachable.refused("request_bulk_quote", **wish) == "missing_detail"
    caller = house.caller(allow_browsing=True, calling_line="+14155550177")
    await caller.does("request_bulk_quote", **wish)
    assert ledger.value("SELECT customer_id FROM quotes") is None
    few = wish | {"quantity": 3}
    assert await caller.refused("request_bulk_quote", **few) == "bulk_quantity_too_low"
    other = wish | {"products": ["unobtainium"]}
    assert await caller.refused("request_bulk_quote", **other) == "product_not_found"


async def test_looking_at_subscriptions_proposes_nothing(house: TestHouse) -> None:
    caller = await house.caller_known_as(JOHN, "advanced_features")
    seen = await caller.does("manage_subscription", wish="status")
    assert not seen.proposal
    assert "Crew socks" in seen.say
    assert caller.call.state.proposal is None


@pytest.mark.parametrize("wish", ["pause", "skip", "cancel", "change_interval"])
async def test_a_subscription_changes_on_a_yes(house: TestHouse, ledger: Ledger, wish: str) -> None:
    caller = await house.caller_known_as(JOHN, "advanced_features")
    row = (
        "SELECT state, every, next_charge_on FROM subscriptions WHERE subscription_id = 'SUB-1001'"
    )
    before = ledger.rows(row)
    raw: dict[str, Any] = {"wish": wish} | (
        {"every": "monthly"} if wish == "change_interval" else {}
    )
    proposed = await caller.does("manage_subscription", **raw)
    assert proposed.proposal
    assert ledger.rows(row) == before
    caller.says("yes")
    await caller.does("manage_subscription", **raw)
    assert ledger.rows(row) != before


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ({"wish": "cancel"}, "subscription_ambiguous"),
        ({"wish": "skip", "subscription": "SUB-1001"}, "subscription_not_found"),
        ({"wish": "skip", "subscription": "sunscreen"}, "subscription_paused"),
        ({"wish": "resume", "subscription": "moisturiser"}, "subscription_not_paused"),
        ({"wish": "change_interval", "subscription": "moisturiser"}, "missing_detail"),
        (
            {"wish": "change_interval", "subscription": "moisturiser", "every": "monthly"},
            "same_interval",
        ),
    ],
)
async def test_what_cannot_be_done_to_a_subscription(
    house: TestHouse, ledger: Ledger, raw: dict[str, Any], code: str
) -> None:
    caller = await house.caller_known_as(JANE, "advanced_features")
    with ledger.unchanged():
        assert await caller.refused("manage_subscription", **raw) == code


async def test_free_times_are_listed_and_one_is_taken_on_a_yes(
    house: TestHouse, ledger: Ledger
) -> None:
    caller = await house.caller_known_as(JOHN, "advanced_features")
    listed = await caller.does("book_appointment", kind="call_back")
    assert not listed.proposal
    assert listed.ask is not None
    assert (listed.ask.argument, listed.ask.arguments["day"]) == ("time", "2031-03-06")
    raw: dict[str, Any] = {"kind": "call_back", "day": "2031-03-06", "time": "at two please"}
    with ledger.unchanged():
        proposed = await caller.does("book_appointment", **raw)
    assert "two in the afternoon" in proposed.say
    caller.says("yes")
    await caller.does("book_appointment", **raw)
    assert ledger.value("SELECT customer_id FROM appointments") == JOHN.id


async def test_a_day_without_a_free_time_names_the_next(house: TestHouse) -> None:
    caller = await house.caller_known_as(JOHN, "advanced_features")
    sunday = await caller.does("book_appointment", kind="installation_visit", day="2031-03-09")
    assert sunday.ask is not None
    assert sunday.ask.argument == "day"
    assert "March tenth" in sunday.say


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ({"day": "2031-03-06", "time": "at midnight or 3 am"}, "time_not_free"),
        ({"day": "2031-03-05"}, "appointment_day_unavailable"),
        ({"day": "2031-05-30", "time": "nine"}, "appointment_day_unavailable"),
        ({"wish": "cancel"}, "appointment_not_found"),
        ({"wish": "move", "day": "2031-03-06", "time": "nine"}, "appointment_not_found"),
    ],
)
async def test_what_cannot_be_booked(
    house: TestHouse, ledger: Ledger, raw: dict[str, Any], code: str
) -> None:
    caller = await house.caller_known_as(JOHN, "advanced_features")
    with ledger.unchanged():
        assert await caller.refused("book_appointment", kind="call_back", **raw) == code


async def test_an_appointment_is_moved_and_given_up(house: TestHouse, ledger: Ledger) -> None:
    caller = await house.caller_known_as(JOHN, "advanced_features")
    kind: dict[str, Any] = {"kind": "call_back"}
    await caller.agreed("book_appointment", **kind, day="2031-03-06", time="nine")
    caller.says("another day")
    await caller.agreed("book_appointment", **kind, day="2031-03-07", time="noon", wish="move")
    caller.says("forget it")
    jane = await house.caller_known_as(JANE, "advanced_features")
    assert await jane.refused("book_appointment", **kind, wish="cancel") == "appointment_not_found"
    await caller.agreed("book_appointment", **kind, wish="cancel")
    assert ledger.value("SELECT place FROM appointments") is None
