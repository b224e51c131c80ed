"""Everything that a conversation leaves behind, as text to be searched."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from prometheus_client import REGISTRY

from tests.privacy.leaks import leaks
from tests.privacy.rare import MISTAKEN, RARE
from tests.providers.conversing import Held
from tests.providers.openai_server import OpenAIServer

OWN_COLUMNS = ("_sealed", "_hash")
"""Endings of the columns in which a private value may be: encrypted, or hashed with a key."""


@dataclass(frozen=True)
class Remain:
    """One thing that was kept or sent, and where."""

    where: str
    text: str

    def leaks(self) -> list[str]:
        return [f"{self.where}: {found}" for found in leaks(self.text, RARE, MISTAKEN)]


def of_logs(folder: Path) -> Iterator[Remain]:
    for path in sorted(folder.iterdir()):
        for number, line in enumerate(path.read_text().splitlines(), 1):
            yield Remain(f"{path.name}:{number} {line[:300]}", line)


def of_requests(server: OpenAIServer) -> Iterator[Remain]:
    """Messages one by one, so that a finding says which; then the whole request as it came."""
    for number, request in enumerate(server.received):
        for message in request.body["messages"]:
            text = json.dumps(message, ensure_ascii=False)
            yield Remain(f"request {number}: {text[:300]}", text)
        yield Remain(f"request {number}", request.raw.decode())


def of_memory(held: Held) -> Iterator[Remain]:
    """What the session, the coordinator and the timeline keep."""
    for event in held.events:
        yield Remain(f"timeline {event.type}", event.model_dump_json())
    session = held.talk._session  # everything that a model would be shown next
    contexts = {"history": session.history, "chat context": session.current_agent.chat_ctx}
    for name, context in contexts.items():
        for item in context.to_dict(exclude_timestamp=True)["items"]:
            text = json.dumps(item, ensure_ascii=False)
            yield Remain(f"{name}: {text[:300]}", text)
    state = held.call.state
    yield Remain("state", repr((state.turn, state.proposal, state.known, held.call)))
    yield Remain("current intent", held.call.customer.current_intent or "")


def of_metrics() -> Iterator[Remain]:
    """Whatever Prometheus would be told by: names and labels. Figures say nothing."""
    for family in REGISTRY.collect():
        for sample in family.samples:
            text = json.dumps([sample.name, sample.labels])
            yield Remain(f"metric {text}", text)


def of_database(data_dir: Path) -> Iterator[Remain]:
    """Every value of every column that is neither encrypted nor hashed; then the files' bytes."""
    with closing(sqlite3.connect(data_dir / "marketplace.db")) as database:
        tables = [row[0] for row in database.execute("SELECT name FROM sqlite_master")]
        kinds = dict(database.execute("SELECT name, type FROM sqlite_master"))
        own: list[bytes] = []
        for table in (name for name in tables if kinds[name] == "table"):
            rows = database.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - names of our tables
            names = [column[0] for column in rows.description]
            for row in rows:
                for name, value in zip(names, row, strict=True):
                    if name.endswith(OWN_COLUMNS):
                        own.append(value if isinstance(value, bytes) else str(value).encode())
                    else:
                        yield Remain(f"{table}.{name}", str(value))
    for path in sorted(data_dir.glob("marketplace.db*")):
        content = path.read_bytes()
        for value in own:
            content = content.replace(value, b" ")
        yield Remain(path.name, content.decode("latin-1"))
