"""What cannot be sent back, exchanged or refunded."""

from __future__ import annotations

from marketplace.refusals.base import NotFound, Refusal, Unprocessable


class NotDelivered(Refusal):
    """Only delivered orders can be returned or exchanged."""

    code = "order_not_delivered"
    words = "That order hasn't been delivered yet, so it can't be sent back."


class ReturnWindowClosed(Refusal):
    """Thirty days from delivery have passed."""

    code = "return_window_closed"
    words = "The thirty days for sending that back are over."


class OpenedWindowClosed(Refusal):
    """Fourteen days from delivery have passed, and the electronics were opened."""

    code = "opened_return_window_closed"
    words = "Opened electronics can be sent back for fourteen days, and those are over."


class FinalSale(Refusal):
    """Final sale items cannot be returned or exchanged."""

    code = "final_sale"
    words = "That was a final sale item, so it can't be sent back."


class AlreadyReturned(Refusal):
    """An order is returned or exchanged once, all items in one request."""

    code = "already_returned"
    words = "That order already has a return or an exchange, and there can be only one."


class ReturnNotFound(NotFound):
    """No such return on this account."""

    code = "return_not_found"
    words = "I can't find that return on your account."


class RefundMethodNotAllowed(Unprocessable):
    """A refund goes to the original way of paying or to a gift card that the customer has."""

    code = "refund_method_not_allowed"
    words = "I can refund the way you paid, or to a gift card that you have. Which would you like?"


class PickupNotOpen(Refusal):
    """A pickup is scheduled for a return whose parcel has not been sent."""

    code = "pickup_not_open"
    words = "That parcel is already on its way back, so there is nothing left to pick up."


class PickupDateUnavailable(Unprocessable):
    """A pickup is on a weekday from tomorrow up to fourteen days ahead."""

    code = "pickup_date_unavailable"
    words = "Pickups are on weekdays, from tomorrow up to two weeks ahead. Which day suits?"


class NothingToRefund(Refusal):
    """A refund follows a return, or a parcel that was reported damaged."""

    code = "nothing_to_refund"
    words = (
        "A refund follows a return or a damaged delivery, and this order has neither. "
        "I can open a return first."
    )


class AlreadyRefunded(Refusal):
    """Everything that could be refunded has been."""

    code = "already_refunded"
    words = "That has already been refunded in full."


class RefundTooHigh(Refusal):
    """The amount is above what is left to refund; `refundable` is what is left, in USD."""

    code = "refund_too_high"
    words = "That is more than what is left to refund on this order."


class ApprovalRequired(Refusal):
    """The refunds of an order above 500 USD in sum wait for a person's approval."""

    code = "approval_required"
    status = 403
    words = "A refund of that size needs the approval of a colleague, so I'll ask for it."


class ApprovalAlreadyUsed(Refusal):
    """An approval lets one refund through."""

    code = "approval_already_used"
    words = "That approval was already used for a refund."
