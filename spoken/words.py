"""Text as words and figures, with the place of each, whatever alphabet its digits come from."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

# Digits that `\d` does not know: superscripts, subscripts, circled and parenthesised ones.
_ODD_DIGITS: Final = {
    code: str(unicodedata.digit(chr(code)))
    for block in (
        range(0xB2, 0xBA),
        range(0x2070, 0x208A),
        range(0x2460, 0x2500),
        range(0x2776, 0x2794),
        range(0x1F100, 0x1F10B),
    )
    for code in block
    if unicodedata.digit(chr(code), None) is not None
}
_TOKEN: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d+")


@dataclass(frozen=True, slots=True)
class Token:
    """One word or one row of figures: `text[start:end]`, in lower case and with ASCII digits."""

    word: str
    start: int
    end: int

    @property
    def is_figure(self) -> bool:
        """Whether it was written in digits."""
        return self.word.isdecimal()


def plain(text: str) -> str:
    """Return the text with every unusual digit replaced by a common one, of the same length."""
    return text if text.isascii() else text.translate(_ODD_DIGITS)


def tokens(text: str) -> list[Token]:
    """Split the text into words and figures; punctuation, symbols and emoji are the gaps."""
    return [
        Token(_normal(match.group()), match.start(), match.end())
        for match in _TOKEN.finditer(plain(text))
    ]


def words(text: str) -> list[str]:
    """Return the words and figures alone, in lower case."""
    return [token.word for token in tokens(text)]


def _normal(raw: str) -> str:
    if raw.isascii():
        return raw.lower()
    if raw.isdecimal():
        return "".join(str(unicodedata.digit(char)) for char in raw)
    return unicodedata.normalize("NFKC", raw).casefold().replace("’", "'") or raw
