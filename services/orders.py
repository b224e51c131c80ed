"""Orders, deliveries and bills of the bound customer. Order numbers in any spelling."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Protocol, TypeVar

from pydantic import BaseModel, JsonValue

from domain.facts import (
    CancelReason,
    ChargeExplained,
    DeliveryChanged,
    DeliveryChangeKind,
    DeliveryIssueOpened,
    DisputeOpened,
    DisputeReason,
    Invoice,
    IssueKind,
    ItemsChanged,
    OrderAddressChanged,
    OrderCancelled,
    OrderState,
    OrderSummary,
    PaymentMethodChanged,
    Tracking,
)
from services.acting import Acting
from services.customers import Address, wire_address

_Answer = TypeVar("_Answer", bound=BaseModel)


class Swap(Protocol):
    """An item, and the variant of the same product wanted in its place, in a person's words."""

    @property
    def item(self) -> str:
        """Line number, stock number, or words of the name."""
        ...

    @property
    def wanted(self) -> str:
        """Stock number, or words of the options: "size 11"."""
        ...


def wire_swaps(changes: Sequence[Swap]) -> list[JsonValue]:
    """Swaps as the marketplace takes them."""
    return [{"item": change.item, "wanted": change.wanted} for change in changes]


@dataclass(frozen=True, slots=True)
class OrderService:
    """Every method concerns orders of the bound customer alone; others do not exist."""

    _acting: Acting

    async def list(self, state: OrderState | None = None, limit: int = 20) -> list[OrderSummary]:
        """The customer's orders, newest first."""
        where = self._acting.account("orders")
        return await self._acting.get_list(OrderSummary, where, {"state": state, "limit": limit})

    async def get(self, order: str) -> OrderSummary:
        """An order: items, state, total."""
        return await self._acting.get(OrderSummary, self._acting.account("orders", order))

    async def track(self, order: str) -> Tracking:
        """Where an order is, with the history of each parcel."""
        return await self._acting.get(Tracking, self._acting.account("orders", order, "tracking"))

    async def invoice(self, order: str) -> Invoice:
        """The bill of an order and its payments."""
        return await self._acting.get(Invoice, self._acting.account("orders", order, "invoice"))

    async def explain_charge(
        self, amount: Decimal | None = None, order: str | None = None
    ) -> ChargeExplained:
        """The payment nearest to an amount in USD; the latest one without an amount."""
        params = {"amount": None if amount is None else str(amount), "order_id": order}
        return await self._acting.get(ChargeExplained, self._acting.account("charges"), params)

    async def cancel(self, order: str, reason: CancelReason) -> OrderCancelled:
        """Cancels a pending order; the total goes back by the way it was paid."""
        body: dict[str, JsonValue] = {"reason": reason}
        return await self._post(OrderCancelled, order, "cancellation", "orders.cancel", body)

    async def change_items(
        self, order: str, changes: Sequence[Swap], settle_with: str
    ) -> ItemsChanged:
        """Swaps items of a pending order for other variants, once, all in one request."""
        body: dict[str, JsonValue] = {
            "changes": wire_swaps(changes),
            "settle_with": settle_with,
        }
        return await self._post(ItemsChanged, order, "item-changes", "orders.change_items", body)

    async def change_payment_method(self, order: str, method: str) -> PaymentMethodChanged:
        """Has a pending order paid by another single way, which must cover the total."""
        return await self._acting.write(
            PaymentMethodChanged,
            "PUT",
            self._acting.account("orders", order, "payment-method"),
            "orders.change_payment_method",
            {"method": method},
        )

    async def change_address(self, order: str, address: Address) -> OrderAddressChanged:
        """Sends a pending order elsewhere, free of charge."""
        return await self._acting.write(
            OrderAddressChanged,
            "PUT",
            self._acting.account("orders", order, "address"),
            "orders.change_address",
            wire_address(address),
        )

    async def change_delivery(
        self,
        order: str,
        kind: DeliveryChangeKind,
        *,
        address: Address | None = None,
        instructions: str | None = None,
        new_date: date | None = None,
        location: str | None = None,
    ) -> DeliveryChanged:
        """Changes the delivery of an order that is not out for delivery; the kind needs its field.

        A new address costs 5.99 USD, another day 2.99; instructions and holding are free.
        """
        needed: dict[DeliveryChangeKind, dict[str, JsonValue]] = {
            "address_change": {"address": None if address is None else {**wire_address(address)}},
            "delivery_instructions": {"instructions": instructions},
            "reschedule": {"new_date": None if new_date is None else new_date.isoformat()},
            "hold_at_location": {"location": location},
        }
        body: dict[str, JsonValue] = {"kind": kind, **needed[kind]}
        return await self._post(
            DeliveryChanged, order, "delivery-changes", "orders.change_delivery", body
        )

    async def report_issue(
        self, order: str, kind: IssueKind, details: str | None = None
    ) -> DeliveryIssueOpened:
        """Opens a case about a delivery."""
        body: dict[str, JsonValue] = {"kind": kind, "details": details}
        return await self._post(
            DeliveryIssueOpened, order, "delivery-issues", "orders.report_issue", body
        )

    async def dispute(
        self, order: str, charge: str, reason: DisputeReason, details: str | None = None
    ) -> DisputeOpened:
        """Opens a case about a charge, named by words of the bill's line."""
        body: dict[str, JsonValue] = {"charge": charge, "reason": reason, "details": details}
        return await self._post(DisputeOpened, order, "disputes", "orders.dispute", body)

    async def _post(
        self,
        answer: type[_Answer],
        order: str,
        what: str,
        operation: str,
        body: dict[str, JsonValue],
    ) -> _Answer:
        where = self._acting.account("orders", order, what)
        return await self._acting.write(answer, "POST", where, operation, body)
