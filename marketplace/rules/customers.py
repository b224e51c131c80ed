"""What is known of a customer, and what a customer may change of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import get_args

from sqlalchemy import select

from marketplace.refusals import AccountLocked, CustomerNotFound, PreferenceUnknown
from marketplace.rules import flags
from marketplace.schemas import (
    AddressSaved,
    PostalAddress,
    PreferenceName,
    Preferences,
    Profile,
)
from marketplace.tables import Customer, Seller
from marketplace.work import UnitOfWork

_PREFERENCES = frozenset(get_args(PreferenceName))


async def load(work: UnitOfWork, customer_id: str) -> Customer:
    """The customer's row.

    Raises:
        CustomerNotFound: no such customer.
    """
    customer = await work.session.get(Customer, customer_id)
    if customer is None:
        raise CustomerNotFound
    return customer


async def changeable(work: UnitOfWork, customer_id: str) -> Customer:
    """The customer's row, where changes to the account are allowed.

    Held until the transaction ends: a lock waits for the writes before it, and no later one slips
    through.

    Raises:
        CustomerNotFound: no such customer.
        AccountLocked: `lock_account` was used and not undone.
    """
    customer = await work.session.scalar(
        select(Customer)
        .where(Customer.customer_id == customer_id)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    )
    if customer is None:
        raise CustomerNotFound
    if customer.locked_at is not None:
        raise AccountLocked
    return customer


async def profile(work: UnitOfWork, customer_id: str) -> Profile:
    """What an agent may know of the customer."""
    customer = await load(work, customer_id)
    seller = await work.session.scalar(
        select(Seller.seller_id).where(Seller.customer_id == customer_id)
    )
    return Profile.model_validate(
        {
            "customer_id": customer.customer_id,
            "first_name": customer.first_name,
            "last_name": customer.last_name,
            "tier": customer.tier,
            "locale": customer.locale,
            "loyalty_points": customer.loyalty_points,
            "is_seller": seller is not None,
            "is_locked": customer.locked_at is not None,
            "is_flagged": await flags.in_force(work, customer_id),
            "preferences": customer.preferences,
        }
    )


async def address(work: UnitOfWork, customer_id: str) -> PostalAddress:
    """The address on file."""
    customer = await load(work, customer_id)
    sealed = work.vault.open("customers.address", customer.address_sealed)
    return PostalAddress.model_validate_json(sealed)


async def save_address(work: UnitOfWork, customer_id: str, new: PostalAddress) -> AddressSaved:
    """Puts an address on file. Orders on their way keep theirs."""
    if await address(work, customer_id) == new:
        return AddressSaved(changed=False)
    customer = await load(work, customer_id)
    customer.address_sealed = work.vault.seal("customers.address", new.model_dump_json())
    return AddressSaved(changed=True)


async def save_preferences(
    work: UnitOfWork, customer_id: str, wishes: Mapping[str, str]
) -> Preferences:
    """Adds wishes to those on file; an empty value takes a wish back.

    Raises:
        CustomerNotFound: no such customer.
        PreferenceUnknown: there is no wish of that name.
    """
    if not set(wishes) <= _PREFERENCES:
        raise PreferenceUnknown(known=sorted(_PREFERENCES))
    customer = await load(work, customer_id)
    kept = {**customer.preferences, **wishes}
    customer.preferences = {name: value for name, value in kept.items() if value}
    return Preferences(preferences=customer.preferences)
