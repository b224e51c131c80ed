"""A shop: what is theirs, and what is never theirs."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import httpx
import pytest
from sqlalchemy import event, select

from marketplace.market import Marketplace
from marketplace.tables import Fulfilment, Order, OrderItem, Product, Ticket, Variant
from tests.marketplace.fixtures import START, Acting, Stored, refused_as

PRIYA, GRACE, JANE = "CUST-1005", "CUST-1010", "CUST-1002"
UPS = "1Z9E49370398239999"
READS = ("dashboard", "orders", "payouts")


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
