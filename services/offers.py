"""Texts that are read out word for word, and the answers to them."""

from __future__ import annotations

from dataclasses import dataclass

from domain.facts import Offer, OfferAnswer, OfferLogged
from services.acting import Acting, path


@dataclass(frozen=True, slots=True)
class OfferService:
    """The disclosure among them (offer `a-592`)."""

    _acting: Acting

    async def get(self, offer_id: str) -> Offer:
        """The version in force."""
        return await self._acting.get(Offer, path("offers", offer_id))

    async def respond(
        self,
        offer_id: str,
        response: OfferAnswer,
        *,
        version: int | None = None,
        call_id: str | None = None,
    ) -> OfferLogged:
        """Logs the bound customer's answer to the version read: the one in force unless said."""
        read = version if version is not None else (await self.get(offer_id)).version
        return await self._acting.write(
            OfferLogged,
            "POST",
            self._acting.account("offers", offer_id, "responses"),
            "offers.respond",
            {"response": response, "version": read, "call_id": call_id},
        )
