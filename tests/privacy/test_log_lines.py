"""Whatever a library logs, and at whatever level, no private value gets into a file."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from datetime import date
from ipaddress import IPv4Network
from pathlib import Path
from typing import Any

import pytest
import structlog
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import logs
from tests.privacy.leaks import leaks
from tests.privacy.rare import EMAIL, RARE
from tests.providers.fixtures import settings_in
from tests.spoken.said_forms import Spelling, phones, spellings

PRIVATE = f"call {RARE.phone} or {EMAIL}, born September 23rd 1967"

NETWORKS = ("127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "0.0.0.0/32")
addresses = st.sampled_from(NETWORKS).flatmap(
    lambda network: st.ip_addresses(v=4, network=IPv4Network(network))
)
places = st.builds(
    str.format,
    st.sampled_from(["http://{}:{}/health", "{}:{}", "Connect call failed ('{}', {})"]),
    addresses,
    st.integers(1, 65535),
)


@pytest.fixture
def written(tmp_path: Path) -> Iterator[Path]:
    """The folder that debug lines go to."""
    root = logging.getLogger()
    level, before = root.level, list(root.handlers)
    filters = {handler: list(handler.filters) for handler in before}
    logs.to_files(settings_in(tmp_path, log_level="debug", log_dir=tmp_path))
    yield tmp_path
    for handler in set(root.handlers) - set(before):
        root.removeHandler(handler)
        handler.close()
    for handler, known in filters.items():
        handler.filters = known
    root.setLevel(level)


def lines(folder: Path, name: str = "customer-service.log") -> list[dict[str, Any]]:
    path = folder / name
    text = path.read_text() if path.exists() else ""
    assert leaks(text, RARE) == []
    return [json.loads(line) for line in text.splitlines()]


def test_a_library_is_not_heard_below_a_warning(written: Path) -> None:
    for level in (logging.DEBUG, logging.INFO):
        logging.getLogger("some.new.library").log(level, "request body: %s", PRIVATE)
    assert lines(written) == []


def test_its_warnings_are_masked(written: Path) -> None:
    logging.getLogger("some.new.library").warning("could not send %s", PRIVATE)
    (line,) = lines(written)
    assert line["event"].startswith("could not send call <phone_number>")


def test_what_livekit_marks_as_private_and_who_takes_part_is_dropped(written: Path) -> None:
    logging.getLogger("livekit.agents.anything").debug(
        "received",
        extra={
            "lk.pii.transcript": PRIVATE,
            "participant": "sip_40d3f4e02db27d66",
            "speech_id": "speech_1",
        },
    )
    (line,) = lines(written)
    assert line["speech_id"] == "speech_1"
    assert not any(key.startswith(("lk.pii", "participant")) for key in line)


def test_fields_of_libraries_are_masked(written: Path) -> None:
    logging.getLogger("livekit.agents").info(
        "it said", extra={"error": ValueError(PRIVATE), "said": PRIVATE, "speech_id": "speech_1"}
    )
    (line,) = lines(written)
    assert line["said"] == line["error"]
    assert line["speech_id"] == "speech_1"


def test_what_another_handler_made_of_a_line_is_not_repeated(written: Path) -> None:
    record = logging.makeLogRecord({"name": "asyncio", "msg": "%s", "args": (PRIVATE,)})
    record.levelno, record.levelname = logging.ERROR, "ERROR"
    logging.Formatter().format(record)
    logging.getLogger("asyncio").handle(record)
    (line,) = lines(written)
    assert line["event"].startswith("call <phone_number>")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(places, phones, spellings)
def test_where_something_listens_can_be_read_and_a_number_beside_it_not(
    written: Path, place: str, number: str, spelling: Spelling
) -> None:
    said = f"{place}: {spelling(number)}, {place} {number}:1"
    logging.getLogger("some.library").warning("%s", said)
    event = json.loads((written / "customer-service.log").read_text().splitlines()[-1])["event"]
    assert event.startswith(f"{place}: <phone_number>")
    assert event.endswith(f"{place} <phone_number>:1")


@pytest.mark.parametrize(
    "number",
    [
        "415.555.0100:80",
        "1.415.555.0100:80",
        "+10.41.55.55:100",
        "10.41.55.555:100",
        "010.41.55.55:100",
        "10.41.55.55.01:00",
        "203.0.113.254:50060",
    ],
)
def test_what_only_looks_like_an_address_is_masked(written: Path, number: str) -> None:
    logging.getLogger("some.library").warning("call %s", number)
    (line,) = lines(written)
    assert line["event"].startswith("call <")


@pytest.mark.parametrize("name", ["services.client", "livekit.agents", "asyncio"])
def test_a_traceback_is_kept_and_masked(written: Path, name: str) -> None:
    try:
        date.fromisoformat(PRIVATE)
    except ValueError:
        if name == "services.client":
            structlog.get_logger(name).exception("it_failed")
        else:
            logging.getLogger(name).exception("it failed")
    for file in ("customer-service.log", "error.log"):
        (line,) = lines(written, file)
        assert "Traceback" in line["exception"]
        assert "ValueError: Invalid isoformat string: 'call <phone_number>" in line["exception"]


def test_our_own_lines_are_written_as_they_are(written: Path) -> None:
    structlog.get_logger("tools.action").info("action", conversation="chat-41555501009a", ms=1.5)
    (line,) = lines(written)
    assert line["event"] == "action"
    assert line["conversation"] == "chat-41555501009a"
    assert line["logger"] == "tools.action"
    assert line["level"] == "info"
    assert lines(written, "error.log") == []
