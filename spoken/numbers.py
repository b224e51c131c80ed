"""Numbers heard: rows of digits, quantities and amounts of money."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from spoken.number_words import FRACTIONS
from spoken.numerals import Numeral, numerals
from spoken.words import Token, plain, tokens

_LAST: Final = frozenset({"last", "final"})
_COUNTED: Final = frozenset({"digit", "digits", "numbers"})
_TIMES: Final = {"dozen": 12, "million": 1_000_000}
_WHOLE: Final = r"(?:\d{1,3}(?:,\d{3}){1,5}(?![\d,])|\d{1,15})"
_QUANTITY: Final = re.compile(
    rf"(?<![\d.])(?P<whole>{_WHOLE})(?!\d)"
    r"(?:(?:\.| point )(?P<decimals>\d[\d ]{0,8}))?"
    r"(?:(?: and)? (?P<top>a|\d{1,2})"
    r"(?:/(?P<bottom>\d{1,2})(?!\d)| (?P<part>half|quarters?|eighths?)))?"
    r"(?: (?P<times>dozen|million))?"
)
_MONEY: Final = re.compile(
    rf"(?<![\d.,])(?P<whole>{_WHOLE})(?!\d)(?:(?:\.| point )(?P<decimals>\d{{1,2}})(?!\d))?"
    r"(?: ?(?P<unit>dollars?|bucks?|usd)\b(?:,? (?:and )?(?P<cents>\d{1,2}) cents?\b)?"
    r"| (?P<only>cents?)\b)?",
    re.IGNORECASE,
)


def digits(text: str) -> str:
    """Return all digits that were said, in order: figures, words, "double five", "oh", mixed."""
    return "".join(number.digits for number in heard(text, tokens(text)))


def heard(text: str, said: Sequence[Token]) -> list[Numeral]:
    """Return the numbers among the words, without ordinals and without "last four" itself."""
    return [
        number
        for number in numerals(text, said)
        if not number.ordinal and not names_last_four(said, number)
    ]


def names_last_four(said: Sequence[Token], number: Numeral) -> bool:
    """Whether this "four" belongs to "the last four" or "four digits" and is no digit itself."""
    if number.digits != "4":
        return False
    before = said[number.first - 1].word if number.first else ""
    after = said[number.stop].word if number.stop < len(said) else ""
    return before in _LAST or after in _COUNTED


def last_four(text: str) -> str | None:
    """Return the four digits that were said; after a correction the later four. None if unclear."""
    rows: list[str] = []
    stop = -1
    for number in heard(text, tokens(text)):
        if number.first == stop:
            rows[-1] += number.digits
        else:
            rows.append(number.digits)
        stop = number.stop
    fours = [row for row in rows if len(row) == 4]
    if fours:
        return fours[-1]
    whole = "".join(rows)
    return whole if len(whole) == 4 else None


def figures(text: str) -> str:
    """Return the text with its number words written in figures: "ten by twelve" is "10 by 12".

    "Two fifty" becomes 250, as it is meant for a price or a size.
    """
    source = plain(text)
    said = tokens(source)
    numbers = [number for number in numerals(source, said) if not number.ordinal]
    pieces: list[str] = []
    position = at = 0
    while at < len(numbers):
        pair = numbers[at : at + 2]
        taken = pair if _is_short_hundreds(source, said, pair) else pair[:1]
        pieces += [source[position : taken[0].start], *(number.digits for number in taken)]
        position = taken[-1].end
        at += len(taken)
    return "".join([*pieces, source[position:]])


def _is_short_hundreds(source: str, said: Sequence[Token], pair: Sequence[Numeral]) -> bool:
    if [len(number.digits) for number in pair] != [1, 2] or pair[0].digits == "0":
        return False
    worded = not any(said[number.first].is_figure for number in pair)
    return worded and source[pair[0].end : pair[1].start] in {" ", "-"}


def cardinals(text: str) -> list[int | Decimal]:
    """Return every quantity in the text: "ten by twelve feet" is 10 and 12.

    Knows "1,599.99", "three and a half", "79 1/8", "two point five", "two dozen".
    """
    return [_quantity(match) for match in _QUANTITY.finditer(figures(text))]


def cardinal(text: str) -> int | Decimal | None:
    """Return the first quantity in the text, or None."""
    match = _QUANTITY.search(figures(text))
    return None if match is None else _quantity(match)


def money(text: str) -> Decimal | None:
    """Return the first amount in the text, in dollars with two decimals, or None.

    One that is said to be money comes before other numbers: "two of them for ten dollars".
    """
    source = figures(text)
    found = list(_MONEY.finditer(source))
    if not found:
        return None
    match = next((m for m in found if _is_money(source, m)), found[0])
    amount = Decimal(match["whole"].replace(",", ""))
    if match["only"]:
        amount /= 100
    elif match["cents"]:
        amount += Decimal(match["cents"]) / 100
    elif match["decimals"]:
        amount += Decimal(f"0.{match['decimals']}")
    return amount.quantize(Decimal("0.01"))


def _is_money(source: str, match: re.Match[str]) -> bool:
    signed = source[: match.start()].rstrip().endswith(("$", "€", "£"))
    return signed or match["unit"] is not None or match["only"] is not None


def _quantity(match: re.Match[str]) -> int | Decimal:
    value = Decimal(match["whole"].replace(",", ""))
    if match["decimals"]:
        value += Decimal("0." + match["decimals"].replace(" ", ""))
    if match["top"]:
        top = 1 if match["top"] == "a" else int(match["top"])
        bottom = FRACTIONS[match["part"]] if match["part"] else int(match["bottom"])
        value += Decimal(top) / Decimal(bottom) if bottom else 0
    value *= _TIMES.get(match["times"], 1)
    return int(value) if value == value.to_integral_value() else value.normalize()
