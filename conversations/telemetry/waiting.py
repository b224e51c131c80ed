"""How long an answer took, put together from what livekit-agents measures on each side of it."""

from __future__ import annotations

from livekit.agents import ConversationItemAddedEvent, llm

from domain.report import Stage


class Waiting:
    """Follows one conversation: what the customer said last, and whether it was answered."""

    def __init__(self) -> None:
        self._asked: llm.MetricsReport | None = None
        self._since = 0.0

    def asked(self, event: ConversationItemAddedEvent, message: llm.ChatMessage) -> None:
        """The customer has said something; its figures may still be completed."""
        self._asked = message.metrics
        self._since = message.metrics.get("stopped_speaking_at", event.created_at)

    def answered(
        self, event: ConversationItemAddedEvent, message: llm.ChatMessage
    ) -> dict[Stage, float]:
        """We have said something; what of it can be told in seconds."""
        told = message.metrics
        seconds: dict[Stage, float] = {}
        waited = told.get("started_speaking_at", event.created_at) - self._since
        # What was cut short by the customer's words is no answer to them.
        if self._asked is not None and waited >= 0:
            asked, self._asked = self._asked, None
            if (after := asked.get("transcription_delay")) is not None:
                seconds["transcript"] = after
            if (after := asked.get("end_of_turn_delay")) is not None:
                seconds["end_of_turn"] = after
            seconds["response"] = told.get("e2e_latency", waited)
        if (after := told.get("llm_node_ttft")) is not None:
            seconds["first_token"] = after
        if (after := told.get("tts_node_ttfb")) is not None:
            seconds["first_audio"] = after
        return seconds
