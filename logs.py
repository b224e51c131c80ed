"""How log lines look, and what never gets into one.

Everything goes to `logs/customer-service.log`, errors also to `logs/error.log`, one JSON object a
line. livekit-agents marks what may be private with keys that begin with `lk.pii`: they are dropped
where they are made.
"""

from __future__ import annotations

import logging
from pathlib import Path

import structlog
from structlog.typing import Processor

from config import Settings

PRIVATE_PREFIX = "lk.pii"
LIVEKIT_LOGGERS = (
    "livekit",
    "livekit.agents",
    "livekit.plugins.openai",
    "livekit.plugins.deepgram",
    "livekit.plugins.elevenlabs",
    "livekit.plugins.turn_detector",
)
TOO_CHATTY = (
    "aiosqlite",
    "asyncio",
    "hpack",
    "httpcore",
    "httpx",
    "openai",
    "urllib3",
    "websockets",
)
"""At debug level these write requests and rows out in full."""

_SHARED: list[Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]


class _DropPrivate(logging.Filter):
    """Removes what livekit-agents marks as private from its records."""

    def filter(self, record: logging.LogRecord) -> bool:
        for key in [key for key in record.__dict__ if key.startswith(PRIVATE_PREFIX)]:
            del record.__dict__[key]
        return True


def keep_private_values_out() -> None:
    """Makes the loggers of this process safe; every process of the product calls it first."""
    for name in LIVEKIT_LOGGERS:
        logger = logging.getLogger(name)
        if not any(isinstance(f, _DropPrivate) for f in logger.filters):
            logger.addFilter(_DropPrivate())
    for name in TOO_CHATTY:
        logging.getLogger(name).setLevel(logging.WARNING)
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *_SHARED[:1],
            structlog.processors.format_exc_info,
            structlog.stdlib.render_to_log_kwargs,
        ],
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


def _file(path: Path, level: int) -> logging.Handler:
    handler = logging.FileHandler(path, encoding="utf-8", delay=True)
    handler.setLevel(level)
    return _formatted(handler)


def _formatted(handler: logging.Handler) -> logging.Handler:
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
