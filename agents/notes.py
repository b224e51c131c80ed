"""What the next agent is told: the transfer note, and the conversation so far, in bounds.

A next agent that sees calls of tools which it lacks imitates them, so it sees speech only. Older
turns give way to the note, so that the context does not grow with the number of handoffs.
"""

from __future__ import annotations

from livekit.agents import llm

from spoken.phones import last_two
from tools.call import Call

RECENT_MESSAGES = 12
"""How many messages of speech travel along word by word."""
RECENT_TRANSFERS = 3
RECENT_ORDERS = 10


def speech_only(chat_ctx: llm.ChatContext) -> llm.ChatContext:
    """The last messages of customer and agents, without tools, notes and instructions."""
    spoken = [
        item
        for item in chat_ctx.items
        if isinstance(item, llm.ChatMessage)
        and item.role in ("user", "assistant")
        and item.text_content
    ]
    return llm.ChatContext(items=list(spoken[-RECENT_MESSAGES:]))


def transfer_note(
    call: Call, from_agent: str, reason: str, request: str | None, visited: list[str]
) -> str:
    """Who handed over, whom, why, and what is still open (agents.md, "The customer context")."""
    customer = call.customer
    identity = "identified" if customer.authenticated else "not identified"
    who = [customer.first_name or "name not known", identity]
    if customer.phone_number:
        who.append(f"phone number ending in {last_two(customer.phone_number)}")
    lines = [
        f"Handed over by {from_agent}. Customer: {', '.join(who)}.",
        f"Reason: {reason}",
        "Go on from here: acknowledge briefly, and do not ask again for what is known.",
    ]
    if len(visited) > 1:
        lines.append(f"Spoken to before: {', '.join(visited[-RECENT_TRANSFERS:])}.")
    if customer.current_intent:
        lines.append(f"Why they called: {customer.current_intent}")
    if call.state.known:
        known = "; ".join(f"{name}={value}" for name, value in sorted(call.state.known.items()))
        lines.append(f"Known: {known}")
    if customer.authenticated and customer.order_history:
        orders = [
            f"{order.order_id} {', '.join(order.items)}, {order.status}"
            for order in customer.order_history[:RECENT_ORDERS]
        ]
        lines.append(f"Facts: {'; '.join(orders)}")
    if request:
        lines.append(f"Request: {request}")
    return "\n".join(lines)
