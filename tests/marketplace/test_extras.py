"""Gift cards, warranties and bulk prices."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select

from domain.errors import Refusal
from marketplace.market import Marketplace
from marketplace.rules.quotes import TIERS, percent_off
from marketplace.rules.warranties import last_day
from marketplace.tables import Payment, Quote, Ticket
from tests.marketplace.fixtures import START, Acting, Clock, Rows, Stored, refused_as

TODAY = START.date()


@pytest.mark.parametrize("spelling", ["GC-1001", "gc 1001", "gc_1001", None])
async def test_what_is_left_on_a_gift_card(acting: Acting, spelling: str | None) -> None:
    [card] = await acting("CUST-1001").extras.gift_cards(spelling)
    assert (card.card_number, card.balance, card.expired) == ("GC-1001", Decimal("75.00"), False)
    assert card.expires_on == TODAY + timedelta(days=1200)


async def test_a_card_of_another_does_not_exist(acting: Acting) -> None:
    said = []
    for number in ("GC-1006", "GC-9999"):
        with pytest.raises(Refusal) as refused:
            await acting("CUST-1001").extras.gift_cards(number)
        said.append((refused.value.code, refused.value.say))
    assert said[0] == said[1]
    assert await acting("CUST-1003").extras.gift_cards() == []


async def test_an_expired_card_pays_for_nothing(
    acting: Acting, clock: Clock, stored: Stored
) -> None:
    [daniels] = await acting("CUST-1007").extras.gift_cards()
    assert daniels.expired
    clock.advance(days=1201)
    john = acting("CUST-1001")
    paid = select(Payment.payment_id)
    before = len(await stored(paid))
    attempt = john.orders.change_payment_method("ORD-1006", "gift card")
    assert await refused_as(attempt) == "gift_card_expired"
    assert len(await stored(paid)) == before


@pytest.mark.parametrize(
    ("customer", "item", "state", "months"),
    [
        ("CUST-1001", "graphics card", "covered", 36),
        ("CUST-1001", "headphones", "starts_at_delivery", 12),
        ("CUST-1003", "the MALM bed", "covered", 24),
        ("CUST-1003", "IKEA bed frame", "covered", 24),
        ("CUST-1004", "running shoes", "covered", 6),
        ("CUST-1006", "Salt Fat Acid Heat", "none", 0),
        ("CUST-1008", "cast iron skillet", "lifetime", None),
    ],
)
async def test_how_long_something_is_covered(
    acting: Acting, customer: str, item: str, state: str, months: int | None
) -> None:
    [found] = await acting(customer).extras.warranties(item)
    assert (found.state, found.months) == (state, months)


async def test_a_warranty_runs_from_the_delivery(acting: Acting, clock: Clock) -> None:
    [card] = await acting("CUST-1001").extras.warranties("graphics card", "ord 1001")
    delivered = TODAY - timedelta(days=8)
    assert card.ends_on == last_day(delivered, 36)
    assert card.days_left == (last_day(delivered, 36) - TODAY).days
    clock.advance(days=card.days_left)
    [last] = await acting("CUST-1001").extras.warranties("graphics card")
    assert (last.state, last.days_left) == ("covered", 0)
    clock.advance(days=1)
    [over] = await acting("CUST-1001").extras.warranties("graphics card")
    assert (over.state, over.days_left) == ("over", None)


def test_a_month_that_is_too_short() -> None:
    assert last_day(date(2031, 8, 31), 6) == date(2032, 2, 29)


async def test_what_was_not_bought_has_no_warranty(acting: Acting) -> None:
    john = acting("CUST-1001").extras
    assert await refused_as(john.warranties("espresso machine")) == "purchase_not_found"
    assert await refused_as(john.warranties("linen shirt")) == "purchase_not_found"  # Jane's
    assert await refused_as(john.warranties(None, "ORD-1004")) == "purchase_not_found"  # Sarah's
    assert await refused_as(john.warranties(None, "ORD-1009")) == "purchase_not_found"  # cancelled
    assert len(await john.warranties()) > 3


def test_the_more_the_cheaper() -> None:
    assert [percent_off(pieces) for pieces, _ in TIERS] == [percent for _, percent in TIERS]
    assert [percent for _, percent in TIERS] == sorted((p for _, p in TIERS), reverse=True)


async def test_a_bulk_quote_is_priced_and_queued(
    acting: Acting, market: Marketplace, stored: Stored
) -> None:
    made = await acting("CUST-1009").extras.request_quote(
        "Canal Ltd", ["writing desk", "HOME012"], 50
    )
    desk, chair = made.lines
    assert (desk.unit_price, desk.percent_off) == (Decimal("131.12"), 12)
    assert made.total == desk.amount + chair.amount == 50 * (desk.unit_price + chair.unit_price)
    assert made.valid_until == TODAY + timedelta(days=30)
    [ticket] = await stored(select(Ticket).where(Ticket.ticket_id == made.ticket_id))
    summary = market.vault.open("tickets.summary", ticket.summary_sealed)
    assert made.quote_id in summary
    assert "Canal Ltd" in summary
    [quote] = await stored(select(Quote))
    assert market.vault.open("quotes.contact", quote.contact_sealed) == "+14155550108"


async def test_anyone_may_ask_for_a_quote_with_a_number_to_call(
    acting: Acting, market: Marketplace, stored: Stored
) -> None:
    nobody = acting(None).extras
    bare = nobody.request_quote("Acme", ["writing desk"], 50)
    assert await refused_as(bare) == "invalid_request"
    await acting(None).extras.request_quote("Acme", ["writing desk"], 50, "+14155559999")
    [quote] = await stored(select(Quote))
    assert quote.customer_id is None
    assert market.vault.open("quotes.contact", quote.contact_sealed) == "+14155559999"


async def test_what_no_quote_is_made_for(acting: Acting, rows: Rows) -> None:
    john = acting("CUST-1001").extras
    assert await refused_as(john.request_quote("A", ["desk"], 9)) == "bulk_quantity_too_low"
    unknown = acting("CUST-1001").extras.request_quote("A", ["unobtainium"], 50)
    assert await refused_as(unknown) == "product_not_found"
    assert (await rows(Quote), await rows(Ticket)) == (0, 0)


async def test_one_wish_makes_one_quote(acting: Acting, rows: Rows) -> None:
    for _ in range(2):
        await acting("CUST-1001", "one wish").extras.request_quote("A", ["writing desk"], 50)
    assert (await rows(Quote), await rows(Ticket)) == (1, 1)
