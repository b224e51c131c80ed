"""What comes again and again."""

from __future__ import annotations

from typing import Annotated, Literal

from tools.action import action
from tools.call import Call
from tools.deciding import Previewed
from tools.refusing import MissingDetail
from tools.result import Result
from tools.types import ShortText, asked
from tools.words import extras as told

Wish = Annotated[
    Literal["status", "pause", "resume", "skip", "change_interval", "cancel"],
    asked(
        "Shall I pause it, start it again, skip the next delivery, change how often it comes, "
        "or cancel it?",
        words={
            "status": [
                "when is", "when does", "when do you", "what subscriptions", "which subscriptions",
                "how much", "renew", "list", "status", "what comes",
            ],
            "pause": [
                "pause", "hold", "on hold", "freeze", "suspend", "for a while", "take a break",
            ],
            "resume": ["resume", "restart", "start again", "unpause", "reactivate", "back on"],
            "skip": [
                "skip", "skip the next delivery", "leave out", "not this month", "miss the next",
                "without this time",
            ],
            "change_interval": [
                "how often", "more often", "less often", "interval", "every", "frequency",
                "instead of monthly", "weekly",
            ],
            "cancel": ["cancel", "stop", "end", "unsubscribe", "get rid", "no longer want", "quit"],
        },
    ),
]  # fmt: skip
Every = Annotated[
    Literal["weekly", "every_two_weeks", "monthly", "every_two_months", "every_three_months"],
    asked(
        "How often should it come?",
        words={
            "weekly": ["every week", "once a week", "weekly"],
            "every_two_weeks": ["every two weeks", "every other week", "fortnight", "fortnightly"],
            "monthly": ["every month", "once a month", "monthly", "each month"],
            "every_two_months": ["every two months", "every other month", "every second month"],
            "every_three_months": [
                "every three months", "quarterly", "once a quarter", "every quarter",
            ],
        },
    ),
]  # fmt: skip
Which = Annotated[ShortText, asked("Which subscription is it?", "product")]


async def _would_manage(
    call: Call, wish: Wish, subscription: Which | None, every: Every | None
) -> Previewed | Result:
    if wish == "status":
        seen = await call.services.extras.subscriptions()
        return Result(told.subscriptions(seen, call.today), facts=seen)
    _refuse_without_interval(wish, every)
    changed = await call.services.extras.change_subscription(wish, subscription, every)
    return Previewed(told.would_change(changed, call.today))


@action(
    effect="write",
    category="account",
    decision="suggestion",
    preview=_would_manage,
)
async def manage_subscription(
    call: Call, wish: Wish, subscription: Which | None = None, every: Every | None = None
) -> Result:
    """Look at the customer's subscriptions, or change one: pause, resume, skip, interval, cancel.

    Name the subscription where there are several.
    """
    if wish == "status":
        seen = await call.services.extras.subscriptions()
        return Result(told.subscriptions(seen, call.today), facts=seen)
    _refuse_without_interval(wish, every)
    changed = await call.services.extras.change_subscription(wish, subscription, every)
    return Result(told.changed(changed, call.today), facts=changed)


def _refuse_without_interval(wish: str, every: str | None) -> None:
    if wish == "change_interval" and every is None:
        raise MissingDetail("How often should it come?", "every")
