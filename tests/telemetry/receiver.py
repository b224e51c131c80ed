"""A receiver of OTLP over HTTP on loopback: keeps the spans that it was sent, and their bytes."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.proto.common.v1.common_pb2 import AnyValue, KeyValue
from opentelemetry.proto.trace.v1.trace_pb2 import Span

_FIGURES = {"bool_value", "int_value", "double_value"}


@dataclass(frozen=True)
class Received:
    """One span as it arrived."""

    service: str
    name: str
    trace_id: bytes
    parent: bytes
    attributes: dict[str, str]
    """Values as text."""
    words: str
    """What of it could carry what somebody said: not figures, and not names made by chance."""


class Receiver:
    """Where a process under test sends its traces."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.headers: list[dict[str, str]] = []
        self.spans: list[Received] = []
        self.problems: list[str] = []

    def take(self, path: str, headers: dict[str, str], body: bytes) -> None:
        """Takes in one request."""
        if path != "/v1/traces":
            self.problems.append(f"unknown path {path}")
            return
        self.headers.append(headers)
        for of_resource in ExportTraceServiceRequest.FromString(body).resource_spans:
            service = _plain(of_resource.resource.attributes)["service.name"]
            for scope in of_resource.scope_spans:
                self.spans += [
                    Received(
                        service,
                        span.name,
                        span.trace_id,
                        span.parent_span_id,
                        _plain(span.attributes),
                        "\n".join(_words(span)),
                    )
                    for span in scope.spans
                ]


@contextmanager
def otlp_receiver() -> Iterator[Receiver]:
    """Listens on any free port."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:  # http.server's name
            body = self.rfile.read(int(self.headers["Content-Length"]))
            receiver.take(self.path, dict(self.headers), body)
            self.send_response(200)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None: ...

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        receiver = Receiver(f"http://127.0.0.1:{server.server_port}")
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield receiver
        finally:
            server.shutdown()
            thread.join()


def _words(span: Span) -> Iterator[str]:
    yield span.name
    yield span.status.message
    for pair in (*span.attributes, *(pair for event in span.events for pair in event.attributes)):
        if not pair.key.endswith("_id") and pair.value.WhichOneof("value") not in _FIGURES:
            yield f"{pair.key}: {pair.value}"


def _plain(attributes: Iterable[KeyValue]) -> dict[str, str]:
    return {pair.key: _value(pair.value) for pair in attributes}


def _value(value: AnyValue) -> str:
    return str(getattr(value, value.WhichOneof("value") or "string_value"))
