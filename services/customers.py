"""What is known of the bound customer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from pydantic import BaseModel

from domain.facts import AddressSaved, PaymentMethod, PostalAddress, Profile
from services.acting import Acting


class Address(Protocol):
    """Anything that holds a US address."""

    @property
    def street(self) -> str:
        """With house number and unit."""
        ...

    @property
    def city(self) -> str:
        """Its name."""
        ...

    @property
    def state(self) -> str:
        """Two letters."""
        ...

    @property
    def postal_code(self) -> str:
        """ZIP code."""
        ...


class _Preferences(BaseModel):
    preferences: dict[str, str]


@dataclass(frozen=True, slots=True)
class CustomerService:
    """Profile, address, wishes, ways of paying."""

    _acting: Acting

    async def profile(self) -> Profile:
        """What an agent may know of the customer."""
        return await self._acting.get(Profile, self._acting.account())

    async def preferences(self) -> dict[str, str]:
        """The customer's wishes, by name."""
        return (await self.profile()).preferences

    async def save_preferences(self, wishes: Mapping[str, str]) -> dict[str, str]:
        """Adds wishes, or takes some back by an empty value; returns all of them."""
        saved = await self._acting.write(
            _Preferences,
            "PATCH",
            self._acting.account("preferences"),
            "customers.save_preferences",
            {"preferences": dict(wishes)},
        )
        return saved.preferences

    async def address(self) -> PostalAddress:
        """The address on file, to be read back to its owner."""
        return await self._acting.get(PostalAddress, self._acting.account("address"))

    async def save_address(self, address: Address) -> AddressSaved:
        """Puts an address on file. Orders on their way keep theirs."""
        return await self._acting.write(
            AddressSaved,
            "PUT",
            self._acting.account("address"),
            "customers.save_address",
            wire_address(address),
        )

    async def payment_methods(self) -> list[PaymentMethod]:
        """The customer's ways of paying, without any number."""
        return await self._acting.get_list(PaymentMethod, self._acting.account("payment-methods"))


def wire_address(address: Address) -> dict[str, str]:
    """An address as the marketplace takes it."""
    return {
        "street": address.street,
        "city": address.city,
        "state": address.state,
        "postal_code": address.postal_code,
    }
