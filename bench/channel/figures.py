"""What comes of one kind of line, and the table of all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from rich.table import Table

from bench.caller.report import Report
from bench.channel.calling import call_over
from bench.channel.hearing import Ears
from bench.channel.line import Condition, Line
from bench.channel.telephone import RATE
from pipeline.embedded.espeak import Voice
from wiring import House

ALONE = 10.0
"""Seconds for which the line is listened to while the caller is silent."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What comes of one condition.

    Attributes:
        condition: of the line.
        understood: phrases that were taken for what they mean.
        said: phrases.
        turns: a minute, that the noise alone made.
        barge_ins: a minute, that the noise alone would have made.
        call: a whole call, from the identity check to an answer.
    """

    condition: Condition
    understood: int
    said: int
    turns: float
    barge_ins: float
    call: Report


async def figures(
    house: House, ears: Ears, condition: Condition, voices: Sequence[Voice]
) -> Figures:
    """Says every phrase with every voice over one kind of line, then nothing, then makes a call."""
    said = [(phrase, voice) for phrase in ears.phrases for voice in voices]
    understood = [await ears.understands(phrase, voice, condition) for phrase, voice in said]
    alone = await ears.hear(Line(condition).carry_all(np.zeros(int(ALONE * RATE))))
    a_minute = 60 / ALONE
    return Figures(
        condition,
        sum(understood),
        len(said),
        alone.turns * a_minute,
        alone.barge_ins * a_minute,
        await call_over(house, ears, condition),
    )


def table(rows: Sequence[Figures]) -> Table:
    """The figures, as the README has them."""
    made = Table("line", "understood", "turns", "barge-ins", "goal reached", "caller's turns")
    for row in rows:
        keyed = sum(done.keyed for done in row.call.done)
        made.add_row(
            row.condition.name,
            f"{row.understood} of {row.said}",
            f"{row.turns:.0f}",
            f"{row.barge_ins:.0f}",
            "yes" if row.call.reached else "; ".join(row.call.errors),
            f"{len(row.call.done)}, {keyed} keyed",
        )
    return made
