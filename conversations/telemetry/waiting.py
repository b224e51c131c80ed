"""How long an answer took, put together from what livekit-agents measures on each side of it."""

from __future__ import annotations

from livekit.agents import ConversationItemAddedEvent, llm

from domain.report import Stage


class Waiting:
    """Follows one conversation: what the customer said last, and whether it was answered."""

    def __init__(self) -> None:
        self._asked: llm.MetricsReport | None = None
        self._asked_at = 0.0

    def asked(self, event: ConversationItemAddedEvent, message: llm.ChatMessage) -> None:
        """The customer has said something; its figures may still be completed."""
        self._asked, self._asked_at = message.metrics, event.created_at

    def answered(
        self, event: ConversationItemAddedEvent, message: llm.ChatMessage
    ) -> dict[Stage, float]:
        """We have said something; what of it can be told in seconds."""
        told = message.metrics
        seconds: dict[Stage, float] = {}
        if self._asked is not None:
            asked, self._asked = self._asked, None
            if (after := asked.get("transcription_delay")) is not None:
                seconds["transcript"] = after
            if (after := asked.get("end_of_turn_delay")) is not None:
                seconds["end_of_turn"] = after
            began = told.get("started_speaking_at", event.created_at)
            seconds["response"] = told.get("e2e_latency", max(0.0, began - self._asked_at))
        if (after := told.get("llm_node_ttft")) is not None:
            seconds["first_token"] = after
        if (after := told.get("tts_node_ttfb")) is not None:
            seconds["first_audio"] = after
        return seconds
