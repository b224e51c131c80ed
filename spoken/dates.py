"""Dates heard: of birth, and of a delivery or an appointment."""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from spoken.births import birth_date
from spoken.calendar import MONTH_NUMBERS, WEEKDAY_NUMBERS, real_date
from spoken.numbers import figures
from spoken.numerals import Numeral, numerals
from spoken.words import Token, plain, tokens

__all__ = ["birth_date", "calendar_date"]

_NEAR: Final = (
    ("day after tomorrow", 2),
    ("tomorrow", 1),
    ("tonight", 0),
    ("today", 0),
    ("day before yesterday", -2),
    ("yesterday", -1),
)
_STEPS: Final = {"day": 1, "days": 1, "week": 7, "weeks": 7}
_FAR: Final = 3650
_RECENT: Final = timedelta(days=183)
_AFTER_DAY: Final = frozenset({"", "of", "please", "then", "works", "is", "would", "at", "if"})
_SATURDAY: Final = 5
_ISO: Final = re.compile(r"(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_US: Final = re.compile(r"(?<![\d/])(\d{1,2})[/](\d{1,2})(?:[/](\d{4}|\d{2}))?(?![\d/])")
_SPAN: Final = re.compile(r"\b(an?|\d{1,3}) (days?|weeks?)(?: (from|ago|after|before))?\b")


def calendar_date(text: str, today: date) -> date | None:
    """Return the day that is meant, or None when there is none or it is not clear.

    A day without a year is the next one; "next Tuesday" is the one of next week; a weekday that
    does not fit its date is not clear.
    """
    source = plain(text).lower()
    said = tokens(source)
    numbers = numerals(source, said, years=True)
    named = _month_and_day(said, numbers)
    if named is not None:
        return _with_month(said, numbers, *named, today)
    return (
        _written(source, today)
        or _in_days(source, today)
        or _near(source, today)
        or _weekday(source, today)
        or _day_of_month(source, today)
    )


def _near(source: str, today: date) -> date | None:
    for phrase, days in _NEAR:
        if re.search(rf"\b{phrase}\b", source):
            return today + timedelta(days=days)
    return None


def _in_days(source: str, today: date) -> date | None:
    """Read "in three days", "two weeks from tomorrow", "a week from Friday"."""
    match = _SPAN.search(figures(source))
    if match is None:
        return None
    count, step, direction = match.groups()
    days = (int(count) if count.isdecimal() else 1) * _STEPS[step]
    ahead = re.search(r"\bin (?:about |exactly )?$", match.string[: match.start()])
    if direction is None and ahead is None:
        return None
    if direction in {"ago", "before"}:
        days = -days
    rest = match.string[match.end() :]
    start = _near(rest, today) or _weekday(rest, today) or today
    return start + timedelta(days=days) if days <= _FAR else None


def _written(source: str, today: date) -> date | None:
    iso = _ISO.search(source)
    if iso is not None:
        return real_date(*(int(part) for part in iso.groups()))
    us = _US.search(source)
    if us is None:
        return None
    month, day, year = us.groups()
    if year is None:
        return _next(int(month), int(day), today)
    return real_date(int(year) + (2000 if len(year) == 2 else 0), int(month), int(day))


def _month_and_day(said: Sequence[Token], numbers: Sequence[Numeral]) -> tuple[int, Numeral] | None:
    for at, token in enumerate(said):
        month = MONTH_NUMBERS.get(token.word)
        day = _beside(numbers, at) if month else None
        if month and day:
            return month, day
    return None


def _with_month(
    said: Sequence[Token], numbers: Sequence[Numeral], month: int, day: Numeral, today: date
) -> date | None:
    year = _year_after(numbers, day)
    if year is not None:
        return real_date(year, month, day.value)
    return _fitting(_next(month, day.value, today), said, today)


def _beside(numbers: Sequence[Numeral], month_at: int) -> Numeral | None:
    """Return the day of the month named at `month_at`: "March 3", "the third of March"."""
    near = [n for n in numbers if len(n.digits) < 3]
    after = next((n for n in near if 0 < n.first - month_at <= 2), None)
    before = next((n for n in reversed(near) if 0 <= month_at - n.stop <= 2), None)
    if before is not None and (before.ordinal or after is None or month_at - before.stop <= 1):
        return before
    return after


def _year_after(numbers: Sequence[Numeral], day: Numeral) -> int | None:
    rest = [n.digits for n in numbers if n.first >= day.stop]
    year = "".join(rest[:2]) if rest and len(rest[0]) == 2 else "".join(rest[:1])
    return int(year) if re.fullmatch(r"(?:19|20)\d\d", year) else None


def _fitting(found: date | None, said: Sequence[Token], today: date) -> date | None:
    """Return the date whose weekday is the one that was said with it, if one was."""
    weekday = next(
        (WEEKDAY_NUMBERS[token.word] for token in said if token.word in WEEKDAY_NUMBERS), None
    )
    if found is None or weekday is None or found.weekday() == weekday:
        return found
    earlier = real_date(found.year - 1, found.month, found.day)
    if earlier is None or earlier.weekday() != weekday or today - earlier > _RECENT:
        return None
    return earlier


def _next(month: int, day: int, today: date) -> date | None:
    """Return the next such day of the year; a leap day may be years away."""
    years = range(today.year, today.year + 9)
    days = (real_date(year, month, day) for year in years)
    return next((found for found in days if found is not None and found >= today), None)


def _weekday(source: str, today: date) -> date | None:
    said = [token.word for token in tokens(source)]
    for at, word in enumerate(said):
        weekday = WEEKDAY_NUMBERS.get(word)
        before = said[at - 1] if at else ""
        if word == "weekend":
            weekday = _SATURDAY
        if weekday is None:
            continue
        if before == "last":
            return today - timedelta(days=(today.weekday() - weekday - 1) % 7 + 1)
        if before == "next":
            monday = today + timedelta(days=7 - today.weekday())
            return monday + timedelta(days=weekday)
        return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)
    return None


def _day_of_month(source: str, today: date) -> date | None:
    """Read "the third", the next third of a month."""
    said = tokens(source)
    found = next((n for n in numerals(source, said) if n.ordinal), None)
    if found is None or (said[found.stop].word if found.stop < len(said) else "") not in _AFTER_DAY:
        return None
    for ahead in range(13):
        month = today.month - 1 + ahead
        day = real_date(today.year + month // 12, month % 12 + 1, found.value)
        if day is not None and day >= today:
            return day
    return None
