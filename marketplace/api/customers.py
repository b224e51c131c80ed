"""Identity, profiles, addresses, ways of paying."""

from __future__ import annotations

from fastapi import APIRouter

from marketplace.api.access import AccountWrite, AnyWrite, CustomerId, Reading
from marketplace.api.errors import refused_with
from marketplace.rules import customers, identity, ledger
from marketplace.schemas import (
    AddressSaved,
    IdentityAnswer,
    IdentityCheck,
    PaymentMethodInfo,
    PostalAddress,
    Preferences,
    Profile,
)

router = APIRouter(tags=["customers"])


@router.post("/identity/check", summary="Is the caller who they say", responses=refused_with(409))
async def check_identity(body: IdentityCheck, write: AnyWrite) -> IdentityAnswer:
    """Never says which value was wrong; an unknown number sounds like a wrong value.

    Three failures in a call, for a number or from a line lock the check for it for 15 minutes.
    """
    return await write.once(
        IdentityAnswer, lambda work: identity.check(work, body), rehearsable=False
    )


@router.get(
    "/customers/{customer_id}", summary="What is known of a customer", responses=refused_with(404)
)
async def get_profile(customer_id: CustomerId, work: Reading) -> Profile:
    """No phone number, birth date, email or address."""
    return await customers.profile(work, customer_id)


@router.get(
    "/customers/{customer_id}/address",
    summary="The address on file, to be read back to its owner",
    responses=refused_with(404),
)
async def get_address(customer_id: CustomerId, work: Reading) -> PostalAddress:
    """The address on file."""
    return await customers.address(work, customer_id)


@router.put(
    "/customers/{customer_id}/address",
    summary="Put an address on file",
    responses=refused_with(404, 409, 423),
)
async def save_address(
    customer_id: CustomerId, body: PostalAddress, write: AccountWrite
) -> AddressSaved:
    """Orders that are on their way keep their address."""
    return await write.once(
        AddressSaved, lambda work: customers.save_address(work, customer_id, body)
    )


@router.patch(
    "/customers/{customer_id}/preferences",
    summary="Add wishes, or take some back by an empty value",
    responses=refused_with(404, 409, 423),
)
async def save_preferences(
    customer_id: CustomerId, body: Preferences, write: AccountWrite
) -> Preferences:
    """Answers with all wishes on file."""
    return await write.once(
        Preferences, lambda work: customers.save_preferences(work, customer_id, body.preferences)
    )


@router.get(
    "/customers/{customer_id}/payment-methods",
    summary="A customer's ways of paying",
    responses=refused_with(),
)
async def list_payment_methods(customer_id: CustomerId, work: Reading) -> list[PaymentMethodInfo]:
    """Kinds and gift card balances; never a number."""
    return await ledger.methods_of(work, customer_id)
