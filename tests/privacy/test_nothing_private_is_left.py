"""After a whole call no byte that was kept or sent to a model tells a private value."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

import logs
from config import Settings
from pipeline.embedded.language import Understanding
from tests.privacy import remains
from tests.privacy.calls import CALLS, REACHED
from tests.privacy.leaks import leaks
from tests.privacy.rare import MISTAKEN, RARE, give_rare_values
from tests.providers.conversing import Held, conversation
from tests.providers.fixtures import settings_in
from tests.providers.minds import embedded
from tests.providers.openai_server import KEY, OpenAIServer, openai_server
from tests.providers.terminal import talk


@pytest.fixture
def server(understanding: Understanding) -> Iterator[OpenAIServer]:
    with openai_server(embedded(understanding)) as server:
        yield server


@pytest.fixture
def settings(data_dir: Path, server: OpenAIServer) -> Iterator[Settings]:
    """A house that logs everything to files and asks a model over the wire."""
    settings = settings_in(
        data_dir,
        log_level="debug",
        log_dir=data_dir / "logs",
        openai_api_key=KEY,
        llm_base_url=server.url,
    )
    root = logging.getLogger()
    level, handlers = root.level, list(root.handlers)
    logs.to_files(settings)
    yield settings
    for handler in set(root.handlers) - set(handlers):
        root.removeHandler(handler)
        handler.close()
    root.setLevel(level)


@pytest.mark.parametrize("name", [name for name in CALLS if name != "nothing works at first"])
async def test_after_a_whole_call(settings: Settings, server: OpenAIServer, name: str) -> None:
    await give_rare_values(settings)
    async with conversation(settings) as held:
        await held.say(*CALLS[name])
        found = left_by(held, settings, server)

    assert not found, "\n".join(found)
    assert server.received
    assert server.refusals == []
    assert set(REACHED[name]) <= set(held.done), "the call never came to what it is to prove"


async def test_when_requests_fail_with_what_they_carry_in_the_error(
    settings: Settings, server: OpenAIServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    await give_rare_values(settings)
    reach = httpx.ASGITransport.handle_async_request
    failed: set[tuple[str, str]] = set()

    async def quotes_what_it_carries(
        self: httpx.ASGITransport, request: httpx.Request
    ) -> httpx.Response:
        """Each kind of request fails once."""
        kind = (request.method, request.url.path)
        if kind not in failed:
            failed.add(kind)
            raise RuntimeError(f"cannot send {request.url} {request.content.decode()}")
        return await reach(self, request)

    monkeypatch.setattr(httpx.ASGITransport, "handle_async_request", quotes_what_it_carries)
    async with conversation(settings) as held:
        await held.say(*CALLS["nothing works at first"])
        found = left_by(held, settings, server)

    assert not found, "\n".join(found)
    assert set(REACHED["nothing works at first"]) <= set(held.done)
    errors = (settings.data_dir / "logs" / "error.log").read_text()
    assert errors.count("RuntimeError: cannot send") > 5, "too little failed to prove anything"


async def test_a_process_prints_no_private_value_but_in_what_the_customer_reads(
    data_dir: Path,
) -> None:
    await give_rare_values(settings_in(data_dir))
    held = talk(data_dir, CALLS["wrong, then right"], "--phone", RARE.phone)

    told = [line for line in held.lines if line["type"] != "message"]
    assert leaks(json.dumps(told), RARE, MISTAKEN) == []
    assert leaks(held.stderr, RARE, MISTAKEN) == []
    left = [*remains.of_logs(data_dir / "logs"), *remains.of_database(data_dir)]
    found = [leak for remain in left for leak in remain.leaks()]
    assert not found, "\n".join(found)
    read_out = " ".join(line["text"] for line in held.of_type("message"))
    assert {"phone 9284617", "last four 9375", "birthday"} <= set(leaks(read_out, RARE))


def left_by(held: Held, settings: Settings, server: OpenAIServer) -> list[str]:
    """Every private value that a conversation left anywhere, and where."""
    left = (
        *remains.of_memory(held),
        *remains.of_logs(settings.data_dir / "logs"),
        *remains.of_requests(server),
        *remains.of_metrics(),
        *remains.of_database(settings.data_dir),
    )
    return list(dict.fromkeys(leak for remain in left for leak in remain.leaks()))
