"""`CallObserver`: listens to one conversation, counts it, times it, and reports on it."""

from __future__ import annotations

from livekit.agents import ConversationItemAddedEvent, llm, stt, tts
from livekit.agents.metrics import LLMMetrics, STTMetrics, TTSMetrics

from agents.session import CallSession
from conversations.telemetry.metrics import ConversationMetrics
from conversations.telemetry.reporting import Draft
from conversations.telemetry.spans import CallSpans
from conversations.telemetry.waiting import Waiting
from domain.events import Answered, CallReport, Ended, TimelineEvent


class CallObserver:
    """Makes figures of what happens in one session; it only listens, and awaits nothing.

    Attach it before the conversation is `Started`. What it finds out it records on the timeline:
    an `Answered` for each answer, and a `CallReport` right after `Ended`.

    Args:
        session: of the call.
    """

    def __init__(self, session: CallSession) -> None:
        call = session.userdata
        self._call = call
        self._metrics = ConversationMetrics(call.channel)
        self._draft = Draft(call.channel)
        self._spans = CallSpans(call)
        self._waiting = Waiting()
        parts = (session.stt, session.llm, session.tts)
        self._parts = [part for part in parts if isinstance(part, stt.STT | llm.LLM | tts.TTS)]
        call.timeline.subscribe(self._happened)
        session.on("conversation_item_added", self._said)
        for part in self._parts:
            part.on("metrics_collected", self._measured)

    def _happened(self, event: TimelineEvent) -> None:
        self._metrics.happened(event)
        self._draft.happened(event)
        self._spans.happened(event)
        match event:
            case Ended():
                for part in self._parts:
                    part.off("metrics_collected", self._measured)
                self._call.timeline.record(self._draft.report(event))
            case CallReport(seconds=seconds):
                self._metrics.lasted(seconds)

    def _said(self, event: ConversationItemAddedEvent) -> None:
        item = event.item
        if not isinstance(item, llm.ChatMessage):
            return
        if item.role == "user":
            self._waiting.asked(event, item)
        elif item.role == "assistant" and (seconds := self._waiting.answered(event, item)):
            self._call.timeline.record(Answered(agent=self._call.state.agent, seconds=seconds))

    def _measured(self, measured: object) -> None:
        if isinstance(measured, LLMMetrics | STTMetrics | TTSMetrics):
            self._metrics.used(measured)
            self._draft.used(measured)
