"""What every command starts with, or the one sentence that says why it cannot."""

from __future__ import annotations

import gc
import os
import sys
from typing import NoReturn

from agents.roster import Roster, load
from config import Settings, SettingsError, load_settings
from conversations.telemetry import tracing
from pipeline.turns import described


def stop(sentence: str, code: int = 2) -> NoReturn:
    """Ends a command with one clear sentence on standard error."""
    print(sentence, file=sys.stderr)  # noqa: T201  # the one place that a start may fail in words
    raise SystemExit(code)


def settings_or_stop() -> Settings:
    """The settings, or the end of the command with the sentence that says what is wrong."""
    try:
        settings = load_settings()
        settings.secrets()
    except SettingsError as error:
        stop(str(error))
    return settings


def roster(settings: Settings) -> Roster:
    """Who answers.

    Ends the command with a sentence if `ROSTER` names nobody.
    """
    try:
        return load(settings.roster)
    except LookupError as error:
        stop(str(error))


def turn_detection(settings: Settings) -> str:
    """How the end of a turn is found.

    Ends the command with a sentence if it cannot be found as `TURN_DETECTION` says.
    """
    try:
        return described(settings)
    except SettingsError as error:
        stop(str(error))


def trace(settings: Settings) -> None:
    """Has this process send traces, where the settings ask for them."""
    if not settings.tracing_enabled:
        return
    headers = settings.otel_exporter_otlp_headers
    given = {
        "OTEL_EXPORTER_OTLP_ENDPOINT": settings.otel_exporter_otlp_endpoint,
        "OTEL_EXPORTER_OTLP_HEADERS": headers.get_secret_value() if headers else None,
    }
    for name, value in given.items():
        if value:  # the exporter reads the environment alone, and not `.env`
            os.environ[name] = value
    tracing.start(settings.agent_name)


def spare_what_is_loaded() -> None:
    """Keeps what a process has loaded out of garbage collection; call it when all of it is there.

    A full collection over it stops a call for a third of a second, again and again.
    """
    gc.collect()
    gc.freeze()
