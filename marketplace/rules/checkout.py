"""Turning a cart into an order: whole, at the prices of the moment, or not at all."""

from __future__ import annotations

import hashlib
import json

from marketplace.refusals import (
    CartEmpty,
    NotEnoughStock,
    OutOfStock,
    PaymentMethodUnclear,
    QuoteOutdated,
)
from marketplace.rules import bill, cart_prices, carts, customers, ledger, loyalty, orders, stock
from marketplace.rules.cart_prices import Reckoned
from marketplace.rules.carts import Owner
from marketplace.rules.ledger import Wallet
from marketplace.rules.outbox import email_customer
from marketplace.rules.pricing import PricedLine
from marketplace.rules.references import fresh
from marketplace.schemas import CheckedOut, CheckoutIn
from marketplace.tables import Charge, Order, OrderItem, PaymentMethod, PromotionUse
from marketplace.work import UnitOfWork

_ORDER_DIGITS = 8


async def check_out(work: UnitOfWork, customer_id: str, asked: CheckoutIn) -> CheckedOut:
    """Buys what is in the cart: takes stock and money, makes a pending order, empties the cart.

    It ships to the address on file. A first order's promotion is used up by it.

    Raises:
        CustomerNotFound: no such customer.
        CartEmpty: there is nothing to buy.
        OutOfStock: something is gone.
        NotEnoughStock: there is less of something than is wanted.
        PaymentMethodNotFound: no such way of paying.
        PaymentMethodUnclear: none was named, and there are several.
        GiftCardTooLow: the gift card does not cover the total.
        QuoteOutdated: it would be another purchase than the one that was agreed to.
    """
    # The wallet is locked first, so that two checkouts of one customer take turns.
    wallet = await ledger.open_wallet(work, customer_id)
    owner = Owner.of(work, customer_id, asked.call_id)
    cart = await carts.opened(work, owner)
    seen = await cart_prices.reckoned(work, owner)
    if not seen.lines:
        raise CartEmpty
    _require_there(seen)
    method = _only(wallet) if asked.method is None else wallet.choose(asked.method)
    quote = _quote(seen, method)
    if asked.quote not in (None, quote):
        raise QuoteOutdated(total=seen.price.total)
    order = await _order(work, customer_id, seen, method)
    work.session.add(order)
    await work.session.flush()
    ledger.charge(work, order, method, seen.price.total, "order")
    _use_promotions(work, order, seen)
    points = await loyalty.earn(work, order)
    cart.items.clear()
    cart.promotions.clear()
    await _confirm(work, order)
    return CheckedOut.model_validate(
        {
            "order": orders.summary(order),
            "subtotal": seen.price.subtotal,
            "discounts": cart_prices.discounts(seen, known=True),
            "lapsed": cart_prices.lapsed(seen),
            "shipping": seen.price.shipping,
            "total": seen.price.total,
            "method": method.kind,
            "points_earned": points,
            "quote": quote,
        }
    )


def _only(wallet: Wallet) -> PaymentMethod:
    if len(wallet.methods) != 1:
        raise PaymentMethodUnclear(methods=[method.kind for method in wallet.methods])
    return wallet.methods[0]


def _require_there(seen: Reckoned) -> None:
    for line in seen.lines:
        if not line.available:
            raise OutOfStock(sku=line.sku, product=line.name)
        if line.quantity > line.available:
            raise NotEnoughStock(product=line.name, available=line.available)


def _quote(seen: Reckoned, method: PaymentMethod) -> str:
    """Another text for every other purchase: what, how many, for how much, paid how."""
    what = {
        "lines": sorted((line.sku, line.quantity, str(line.unit_price)) for line in seen.lines),
        "discounts": [(taken.promotion.code, str(taken.amount)) for taken in seen.price.taken],
        "shipping": str(seen.price.shipping),
        "total": str(seen.price.total),
        "method": method.method_id,
    }
    return hashlib.sha256(json.dumps(what, sort_keys=True).encode()).hexdigest()[:32]


async def _order(
    work: UnitOfWork, customer_id: str, seen: Reckoned, method: PaymentMethod
) -> Order:
    address = await customers.address(work, customer_id)
    return Order(
        order_id=await fresh(work, Order.order_id, "ORD-", _ORDER_DIGITS),
        customer_id=customer_id,
        state="pending",
        placed_at=work.now,
        method_id=method.method_id,
        address_sealed=work.vault.seal("orders.address", address.model_dump_json()),
        items=await _items(work, seen),
        charges=_charges(work, seen),
        payments=[],
        fulfilments=[],
    )


async def _items(work: UnitOfWork, seen: Reckoned) -> list[OrderItem]:
    # Always in the same sequence: two who buy the same things at once do not block each other.
    taken = {
        line.sku: await stock.take(work, line.sku, line.quantity)
        for line in sorted(seen.lines, key=lambda line: line.sku)
    }
    return [_item(number, line, taken[line.sku]) for number, line in enumerate(seen.lines, 1)]


def _item(number: int, line: PricedLine, taken: stock.Taken) -> OrderItem:
    return OrderItem(
        line=number,
        sku=line.sku,
        product_id=line.product_id,
        name=line.name,
        category=line.category,
        options=line.options,
        unit_price=line.unit_price,
        quantity=line.quantity,
        warehouse=taken.warehouse,
        elsewhere=taken.elsewhere,
        final_sale=line.final_sale,
        refunded=False,
    )


def _charges(work: UnitOfWork, seen: Reckoned) -> list[Charge]:
    """The bill beyond the items, as every order has it."""
    charges = [
        Charge(kind="discount", description=t.promotion.title, amount=-t.amount, at=work.now)
        for t in seen.price.taken
        if t.amount
    ]
    if seen.price.shipping:
        shipping = seen.price.shipping
        charges.append(
            Charge(kind="shipping", description="Shipping", amount=shipping, at=work.now)
        )
    return charges


def _use_promotions(work: UnitOfWork, order: Order, seen: Reckoned) -> None:
    work.session.add_all(
        PromotionUse(
            order_id=order.order_id,
            code=taken.promotion.code,
            customer_id=order.customer_id,
            discount=taken.amount,
        )
        for taken in seen.price.taken
    )


async def _confirm(work: UnitOfWork, order: Order) -> None:
    names = ", ".join(f"{item.quantity} × {item.name}" for item in order.items)
    email_customer(
        work,
        await customers.load(work, order.customer_id),
        "order_confirmation",
        f"Thank you for your order {order.order_id}: {names}. "
        f"The total is {bill.total(order)} USD. It ships to the address on your account.",
    )
