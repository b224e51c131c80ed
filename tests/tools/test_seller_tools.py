"""What a seller's tools do, for sellers alone and with what is theirs."""

from __future__ import annotations

from typing import Any

import pytest

from domain import facts
from domain.events import ActionRun
from tests.house import JOHN, PRIYA, Caller, TestHouse, timeline_of
from tests.ledger import Ledger

UPS = "1Z9E49370398239999"
TOOLS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("get_seller_dashboard", {}),
    ("list_seller_orders", {}),
    ("update_listing", {"listing": "stand mixer", "price": "349.99"}),
    ("update_order_status", {"order": "ORD-1032", "tracking_number": UPS}),
    ("get_payout_status", {}),
    ("report_seller_issue", {"kind": "payout", "description": "it is late"}),
)


@pytest.fixture
async def priya(house: TestHouse) -> Caller:
    return await house.caller_known_as(PRIYA, "seller_management")


@pytest.mark.parametrize(("tool", "raw"), TOOLS, ids=[name for name, _ in TOOLS])
async def test_nobody_but_a_seller_uses_them(
    house: TestHouse, ledger: Ledger, tool: str, raw: dict[str, Any]
) -> None:
    john = await house.caller_known_as(JOHN, "seller_management")
    with ledger.unchanged():
        assert await house.caller().refused(tool, **raw) == "not_authenticated"
        assert await john.refused(tool, **raw) == "not_permitted"
        john.call.customer.is_seller = True  # whatever the conversation believes
        assert await john.refused(tool, **raw) == "seller_not_found"


async def test_a_dashboard_is_told_in_figures(priya: Caller) -> None:
    seen = await priya.does("get_seller_dashboard")
    assert isinstance(seen.facts, facts.SellerDashboard)
    assert seen.facts.to_ship == 2
    assert "two orders" in seen.say


async def test_sales_are_told_by_their_items_and_without_the_buyer(priya: Caller) -> None:
    seen = await priya.does("list_seller_orders", status="to_ship")
    assert isinstance(seen.facts, list)
    assert {sale.order_id for sale in seen.facts} == {"ORD-1021", "ORD-1032"}
    told = seen.as_output()
    assert "skillet" in told
    for private in ("Olivia", "Brown", "Atlanta", "CUST-1008"):
        assert private not in told
    none = await priya.does("list_seller_orders", status="cancelled")
    assert none.say
    assert not none.facts


async def test_a_listing_changes_after_a_yes(priya: Caller, ledger: Ledger) -> None:
    with ledger.unchanged():
        proposed = await priya.does("update_listing", listing="stand mixer", price=349.99)
    assert "percent" not in proposed.say
    priya.says("yes")
    done = await priya.does("update_listing", listing="stand mixer", price=349.99)
    assert isinstance(done.facts, facts.ListingChanged)
    assert ledger.value("SELECT DISTINCT price FROM variants WHERE product_id = 'HOME032'") == 34999


@pytest.mark.parametrize(("price", "words"), [("39.99", "less"), ("799.99", "more")])
async def test_a_steep_change_of_price_is_said_plainly(
    priya: Caller, price: str, words: str
) -> None:
    proposed = await priya.does("update_listing", listing="stand mixer", price=price)
    assert f"percent {words}" in proposed.say


async def test_the_stock_of_one_version_changes(priya: Caller, ledger: Ledger) -> None:
    await priya.agreed("update_listing", listing="red stand mixer", stock=4)
    assert ledger.value("SELECT sum(quantity) FROM stock WHERE sku = 'HOME032-1'") == 4


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ({"listing": "stand mixer"}, "missing_detail"),
        ({"listing": "stand mixer", "price": "0.10"}, "price_out_of_range"),
        ({"listing": "stand mixer", "price": 0}, "invalid_arguments"),
        ({"listing": "stand mixer", "price": "12.345"}, "invalid_arguments"),
        ({"listing": "air fryer", "stock": -1}, "invalid_arguments"),
        ({"listing": "air fryer", "stock": 100_001}, "stock_out_of_range"),
        ({"listing": "stand mixer", "stock": 4}, "version_unclear"),
        ({"listing": "stand mixer", "price": "379.99"}, "listing_unchanged"),
        ({"listing": "850 watt power supply", "stock": 4}, "listing_not_found"),
        ({"listing": "ELEC023", "price": 1}, "listing_not_found"),
        ({"listing": "ELEC999", "price": 1}, "listing_not_found"),
    ],
)
async def test_what_a_listing_refuses(
    priya: Caller, ledger: Ledger, raw: dict[str, Any], code: str
) -> None:
    with ledger.unchanged():
        assert await priya.refused("update_listing", **raw) == code


