"""What a seller has sent: once, by a carrier that is known, and the buyer can follow it."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select, update

from marketplace.market import Marketplace
from marketplace.tables import Fulfilment, Product
from tests.marketplace.fixtures import Acting, Stored, refused_as

PRIYA, GRACE = "CUST-1005", "CUST-1010"
UPS = "1Z9E49370398239999"


async def test_a_buyer_can_follow_what_a_seller_has_sent(acting: Acting) -> None:
    sent = await acting(PRIYA).sellers.ship("ord 1032", "1z 9e4 937 03 9823 9999")
    assert (sent.carrier, sent.order_shipped) == ("UPS", True)
    seen = await acting("CUST-1008").orders.track("ORD-1032")
    assert (seen.state, [parcel.tracking_number for parcel in seen.parcels]) == ("shipped", [UPS])
    attempt = acting("CUST-1008").orders.cancel("ORD-1032", "no_longer_needed")
    assert await refused_as(attempt) == "order_not_pending"


async def test_an_order_of_several_sellers_is_shipped_when_all_parts_are(
    acting: Acting, market: Marketplace
) -> None:
    async with market.writing() as work:  # the other part of Grace's sale becomes Priya's
        await work.session.execute(
            update(Product).where(Product.product_id == "FASH016").values(seller_id="SELL-1")
        )
    part = await acting(GRACE).sellers.ship("ORD-1038", "XPO55120035")
    assert (part.items, part.order_shipped) == (("Crossbody bag",), False)
    assert (await acting(GRACE).orders.track("ORD-1038")).state == "processed"
    [theirs] = [s for s in await acting(GRACE).sellers.orders() if s.order_id == "ORD-1038"]
    assert theirs.status == "shipped"
    assert "ORD-1038" in {s.order_id for s in await acting(PRIYA).sellers.orders("to_ship")}
    assert "ORD-1038" in {s.order_id for s in await acting(GRACE).sellers.orders("shipped")}
    again = acting(GRACE).sellers.ship("ORD-1038", "XPO55120036")
    assert await refused_as(again) == "already_sent"
    rest = await acting(PRIYA).sellers.ship("ORD-1038", "9400 1118 9922 3100 0199 99")
    assert (rest.carrier, rest.order_shipped) == ("USPS", True)
    seen = await acting(GRACE).orders.track("ORD-1038")
    assert (seen.state, len(seen.parcels)) == ("shipped", 2)


@pytest.mark.parametrize(
    ("order", "number", "carrier", "code"),
    [
        ("ORD-1003", UPS, None, "sale_not_found"),
        ("ORD-99999", UPS, None, "sale_not_found"),
        ("ORD-12345", UPS, None, "sale_not_found"),
        ("ORD-1023", UPS, None, "already_sent"),
        ("ORD-1032", "12345", None, "tracking_number_unclear"),
        ("ORD-1032", "4155550100", None, "tracking_number_unclear"),
        ("ORD-1032", "371449635398431", None, "tracking_number_unclear"),
        ("ORD-1032", "4111111111111111", None, "tracking_number_unclear"),
        ("ORD-1032", UPS, "FedEx", "tracking_number_unclear"),
        ("ORD-1032", "1Z9E49370398230776", None, "tracking_number_taken"),
    ],
)
async def test_what_cannot_be_marked_as_sent(
    acting: Acting, stored: Stored, order: str, number: str, carrier: Any, code: str
) -> None:
    before = await stored(select(Fulfilment.tracking_number))
    assert await refused_as(acting(PRIYA).sellers.ship(order, number, carrier)) == code
    assert sorted(await stored(select(Fulfilment.tracking_number))) == sorted(before)


async def test_a_cancelled_order_is_not_sent(acting: Acting) -> None:
    await acting("CUST-1008").orders.cancel("ORD-1032", "no_longer_needed")
    assert await refused_as(acting(PRIYA).sellers.ship("ORD-1032", UPS)) == (
        "order_already_cancelled"
    )


@pytest.mark.parametrize(
    ("number", "carrier"),
    [
        ("1Z-9E4-937-03-9823-9999", "UPS"),
        ("7946 1235 9999", "FedEx"),
        ("961234567890123", "FedEx"),
        ("61299998820821171811", "FedEx"),
        ("9205 5000 0000 0000 0000 00", "USPS"),
        ("EA123456789US", "USPS"),
        ("JD014600003828370123", "DHL"),
        ("xpo 5512 9999", "XPO"),
    ],
)
async def test_a_carrier_is_known_by_its_numbers(acting: Acting, number: str, carrier: str) -> None:
    rehearsed = acting(PRIYA).rehearsing().sellers
    assert (await rehearsed.ship("ORD-1032", number)).carrier == carrier
