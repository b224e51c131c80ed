"""Signs that somebody listens, said while another speaks: no turn of their own."""

import re
from typing import Final

_SOUND: Final = (
    r"u+h+[ -]?h+u+h+|a+h+[ -]?h+a+h*|aha|m+h+m+|m+[ -]h*m+|h+m+|m{2,}|u+h+|u+m+|e+r+m*|a+h+|o+h+"
    r"|huh"
)
_WORD: Final = (
    r"okay|ok|right|i see|sure|yeah|yep|yes|got it|gotcha|alright|all right|of course|good|great"
    r"|fine|really|wow|interesting|i know|thanks|thank you"
)
_BETWEEN: Final = r"[\s,.!?…-]*"
_SOUNDS: Final = re.compile(rf"{_BETWEEN}(?:(?:{_SOUND})\b{_BETWEEN})+", re.IGNORECASE)
_ANY: Final = re.compile(rf"{_BETWEEN}(?:(?:{_SOUND}|{_WORD})\b{_BETWEEN})+", re.IGNORECASE)


def is_backchannel(text: str, *, answering: bool) -> bool:
    """Return whether this is nothing but a sign of listening, such as "uh-huh" or "okay".

    While an answer is awaited (`answering`), only sounds are: a word may be that answer.
    """
    return bool((_SOUNDS if answering else _ANY).fullmatch(text))