async def test_a_sale_is_marked_as_shipped_after_a_yes(priya: Caller, ledger: Ledger) -> None:
    raw = {"order": "order ten thirty two", "tracking_number": "1z 9e4 937 03 9823 9999"}
    with ledger.unchanged():
        proposed = await priya.does("update_order_status", **raw)
    assert "UPS" in proposed.say
    assert UPS not in proposed.say
    priya.says("yes")
    done = await priya.does("update_order_status", **raw)
    assert isinstance(done.facts, facts.SaleShipped)
    assert ledger.order_state("ORD-1032") == "shipped"
    again = await priya.does("update_order_status", **raw)
    assert again == done, "a repetition in the same turn"
    priya.says("and once more")
    assert await priya.refused("update_order_status", **raw) == "already_sent"


async def test_figures_that_were_masked_are_taken_from_their_placeholder(
    priya: Caller, ledger: Ledger
) -> None:
    said = priya.says("nine two zero five five zero zero zero zero zero zero zero zero zero zero "
                      "zero zero zero zero zero one nine")  # fmt: skip
    assert said == "<card_number>"
    await priya.agreed("update_order_status", order="ORD-1032", tracking_number=said)
    [number] = ledger.rows("SELECT * FROM fulfilments WHERE order_id = 'ORD-1032'")
    assert number["carrier"] == "USPS"


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ({"order": "ORD-1003", "tracking_number": UPS}, "sale_not_found"),
        ({"order": "ORD-99999", "tracking_number": UPS}, "sale_not_found"),
        ({"order": "ORD-1023", "tracking_number": UPS}, "already_sent"),
        ({"order": "ORD-1032", "tracking_number": "12"}, "tracking_number_unclear"),
        (
            {"order": "ORD-1032", "tracking_number": UPS, "carrier": "DHL"},
            "tracking_number_unclear",
        ),
        ({"order": "ORD-1032", "tracking_number": "794612345678"}, "tracking_number_taken"),
        ({"order": "the skillet", "tracking_number": UPS}, "invalid_arguments"),
        ({"order": "ORD-1032", "tracking_number": "<card_number>"}, "invalid_arguments"),
    ],
)
async def test_what_cannot_be_marked_as_shipped(
    priya: Caller, ledger: Ledger, raw: dict[str, Any], code: str
) -> None:
    with ledger.unchanged():
        assert await priya.refused("update_order_status", **raw) == code


async def test_payouts_are_told_with_what_is_pending(priya: Caller) -> None:
    seen = await priya.does("get_payout_status")
    assert isinstance(seen.facts, facts.PayoutStatus)
    assert "four hundred eleven dollars and sixty-six cents" in seen.say
    assert "twelve percent" in seen.say


async def test_an_issue_becomes_a_ticket_without_private_values(
    house: TestHouse, priya: Caller, ledger: Ledger
) -> None:
    text = "my payout is late, call me on 415 555 0199"
    await priya.does("report_seller_issue", kind="payout", description=text)
    [ticket] = ledger.rows("SELECT * FROM tickets")
    assert (ticket["topic"], ticket["customer_id"]) == ("seller: payout", PRIYA.id)
    [kept] = [e for e in timeline_of(priya.call).events if isinstance(e, ActionRun)][-1:]
    assert "0199" not in kept.model_dump_json()


async def test_the_buyer_hears_where_the_parcel_is(house: TestHouse, priya: Caller) -> None:
    await priya.agreed("update_order_status", order="ORD-1021", tracking_number=UPS)
    seen = await priya.does("track_order", order="ORD-1021")
    assert "UPS" in seen.say


async def test_a_lock_stops_a_change_that_was_agreed_to(
    house: TestHouse, priya: Caller, ledger: Ledger
) -> None:
    raw: dict[str, Any] = {"listing": "air fryer", "stock": 3}
    await priya.does("update_listing", **raw)
    victim = house.caller()
    victim.says(PRIYA.phone)
    await victim.agreed("lock_account", phone_number="<phone_number>")
    priya.says("yes")
    with ledger.unchanged():
        assert await priya.refused("update_listing", **raw) == "account_locked"
