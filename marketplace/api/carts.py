"""Carts. Every route but the checkout is there twice: for a customer, and for a caller unknown."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from marketplace.api.access import AccountWrite, AnyWrite, CustomerId, Reading
from marketplace.api.errors import refused_with
from marketplace.rules import cart_changes, cart_prices, checkout
from marketplace.rules.carts import Owner
from marketplace.schemas import (
    CartChanged,
    CartChangeIn,
    CartView,
    CheckedOut,
    CheckoutIn,
    PromotionApplied,
    PromotionIn,
)
from marketplace.work import UnitOfWork

anonymous = APIRouter(prefix="/cart", tags=["carts"])
router = APIRouter(prefix="/customers/{customer_id}/cart", tags=["carts"])
_WRITE = refused_with(404, 409)
CallIdQuery = Annotated[str, Query(max_length=200, description="The conversation")]


@anonymous.get("", summary="The cart of a call", responses=refused_with())
async def view_anonymous_cart(call_id: CallIdQuery, work: Reading) -> CartView:
    """At the prices of the moment. Promotions for some customers only are provisional."""
    return await cart_prices.view(work, Owner.of(work, None, call_id))


@router.get("", summary="A customer's cart", responses=refused_with(404))
async def view_cart(customer_id: CustomerId, call_id: CallIdQuery, work: Reading) -> CartView:
    """At the prices of the moment, with what was put into the cart of this call."""
    return await cart_prices.view(work, Owner.of(work, customer_id, call_id))


@anonymous.post("/items", summary="Put in, take out, or count", responses=_WRITE)
async def change_anonymous_cart(body: CartChangeIn, write: AnyWrite) -> CartChanged:
    """In the cart of the call, which is its caller's once they are identified."""
    return await write.once(CartChanged, lambda work: _change(work, None, body))


@router.post("/items", summary="Put in, take out, or count", responses=_WRITE)
async def change_cart(customer_id: CustomerId, body: CartChangeIn, write: AnyWrite) -> CartChanged:
    """No more than there is in stock. What the call's own cart held is taken over."""
    return await write.once(CartChanged, lambda work: _change(work, customer_id, body))


@anonymous.post("/promotions", summary="Apply a promotion", responses=_WRITE)
async def apply_anonymous_promotion(body: PromotionIn, write: AnyWrite) -> PromotionApplied:
    """What it asks of a customer is checked when the caller is known."""
    return await write.once(
        PromotionApplied,
        lambda work: cart_prices.apply(work, Owner.of(work, None, body.call_id), body.code),
    )


@router.post("/promotions", summary="Apply a promotion", responses=_WRITE)
async def apply_promotion(
    customer_id: CustomerId, body: PromotionIn, write: AnyWrite
) -> PromotionApplied:
    """One that does not add up with another takes its place."""
    return await write.once(
        PromotionApplied,
        lambda work: cart_prices.apply(work, Owner.of(work, customer_id, body.call_id), body.code),
    )


@router.post("/checkout", summary="Buy what is in the cart", responses=refused_with(404, 409, 423))
async def check_out(customer_id: CustomerId, body: CheckoutIn, write: AccountWrite) -> CheckedOut:
    """All of it or nothing, at the prices of the moment; ships to the address on file.

    A `quote` of a dry run makes sure that it is the purchase that the customer agreed to.
    """
    return await write.once(CheckedOut, lambda work: checkout.check_out(work, customer_id, body))


async def _change(work: UnitOfWork, customer_id: str | None, body: CartChangeIn) -> CartChanged:
    owner = Owner.of(work, customer_id, body.call_id)
    line = await cart_changes.change(work, owner, body)
    return CartChanged(
        name=None if line is None else line.name,
        options={} if line is None else line.options,
        quantity=0 if line is None else line.quantity,
        cart=await cart_prices.view(work, owner),
    )
