"""Gift cards, subscriptions, warranties, quotes and appointments."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time

from pydantic import JsonValue

from domain.facts import (
    AppointmentInfo,
    AppointmentKind,
    FreeTimes,
    GiftCard,
    Interval,
    QuoteMade,
    SubscriptionChanged,
    SubscriptionInfo,
    SubscriptionWish,
    Warranty,
)
from services.acting import Acting


@dataclass(frozen=True, slots=True)
class ExtraService:
    """Of the bound customer; a quote may also be for a caller who is not identified."""

    _acting: Acting

    async def gift_cards(self, card_number: str | None = None) -> list[GiftCard]:
        """The customer's gift cards, or the one of that number, in any spelling."""
        where = self._acting.account("gift-cards")
        return await self._acting.get_list(GiftCard, where, {"card_number": card_number})

    async def subscriptions(self) -> list[SubscriptionInfo]:
        """The customer's subscriptions, those that ended last."""
        where = self._acting.account("subscriptions")
        return await self._acting.get_list(SubscriptionInfo, where)

    async def change_subscription(
        self,
        wish: SubscriptionWish,
        subscription: str | None = None,
        every: Interval | None = None,
    ) -> SubscriptionChanged:
        """Changes one, named by its number or by words of what comes; the only one unless named."""
        return await self._acting.write(
            SubscriptionChanged,
            "POST",
            self._acting.account("subscription-changes"),
            "extras.change_subscription",
            {"wish": wish, "subscription": subscription, "every": every},
        )

    async def warranties(self, item: str | None = None, order: str | None = None) -> list[Warranty]:
        """Of what was bought and kept, newest first: all, or what a name or an order means."""
        where = self._acting.account("warranties")
        return await self._acting.get_list(Warranty, where, {"item": item, "order_id": order})

    async def request_quote(
        self, company: str, products: Sequence[str], quantity: int, phone_number: str | None = None
    ) -> QuoteMade:
        """Asks for bulk prices of so many of each product, by number or name.

        `phone_number` (E.164) is whom to call where nobody is identified.
        """
        lines: list[JsonValue] = [{"product": name, "quantity": quantity} for name in products]
        return await self._acting.write(
            QuoteMade,
            "POST",
            self._acting.account_or("quotes"),
            "extras.request_quote",
            {"company": company, "lines": lines, "phone_number": phone_number},
        )

    async def free_times(self, kind: AppointmentKind, day: date | None = None) -> FreeTimes:
        """When such an appointment can begin on a day, or on the first with a free time."""
        where = self._acting.account("free-times")
        params = {"kind": kind, "day": None if day is None else day.isoformat()}
        return await self._acting.get(FreeTimes, where, params)

    async def appointments(self) -> list[AppointmentInfo]:
        """The customer's appointments ahead, the next one first."""
        return await self._acting.get_list(AppointmentInfo, self._acting.account("appointments"))

    async def book(self, kind: AppointmentKind, day: date, at: time) -> AppointmentInfo:
        """Takes a free time, by the clock where the customer lives."""
        return await self._acting.write(
            AppointmentInfo,
            "POST",
            self._acting.account("appointments"),
            "extras.book",
            {"kind": kind, "day": day.isoformat(), "at": at.isoformat()},
        )

    async def move_appointment(self, kind: AppointmentKind, day: date, at: time) -> AppointmentInfo:
        """Moves the customer's next appointment of a kind."""
        return await self._change(
            {
                "wish": "move",
                "kind": kind,
                "day": day.isoformat(),
                "at": at.isoformat(),
            }
        )

    async def cancel_appointment(self, kind: AppointmentKind | None = None) -> AppointmentInfo:
        """Gives up the customer's next appointment, of a kind where that is said."""
        return await self._change({"wish": "cancel", "kind": kind})

    async def _change(self, body: dict[str, JsonValue]) -> AppointmentInfo:
        return await self._acting.write(
            AppointmentInfo,
            "POST",
            self._acting.account("appointment-changes"),
            "extras.change_appointment",
            body,
        )
