"""The words that numbers are made of."""

import re
from typing import Final

UNITS: Final = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "niner": 9,
}
TEENS: Final = {
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "thirteen": 13,
    "fourteen": 14,
    "fifteen": 15,
    "sixteen": 16,
    "seventeen": 17,
    "eighteen": 18,
    "nineteen": 19,
}
TENS: Final = {
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fourty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}
ZEROS: Final = frozenset({"zero", "zeroes", "zeros", "nought", "naught"})
# Heard as zero only beside another number: alone they are an interjection or a letter.
OHS: Final = frozenset({"oh", "o", "ooh"})
REPEATS: Final = {"double": 2, "triple": 3, "treble": 3, "quadruple": 4}
ORDINAL_UNITS: Final = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
}
ORDINALS: Final = {
    **ORDINAL_UNITS,
    "tenth": 10,
    "eleventh": 11,
    "twelfth": 12,
    "thirteenth": 13,
    "fourteenth": 14,
    "fifteenth": 15,
    "sixteenth": 16,
    "seventeenth": 17,
    "eighteenth": 18,
    "nineteenth": 19,
    "twentieth": 20,
    "thirtieth": 30,
}
ORDINAL_ENDINGS: Final = frozenset({"st", "nd", "rd", "th"})
FRACTIONS: Final = {"half": 2, "quarter": 4, "quarters": 4, "eighth": 8, "eighths": 8}
SCALES: Final = {"hundred": 100, "thousand": 1000}
WORDS: Final = {**dict.fromkeys(ZEROS, 0), **UNITS, **TEENS, **TENS}
# "fourfivesix", "fortytwo": what a hurried hand or a recogniser runs together.
PART: Final = (
    rf"(?:({'|'.join(TENS)})({'|'.join(UNITS)})?|{'|'.join((*TEENS, *reversed(UNITS), 'zero'))})"
)
GLUED_PART: Final = re.compile(PART)
GLUED: Final = re.compile(rf"{PART}{{2,}}")
