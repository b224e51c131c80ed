"""What cannot be done to gift cards, subscriptions, warranties, quotes and appointments."""

from __future__ import annotations

from marketplace.refusals.base import NotFound, Refusal, Unprocessable


class GiftCardNotFound(NotFound):
    """No such gift card on this account."""

    code = "gift_card_not_found"
    words = "I can't find that gift card on your account. Could you check its number?"


class GiftCardExpired(Refusal):
    """The last day of the gift card is over; `expired_on` says when."""

    code = "gift_card_expired"
    words = "That gift card has expired. Which other way would you like to pay?"


class SubscriptionNotFound(NotFound):
    """No such subscription on this account."""

    code = "subscription_not_found"
    words = "I can't find a subscription like that on your account."


class SubscriptionAmbiguous(Unprocessable):
    """Several subscriptions fit; `subscriptions` names them."""

    code = "subscription_ambiguous"
    words = "You have more than one subscription. Which subscription is it?"

    @property
    def detail(self) -> str:
        """The sentence to say, with what there is."""
        named = self.facts.get("subscriptions")
        if not isinstance(named, list) or not named:
            return self.words
        return f"You have {' and '.join(named)}. Which subscription is it?"


class SubscriptionEnded(Refusal):
    """A cancelled subscription stays cancelled."""

    code = "subscription_ended"
    words = "That subscription was cancelled before, so there is nothing left to change."


class SubscriptionPaused(Refusal):
    """A paused subscription has no delivery that could be paused, skipped or moved."""

    code = "subscription_paused"
    words = "That subscription is paused. I can start it again or cancel it."


class SubscriptionNotPaused(Refusal):
    """Only a paused subscription can be resumed."""

    code = "subscription_not_paused"
    words = "That subscription is running, so there is nothing to start again."


class DeliveryAlreadySkipped(Refusal):
    """One delivery is skipped at a time."""

    code = "delivery_already_skipped"
    words = "The next delivery is already skipped. For a longer break I can pause the subscription."


class SameInterval(Unprocessable):
    """The subscription comes that often already."""

    code = "same_interval"
    words = "It already comes that often. How often should it come?"


class ChargedToday(Refusal):
    """The day of a charge is too late to change it: changes wait until tomorrow."""

    code = "charged_today"
    words = (
        "It's charged today, and that can't be changed any more. I can change it from tomorrow on."
    )


class PurchaseNotFound(NotFound):
    """Nothing like that was bought on this account, or it went back."""

    code = "purchase_not_found"
    words = "I can't find that among what you bought. Which product is it?"


class BulkQuantityTooLow(Unprocessable):
    """A bulk quote starts at a number of pieces; `minimum` says at how many."""

    code = "bulk_quantity_too_low"
    words = "Bulk prices start at ten pieces of a product. How many do you need of each?"


class AppointmentNotFound(NotFound):
    """No such appointment of this customer ahead."""

    code = "appointment_not_found"
    words = "I can't find an appointment like that on your account."


class AppointmentTimeTaken(Refusal):
    """Not a time at which such an appointment begins, or all of its places are taken."""

    code = "appointment_time_taken"
    words = "That time isn't free. What time would suit you?"


class AppointmentDayUnavailable(Unprocessable):
    """Appointments are from tomorrow up to thirty days ahead."""

    code = "appointment_day_unavailable"
    words = "I can book from tomorrow up to thirty days ahead. Which day would suit you?"


class AppointmentClash(Refusal):
    """The customer has another appointment then."""

    code = "appointment_clash"
    words = "You already have an appointment at that time. What time would suit you?"


class TooManyAppointments(Refusal):
    """A customer holds five appointments at most."""

    code = "too_many_appointments"
    words = "You have five appointments ahead, which is as many as I can book."
