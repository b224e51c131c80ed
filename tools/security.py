"""The safety of an account: locking it, fraud, strange charges, a new password."""

from __future__ import annotations

from typing import Annotated, Literal

from domain.errors import InvalidArguments
from domain.expectation import YES_NO
from spoken.phones import phone_number as parse_phone
from tools.action import action
from tools.call import Call
from tools.deciding import Previewed
from tools.refusing import MissingDetail
from tools.result import Ask, Result
from tools.types import Amount, OrderNumber, PhoneNumber, Sentence, asked
from tools.words import orders as billed
from tools.words import security as told

Activity = Annotated[
    Literal[
        "unknown_charge", "unknown_order", "unknown_login", "changed_details", "stolen_card",
        "other",
    ],
    asked(
        "Is it a charge, an order or a sign-in that you don't know, changed details, a lost card, "
        "or something else?",
        words={
            "unknown_charge": ["charge", "payment", "charged", "billed", "transaction"],
            "unknown_order": ["order I didn't place", "order i never placed", "somebody ordered",
                              "someone ordered", "strange order", "order that isn't mine"],
            "unknown_login": ["login", "log in", "logged in", "logged into", "sign in", "signed in",
                              "got into my account", "hacked", "broke into"],
            "changed_details": ["changed my", "details were changed", "new address on",
                                "email was changed", "address was changed"],
            "stolen_card": ["card was stolen", "stolen card", "lost my card", "lost card",
                            "card is gone", "card got stolen"],
            "other": ["something else", "other"],
        },
    ),
]  # fmt: skip
Recognised = Annotated[
    bool | None,
    asked(
        "Was that you?",
        words={
            "true": ["that was me", "i know that one", "i remember"],
            "false": ["wasn't me", "was not me", "not mine", "don't recognise", "don't recognize",
                      "never bought", "didn't buy", "not me"],
        },
    ),
]  # fmt: skip


@action(effect="write", category="security", requires="nothing")
async def report_fraud(
    call: Call,
    description: Annotated[Sentence, asked("What happened?", "sentence")],
    phone_number: PhoneNumber | None = None,
) -> Result:
    """Tell the security team of fraud: a scam call, a phishing mail, a fake shop. Anyone may.

    `phone_number` is one that the caller suspects, if there is one.
    """
    number = None if phone_number is None else _parsed(phone_number)
    seen = await call.services.security.report_fraud(
        call.masked(description), call_id=call.id, phone_number=number
    )
    return Result(told.REPORTED, facts=seen)


async def _would_lock(call: Call, phone_number: str | None) -> Previewed:
    await call.services.security.lock_account(_to_lock(call, phone_number), call_id=call.id)
    return Previewed(told.WOULD_LOCK_OWN if phone_number is None else told.WOULD_LOCK)


@action(
    effect="write",
    category="security",
    requires="nothing",
    decision="suggestion",
    preview=_would_lock,
)
async def lock_account(call: Call, phone_number: PhoneNumber | None = None) -> Result:
    """Stop all changes to an account at once. Anyone may; its orders go on.

    Pass the phone number of the account as its placeholder; leave it out for the account of a
    customer who is identified.
    """
    seen = await call.services.security.lock_account(_to_lock(call, phone_number), call_id=call.id)
    return Result(told.LOCKED_OWN if phone_number is None else told.LOCKED, facts=seen)


@action(effect="write", category="security")
async def flag_suspicious_activity(
    call: Call,
    activity: Activity,
    details: Sentence | None = None,
    order: OrderNumber | None = None,
) -> Result:
    """Flag the customer's account, since they noticed something that was not them."""
    seen = await call.services.security.flag(
        activity, details and call.masked(details), call_id=call.id, order=order
    )
    return Result(told.FLAGGED, facts=seen)


@action(effect="write", category="security")
async def verify_transaction(
    call: Call,
    amount: Amount | None = None,
    order: OrderNumber | None = None,
    recognised: Recognised = None,
) -> Result:
    """Show the customer what a charge or an order of theirs was, and ask whether it was them.

    Pass with the same amount or order what they answered: `recognised`. If it was not them, their
    account is flagged.
    """
    if amount is None and order is None:
        return Result(told.WHICH_CHARGE, ask=Ask("verify_transaction", "amount", {}))
    seen = await call.services.orders.explain_charge(amount, order)
    if recognised is None:
        about = {"amount": str(seen.amount), "order": seen.order_id}
        asking = Ask("verify_transaction", "recognised", dict(about))
        words = f"{billed.charge(seen, call.today)} Was that you?"
        return Result(words, facts=seen, expect=YES_NO, ask=asking)
    if recognised:
        return Result(told.RECOGNISED, facts=seen)
    flagged = await call.services.security.flag(
        "unknown_charge", call_id=call.id, order=seen.order_id
    )
    return Result(told.NOT_RECOGNISED, facts=flagged)


@action(effect="write", category="security")
async def reset_password(call: Call) -> Result:
    """Email the customer a link to choose a new password. Never say or take a password."""
    seen = await call.services.security.reset_password(call_id=call.id)
    return Result(told.RESET_SENT, facts=seen)


def _to_lock(call: Call, given: str | None) -> str:
    """The number whose account is locked: the caller's own, or the last one that they gave.

    Raises:
        MissingDetail: nobody is identified, and no number was given.
        InvalidArguments: it is none, or not what the caller said: that is what is read back.
    """
    if given is None:
        if call.customer.authenticated and call.customer.phone_number is not None:
            return call.customer.phone_number
        raise MissingDetail(told.WHICH_NUMBER, "phone_number")
    number = _parsed(given)
    heard = call.private.get("phone_number")
    if heard is None or parse_phone(heard) != number:
        raise InvalidArguments(["phone_number"])
    return number


def _parsed(given: str) -> str:
    number = parse_phone(given)
    if number is None:
        raise InvalidArguments(["phone_number"])
    return number
