"""Dates of birth in an utterance, and every part of one when one is awaited."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from datetime import date
from typing import Final

from spoken.births import birth_date
from spoken.calendar import MONTH_NUMBERS
from spoken.masking.scene import Scene
from spoken.numerals import Numeral
from spoken.runs import Run, runs

_CUES: Final = frozenset({"born", "birth", "birthday", "birthdate", "dob", "bday"})
_FILLERS: Final = frozenset(
    {"of", "the", "in", "and", "on", "year", "day", "month", "slash", "dash", "uh", "um"}
)
_ONES: Final = frozenset(
    {
        "the",
        "that",
        "calling",
        "this",
        "which",
        "other",
        "another",
        "no",
        "any",
        "every",
        "some",
        "new",
    }
    | {"old", "wrong", "right", "last", "first", "each", "good", "only", "same"}
)
_AMBIGUOUS: Final = frozenset({"may", "march", "mar", "sept", "dec", "jan"})
_OLD: Final = 10
_MOST_NUMBERS: Final = 6
_WIDEST_GAP: Final = 2
_DATE_DIGITS: Final = range(3, 9)
_KEYED: Final = 8
_SCALES: Final = frozenset({"hundred", "thousand"})
_WRITTEN: Final = re.compile(r"(?<!\d)\d{1,4}\s?([/.\-])\s?\d{1,2}\s?\1\s?\d{1,4}(?!\d)")


def take_births(scene: Scene) -> None:
    """Take full dates of long ago; beside a word like "born", dates of any year or none."""
    cued = scene.expecting == "date_of_birth" or any(t.word in _CUES for t in scene.said)
    numbers = scene.free(scene.numbers)
    first = {number.first: number for number in numbers}
    last = {number.stop: number for number in numbers}
    for at, token in enumerate(scene.said):
        if token.word in MONTH_NUMBERS:
            _take_around(scene, at, first, last, cued=cued)
    if scene.expecting in {None, "date_of_birth"}:
        for row in runs(scene.source, scene.said, scene.free(numbers)):
            _take_written(scene, row, cued=cued)


def take_expected_birth(scene: Scene, value: str | None) -> None:
    """Take every number and month: recognisers split a date, and no part of it may leak."""
    numbers = {
        n.first: n.stop for n in scene.free(scene.numbers) if not is_figure_of_speech(scene, n)
    }
    lone = len(scene.said) <= _WIDEST_GAP
    parts: list[tuple[int, int]] = []
    for at, token in enumerate(scene.said):
        if at in numbers:
            parts.append((at, numbers[at]))
        elif at not in scene.taken and (
            (token.word in MONTH_NUMBERS and (numbers or lone or token.word not in _AMBIGUOUS))
            or token.word in _SCALES
        ):
            parts.append((at, at + 1))
    for first, stop in _merged(scene, parts):
        scene.take("date_of_birth", first, stop, value)


def is_figure_of_speech(scene: Scene, number: Numeral) -> bool:
    """Whether it is "the other one" or "just a second" and no number."""
    before = scene.word(number.first - 1)
    if scene.word(number.first) == "one":
        return before in _ONES
    return scene.word(number.first) == "second" and before in {"a", "one", "just"}


def _merged(scene: Scene, parts: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join neighbours that have only a filler between: "the fifteenth of March" is one value."""
    merged: list[tuple[int, int]] = []
    for first, stop in parts:
        between = range(merged[-1][1], first) if merged else range(0)
        near = merged and len(between) <= _WIDEST_GAP
        if near and all(scene.word(at) in _FILLERS and at not in scene.taken for at in between):
            merged[-1] = (merged[-1][0], stop)
        else:
            merged.append((first, stop))
    return merged


def _take_around(
    scene: Scene,
    month: int,
    first: dict[int, Numeral],
    last: dict[int, Numeral],
    *,
    cued: bool,
) -> None:
    """Take the date around a month's name, with as many numbers as make one."""
    if month in scene.taken:
        return
    before = next(
        (
            last[at]
            for at in range(month, month - _WIDEST_GAP - 1, -1)
            if _linked(scene, at, month, last)
        ),
        None,
    )
    after = _numbers_after(scene, month + 1, first)
    for start in (before.first, month) if before else (month,):
        for count in range(len(after), -1, -1):
            stop = after[count - 1].stop if count else month + 1
            born = _born(scene, start, stop, after[:count], before if start < month else None)
            if born is not None and (cued or _is_old(born, scene.today)):
                scene.take("date_of_birth", start, stop, born.isoformat())
                return
    if cued and (before or after):
        stop = after[min(len(after), _WIDEST_GAP) - 1].stop if after else month + 1
        scene.take("date_of_birth", before.first if before else month, stop)


def _linked(scene: Scene, at: int, month: int, last: dict[int, Numeral]) -> bool:
    return at in last and all(scene.word(place) in _FILLERS for place in range(at, month))


def _numbers_after(scene: Scene, at: int, first: dict[int, Numeral]) -> list[Numeral]:
    found: list[Numeral] = []
    skipped = 0
    while len(found) < _MOST_NUMBERS and skipped <= _WIDEST_GAP:
        number = first.get(at)
        if number is not None:
            found.append(number)
            at, skipped = number.stop, 0
        elif scene.word(at) in _FILLERS:
            at, skipped = at + 1, skipped + 1
        else:
            break
    return found


def _born(
    scene: Scene, first: int, stop: int, after: list[Numeral], before: Numeral | None
) -> date | None:
    digits = sum(len(number.digits) for number in after) + (len(before.digits) if before else 0)
    if digits not in _DATE_DIGITS:
        return None
    return birth_date(scene.source[scene.said[first].start : scene.said[stop - 1].end], scene.today)


def _take_written(scene: Scene, row: Run, *, cued: bool) -> None:
    """Take dates in figures: separated, in eight digits, or as a row of said numbers."""
    starts = [number.start for number in row.numbers]
    for match in _WRITTEN.finditer(scene.source, row.start, row.end):
        inside = row.numbers[bisect_left(starts, match.start()) : bisect_left(starts, match.end())]
        _take_if_birth(scene, inside, sure=cued, old=True)
    for number in row.numbers:
        if len(number.digits) == _KEYED:
            _take_if_birth(scene, [number], sure=cued, old=True)
    if len(row.numbers) > 1 and scene.free(row.numbers) == list(row.numbers):
        said_year = any(number.digits[:2] in {"19", "20"} for number in row.numbers)
        _take_if_birth(scene, row.numbers, sure=cued, old=said_year)


def _take_if_birth(scene: Scene, numbers: Sequence[Numeral], *, sure: bool, old: bool) -> None:
    """Take numbers that make a date of birth, if they may be one."""
    if not numbers or scene.free(numbers) != list(numbers):
        return
    if sum(len(number.digits) for number in numbers) not in _DATE_DIGITS:
        return
    born = birth_date(scene.source[numbers[0].start : numbers[-1].end], scene.today)
    if born is not None and (sure or (old and _is_old(born, scene.today))):
        scene.take_numbers("date_of_birth", numbers, born.isoformat())


def _is_old(born: date, today: date) -> bool:
    return born.year <= today.year - _OLD
