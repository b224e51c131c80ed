"""Returns, exchanges and refunds of the bound customer. Money in USD."""

from __future__ import annotations

from builtins import list as list_of
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pydantic import JsonValue

from domain.facts import (
    Eligibility,
    ExchangeOpened,
    PickupScheduled,
    PickupWindow,
    Refunded,
    RefundQuote,
    RefundScope,
    ReturnOpened,
    ReturnReason,
    ReturnStatus,
)
from services.acting import Acting
from services.orders import Swap, wire_swaps


@dataclass(frozen=True, slots=True)
class ReturnService:
    """Items are named by line number, stock number or words; none means all of them.

    `refund_to` and `settle_with` are a payment method's id, or its kind; None is the original one.
    """

    _acting: Acting

    async def eligibility(self, order: str, *, opened: bool = False) -> Eligibility:
        """What of an order can be sent back today, and until when."""
        where = self._acting.account("orders", order, "return-eligibility")
        return await self._acting.get(Eligibility, where, {"opened": opened})

    async def open(
        self,
        order: str,
        items: Sequence[str],
        reason: ReturnReason,
        *,
        opened: bool = False,
        refund_to: str | None = None,
    ) -> ReturnOpened:
        """Opens a return, once per order, and emails the label. The refund is a step of its own."""
        return await self._acting.write(
            ReturnOpened,
            "POST",
            self._acting.account("orders", order, "returns"),
            "returns.open",
            {"items": [*items], "reason": reason, "opened": opened, "refund_to": refund_to},
        )

    async def exchange(
        self,
        order: str,
        changes: Sequence[Swap],
        reason: ReturnReason = "does_not_fit",
        *,
        opened: bool = False,
        settle_with: str | None = None,
    ) -> ExchangeOpened:
        """Exchanges items for other variants of the same products, once per order."""
        return await self._acting.write(
            ExchangeOpened,
            "POST",
            self._acting.account("orders", order, "exchanges"),
            "returns.exchange",
            {
                "changes": wire_swaps(changes),
                "reason": reason,
                "opened": opened,
                "settle_with": settle_with,
            },
        )

    async def schedule_pickup(
        self, reference: str, day: date, window: PickupWindow = "afternoon"
    ) -> PickupScheduled:
        """Has the carrier fetch the parcel of a return, named by its or its order's number."""
        return await self._acting.write(
            PickupScheduled,
            "POST",
            self._acting.account("returns", reference, "pickup"),
            "returns.schedule_pickup",
            {"day": day.isoformat(), "window": window},
        )

    async def quote(
        self,
        order: str,
        scope: RefundScope,
        items: Sequence[str] = (),
        amount: Decimal | None = None,
        refund_to: str | None = None,
    ) -> RefundQuote:
        """What a refund would come to, and whether a person has to approve it."""
        where = self._acting.account("orders", order, "refund-quotes")
        return await self._acting.ask(
            RefundQuote, where, _refund_body(scope, items, amount, refund_to)
        )

    async def refund(
        self,
        order: str,
        scope: RefundScope,
        items: Sequence[str] = (),
        amount: Decimal | None = None,
        refund_to: str | None = None,
        *,
        approval_id: str | None = None,
        approved_by: str | None = None,
    ) -> Refunded:
        """Refunds all that is left, the value of items, or an amount.

        Above 500 USD in sum for the order only with an approval, which lets one refund through.
        """
        body = _refund_body(scope, items, amount, refund_to)
        if approval_id is not None:
            body["approval"] = {"approval_id": approval_id, "approved_by": approved_by}
        where = self._acting.account("orders", order, "refunds")
        return await self._acting.write(Refunded, "POST", where, "returns.refund", body)

    async def status(self, reference: str) -> ReturnStatus:
        """Where a return stands, named by its own or its order's number."""
        return await self._acting.get(ReturnStatus, self._acting.account("returns", reference))

    async def list(self) -> list_of[ReturnStatus]:
        """All returns and exchanges of the customer, newest first."""
        return await self._acting.get_list(ReturnStatus, self._acting.account("returns"))


def _refund_body(
    scope: RefundScope, items: Sequence[str], amount: Decimal | None, refund_to: str | None
) -> dict[str, JsonValue]:
    body: dict[str, JsonValue] = {"scope": scope, "items": [*items]}
    if amount is not None:
        body["amount"] = str(amount)
    if refund_to is not None:
        body["refund_to"] = refund_to
    return body
