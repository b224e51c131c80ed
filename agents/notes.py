"""What the next agent is told: the transfer note, and the conversation so far, in bounds.

A next agent that sees calls of tools which it lacks imitates them, so it sees speech only. Older
turns give way to the note, so that the context does not grow with the number of handoffs.
"""

from __future__ import annotations

from livekit.agents import llm

from domain.context import CustomerContext
from spoken.phones import last_two
from tools import deciding
from tools.call import Call

RECENT_MESSAGES = 6
"""How many messages of speech travel along word by word."""
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


def transfer_note(call: Call, from_agent: str, reason: str, request: str | None) -> str:
    """What is known and what is still open, a line each (agents.md, "The customer context")."""
    lines = [f"Handed over by {from_agent}. Customer: {_who(call)}.", f"Reason: {reason}"]
    if call.customer.current_intent:
        lines.append(f"Why they called: {call.customer.current_intent}")
    if known := _known(call):
        lines.append(f"Known: {'; '.join(known)}")
    if call.customer.authenticated and call.customer.order_history:
        orders = [
            f"{order.order_id} {', '.join(order.items)}, {order.status}"
            for order in call.customer.order_history[:RECENT_ORDERS]
        ]
        lines.append(f"Facts: {'; '.join(orders)}")
    lines += [f"Shown: {'; '.join(map(str, things))}" for things in call.state.shown]
    if still_open := _open(call):
        lines.append(f"Open: {'; '.join(still_open)}")
    if request:
        lines.append(f"Request: {request}")
    return "\n".join(lines)


def _who(call: Call) -> str:
    customer = call.customer
    identity = "identified" if customer.authenticated else "not identified"
    who = [customer.first_name or "name not known", identity]
    if customer.phone_number:
        who.append(f"phone number ending in {last_two(customer.phone_number)}")
    return ", ".join(who)


def _known(call: Call) -> list[str]:
    """What was settled along the way, and what a roster's own context has beyond ours."""
    customer = call.customer
    own = [name for name in type(customer).model_fields if name not in CustomerContext.model_fields]
    values = {name: getattr(customer, name) for name in own} | call.state.known
    return [f"{name}={value}" for name, value in sorted(values.items()) if value is not None]


def _open(call: Call) -> list[str]:
    """What was begun and is not done; the caller may come back to it."""
    check, proposal = call.identity, deciding.live_proposal(call)
    found = []
    if check.confirmed and not check.done:
        found.append(f"the identity check, at {_words(check.step.value)}")
    if proposal is not None:
        found.append(f"{_words(proposal.action)} was proposed, not agreed to and not done")
    return found


def _words(name: str) -> str:
    return name.replace("_", " ")
