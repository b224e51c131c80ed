"""What cannot be done to an order, its delivery or its bill."""

from __future__ import annotations

from marketplace.refusals.base import Listing, NotFound, Refusal, Unprocessable


class OrderNotFound(NotFound):
    """No such order on this account."""

    code = "order_not_found"
    words = "I can't find that order on your account. Could you check the order number?"


class ItemNotInOrder(Listing, NotFound):
    """No line of the order fits the item that was named; `items` are those it has."""

    code = "item_not_in_order"
    listed, lead = "items", "There is the"
    words = "I can't find that item in the order. Which item do you mean?"


class ItemAmbiguous(Listing, Unprocessable):
    """Several lines fit the item that was named; `items` are those."""

    code = "item_ambiguous"
    listed, lead = "items", "There is the"
    words = "More than one item in that order fits. Which one do you mean?"


class OrderAlreadyCancelled(Refusal):
    """The order was cancelled."""

    code = "order_already_cancelled"
    words = "That order has already been cancelled."


class OrderNotPending(Refusal):
    """Only pending orders can be cancelled or changed."""

    code = "order_not_pending"
    words = "That order is already on its way through our warehouse, so it can't be changed."


class ItemsAlreadyChanged(Refusal):
    """Items are changed once per order, after which it can be neither changed nor cancelled."""

    code = "items_already_changed"
    words = (
        "The items of that order were changed before, "
        "so it can't be changed again or cancelled any more."
    )


class SameVariant(Unprocessable):
    """The variant wanted is the one in the order."""

    code = "same_variant"
    words = "That is the version you already have in the order. Which other one would you like?"


class VariantNotFound(Listing, NotFound):
    """The same product has no such variant; `options` are those it has."""

    code = "variant_not_found"
    listed, lead = "options", "There is"
    words = "That product doesn't come in that version. Which one would you like instead?"


class OutOfStock(Refusal):
    """The variant wanted is not in stock."""

    code = "out_of_stock"
    words = "I'm sorry, that version is out of stock right now."


class PaymentMethodNotFound(NotFound):
    """No such way of paying on this account; `methods` are those it has."""

    code = "payment_method_not_found"
    words = "I can't find that way of paying on your account. Which one would you like to use?"


class SamePaymentMethod(Unprocessable):
    """The order is paid that way already."""

    code = "same_payment_method"
    words = "That order is already paid that way."


class GiftCardTooLow(Refusal):
    """The gift card does not cover the amount."""

    code = "gift_card_too_low"
    words = (
        "The gift card doesn't hold enough to cover that. Which other way would you like to pay?"
    )


class DeliveryClosed(Refusal):
    """Delivered orders have no delivery left to change."""

    code = "already_delivered"
    words = "That order has already been delivered, so its delivery can't be changed."


class OutForDelivery(Refusal):
    """A parcel that is out for delivery goes where it goes."""

    code = "out_for_delivery"
    words = "That parcel is already out for delivery, so it can't be changed any more."


class DeliveryDateUnavailable(Unprocessable):
    """A delivery can be moved to a day from tomorrow up to thirty days ahead."""

    code = "delivery_date_unavailable"
    words = (
        "I can move the delivery to a day from tomorrow up to thirty days ahead. Which day suits?"
    )


class NotShippedYet(Refusal):
    """Nothing can have gone wrong with a parcel that has not left."""

    code = "not_shipped_yet"
    words = "That order hasn't shipped yet, so there is no delivery to report on."


class IssueAlreadyOpen(Refusal):
    """The same issue was reported; `case_number` says under which case."""

    code = "issue_already_open"
    words = "That issue is already reported, and we're working on it."


class ChargeNotFound(NotFound):
    """The bill has no such charge; `charges` are those it has."""

    code = "charge_not_found"
    words = "I can't find that charge on the bill of this order. Which charge do you mean?"


class ChargeAlreadyDisputed(Refusal):
    """The charge is under dispute; `case_number` says under which case."""

    code = "charge_already_disputed"
    words = "That charge is already being reviewed."
