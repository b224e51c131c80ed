"""Safety flags: what a customer noticed on their account, and what follows from it.

While a flag is in force the card on file identifies nobody: who saw a strange charge may have lost
the card, and its last four digits are printed on it. The social security number still does. The
customer is told so when the flag is raised, and by email; whoever fails the check is told nothing.
"""

from __future__ import annotations

from datetime import timedelta
from typing import get_args

from sqlalchemy import exists, select

from marketplace.rules import orders, outbox
from marketplace.rules.references import fresh
from marketplace.schemas import ActivityFlagged, ActivityFlagIn, SuspiciousActivity
from marketplace.tables import Customer, SecurityEvent
from marketplace.work import UnitOfWork

IN_FORCE_FOR = timedelta(days=30)
_KINDS = {activity: f"flagged_{activity}" for activity in get_args(SuspiciousActivity)}


async def in_force(work: UnitOfWork, customer_id: str) -> bool:
    """Whether an account is flagged. One query, whether or not there is such an account."""
    found = await work.session.scalar(
        select(
            exists().where(
                SecurityEvent.customer_id == customer_id,
                SecurityEvent.kind.in_(_KINDS.values()),
                SecurityEvent.at > work.now - IN_FORCE_FOR,
            )
        )
    )
    return bool(found)


async def raise_flag(work: UnitOfWork, customer_id: str, asked: ActivityFlagIn) -> ActivityFlagged:
    """Flags the account for thirty days, and emails its owner what that means.

    Raises:
        OrderNotFound: the order that was named is none of theirs.
    """
    order = None
    if asked.order_id is not None:
        order = (await orders.load(work, customer_id, asked.order_id)).order_id
    case_number = await fresh(work, SecurityEvent.case_number, "SEC", 8)
    details = "\n".join(filter(None, (order, asked.details)))
    work.session.add(
        SecurityEvent(
            case_number=case_number,
            at=work.now,
            kind=_KINDS[asked.activity],
            call_hash=work.vault.hash("calls", asked.call_id),
            customer_id=customer_id,
            details_sealed=work.vault.seal("security_events.details", details),
        )
    )
    customer = await work.session.get_one(Customer, customer_id)
    outbox.email_customer(
        work,
        customer,
        "account_flagged",
        f"Hello {customer.first_name}, your account was flagged for safety under the case "
        f"{case_number}. For thirty days we identify you by your social security number only, not "
        "by your card. If this was not you, call us and have the account locked.",
    )
    return ActivityFlagged(
        case_number=case_number,
        activity=asked.activity,
        flagged_at=work.now,
        flagged_until=work.now + IN_FORCE_FOR,
    )
