"""What every span of a conversation says of it, and what none of them may say.

livekit-agents makes the spans: of the job, the session, each turn, each request to a model, each
tool. Some of their attributes carry what was said, so those that leave this process are named here,
one by one; any that a later version adds stays inside.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextvars import ContextVar
from weakref import WeakValueDictionary

from opentelemetry import trace
from opentelemetry.context import Context
from opentelemetry.sdk.trace import Event, ReadableSpan, Span, SpanProcessor
from opentelemetry.sdk.trace.export import SpanExporter, SpanExportResult
from opentelemetry.trace import Status
from opentelemetry.util.types import AttributeValue

from domain.events import CallReport, Handoff, TimelineEvent
from tools.call import Call

ALLOWED = frozenset(
    {"call.id", "call.channel", "call.agent", "call.handoffs", "call.handed_over_by"}
    | {"call.ended", "call.seconds", "call.turns", "call.failures"}
    | {"error.type", "exception.type"}
    | {
        f"gen_ai.{name}"
        for name in (
            "agent.name",
            "operation.name",
            "output.type",
            "provider.name",
            "request.model",
            "response.finish_reasons",
            "response.model",
            "response.time_to_first_chunk",
            "tool.name",
            "usage.cache_read.input_tokens",
            "usage.input_tokens",
            "usage.output_tokens",
            "workflow.name",
        )
    }
    | {
        f"lk.{name}"
        for name in (
            "agent_label",
            "agent_name",
            "amd.category",
            "amd.delay",
            "amd.speech_duration",
            "blocking.cpu_time",
            "blocking.duration",
            "blocking.gc_time",
            "blocking.severity",
            "close_reason",
            "e2e_latency",
            "end_of_turn_delay",
            "eou.detection_delay",
            "eou.endpointing_delay",
            "eou.outcome",
            "eou.probability",
            "eou.rearm_count",
            "eou.source",
            "eou.wait_duration",
            "fallback.index",
            "fallback.label",
            "first_frame_delay",
            "function_tool.is_error",
            "function_tool.name",
            "generation_count",
            "generation_id",
            "interrupted",
            "interruption.source",
            "job.accept_latency",
            "job.assignment_latency",
            "job.dispatch_latency",
            "job.entrypoint_latency",
            "job.launch_latency",
            "job_id",
            "on_user_turn_completed_delay",
            "playout.position",
            "previous_agent_label",
            "provider_request_ids",
            "response.ttfb",
            "response.ttft",
            "retry_count",
            "speech.queue_wait",
            "speech_id",
            "transcript_confidence",
            "transcription_delay",
            "tts.label",
            "tts.streaming",
        )
    }
)
"""The attributes that leave this process."""

_current: ContextVar[CallSpans | None] = ContextVar("call_spans", default=None)
_by_trace: WeakValueDictionary[int, CallSpans] = WeakValueDictionary()


class CallSpans:
    """One conversation, as its spans tell of it.

    Made in the context that the session is started in: its spans, and whatever runs under them,
    belong to this conversation.
    """

    def __init__(self, call: Call) -> None:
        self._call = call
        self._handoffs = 0
        self._handed_over_by = ""
        self.over = False
        self._root = trace.get_current_span()
        self._root.set_attributes(self.attributes)
        _current.set(self)

    @property
    def attributes(self) -> dict[str, AttributeValue]:
        """What a span that begins now says: the call, who speaks, and after how many handoffs."""
        return {
            "call.id": self._call.id,
            "call.channel": self._call.channel.value,
            "call.agent": self._call.state.agent,
            "call.handoffs": self._handoffs,
            "call.handed_over_by": self._handed_over_by,
        }

    def happened(self, event: TimelineEvent) -> None:
        """Takes in an event of the timeline."""
        match event:
            case Handoff(transfer=transfer):
                self._handoffs += 1
                self._handed_over_by = transfer.from_agent
            case CallReport():
                self.over = True
                self._root.set_attributes(
                    {
                        "call.handoffs": self._handoffs,
                        "call.ended": event.reason,
                        "call.seconds": event.seconds,
                        "call.turns": event.turns,
                        "call.failures": sum(failure.count for failure in event.failures),
                    }
                )


class CallAttributes(SpanProcessor):
    """Says on every span which call it belongs to, who speaks, and after how many handoffs."""

    def on_start(self, span: Span, parent_context: Context | None = None) -> None:
        """Stamps a span that begins."""
        of_trace = span.get_span_context().trace_id
        call = _by_trace.get(of_trace)
        if call is None:
            call = _current.get()
            if call is None or call.over:
                return
            # What LiveKit's callbacks start has no context of ours, but the session's trace.
            _by_trace[of_trace] = call
        span.set_attributes(call.attributes)


class NothingPrivate(SpanExporter):
    """Hands spans on with the attributes that are allowed, and with no text of an error.

    Args:
        exporter: what they go to.
    """

    def __init__(self, exporter: SpanExporter) -> None:
        self._exporter = exporter

    def export(self, spans: Sequence[ReadableSpan]) -> SpanExportResult:
        """Exports what may be seen of these."""
        return self._exporter.export([_bare(span) for span in spans])

    def shutdown(self) -> None:
        """As the other one."""
        self._exporter.shutdown()

    def force_flush(self, timeout_millis: int = 30_000) -> bool:
        """As the other one."""
        return self._exporter.force_flush(timeout_millis)


def _bare(span: ReadableSpan) -> ReadableSpan:
    return ReadableSpan(
        name=span.name,
        context=span.context,
        parent=span.parent,
        resource=span.resource,
        attributes=_allowed(span.attributes),
        events=[Event(e.name, _allowed(e.attributes), e.timestamp) for e in span.events],
        kind=span.kind,
        status=Status(span.status.status_code),
        start_time=span.start_time,
        end_time=span.end_time,
        instrumentation_scope=span.instrumentation_scope,
    )


def _allowed(attributes: Mapping[str, AttributeValue] | None) -> dict[str, AttributeValue]:
    return {key: value for key, value in (attributes or {}).items() if key in ALLOWED}
