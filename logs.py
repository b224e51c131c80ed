"""How log lines look, and what never gets into one.

Everything goes to `logs/customer-service.log`, errors also to `logs/error.log`, one JSON object a
line. Our own code logs names and figures only. Others are not trusted: below a warning only
livekit-agents and the HTTP server are heard at all, what livekit-agents marks as private with keys
that begin with `lk.pii` is dropped, and messages and tracebacks, which may quote what they worked
on, are masked.
"""

from __future__ import annotations

import logging
import re
from datetime import UTC, datetime
from pathlib import Path

import structlog
from structlog.typing import Processor

from config import Settings
from spoken.private import mask

PRIVATE = ("lk.pii", "participant")
"""How the names of fields begin that are dropped. The identity of a caller by telephone is a plain
hash of their number: whoever tries all numbers finds it."""
OURS = frozenset(
    {"agent", "agents", "channels", "conversations", "deploy", "domain", "marketplace", "pipeline"}
    | {"server", "services", "tools", "wiring", "__main__"}
)
"""The first names of our own loggers: their fields are names and figures."""
HEARD = OURS | {"livekit", "uvicorn"}
"""Those that are heard below a warning; any library that is added is not."""
UNHEARD = frozenset({"uvicorn.access"})
_OCTET = r"(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)"
_OWN_ADDRESS = re.compile(
    rf"(?<![\w.+@-])((?:(?:127|10)\.{_OCTET}|192\.168|172\.(?:1[6-9]|2\d|3[01])|0\.0)"
    rf"\.{_OCTET}\.{_OCTET}(?::|', )[1-9]\d{{0,4}})(?![\w.-])",
    re.ASCII,
)
"""Where something listens on this machine or in its network, as in a URL or an error of Python's.
Its figures would be taken for a phone number; nobody writes one like that."""
_RECORD = frozenset(logging.makeLogRecord({}).__dict__)

_SHARED: list[Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]
_TO_LOGGING: list[Processor] = [
    structlog.stdlib.filter_by_level,
    *_SHARED[:1],
    structlog.processors.format_exc_info,
    structlog.stdlib.render_to_log_kwargs,
]
"""One list for the whole process: loggers that were used already keep to it."""


class _Safe(logging.Filter):
    """Lets through what may be written, with anything private taken out."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.levelno < logging.WARNING and not _is_heard(record.name):
            return False
        for key in [key for key in record.__dict__ if key.startswith(PRIVATE)]:
            del record.__dict__[key]
        record.msg, record.args = _masked(record.getMessage()), ()
        record.__dict__.pop("message", None)  # as another handler has formatted it
        if record.exc_info and record.exc_info[0] is not None:
            record.__dict__["exception"] = logging.Formatter().formatException(record.exc_info)
        record.exc_info = record.exc_text = None
        for key in self._unsure(record):
            record.__dict__[key] = _masked(str(record.__dict__[key]))
        return True

    @staticmethod
    def _unsure(record: logging.LogRecord) -> list[str]:
        """The fields that may quote something; names of sessions and speeches do not."""
        if record.name.partition(".")[0] in OURS:
            return ["exception"] if "exception" in record.__dict__ else []
        return [
            key
            for key, value in record.__dict__.items()
            if key not in _RECORD and not key.endswith("_id") and not isinstance(value, int | float)
        ]


def keep_private_values_out() -> None:
    """Makes what this process logs safe, so far as there are handlers already.

    Every process of the product calls it first, and a job process once it is connected to the
    worker, which writes its lines.
    """
    for handler in logging.getLogger().handlers:
        _make_safe(handler)
    structlog.configure(
        processors=_TO_LOGGING,
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )


def to_files(settings: Settings) -> None:
    """Sends this process's log lines to the files under the settings' log directory."""
    keep_private_values_out()
    root = logging.getLogger()
    root.setLevel(settings.log_level.upper())
    if settings.log_dir is None:
        return
    settings.log_dir.mkdir(parents=True, exist_ok=True)
    root.addHandler(_file(settings.log_dir / "customer-service.log", logging.NOTSET))
    root.addHandler(_file(settings.log_dir / "error.log", logging.ERROR))


def to_console(settings: Settings) -> None:
    """Also sends them to standard error."""
    logging.getLogger().addHandler(_formatted(logging.StreamHandler()))
    logging.getLogger().setLevel(settings.log_level.upper())


def _is_heard(name: str) -> bool:
    return name.partition(".")[0] in HEARD and name not in UNHEARD


def _masked(text: str) -> str:
    today = datetime.now(UTC).date()
    pieces = _OWN_ADDRESS.split(text)  # every second one is an address
    pieces[::2] = [mask(piece, None, today).text for piece in pieces[::2]]
    return "".join(pieces)


def _make_safe(handler: logging.Handler) -> None:
    if not any(isinstance(known, _Safe) for known in handler.filters):
        handler.addFilter(_Safe())


def _file(path: Path, level: int) -> logging.Handler:
    handler = logging.FileHandler(path, encoding="utf-8", delay=True)
    handler.setLevel(level)
    return _formatted(handler)


def _formatted(handler: logging.Handler) -> logging.Handler:
    _make_safe(handler)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[*_SHARED, structlog.stdlib.ExtraAdder()],
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.format_exc_info,
                structlog.processors.JSONRenderer(default=str),
            ],
        )
    )
    return handler
