"""Every fault of every provider, and the table of what became of the calls."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from rich.table import Table

import wiring
from bench.faults.call import Outcome, hold, settings_of
from bench.faults.providers import providers
from bench.houses import copy_of, marketplace_of, settings_in
from pipeline.embedded.language import Understanding
from pipeline.faults import Kind
from pipeline.minds import LOST
from tests.ledger import Ledger
from tests.providers.troubles import Trouble

KINDS: tuple[Kind, ...] = get_args(Kind)
CALLED: dict[Kind, str] = {"stt": "transcription", "llm": "language", "tts": "speech"}
A_PAUSE = "a longer pause"
LOST_THREAD = "an apology, and the answer when asked again"
STANDS_IN: dict[Kind, str] = {
    "stt": "nothing: the built-in recogniser took over, which understands less",
    "llm": "nothing: the built-in model took over",
    "tts": "the built-in voice, from the word where it broke off",
}
HEADER = ("provider of", "fault", "what the caller heard of it", "completed")
RETURNED = "SELECT count(*) FROM returns WHERE order_id = 'ORD-1001'"


@dataclass(frozen=True)
class Row:
    """One call of the table.

    Attributes:
        kind: what the provider in trouble serves as.
        trouble: what goes wrong with it, all the time.
        outcome: what came of the call.
        returns: how often the return that the caller wished for was opened.
    """

    kind: Kind
    trouble: Trouble
    outcome: Outcome
    returns: int

    @property
    def completed(self) -> bool:
        """The caller got all they called for, once, and took leave."""
        return self.outcome.completed and self.returns == 1

    @property
    def noticed(self) -> str:
        """What the caller heard of it."""
        if not self.outcome.faults:
            return A_PAUSE
        if any(LOST in heard for heard in self.outcome.heard):
            return LOST_THREAD
        return STANDS_IN[self.kind]

    @property
    def cells(self) -> tuple[str, ...]:
        """As the README has it."""
        why = self.outcome.stopped or f"{self.returns} returns"
        completed = "yes" if self.completed else f"no: {why}"
        return CALLED[self.kind], self.trouble.value, self.noticed, completed


def promised() -> list[tuple[str, ...]]:
    """The rows of a machine that has nothing else to do: what the README promises."""
    return [
        (CALLED[kind], what.value, A_PAUSE if what is Trouble.SLOW else STANDS_IN[kind], "yes")
        for kind in KINDS
        for what in Trouble
    ]


async def every(
    folder: Path,
    understanding: Understanding,
    kinds: tuple[Kind, ...],
    trouble: Trouble | None,
    at_once: int,
) -> list[Row]:
    """Holds the calls, a few of them side by side."""
    prepared = folder / "prepared"
    async with marketplace_of(settings_in(prepared)):
        pass
    room, door = asyncio.Semaphore(at_once), asyncio.Lock()

    async def one(kind: Kind, what: Trouble) -> Row:
        name = f"{kind}-{what.name.lower()}"
        async with room, AsyncExitStack() as stack:
            served = await stack.enter_async_context(providers(understanding, kind, what))
            settings = settings_of(served, folder / name)
            copy_of(prepared, settings)
            async with door:  # a process can migrate one database at a time
                opened = wiring.in_process(settings, understanding)
                house = await stack.enter_async_context(opened)
            outcome = await hold(house, served, name)
            returns = Ledger(settings.data_dir / "marketplace.db").value(RETURNED)
            return Row(kind, what, outcome, returns)

    wanted = [what for what in Trouble if trouble in (None, what)]
    return await asyncio.gather(*(one(kind, what) for kind in kinds for what in wanted))


def shown(rows: list[Row]) -> Table:
    """The table, with how often which failure was seen."""
    table = Table(*HEADER, "seen as")
    for row in rows:
        seen = ", ".join(f"{count} × {what}" for what, count in row.outcome.faults.items())
        table.add_row(*row.cells, seen or "–")
    return table


def markdown(rows: Iterable[Sequence[str]]) -> str:
    """The table as the README has it."""
    head, *body = (f"| {' | '.join(cells)} |" for cells in (HEADER, *rows))
    return "\n".join([head, "|---" * len(HEADER) + "|", *body])
