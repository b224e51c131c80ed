"""Private numbers in an utterance: phone, social security, card, and the last four of one."""

import re
from typing import Final

from spoken.masking.births import is_figure_of_speech
from spoken.masking.kept import are_models, is_amount, is_model_or_quantity
from spoken.masking.scene import Kind, Scene
from spoken.numerals import Numeral
from spoken.phones import of_run
from spoken.runs import Run, runs

_REGION: Final = "US"
_SHORTEST_PHONE: Final = 7
_SHORT_PHONE_FORM: Final = re.compile(r"[2-9]\d{6}")
_EIGHT: Final = 8
_SSN: Final = 9
_SHORTEST_CARD: Final = 13
_FOUR: Final = 4
_LONGEST_CODE: Final = 3
_COMPLETE: Final = ([3, 3, 4], [1, 3, 3, 4])
_SEPARATORS: Final = re.compile(r"[,;\n|]")
_CARDS: Final = frozenset({"card", "visa", "mastercard", "amex", "debit", "credit"})
_NO_CARDS: Final = frozenset(
    {"graphics", "graphic", "video", "gift", "sound", "memory", "sd", "sim", "network", "wifi"}
    | {"rtx", "geforce", "nvidia", "radeon"}
)
_SECURITY: Final = frozenset({"social", "ssn", "ending", "ends", "socials"})
_SOCIAL: Final = frozenset({"social", "ssn", "socials"})
_NO_SOCIAL: Final = frozenset({"media", "network", "networks", "club", "discount"})
_FOURS: Final = frozenset({"four", "4"})
_CUE_LINKS: Final = frozenset(
    {"is", "was", "are", "the", "my", "of", "in", "with", "number", "numbers", "digits", "digit"}
    | {
        "four",
        "4",
        "it's",
        "its",
        "on",
        "file",
        "that's",
        "security",
        "a",
        "and",
        "last",
        "would",
        "be",
    }
)
_LONGEST_CUE: Final = 8
_AFTER_LINKS: Final = frozenset(
    {"is", "are", "was", "my", "the", "those", "for", "of", "as", "that's"}
)


def take_numbers(scene: Scene) -> None:
    """Take rows of digits that are long enough, and four digits that were named as the last."""
    cardinals = [number for number in scene.free(scene.numbers) if not number.ordinal]
    for row in runs(scene.source, scene.said, cardinals):
        for piece in _pieces(scene, row):
            _take_row(scene, piece)


def take_expected_number(scene: Scene, kind: Kind) -> None:
    """Take every number that is left: it is a part of what was asked for."""
    left = [n for n in scene.free(scene.numbers) if not is_figure_of_speech(scene, n)]
    for row in runs(scene.source, scene.said, left):
        scene.take_numbers(kind, row.numbers, row.digits)


def _pieces(scene: Scene, row: Run) -> list[Run]:
    """Cut a row where one whole value ends and another begins: "415-555-0100, 1234"."""
    pieces: list[list[Numeral]] = [[row.numbers[0]]]
    for before, number in zip(row.numbers, row.numbers[1:], strict=False):
        current = pieces[-1]
        separated = _SEPARATORS.search(scene.source, before.end, number.start) is not None
        if _is_whole(scene, current, separated=separated) or _stands_alone(number, current):
            pieces.append([number])
        else:
            current.append(number)
    return [Run(tuple(piece)) for piece in pieces]


def _is_whole(scene: Scene, piece: list[Numeral], *, separated: bool) -> bool:
    if len(piece[-1].digits) >= _SSN:
        return True
    if len(piece) > _SHORTEST_CARD:
        return False
    if [len(number.digits) for number in piece] in _COMPLETE:
        return True
    # Commas within a value are pauses, and tell nothing about its end.
    if not separated or _SEPARATORS.search(scene.source, piece[0].end, piece[-1].start):
        return False
    return of_run(scene.source, Run(tuple(piece)), _REGION) is not None


def _stands_alone(number: Numeral, before: list[Numeral]) -> bool:
    """Whether a long figure begins a value of its own: only a country code goes before one."""
    return len(number.digits) >= _SSN and (len(before) > 1 or len(before[0].digits) > _LONGEST_CODE)


def _take_row(scene: Scene, row: Run) -> None:
    digits, numbers = row.digits, list(row.numbers)
    if is_amount(scene, numbers) or are_models(scene, numbers):
        return
    if len(digits) == _FOUR:
        if _is_last_four(scene, row):
            scene.take_numbers("last_four", numbers, digits)
        return
    kind, value = _classified(scene, row)
    if kind is None:
        return
    plain_digits = sum(
        len(number.digits) for number in numbers if not is_model_or_quantity(scene, number)
    )
    if plain_digits >= _SHORTEST_PHONE or kind != "phone_number" or value.startswith("+"):
        scene.take_numbers(kind, numbers, value)


def _classified(scene: Scene, row: Run) -> tuple[Kind | None, str]:
    digits = row.digits
    if len(digits) >= _SHORTEST_CARD:
        number = of_run(scene.source, row, _REGION) if len(digits) < 16 else None
        return ("phone_number", number) if number else ("card_number", digits)
    number = of_run(scene.source, row, _REGION)
    if number is not None:
        return "phone_number", number
    if len(digits) == _SSN:
        return "ssn", digits
    if len(digits) > _SSN:
        return "phone_number", digits
    if len(digits) == _EIGHT and len(row.numbers) > 1:
        return "phone_number", digits
    if len(digits) == _SHORTEST_PHONE and (
        len(row.numbers) > 1 or _SHORT_PHONE_FORM.fullmatch(digits)
    ):
        return "phone_number", digits
    return None, digits


def _is_last_four(scene: Scene, row: Run) -> bool:
    return (
        _names_social(scene)
        or _named_before(scene, row.numbers[0].first)
        or _named_after(scene, row.numbers[-1].stop)
    )


def _names_social(scene: Scene) -> bool:
    """Whether a social security number is spoken of: then four digits anywhere may be of it."""
    return any(
        token.word in _SOCIAL and scene.word(at + 1) not in _NO_SOCIAL
        for at, token in enumerate(scene.said)
    )


def _named_before(scene: Scene, first: int) -> bool:
    """Whether "last four", "card ending in" or the like leads up to word `first`."""
    for at in range(first - 1, max(-1, first - 1 - _LONGEST_CUE), -1):
        word = scene.word(at)
        if word in _SECURITY or (word in _CARDS and scene.word(at - 1) not in _NO_CARDS):
            return True
        if word == "last" and scene.word(at + 1) in _FOURS:
            return True
        if word not in _CUE_LINKS:
            return False
    return False


def _named_after(scene: Scene, stop: int) -> bool:
    """Whether the words go on with "are my last four" or the like."""
    for at in range(stop, stop + _LONGEST_CUE):
        word = scene.word(at)
        if word in {"social", "ssn"} or (word == "last" and scene.word(at + 1) in _FOURS):
            return True
        if word not in _AFTER_LINKS:
            return False
    return False
