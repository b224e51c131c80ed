"""Numbers that were said in words, as they are written: "nine hundred" is 900.

What no single number is stays several: "forty ninety" is 40 90, as in the name of a graphics card.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_UNDER_TWENTY = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
    " fifteen sixteen seventeen eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_VALUES = {word: value for value, word in enumerate(_UNDER_TWENTY.split())}
_VALUES |= {word: 10 * value for value, word in enumerate(_TENS.split(), start=2)}
_MAGNITUDES = {"hundred": 100, "thousand": 1_000, "grand": 1_000, "million": 1_000_000}
_ANY = re.compile(rf"\b(?:{'|'.join((*_VALUES, *_MAGNITUDES))})\b")
_PIECE = re.compile(r"[^\W\d_]+|.", re.DOTALL)
_BETWEEN = re.compile(r"[\s-]*")


def with_digits(text: str) -> str:
    """The text, lower case, with number words as digits; "one" alone is no number."""
    text = text.lower()
    if _ANY.search(text) is None:
        return text
    pieces = _PIECE.findall(text)
    out: list[str] = []
    at = 0
    while at < len(pieces):
        said = list(_run(pieces, at))
        if said and [pieces[i] for i in said] != ["one"]:
            out.append(" ".join(str(n) for n in _numbers([pieces[i] for i in said])))
            at = said[-1] + 1
        else:
            out.append(pieces[at])
            at += 1
    return "".join(out)


def _run(pieces: Sequence[str], start: int) -> Iterator[int]:
    """Where the number words stand that follow one another from here."""
    at, last = start, start - 1
    while at < len(pieces):
        if _begins(pieces, at) if last < start else _goes_on(pieces, at):
            yield at
            last = at
        elif not _joins(pieces, at, last, start):
            return
        at += 1


def _begins(pieces: Sequence[str], at: int) -> bool:
    return pieces[at] in _VALUES or (pieces[at] == "a" and _word_after(pieces, at) in _MAGNITUDES)


def _goes_on(pieces: Sequence[str], at: int) -> bool:
    return pieces[at] in _VALUES or pieces[at] in _MAGNITUDES


def _joins(pieces: Sequence[str], at: int, last: int, start: int) -> bool:
    if last < start:
        return False
    if pieces[at] == "and":
        return pieces[last] in _MAGNITUDES and _word_after(pieces, at) in _VALUES
    return _BETWEEN.fullmatch(pieces[at]) is not None


def _word_after(pieces: Sequence[str], at: int) -> str:
    following = (piece for piece in pieces[at + 1 :] if not _BETWEEN.fullmatch(piece))
    return next(following, "")


def _numbers(words: Sequence[str]) -> Iterator[int]:
    total, current, open_ = 0, 0, False
    for word in words:
        value = 1 if word == "a" else _VALUES.get(word)
        if value is None:
            magnitude = _MAGNITUDES[word]
            current = (current or 1) * magnitude
            if magnitude > 100:
                total, current = total + current, 0
        elif open_ and not _fits(total, current, value):
            yield total + current
            total, current = 0, value
        else:
            current += value
        open_ = True
    if open_:
        yield total + current


def _fits(total: int, current: int, value: int) -> bool:
    """Whether a value still belongs to the number so far: after its hundreds, or a unit to tens."""
    if value == 0 or total + current == 0:
        return False
    if current % 100 == 0:
        return True
    return value < 10 and current % 10 == 0 and current % 100 >= 20
