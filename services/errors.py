"""What a marketplace can answer other than facts."""

from __future__ import annotations

from pydantic import JsonValue

from domain.errors import Refusal


class MarketplaceRefusal(Refusal):
    """A rule of the marketplace says no; nothing was changed.

    Attributes:
        code: the rule, as in the marketplace's document: `order_not_pending`.
        say: its sentence.
        facts: the particulars, such as the `items` that an order does have.
    """

    def __init__(self, say: str, *, code: str, facts: dict[str, JsonValue]) -> None:
        super().__init__(say, code=code)
        self.facts = facts
