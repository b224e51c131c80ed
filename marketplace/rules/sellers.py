"""Who sells, how their shop stands, and what goes wrong for them."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from sqlalchemy import func, select, type_coerce

from marketplace.clock import business_days_after
from marketplace.refusals import SellerNotFound
from marketplace.rules import bill, sales, support
from marketplace.schemas import (
    LowStock,
    SellerDashboard,
    SellerIssueIn,
    SellerIssueReported,
    TicketIn,
)
from marketplace.tables import (
    DeliveryIssue,
    Money,
    Order,
    OrderItem,
    Product,
    Return,
    Seller,
    Stock,
    Variant,
)
from marketplace.work import UnitOfWork

_MOST_LOW = 20
_ON_THEIR_WAY_BACK = ("label_sent", "pickup_scheduled", "in_transit")
_ANSWER_DAYS = 2


async def load(work: UnitOfWork, customer_id: str) -> Seller:
    """The seller that an account is.

    Raises:
        SellerNotFound: it is none.
    """
    seller = await work.session.scalar(select(Seller).where(Seller.customer_id == customer_id))
    if seller is None:
        raise SellerNotFound
    return seller


async def dashboard(work: UnitOfWork, customer_id: str) -> SellerDashboard:
    """How the shop stands now. The number of queries does not grow with it.

    Raises:
        SellerNotFound: the account sells nothing.
    """
    seller = await load(work, customer_id)
    return SellerDashboard(
        shop=seller.name,
        to_ship=await sales.count_to_ship(work, seller.seller_id),
        revenue_this_month=await _revenue(work, seller.seller_id),
        low_stock=await _low_stock(work, seller.seller_id),
        open_issues=await _open_issues(work, seller.seller_id),
        open_returns=await _open_returns(work, seller.seller_id),
    )


async def report_issue(
    work: UnitOfWork, customer_id: str, asked: SellerIssueIn
) -> SellerIssueReported:
    """Puts what goes wrong into the queue of the people who look after sellers.

    Raises:
        SellerNotFound: the account sells nothing.
    """
    await load(work, customer_id)
    ticket = await support.open_ticket(
        work,
        customer_id,
        TicketIn(topic=f"seller: {asked.kind}", summary=asked.description, call_id=asked.call_id),
    )
    return SellerIssueReported(
        ticket_id=ticket.ticket_id, answer_by=business_days_after(work.now, _ANSWER_DAYS)
    )


async def _revenue(work: UnitOfWork, seller_id: str) -> Decimal:
    month: datetime = work.now.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    worth = func.sum(OrderItem.unit_price * OrderItem.quantity)
    found = await work.session.scalar(
        select(type_coerce(worth, Money))
        .join(Product, Product.product_id == OrderItem.product_id)
        .join(Order, Order.order_id == OrderItem.order_id)
        .where(Product.seller_id == seller_id, Order.placed_at >= month, Order.state != "cancelled")
    )
    return found or bill.ZERO


async def _low_stock(work: UnitOfWork, seller_id: str) -> list[LowStock]:
    left = func.coalesce(func.sum(Stock.quantity), 0)
    rows = await work.session.execute(
        select(Variant.product_id, Product.name, Variant.options, left)
        .join(Product, Product.product_id == Variant.product_id)
        .outerjoin(Stock, Stock.sku == Variant.sku)
        .where(Product.seller_id == seller_id)
        .group_by(Variant.sku, Product.product_id)
        .having(left <= Product.low_stock_threshold)
        .order_by(left, Variant.sku)
        .limit(_MOST_LOW)
    )
    return [
        LowStock(product_id=product_id, name=name, options=options, quantity=int(quantity))
        for product_id, name, options, quantity in rows
    ]


async def _open_issues(work: UnitOfWork, seller_id: str) -> int:
    found = await work.session.scalar(
        select(func.count(DeliveryIssue.case_number.distinct()))
        .select_from(OrderItem)
        .join(Product, Product.product_id == OrderItem.product_id)
        .join(DeliveryIssue, DeliveryIssue.order_id == OrderItem.order_id)
        .where(Product.seller_id == seller_id, DeliveryIssue.answer_by >= work.now)
    )
    return found or 0


async def _open_returns(work: UnitOfWork, seller_id: str) -> int:
    found = await work.session.scalar(
        select(func.count(Return.order_id.distinct()))
        .select_from(OrderItem)
        .join(Product, Product.product_id == OrderItem.product_id)
        .join(Return, Return.order_id == OrderItem.order_id)
        .where(Product.seller_id == seller_id, Return.state.in_(_ON_THEIR_WAY_BACK))
    )
    return found or 0
