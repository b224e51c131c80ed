"""Private values in what a caller types or says, found and masked before anything keeps them.

Everything passes here before it is stored, logged or sent to a language model. Private are phone
numbers, dates of birth, the last four of a card or social security number, such numbers
themselves, postal and email addresses. What a conversation needs stays readable: references,
tracking numbers, prices, sizes, models. While a private value is awaited nothing numeric passes,
because recognisers split utterances; only what is named as an order or the like still does.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

from spoken.births import birth_date
from spoken.masking.address_parts import take_expected_address
from spoken.masking.addresses import take_addresses
from spoken.masking.births import take_births, take_expected_birth
from spoken.masking.emails import take_emails
from spoken.masking.kept import keep_references
from spoken.masking.numbers import take_expected_number, take_numbers
from spoken.masking.scene import Kind, PrivateSpan, Scene
from spoken.numbers import last_four
from spoken.phones import phone_number

__all__ = ["Kind", "Masked", "PrivateSpan", "find_private", "mask"]

_ADDRESS: Final[Kind] = "address"


@dataclass(frozen=True, slots=True)
class Masked:
    """A text with placeholders like `<phone_number>`, and the last value of each kind.

    A value is complete in its form (`PrivateSpan`) or, where only a part of it was said, the part.
    """

    text: str
    values: dict[Kind, str]


def find_private(text: str, expecting: Kind | None, today: date) -> list[PrivateSpan]:
    """Return the private values in the text, in order, none overlapping another.

    `expecting` is the kind that was just asked for. Takes time in proportion to the text.
    """
    scene = Scene.of(text, expecting, today)
    take_emails(scene)
    keep_references(scene)
    take_addresses(scene)
    born = birth_date(text, today) if expecting == "date_of_birth" else None
    if born is not None:
        take_expected_birth(scene, born.isoformat())
    take_births(scene)
    if expecting != "last_four" or last_four(text) is None:
        take_numbers(scene)
    if expecting == _ADDRESS:
        take_expected_address(scene)
    elif expecting == "date_of_birth":
        take_expected_birth(scene, None)
    elif expecting is not None:
        take_expected_number(scene, expecting)
    scene.join(_ADDRESS)
    return sorted(scene.spans, key=lambda span: span.start)


def mask(text: str, expecting: Kind | None, today: date) -> Masked:
    """Return the text with every private value replaced, and the values by kind."""
    pieces: list[str] = []
    values: dict[Kind, str] = {}
    position = 0
    for span in find_private(text, expecting, today):
        pieces += [text[position : span.start], f"<{span.kind}>"]
        position = span.end
        values[span.kind] = span.value
    if expecting == "phone_number" and expecting in values:
        values[expecting] = phone_number(text) or values[expecting]
    if expecting == "last_four" and expecting in values:
        values[expecting] = last_four(text) or values[expecting]
    return Masked("".join([*pieces, text[position:]]), values)
