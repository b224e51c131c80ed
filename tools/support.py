"""Getting a customer to a person, and keeping or sending what was said."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from types import MappingProxyType
from typing import Annotated, Literal

from domain.errors import Refusal
from spoken import say
from tools.action import action
from tools.call import Call
from tools.people import Reach
from tools.refusing import MissingDetail
from tools.result import Result
from tools.types import OrderNumber, Sentence, Severity, ShortText, asked

SOON = timedelta(hours=1)
IssueType = Annotated[
    Literal["order", "delivery", "return", "payment", "product", "account", "other"],
    asked(
        "Is it about an order, a delivery, a return, a payment, a product, your account, or "
        "something else?",
        words={
            "order": ["order", "my order", "what I ordered", "purchase"],
            "delivery": ["delivery", "shipping", "parcel", "package", "late", "lost", "arrived"],
            "return": ["return", "refund", "exchange", "sending it back", "money back"],
            "payment": ["payment", "charge", "bill", "charged", "invoice", "price"],
            "product": ["product", "broken", "defective", "doesn't work", "damaged", "faulty"],
            "account": ["account", "password", "log in", "locked out", "my data"],
            "other": ["something else", "other", "none of these", "anything else"],
        },
    ),
]
Urgency = Annotated[
    Severity,
    asked(
        "How urgent is it: low, medium, high, or urgent?",
        words={
            "low": ["not urgent", "no hurry", "low", "whenever", "it can wait", "no rush"],
            "medium": ["medium", "normal", "fairly", "somewhat urgent", "in the next days"],
            "high": ["high", "very", "important", "as soon as you can", "pressing"],
            "urgent": ["urgent", "asap", "immediately", "right away", "emergency", "at once"],
        },
    ),
]
CHOICE = "Would you like to wait, be called back, or leave a message?"
TOLD: Mapping[Reach, str] = MappingProxyType(
    {
        "sought": (
            "I'm getting a colleague for you now. Until they're here you can go on talking to me, "
            "or ask to be called back instead."
        ),
        "nobody": f"I've asked for a colleague, but nobody is free right now. {{place}} {CHOICE}",
        "in_writing": f"I've asked for a colleague. {{place}} {CHOICE}",
    }
)
Summary = Annotated[Sentence, asked("What is it about, in a sentence?", "sentence")]


@action(
    effect="write",
    category="communication",
    requires="nothing",
)
async def escalate_to_human(call: Call, summary: Summary, urgency: Severity = "medium") -> Result:
    """Open a ticket for a person, with a summary of what the customer needs."""
    seen = await call.services.support.open_ticket(
        topic="call", summary=call.masked(summary), urgency=urgency, call_id=call.id
    )
    reach = await call.people.seek(seen.ticket_id, call.masked(summary))
    waiting = say.count(seen.wait_minutes, "minute")
    place = f"You're number {say.number(seen.position)} in the queue, about {waiting}."
    return Result(TOLD[reach].format(place=place), facts=seen)


@action(
    effect="read",
    category="communication",
    requires="nothing",
)
async def get_queue_position(call: Call) -> Result:
    """Where the customer stands among those who wait for a person."""
    seen = await call.services.support.queue_position(call_id=call.id)
    return Result(
        f"You're number {say.number(seen.position)}, which is about "
        f"{say.count(seen.wait_minutes, 'minute')}.",
        facts=seen,
    )


@action(
    effect="write",
    category="communication",
    requires="nothing",
)
async def request_callback(
    call: Call,
    topic: Summary,
    phone_number: Annotated[
        str | None, asked("Which number should we call?", "phone-number", private="phone_number")
    ] = None,
) -> Result:
    """Have a person call the customer back, on the number on file or, unidentified, theirs."""
    number = None
    if not call.customer.authenticated:
        number = phone_number or call.private.get("phone_number") or call.calling_line
        if number is None:
            raise MissingDetail("Which number should we call you on?", "phone_number")
    seen = await call.services.support.request_callback(call.masked(topic), phone_number=number)
    await call.people.no_longer_wanted()
    if seen.call_at - call.now() <= SOON:
        return Result("All right, a colleague will call you back within the hour.", facts=seen)
    day = say.day(seen.call_at.date(), call.today)
    return Result(
        f"Nobody is here right now, so a colleague will call you back {day}, when we open.",
        facts=seen,
    )


@action(
    effect="write",
    category="communication",
    requires="nothing",
)
async def leave_message(
    call: Call, text: Annotated[Sentence, asked("What should I write down?", "sentence")]
) -> Result:
    """Leave a message for the team."""
    await call.services.support.leave_message(call.masked(text), call_id=call.id)
    await call.people.no_longer_wanted()
    return Result("I've left your message; the team will answer within a business day.")


@action(effect="write", category="communication", requires="nothing")
async def save_customer_info(
    call: Call,
    issue_type: IssueType,
    severity: Urgency,
    name: Annotated[ShortText | None, asked("What's your name?", "first-name")] = None,
    order: OrderNumber | None = None,
) -> Result:
    """Keep who called about what, how urgent it is, and for which order. Use at any time.

    Leave `name` out once the customer's name is known.
    """
    name = name or call.customer.first_name
    if name is None:
        raise MissingDetail("What's your name?", "name")
    await call.services.support.save_customer_info(
        name=call.masked(name),
        issue_type=issue_type,
        severity=severity,
        order=order,
        call_id=call.id,
    )
    return Result("I've made a note of that.")


@action(
    effect="write",
    category="communication",
    requires="nothing",
)
async def send_followup(
    call: Call,
    channel: Annotated[
        Literal["text", "email"],
        asked("By text or by email?", words={"text": ["text", "sms"], "email": ["email", "mail"]}),
    ],
    details: Annotated[Sentence | None, asked("What should I send?", "sentence")] = None,
) -> Result:
    """Send details by text or email: to what is on file, or to the line in use.

    Leave `details` out to send what the customer was told last.
    """
    details = details or call.state.told
    if details is None:
        raise MissingDetail("What should I send?", "details")
    line = None if call.customer.authenticated else call.calling_line
    if line is None and not call.customer.authenticated:
        raise Refusal("I can send that once I've confirmed who you are.", code="no_line")
    await call.services.support.send_follow_up(channel, call.masked(details), line=line)
    way = "a text" if channel == "text" else "an email"
    return Result(f"I've sent you {way}.")
