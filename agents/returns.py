"""Returns, exchanges and refunds."""

from __future__ import annotations

from agents.base import MarketplaceAgent
from tools.returns import (
    check_return_eligibility,
    exchange_items,
    initiate_return,
    process_refund,
    schedule_pickup,
    track_return_status,
)


class Returns(MarketplaceAgent):
    """Returns, exchanges and refunds of delivered orders."""

    name = "returns"
    handles = "sending something back, exchanging it, and refunds"
    actions = (
        check_return_eligibility,
        initiate_return,
        exchange_items,
        schedule_pickup,
        process_refund,
        track_return_status,
    )
    examples = (
        "I want to send something back",
        "it's about a return",
        "I'm not happy with what I got and want my money back",
        "I'd like to swap something I bought",
        "I have a question about a refund",
        "the shoes don't fit me",
        "refund",
        "I need to talk about sending something back",
        "something I bought is no good and has to go back",
        "I bought something and it's not right, what can I do",
        "this isn't what I ordered, I don't want to keep it",
        "what are my options for returning it",
        "the product I received is not what I wanted",
    )
