"""Dates of birth heard."""

import re
from collections.abc import Sequence
from datetime import date
from functools import cache
from itertools import accumulate, pairwise, product
from typing import Final

from spoken.calendar import MONTH_NUMBERS, real_date
from spoken.numerals import Numeral, numerals
from spoken.words import Token, plain, tokens

OLDEST: Final = 120
_LIKELY_AGE: Final = 13
_MOST_NUMBERS: Final = 10
_CORRECTION: Final = re.compile(
    r"\b(?:no|sorry|actually|i mean|wait|rather|correction|make that)\b[\s,]*", re.IGNORECASE
)
_YEAR_DIGITS: Final = 4


def birth_date(text: str, today: date) -> date | None:
    """Return the date of birth in the text, or None when there is none or it is not clear.

    Takes words, figures (month first, day first where only that is possible, ISO) and keyed
    MMDDYYYY. A year of two digits is the latest that makes a likely age. Impossible dates, dates
    after `today` and ages above 120 are None; after a correction the later date counts.
    """
    source = plain(text)
    corrected = _CORRECTION.split(source)
    # Without a date after the correction, it was not the date that was corrected.
    for part in (*reversed(corrected), source) if len(corrected) > 1 else corrected:
        found = _birth_dates(part, today)
        if found:
            return found.pop() if len(found) == 1 else None
    return None


def _birth_dates(source: str, today: date) -> set[date]:
    """Return every date of birth that the words could mean."""
    said = tokens(source)
    numbers = numerals(source, said, years=True)
    months = [i for i, token in enumerate(said) if token.word in MONTH_NUMBERS]
    if not 0 < len(numbers) <= _MOST_NUMBERS:
        return set()
    if months:
        return _with_month(said, numbers, months, today)
    return _all_numbers(numbers, today)


def _with_month(
    said: Sequence[Token], numbers: Sequence[Numeral], months: Sequence[int], today: date
) -> set[date]:
    # "May I … the fifteenth of March": the month is the one beside a number.
    month_at = next(
        (i for i in months if any(-2 <= i - n.first < 0 or 0 <= i - n.stop < 2 for n in numbers)),
        None,
    )
    if month_at is None:
        return set()
    month = MONTH_NUMBERS[said[month_at].word]
    before = [number.digits for number in numbers if number.stop <= month_at]
    after = [number.digits for number in numbers if number.first > month_at]
    if before:
        day, year = "".join(before), "".join(after)
        if len(day) == _YEAR_DIGITS:
            day, year = year, day
        return _valid({(year, str(month), day)}, today)
    if _is_year_alone(after):
        return set()
    return _valid({(year, str(month), day) for day, year in _cuts(after, 2)}, today)


def _is_year_alone(after: Sequence[str]) -> bool:
    """Whether "March nineteen eighty-five" names a month of a year and no day."""
    whole = "".join(after)
    if len(whole) != _YEAR_DIGITS:
        return False
    digit_by_digit = len(after) == _YEAR_DIGITS and whole[:2] in {"19", "20"}
    return after[0] in {"19", "20"} or len(after) == 1 or digit_by_digit


def _all_numbers(numbers: Sequence[Numeral], today: date) -> set[date]:
    parts = [number.digits for number in numbers]
    if _is_year_alone(parts):
        return set()
    cuts = _cuts(parts, 3)
    month_first = _valid({(year, month, day) for month, day, year in cuts}, today)
    if month_first:
        return month_first
    return _valid({(year, month, day) for day, month, year in cuts}, today) or _valid(
        set(cuts), today
    )


def _cuts(parts: Sequence[str], count: int) -> list[tuple[str, ...]]:
    """Return the ways to cut digits into `count` pieces, cutting long figures but no said number.

    "one five eighty-five" is said in pieces 1, 5, 85; "03151985" may be cut anywhere.
    """
    whole = "".join(parts)
    places: set[int] = set()
    at = 0
    for part in parts:
        places.update(range(at + 1, at + len(part)) if len(part) > 4 else ())
        at += len(part)
        places.add(at)
    found = []
    for ends in _ends(count, len(whole)):
        if places.issuperset(ends):
            starts = (0, *ends)
            found.append(tuple(whole[a:b] for a, b in pairwise(starts)))
    return found


@cache
def _ends(count: int, length: int) -> list[tuple[int, ...]]:
    """Return where `count` pieces of one, two or four digits can end that fill a length."""
    return [
        tuple(accumulate(widths))
        for widths in product((1, 2, 4), repeat=count)
        if sum(widths) == length
    ]


def _valid(candidates: set[tuple[str, ...]], today: date) -> set[date]:
    dates = (_birth(year, month, day, today) for year, month, day in candidates)
    return {born for born in dates if born is not None}


def _birth(year: str, month: str, day: str, today: date) -> date | None:
    if len(year) not in {2, 4} or not 0 < len(month) <= 2 or not 0 < len(day) <= 2:
        return None
    if len(year) == 4:
        return _past(int(year), int(month), int(day), today)
    century = today.year // 100 * 100
    recent = _past(century + int(year), int(month), int(day), today)
    older = _past(century - 100 + int(year), int(month), int(day), today)
    if recent is not None and (older is None or today.year - recent.year >= _LIKELY_AGE):
        return recent
    return older


def _past(year: int, month: int, day: int, today: date) -> date | None:
    born = real_date(year, month, day)
    return born if born is not None and born <= today and today.year - year <= OLDEST else None
