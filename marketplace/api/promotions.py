"""What is on offer, whether it holds, what it would come to; and loyalty points."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from fastapi import APIRouter, Query

from marketplace.api.access import CustomerId, Reading
from marketplace.api.errors import refused_with
from marketplace.rules import carts, discounts, loyalty, promotions
from marketplace.rules.carts import Owner
from marketplace.schemas import (
    DiscountQuote,
    LoyaltyBalance,
    PromotionCode,
    PromotionInfo,
    PromotionVerdict,
)

router = APIRouter(tags=["promotions"])
CallIdQuery = Annotated[str, Query(max_length=200, description="The conversation")]
Codes = Annotated[
    list[PromotionCode],
    Query(min_length=1, max_length=2, description="Two to see whether they add up"),
]
Product = Annotated[str | None, Query(max_length=200, description="Instead of the cart")]
Amount = Annotated[
    Decimal | None,
    Query(gt=0, max_digits=9, decimal_places=2, description="USD of goods, instead of the cart"),
]


@router.get("/promotions", summary="What is on offer now", responses=refused_with())
async def list_promotions(work: Reading) -> list[PromotionInfo]:
    """For anybody; `tier` says for whom a promotion holds."""
    return await promotions.current(work)


@router.get("/discount", summary="What a promotion would come to", responses=refused_with(404, 409))
async def quote_anonymous_discount(
    code: Codes,
    call_id: CallIdQuery,
    work: Reading,
    product: Product = None,
    amount: Amount = None,
) -> DiscountQuote:
    """Off a product, an amount of goods, or the cart of the call."""
    return await discounts.quote(work, Owner.of(work, None, call_id), code, product, amount)


@router.get(
    "/customers/{customer_id}/discount",
    summary="What a promotion would come to",
    responses=refused_with(404, 409),
)
async def quote_discount(
    customer_id: CustomerId,
    code: Codes,
    call_id: CallIdQuery,
    work: Reading,
    product: Product = None,
    amount: Amount = None,
) -> DiscountQuote:
    """For this customer: off a product, an amount of goods, or their cart."""
    owner = Owner.of(work, customer_id, call_id)
    return await discounts.quote(work, owner, code, product, amount)


@router.get(
    "/customers/{customer_id}/promotions",
    summary="Which promotions hold for a customer",
    responses=refused_with(404),
)
async def check_promotions(
    customer_id: CustomerId,
    call_id: CallIdQuery,
    work: Reading,
    code: Annotated[PromotionCode | None, Query(description="One, instead of all")] = None,
) -> list[PromotionVerdict]:
    """And for what is in their cart, if anything is; with the reason where one does not hold."""
    held = await carts.contents(work, Owner.of(work, customer_id, call_id))
    return await promotions.verdicts(work, customer_id, held.lines, code)


@router.get(
    "/customers/{customer_id}/loyalty",
    summary="A customer's loyalty points",
    responses=refused_with(404),
)
async def get_loyalty(customer_id: CustomerId, work: Reading) -> LoyaltyBalance:
    """One for each whole dollar paid; a hundred are worth a dollar."""
    return await loyalty.balance(work, customer_id)
