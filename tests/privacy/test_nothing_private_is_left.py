"""After a whole call no byte that was kept or sent to a model tells a private value."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

import logs
from config import Settings
from pipeline.embedded.language import Understanding
from tests.privacy import remains
from tests.privacy.calls import CALLS, REACHED
from tests.privacy.leaks import leaks
from tests.privacy.rare import MISTAKEN, RARE, give_rare_values
from tests.providers.conversing import conversation
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


@pytest.mark.parametrize("name", CALLS)
async def test_after_a_whole_call(settings: Settings, server: OpenAIServer, name: str) -> None:
    await give_rare_values(settings)
    async with conversation(settings) as held:
        await held.say(*CALLS[name])
        found = [leak for remain in remains.of_memory(held) for leak in remain.leaks()]

    for remain in (
        *remains.of_logs(settings.data_dir / "logs"),
        *remains.of_requests(server),
        *remains.of_database(settings.data_dir),
    ):
        found += remain.leaks()
    assert not found, "\n".join(dict.fromkeys(found))
    assert server.received
    assert server.refusals == []
    assert set(REACHED[name]) <= set(held.done), "the call never came to what it is to prove"


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
