"""Times of day heard: which of some free times is meant."""

import re
from collections.abc import Sequence
from datetime import time
from typing import Final

from spoken.numbers import figures

_PARTS: Final = {
    "morning": (0, 12),
    "noon": (12, 13),
    "midday": (12, 13),
    "lunchtime": (12, 14),
    "afternoon": (12, 18),
    "evening": (17, 24),
    "tonight": (17, 24),
}
_FIRST: Final = re.compile(
    r"\b(?:earliest|first|soonest|any|anytime|whenever|either|early|no matter|don't mind)\b"
)
_ONE: Final = re.compile(r"\b(first|earliest|soonest|last|latest) 1\b")
_LAST: Final = re.compile(r"\b(?:latest|last|late)\b")
_PAST: Final = re.compile(r"\b(half|quarter) (past|to|after|before) (\d{1,2})\b")
_HALF: Final = re.compile(r"\bhalf (\d{1,2})\b")
_CLOCK: Final = re.compile(
    r"(?<![\d/$-])(\d{1,2})(?:[:. ]?([0-5]\d))?(?::[0-5]\d)?\s*"
    r"(a\.?m|p\.?m|o'?clock)?(?![\d/])"
)


def time_meant(text: str, free: Sequence[time]) -> time | None:
    """Return the one of the free times that the words mean, or None when it is none of them.

    Knows "nine", "half past two", "2 pm", "14:30", "in the morning" and "the earliest"; an hour
    that may be of the morning or of the afternoon is the one that is free.
    """
    said = figures(text.lower().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'"))
    said = _ONE.sub(r"\1", said)
    part = next((span for name, span in _PARTS.items() if re.search(rf"\b{name}\b", said)), None)
    open_then = [at for at in free if part is None or part[0] <= at.hour < part[1]]
    for hour, minute, half in _clocks(said):
        return next((at for at in open_then if _fits(at, hour, minute, half)), None)
    if part is not None or _FIRST.search(said):
        return open_then[0] if open_then else None
    return open_then[-1] if open_then and _LAST.search(said) else None


def _clocks(said: str) -> list[tuple[int, int, str]]:
    """The hours and minutes that are said, each with "a", "p" or nothing for its half of day."""
    if past := _PAST.search(said):
        minutes = 30 if past[1] == "half" else 15
        hour = int(past[3])
        return [
            (hour, minutes, "") if past[2] in {"past", "after"} else (hour - 1, 60 - minutes, "")
        ]
    if half := _HALF.search(said):
        return [(int(half[1]), 30, "")]
    found = _CLOCK.finditer(said)
    return [
        (int(match[1]), int(match[2] or 0), (match[3] or "")[:1].replace("o", ""))
        for match in found
        if int(match[1]) < 24
    ]


def _fits(at: time, hour: int, minute: int, half: str) -> bool:
    if at.minute != minute:
        return False
    if half:
        return at.hour == hour % 12 + (12 if half == "p" else 0)
    return at.hour == hour or (hour <= 12 and at.hour == (hour + 12) % 24)
