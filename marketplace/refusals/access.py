"""Who may ask, and how."""

from __future__ import annotations

from marketplace.refusals.base import NotFound, Refusal, Unprocessable


class Unauthorized(Refusal):
    """The bearer key is missing or wrong."""

    code = "unauthorized"
    status = 401
    words = "I can't reach the account system right now."


class InvalidRequest(Unprocessable):
    """A field is missing or malformed; `fields` names them, never their values."""

    code = "invalid_request"
    words = "Something in that request isn't right. Let's go through it once more."


class IdempotencyKeyMissing(Unprocessable):
    """A write came without an `Idempotency-Key`."""

    code = "idempotency_key_missing"
    words = "I couldn't do that safely. Let's try once more."


class IdempotencyKeyReused(Unprocessable):
    """The same `Idempotency-Key` came with another request."""

    code = "idempotency_key_reused"
    words = "I couldn't do that safely. Let's try once more."


class DryRunImpossible(Unprocessable):
    """A dry run of an identity check would be a guess that is not counted."""

    code = "dry_run_impossible"
    words = "I couldn't do that safely. Let's try once more."


class CustomerNotFound(NotFound):
    """No such customer."""

    code = "customer_not_found"
    words = "I can't find that account."


class AccountLocked(Refusal):
    """The account is locked against changes until its owner undoes the lock."""

    code = "account_locked"
    status = 423
    words = (
        "Changes to this account are locked for safety. "
        "The notice we emailed says how to unlock it, or a person can help."
    )


class UndoCodeInvalid(NotFound):
    """The undo code of a lock is unknown or was used."""

    code = "undo_code_invalid"
    words = "That unlock code isn't valid any more."


class OfferNotFound(NotFound):
    """No such offer, or no such version of it."""

    code = "offer_not_found"
    words = "I can't find that offer."
