"""Whom not to call. Numbers come in bodies: a path ends up in logs."""

from __future__ import annotations

from fastapi import APIRouter

from marketplace.api.access import AnyWrite, CustomerId, Reading
from marketplace.api.errors import refused_with
from marketplace.rules import do_not_call
from marketplace.schemas import CallPermission, DoNotCallEntry, NumberIn

anonymous = APIRouter(prefix="/do-not-call", tags=["do not call"])
router = APIRouter(prefix="/customers/{customer_id}/do-not-call", tags=["do not call"])


@anonymous.get("", summary="Who asked not to be called", responses=refused_with())
async def get_entries(work: Reading) -> list[DoNotCallEntry]:
    """Oldest first."""
    return await do_not_call.entries(work)


@anonymous.post("", summary="Do not call this number", responses=refused_with(409))
async def add(body: NumberIn, write: AnyWrite) -> CallPermission:
    """From now on, whoever it belongs to."""
    return await write.once(CallPermission, lambda work: do_not_call.add(work, body.phone_number))


@anonymous.post("/removal", summary="Call this number again", responses=refused_with(409))
async def remove(body: NumberIn, write: AnyWrite) -> CallPermission:
    """Where the customer asked for it."""
    return await write.once(
        CallPermission, lambda work: do_not_call.remove(work, body.phone_number)
    )


@anonymous.post("/check", summary="Whether this number may be called", responses=refused_with())
async def check(body: NumberIn, work: Reading) -> CallPermission:
    """To be asked before every call that goes out."""
    return await do_not_call.permission(work, body.phone_number)


@router.post("", summary="Do not call this customer", responses=refused_with(404, 409))
async def add_customer(customer_id: CustomerId, write: AnyWrite) -> CallPermission:
    """At the number on file."""
    return await write.once(
        CallPermission, lambda work: do_not_call.add_customer(work, customer_id)
    )
