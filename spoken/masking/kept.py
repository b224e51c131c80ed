"""Numbers that are not private: references, tracking numbers, book numbers, amounts, models."""

import re
from collections.abc import Sequence
from typing import Final

from spoken.masking.scene import Scene
from spoken.numerals import Numeral
from spoken.references import named_numbers

_NAMES: Final[dict[str, tuple[str, ...]]] = {
    "ORD": ("order", "ord", "o r d", "orders"),
    "RET": ("return", "ret", "r e t", "rma"),
    "DEL": ("case", "del", "d e l"),
    "GC": ("gift card", "gc", "g c"),
    "CUST": ("cust",),
    "TKT": ("ticket", "tkt"),
}
_LONGEST_REFERENCE: Final = 8
_SSN_FORM: Final = re.compile(r"\d{3}\W\d{2}\W\d{4}")
_TRACKING_LINKS: Final = frozenset({"number", "code", "id", "no", "is", "it's"})
_LONGEST_TRACKING: Final = 40
_MODEL_DIGITS: Final = range(3, 6)
_ISBN: Final = re.compile(r"97[89]\d{10}")
_CURRENCY_SIGNS: Final = "$€£"
CURRENCIES: Final = frozenset(
    {"dollar", "dollars", "buck", "bucks", "usd", "cents", "cent", "euro", "euros"}
)
UNITS: Final = CURRENCIES | frozenset(
    {"gb", "tb", "mb", "g", "gig", "gigs", "gigabytes", "terabytes", "w", "watt", "watts", "hz"}
    | {"mhz", "ghz", "in", "inch", "inches", "ft", "foot", "feet", "cm", "mm", "lb", "lbs", "kg"}
    | {"pounds", "percent", "days", "day", "hours", "minutes", "weeks", "months", "years", "x"}
    | {"times", "items", "pieces", "points", "stars", "k", "ti", "xt", "f", "kf", "ks", "s"}
)
MODELS: Final = frozenset(
    {"rtx", "gtx", "rx", "ryzen", "core", "geforce", "radeon", "ddr", "i", "model", "size"}
    | {"usb", "hdmi", "pcie", "home", "intel", "amd", "nvidia", "xl", "version"}
)


def keep_references(scene: Scene) -> None:
    """Leave alone what was said with the name of an order, a case, a parcel or a book."""
    cardinals = [number for number in scene.numbers if not number.ordinal]
    for named in named_numbers(scene.source, scene.said, cardinals, _NAMES):
        if len(named.digits) <= _LONGEST_REFERENCE:
            scene.keep(named.first, named.stop)
    for number in cardinals:
        if number.first in scene.taken:
            continue
        if _is_isbn(scene, number):
            scene.keep(number.first, number.stop)
        elif _begins_tracking(scene, number):
            _keep_tracking(scene, number.first)


def _is_isbn(scene: Scene, number: Numeral) -> bool:
    if scene.word(number.first - 1) == "isbn" and len(number.digits) in {10, 13}:
        return True
    if not _ISBN.fullmatch(number.digits):
        return False
    total = sum(int(d) * (3 if i % 2 else 1) for i, d in enumerate(number.digits))
    return total % 10 == 0


def _begins_tracking(scene: Scene, number: Numeral) -> bool:
    if number.digits == "1" and scene.word(number.stop) == "z":
        return True
    at = number.first
    while at and number.first - at < 3 and scene.word(at - 1) in _TRACKING_LINKS:
        at -= 1
    return scene.word(at - 1) == "tracking"


def _keep_tracking(scene: Scene, first: int) -> None:
    """Keep a row of figures, number words and single letters."""
    at = first
    while at < len(scene.said) and at - first < _LONGEST_TRACKING:
        number = scene.number_at.get(at)
        if number is not None:
            at = number.stop
        elif len(scene.word(at)) == 1:
            at += 1
        else:
            break
    scene.keep(first, at)


def is_amount(scene: Scene, row: Sequence[Numeral]) -> bool:
    """Whether a row of numbers is a price."""
    digits = "".join(number.digits for number in row)
    if len(digits) > _LONGEST_REFERENCE + 1 or _SSN_FORM.search(
        scene.source[row[0].start : row[-1].end]
    ):
        return False
    before = scene.source[max(0, row[0].start - 2) : row[0].start].strip()
    return before[-1:] in set(_CURRENCY_SIGNS) or scene.word(row[-1].stop) in CURRENCIES


def are_models(scene: Scene, row: Sequence[Numeral]) -> bool:
    """Whether a row is a list of models: "RTX 4090, 4080 and 3070"."""
    return scene.word(row[0].first - 1) in MODELS and all(
        scene.said[number.first].is_figure and len(number.digits) in _MODEL_DIGITS for number in row
    )


def is_model_or_quantity(scene: Scene, number: Numeral) -> bool:
    """Whether one number of a row is "RTX 4090", "DDR5", "32 GB" or the like."""
    if scene.word(number.first - 1) in MODELS:
        return True
    return scene.word(number.stop) in UNITS
