"""The short phrase that bridges a wait: when it is due, and that it is said once in a turn."""

from __future__ import annotations

import time
from dataclasses import dataclass

from livekit.agents import llm

LOOKING = "Hold on, let me check that."
"""While a tool works."""
THINKING = "Let me see."
"""While the model words what a tool has found: the answer is near, so it is shorter."""
PHRASES = (LOOKING, THINKING)
BRIDGED_AFTER = 0.3
"""Seconds without a result after which it is due (agents.md)."""
BRIDGED_BY = 0.6
"""Seconds after the caller's last word by which it is due: within a second they hear something."""
TOO_LATE = 0.75
"""Seconds after which that can no longer be, and a phrase is no more urgent than usual."""
AT_LEAST = 0.05
"""Seconds that a tool or a model has in any case: what answers at once is not bridged."""


@dataclass(slots=True)
class Bridging:
    """Where the turn stands. A turn goes by the id of the customer's message.

    Attributes:
        working: the turn in which a tool was called.
        due: when the caller should hear something of it, on `time.time`, as livekit-agents has it.
        said: the turn in which a phrase was said.
    """

    working: str | None = None
    due: float = 0.0
    said: str | None = None

    def begin(self, chat_ctx: llm.ChatContext) -> None:
        """A tool is called; the first of a turn says when something is to be heard."""
        message = _last_of_customer(chat_ctx)
        if message is not None and message.id != self.working:
            self.working = message.id
            self.due = _due(time.time(), message.metrics.get("stopped_speaking_at"))

    def wait(self, chat_ctx: llm.ChatContext) -> float | None:
        """Seconds until a phrase is due in this turn; None where there is none to be said."""
        message = _last_of_customer(chat_ctx)
        if message is None or message.id != self.working or message.id == self.said:
            return None
        return max(AT_LEAST, self.due - time.time())

    def bridged(self) -> None:
        """A phrase is being said."""
        self.said = self.working


def _due(now: float, silent_since: float | None) -> float:
    # It is not known of customers who typed, or pressed keys.
    if silent_since is None or now - silent_since > TOO_LATE:
        return now + BRIDGED_AFTER
    return min(now + BRIDGED_AFTER, silent_since + BRIDGED_BY)


def _last_of_customer(chat_ctx: llm.ChatContext) -> llm.ChatMessage | None:
    for item in reversed(chat_ctx.items):
        if isinstance(item, llm.ChatMessage) and item.role == "user":
            return item
    return None


def without_phrases(chat_ctx: llm.ChatContext) -> llm.ChatContext:
    """The conversation without them: a model that reads them says them by itself."""
    if not any(_phrase(item) for item in chat_ctx.items):
        return chat_ctx
    items = [_without(item) for item in chat_ctx.items]
    return llm.ChatContext(items=[item for item in items if item is not None])


def _without(item: llm.ChatItem) -> llm.ChatItem | None:
    phrase = _phrase(item)
    if phrase is None or not isinstance(item, llm.ChatMessage):
        return item
    rest = (item.text_content or "").removeprefix(phrase).strip()
    return item.model_copy(update={"content": [rest]}) if rest else None


def _phrase(item: llm.ChatItem) -> str | None:
    """The phrase that an agent's words begin with."""
    if not isinstance(item, llm.ChatMessage) or item.role != "assistant":
        return None
    text = item.text_content or ""
    return next((phrase for phrase in PHRASES if text.startswith(phrase)), None)
