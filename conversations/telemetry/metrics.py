"""What Prometheus is told of conversations, and what adds to it.

Durations are seconds. Labels are names that the house itself gave, so there are few of them. Every
metric has a label: in a worker, where the processes of calls are added up
(channels/voice/shared_metrics.py), one without would be made before there is a place to share it.
"""

from __future__ import annotations

from livekit.agents.metrics import LLMMetrics, STTMetrics, TTSMetrics
from prometheus_client import Counter, Gauge, Histogram

from domain.context import Channel
from domain.events import (
    ActionRun,
    Answered,
    Ended,
    Failed,
    Handoff,
    PersonStep,
    Started,
    TimelineEvent,
)

OWN_TIME = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
"""For what we do ourselves."""
WAITS = (0.05, 0.1, 0.2, 0.35, 0.5, 0.75, 1, 1.5, 2, 3, 5, 10)
"""For what a caller waits for."""
CALLS = (10, 30, 60, 120, 300, 600, 1200, 1800, 3600)

STARTED = Counter("calls_started", "Conversations that began.", ("channel",))
ENDED = Counter("calls_ended", "Conversations that ended, by how.", ("channel", "reason"))
ACTIVE = Gauge(
    "calls_active", "Conversations in progress.", ("channel",), multiprocess_mode="livesum"
)
DURATION = Histogram(
    "call_duration_seconds", "From first to last word.", ("channel",), buckets=CALLS
)
REFUSED = Counter("calls_refused", "Callers who were not served.", ("reason",))
LATENCY = Histogram(
    "turn_latency_seconds",
    "The wait for an answer, by stage and by the agent that answered.",
    ("stage", "agent"),
    buckets=WAITS,
)
HANDOFF = Histogram(
    "handoff_seconds",
    "From the request for a transfer to the next agent being active.",
    ("source", "target"),
    buckets=OWN_TIME,
)
ACTION = Histogram(
    "action_seconds",
    "A tool call, from its arguments to its result.",
    ("action", "ok"),
    buckets=OWN_TIME,
)
PERSON = Counter(
    "person_steps",
    "Persons who were sought for a customer, came, or left, and where they are.",
    ("step", "by"),
)
FAILURES = Counter(
    "call_failures",
    "What broke in a conversation, whether or not something stood in for it.",
    ("part", "provider", "code", "then"),
)
LLM_REQUESTS = Counter(
    "llm_requests", "Answers of language models, by who made them.", ("provider", "model")
)
LLM_TOKENS = Counter(
    "llm_tokens", "Tokens of language models; cached ones are input too.", ("model", "kind")
)
STT_AUDIO = Counter(
    "stt_audio_seconds", "Audio that was listened to, by who did.", ("provider", "model")
)
TTS_CHARACTERS = Counter(
    "tts_characters", "Characters that were spoken, by whose voice.", ("provider", "model")
)


def refused(reason: str) -> None:
    """Counts a caller who was not served.

    Args:
        reason: why, as a name of the house: `busy`.
    """
    REFUSED.labels(reason).inc()


class ConversationMetrics:
    """Counts one conversation.

    Args:
        channel: the way in that it came by.
    """

    def __init__(self, channel: Channel) -> None:
        self._channel = channel.value

    def happened(self, event: TimelineEvent) -> None:
        """Takes in an event of its timeline."""
        match event:
            case Started():
                STARTED.labels(self._channel).inc()
                ACTIVE.labels(self._channel).inc()
            case Ended(reason=reason):
                ENDED.labels(self._channel, reason).inc()
                ACTIVE.labels(self._channel).dec()
            case Answered(agent=agent, seconds=seconds):
                for stage, waited in seconds.items():
                    LATENCY.labels(stage, agent).observe(waited)
            case Handoff(transfer=transfer, milliseconds=ms):
                HANDOFF.labels(transfer.from_agent, transfer.to_agent).observe(ms / 1000)
            case ActionRun(name=name, ok=ok, milliseconds=ms):
                ACTION.labels(name, str(ok).lower()).observe(ms / 1000)
            case PersonStep(step=step, by=by):
                PERSON.labels(step, by or "").inc()
            case Failed(part=part, provider=provider, code=code, then=then):
                FAILURES.labels(part, provider or "", code, then or "").inc()

    def lasted(self, seconds: float) -> None:
        """Takes in how long it was."""
        DURATION.labels(self._channel).observe(seconds)

    def used(self, measured: LLMMetrics | STTMetrics | TTSMetrics) -> None:
        """Takes in what a part used."""
        provider, model = _of_whom(measured)
        match measured:
            case LLMMetrics():
                LLM_REQUESTS.labels(provider, model).inc()
                LLM_TOKENS.labels(model, "input").inc(measured.prompt_tokens)
                LLM_TOKENS.labels(model, "cached").inc(measured.prompt_cached_tokens)
                LLM_TOKENS.labels(model, "output").inc(measured.completion_tokens)
            case STTMetrics():
                STT_AUDIO.labels(provider, model).inc(measured.audio_duration)
            case TTSMetrics():
                TTS_CHARACTERS.labels(provider, model).inc(measured.characters_count)


def _of_whom(measured: LLMMetrics | STTMetrics | TTSMetrics) -> tuple[str, str]:
    """The provider and the model that a part was measured with."""
    told = measured.metadata
    unknown = "unknown"
    if told is None:
        return unknown, unknown
    return told.model_provider or unknown, told.model_name or unknown
