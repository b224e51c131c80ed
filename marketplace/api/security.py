"""Locks and fraud reports, which any caller may ask for, and offers that are read out."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path

from marketplace.api.access import AnyWrite, CustomerId, Reading
from marketplace.api.errors import refused_with
from marketplace.rules import offers, security
from marketplace.schemas import (
    AccountLockIn,
    AccountLockRequested,
    AccountUnlocked,
    AccountUnlockIn,
    FraudReported,
    FraudReportIn,
    OfferLogged,
    OfferResponseIn,
    OfferText,
)

router = APIRouter(tags=["security and offers"])
OfferId = Annotated[str, Path(max_length=16, examples=["a-592"])]


@router.post("/security/locks", summary="Stop changes to an account", responses=refused_with(409))
async def lock_account(body: AccountLockIn, write: AnyWrite) -> AccountLockRequested:
    """Orders go on. The owner is told by email how to undo it.

    A number without an account gets the same answer.
    """
    return await write.once(AccountLockRequested, lambda work: security.lock(work, body))


@router.post("/security/unlocks", summary="Undo a lock", responses=refused_with(404, 409))
async def unlock_account(body: AccountUnlockIn, write: AnyWrite) -> AccountUnlocked:
    """By the code from the email."""
    return await write.once(AccountUnlocked, lambda work: security.unlock(work, body))


@router.post("/security/reports", summary="Report fraud", responses=refused_with(409))
async def report_fraud(body: FraudReportIn, write: AnyWrite) -> FraudReported:
    """For a caller who is not identified."""
    return await write.once(FraudReported, lambda work: security.report_fraud(work, None, body))


@router.post(
    "/customers/{customer_id}/security/reports",
    summary="Report fraud",
    responses=refused_with(404, 409),
)
async def report_fraud_as_customer(
    customer_id: CustomerId, body: FraudReportIn, write: AnyWrite
) -> FraudReported:
    """For a customer."""
    return await write.once(
        FraudReported, lambda work: security.report_fraud(work, customer_id, body)
    )


@router.get("/offers/{offer_id}", summary="A text to read out", responses=refused_with(404))
async def get_offer(offer_id: OfferId, work: Reading) -> OfferText:
    """The version in force, to be read word for word."""
    return await offers.current(work, offer_id)


@router.post(
    "/customers/{customer_id}/offers/{offer_id}/responses",
    summary="Log the answer to an offer",
    responses=refused_with(404, 409),
)
async def log_offer_response(
    customer_id: CustomerId, offer_id: OfferId, body: OfferResponseIn, write: AnyWrite
) -> OfferLogged:
    """With the version that was read. Answers are added, never replaced."""
    return await write.once(
        OfferLogged, lambda work: offers.log_response(work, customer_id, offer_id, body)
    )
