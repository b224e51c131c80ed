"""A shop: what is theirs, what they may change of it, and what is never theirs."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import httpx
import pytest
from sqlalchemy import event, select, update

from domain.errors import Refusal
from marketplace.market import Marketplace
from marketplace.tables import Fulfilment, Order, OrderItem, Product, Stock, Ticket, Variant
from tests.marketplace.fixtures import START, Acting, Stored

PRIYA, THOMAS, GRACE, JANE = "CUST-1005", "CUST-1009", "CUST-1010", "CUST-1002"
UPS = "1Z9E49370398239999"
READS = ("dashboard", "orders", "payouts")


async def refused_as(attempt: Any) -> str:
    with pytest.raises(Refusal) as refused:
        await attempt
    assert refused.value.say
    return refused.value.code


async def stock_of(stored: Stored, sku: str) -> dict[str, int]:
    return {
        row.warehouse: row.quantity for row in await stored(select(Stock).where(Stock.sku == sku))
    }


async def test_a_dashboard_counts_what_is_there(acting: Acting, market: Marketplace) -> None:
    seen = await acting(PRIYA).sellers.dashboard()
    assert (seen.shop, seen.to_ship) == ("Harbor Home and Kitchen", 2)
    async with market.reading() as work:
        sold = await work.session.execute(
            select(OrderItem.unit_price, OrderItem.quantity)
            .join(Product, Product.product_id == OrderItem.product_id)
            .join(Order, Order.order_id == OrderItem.order_id)
            .where(Product.seller_id == "SELL-1", Order.placed_at >= START.replace(day=1, hour=0))
            .where(Order.state != "cancelled")
        )
        expected = sum((price * quantity for price, quantity in sold), Decimal(0))
    assert seen.revenue_this_month == expected > 0


async def test_low_stock_is_listed_with_the_scarcest_first(acting: Acting) -> None:
    priya = acting(PRIYA).sellers
    await priya.update_listing("HOME034-2", stock=0)
    await acting(PRIYA).sellers.update_listing("HOME033", stock=5)
    low = (await acting(PRIYA).sellers.dashboard()).low_stock
    found = [(item.product_id, item.quantity) for item in low]
    assert found[0] == ("HOME034", 0)
    assert ("HOME033", 5) in found
    assert [quantity for _, quantity in found] == sorted(quantity for _, quantity in found)
    assert found[-1][1] <= 5


async def test_open_issues_and_returns_are_those_of_their_sales(acting: Acting) -> None:
    await acting(PRIYA).orders.report_issue("ORD-1023", "damaged_package")
    await acting(PRIYA).returns.open("ORD-1023", [], "defective")
    seen = await acting(PRIYA).sellers.dashboard()
    assert (seen.open_issues, seen.open_returns) == (1, 1)
    other = await acting(GRACE).sellers.dashboard()
    assert (other.open_issues, other.open_returns) == (0, 0)


async def test_sales_are_the_sellers_lines_alone_and_tell_nothing_of_the_buyer(
    http: httpx.AsyncClient, acting: Acting
) -> None:
    sales = await acting(GRACE).sellers.orders()
    mixed = next(sale for sale in sales if sale.order_id == "ORD-1038")
    assert [item.product_id for item in mixed.items] == ["FASH038"]
    assert mixed.total == Decimal("250.00")
    answer = await http.get(f"/customers/{PRIYA}/seller/orders?limit=100")
    for private in ("CUST-", "Olivia", "Brown", "Atlanta", "olivia"):
        assert private not in answer.text


@pytest.mark.parametrize(
    ("status", "orders"),
    [
        ("to_ship", {"ORD-1021", "ORD-1032"}),
        ("delivered", {"ORD-1023"}),
        ("shipped", set()),
        ("cancelled", set()),
        ("sent_back", set()),
        (None, {"ORD-1021", "ORD-1032", "ORD-1023"}),
    ],
)
async def test_sales_by_where_they_are(acting: Acting, status: Any, orders: set[str]) -> None:
    found = await acting(PRIYA).sellers.orders(status)
    assert {sale.order_id for sale in found} == orders


@pytest.mark.parametrize("customer", [JANE, "CUST-0000"])
async def test_who_sells_nothing_finds_nothing(acting: Acting, customer: str) -> None:
    sellers = acting(customer).sellers
    reads: tuple[Any, ...] = (sellers.dashboard(), sellers.orders(), sellers.payouts())
    for attempt in reads:
        assert await refused_as(attempt) == "seller_not_found"
    expected = "seller_not_found" if customer == JANE else "customer_not_found"
    writes: tuple[Any, ...] = (
        sellers.update_listing("HOME034", stock=3),
        sellers.ship("ORD-1032", UPS),
        sellers.report_issue("other", "x", call_id="c"),
    )
    for attempt in writes:
        assert await refused_as(attempt) == expected


async def test_a_price_changes_for_every_version_that_costs_the_same(
    acting: Acting, stored: Stored
) -> None:
    seen = await acting(PRIYA).sellers.update_listing("the blender", price=Decimal("299.95"))
    assert (seen.old_price, seen.new_price) == (Decimal("349.95"), Decimal("299.95"))
    assert (len(seen.versions), seen.price_change_percent) == (2, -14)
    prices = await stored(select(Variant.price).where(Variant.product_id == "HOME034"))
    assert set(prices) == {Decimal("299.95")}
    [lowest] = await stored(select(Product.price_from).where(Product.product_id == "HOME034"))
    assert lowest == Decimal("299.95")


async def test_one_version_is_named_with_the_listing_or_beside_it(
    acting: Acting, stored: Stored
) -> None:
    await acting(PRIYA).sellers.update_listing("the red blender", price=Decimal(300))
    seen = await acting(PRIYA).sellers.update_listing("blender", version="red", stock=7)
    assert (seen.new_stock, len(seen.versions)) == (7, 1)
    prices = await stored(
        select(Variant.price).where(Variant.product_id == "HOME034").order_by(Variant.price)
    )
    assert prices == [Decimal(300), Decimal("349.95")]
    attempt = acting(PRIYA).sellers.update_listing("blender", price=Decimal(310))
    assert await refused_as(attempt) == "version_unclear"


async def test_stock_comes_to_where_there_is_least_and_goes_from_where_there_is_most(
    acting: Acting, stored: Stored
) -> None:
    before = await stock_of(stored, "HOME033-1")
    seen = await acting(PRIYA).sellers.update_listing("HOME033-1", stock=100)
    assert seen.old_stock == sum(before.values())
    more = await stock_of(stored, "HOME033-1")
    least = min(sorted(before), key=lambda name: before[name])
    assert {name for name in more if more[name] != before[name]} == {least}
    await acting(PRIYA).sellers.update_listing("HOME033-1", stock=3)
    assert sum((await stock_of(stored, "HOME033-1")).values()) == 3
    await acting(PRIYA).sellers.update_listing("HOME033-1", stock=0)
    assert set((await stock_of(stored, "HOME033-1")).values()) == {0}


async def test_a_version_without_a_shelf_gets_one(
    acting: Acting, market: Marketplace, stored: Stored
) -> None:
    async with market.writing() as work:
        for shelf in await work.session.scalars(select(Stock).where(Stock.sku == "HOME031-1")):
            await work.session.delete(shelf)
    await acting(PRIYA).sellers.update_listing("HOME031", stock=9)
    assert sum((await stock_of(stored, "HOME031-1")).values()) == 9


@pytest.mark.parametrize(
    ("listing", "change", "code"),
    [
        ("HOME034", {}, "nothing_to_update"),
        ("HOME034", {"price": Decimal("0.49")}, "price_out_of_range"),
        ("HOME034", {"price": Decimal("50000.01")}, "price_out_of_range"),
        ("HOME034", {"stock": -1}, "stock_out_of_range"),
        ("HOME034", {"stock": 100_001}, "stock_out_of_range"),
        ("HOME034", {"price": Decimal("349.95")}, "listing_unchanged"),
        ("HOME034", {"stock": 4}, "version_unclear"),
        ("purple blender", {"stock": 4}, "listing_not_found"),
        ("blender", {"stock": 4, "version": "purple"}, "version_unclear"),
        ("trampoline", {"stock": 4}, "listing_not_found"),
        ("the listing", {"stock": 4}, "listing_not_found"),
        ("ELEC023", {"stock": 4}, "listing_not_found"),
        ("ELEC023-1", {"stock": 4}, "listing_not_found"),
        ("750 watt power supply", {"stock": 4}, "listing_not_found"),
        ("HOME999", {"stock": 4}, "listing_not_found"),
    ],
)
async def test_what_cannot_be_changed_of_a_listing(
    acting: Acting, stored: Stored, listing: str, change: Any, code: str
) -> None:
    before = await stored(select(Variant.price)), await stored(select(Stock.quantity))
    assert await refused_as(acting(PRIYA).sellers.update_listing(listing, **change)) == code
    assert (await stored(select(Variant.price)), await stored(select(Stock.quantity))) == before


async def test_several_listings_that_fit_are_named(acting: Acting) -> None:
    attempt = acting(THOMAS).sellers.update_listing("power supply", stock=4)
    assert await refused_as(attempt) == "listing_ambiguous"
    whole = await acting(THOMAS).sellers.update_listing("750 watt power supply", stock=4)
    assert whole.product_id == "ELEC023"


async def test_anothers_listing_and_none_are_the_same_answer(http: httpx.AsyncClient) -> None:
    answers = []
    for number, listing in enumerate(("ELEC023", "ELEC999")):
        answer = await http.patch(
            f"/customers/{PRIYA}/seller/listings",
            json={"listing": listing, "stock": 4},
            headers={"Idempotency-Key": f"k{number}"},
        )
        answers.append((answer.status_code, answer.json()))
    assert answers[0] == answers[1]
    assert answers[0][0] == 404


async def test_orders_keep_the_price_of_their_day(acting: Acting) -> None:
    before = (await acting("CUST-1008").orders.invoice("ORD-1032")).total
    await acting(PRIYA).sellers.update_listing("HOME039", price=Decimal(60))
    assert (await acting("CUST-1008").orders.invoice("ORD-1032")).total == before


async def test_a_rehearsal_tells_and_keeps_nothing(acting: Acting, stored: Stored) -> None:
    rehearsed = acting(PRIYA).rehearsing().sellers
    seen = await rehearsed.update_listing("HOME039", price=Decimal(60), stock=2)
    assert (seen.new_price, seen.new_stock, seen.price_change_percent) == (Decimal(60), 2, 101)
    assert (await rehearsed.ship("ORD-1032", UPS)).carrier == "UPS"
    [price] = await stored(select(Variant.price).where(Variant.product_id == "HOME039"))
    assert price == Decimal("29.90")
    assert await stored(select(Fulfilment.order_id).where(Fulfilment.tracking_number == UPS)) == []


async def test_a_change_is_made_once_for_a_wish(acting: Acting, stored: Stored) -> None:
    await acting(PRIYA, "wish").sellers.update_listing("HOME039", stock=50)
    await acting("CUST-1008").products.stock("HOME039")
    again = await acting(PRIYA, "wish").sellers.update_listing("HOME039", stock=50)
    assert again.new_stock == 50
    first = await acting(PRIYA, "ship").sellers.ship("ORD-1032", UPS)
    assert await acting(PRIYA, "ship").sellers.ship("ORD-1032", UPS) == first
    assert len(await stored(select(Fulfilment).where(Fulfilment.order_id == "ORD-1032"))) == 1


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


async def test_a_locked_seller_changes_nothing_and_can_still_ask_for_help(
    acting: Acting, stored: Stored
) -> None:
    await acting(None).security.lock_account("+14155550104", call_id="c")
    sellers = acting(PRIYA).sellers
    writes: tuple[Any, ...] = (
        sellers.update_listing("HOME039", stock=1),
        sellers.ship("ORD-1032", UPS),
    )
    for attempt in writes:
        assert await refused_as(attempt) == "account_locked"
    assert (await sellers.dashboard()).to_ship == 2
    reported = await acting(PRIYA).sellers.report_issue("payout", "it is late", call_id="c")
    [ticket] = await stored(select(Ticket).where(Ticket.ticket_id == reported.ticket_id))
    assert (ticket.topic, ticket.customer_id) == ("seller: payout", PRIYA)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("path", [*READS, "orders?status=to_ship", "orders?status=shipped"])
async def test_no_query_of_a_shop_scans_a_table(
    market: Marketplace, http: httpx.AsyncClient, path: str
) -> None:
    asked: list[tuple[str, Any]] = []
    engine = market.database.engine.sync_engine
    event.listen(engine, "before_cursor_execute", lambda *a: asked.append((a[2], a[3])))
    await http.get(f"/customers/{PRIYA}/seller/{path}")
    queries = [(sql, values) for sql, values in asked if sql.startswith("SELECT")]
    assert 0 < len(queries) <= 8
    async with market.database.engine.connect() as connection:
        for sql, values in queries:
            plan = await connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", values)
            assert not [row for row in plan.mappings() if row["detail"].startswith("SCAN")], sql
