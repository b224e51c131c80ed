"""Every fault of every provider, and the table of what became of the calls."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path

from rich.table import Table

import wiring
from bench.faults.call import Outcome, hold, settings_of
from bench.faults.providers import providers
from bench.houses import copy_of, in_process, settings_in
from marketplace.app import create_app
from pipeline.faults import Kind
from pipeline.minds import LOST
from tests.providers.troubles import Trouble

KINDS: tuple[Kind, ...] = ("stt", "llm", "tts")
CALLED = {"stt": "transcription", "llm": "language", "tts": "speech"}
STANDS_IN = {
    "stt": "built-in ears took over, which understand less",
    "llm": "nothing: the built-in model took over",
    "tts": "the built-in voice, from where it broke",
}


@dataclass(frozen=True)
class Row:
    """One call of the table."""

    kind: Kind
    trouble: Trouble
    outcome: Outcome

    @property
    def noticed(self) -> str:
        """What the caller heard of it."""
        if not self.outcome.faults:
            return "a longer pause"
        if any(LOST in heard for heard in self.outcome.heard):
            return "an apology, and the answer when asked again"
        return STANDS_IN[self.kind]


async def every(
    folder: Path, kinds: tuple[Kind, ...], trouble: Trouble | None, at_once: int
) -> list[Row]:
    """Holds the calls, a few of them side by side."""
    prepared = folder / "prepared"
    settings = settings_in(prepared)
    market = create_app(settings).state.marketplace
    await market.prepare()
    await market.close()
    understanding = wiring.understanding(wiring.settings_or_stop())
    room, door = asyncio.Semaphore(at_once), asyncio.Lock()

    async def one(kind: Kind, what: Trouble) -> Row:
        name = f"{kind}-{what.name.lower()}"
        async with room, AsyncExitStack() as stack:
            served = await stack.enter_async_context(providers(understanding, kind, what))
            settings = settings_of(served, folder / name)
            copy_of(prepared, settings)
            async with door:  # a process can migrate one database at a time
                opened = in_process(settings, understanding)
                house = await stack.enter_async_context(opened)
            return Row(kind, what, await hold(house, served, name))

    wanted = [what for what in Trouble if trouble in (None, what)]
    return await asyncio.gather(*(one(kind, what) for kind in kinds for what in wanted))


def shown(rows: list[Row]) -> Table:
    """The table, as the README has it."""
    table = Table("provider of", "fault", "seen as", "what the caller heard of it", "completed")
    for row in rows:
        seen = ", ".join(f"{count} × {what}" for what, count in row.outcome.faults.items())
        completed = "yes" if row.outcome.completed else f"no: {row.outcome.stopped}"
        table.add_row(CALLED[row.kind], row.trouble.value, seen or "–", row.noticed, completed)
    return table
