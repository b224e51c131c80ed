"""Traces: switched on once in a process, sent where the standard `OTEL_*` environment says."""

from __future__ import annotations

import os
from multiprocessing.util import Finalize

from livekit.agents import telemetry
from opentelemetry.sdk.resources import SERVICE_NAME, Resource
from opentelemetry.sdk.trace import SpanProcessor, TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor

from conversations.telemetry.spans import CallAttributes, NothingPrivate

LAST_SPANS_WITHIN = 5.0
"""Seconds that a process gives its last spans, where `OTEL_EXPORTER_OTLP_TIMEOUT` says no other."""


def start(service: str) -> None:
    """Sends the traces of this process by OTLP over HTTP, from a thread of its own.

    Endpoint, headers, sampling and the rest are OpenTelemetry's own environment variables.

    Args:
        service: what the traces are found under; `OTEL_SERVICE_NAME` goes before.
    """
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter

    os.environ.setdefault("OTEL_EXPORTER_OTLP_TIMEOUT", str(LAST_SPANS_WITHIN))
    provider = provide(BatchSpanProcessor(NothingPrivate(OTLPSpanExporter())), service)
    # A job process ends without `atexit`, and with the span of the whole call still to be sent.
    Finalize(None, provider.shutdown, exitpriority=0)


def provide(exporting: SpanProcessor, service: str) -> TracerProvider:
    """Makes livekit-agents' spans, with ours on them, go to a processor."""
    named = {} if "OTEL_SERVICE_NAME" in os.environ else {SERVICE_NAME: service}
    provider = TracerProvider(resource=Resource.create(named), shutdown_on_exit=False)
    provider.add_span_processor(CallAttributes())
    provider.add_span_processor(exporting)
    telemetry.set_tracer_provider(provider, allow_pii=False)
    return provider
