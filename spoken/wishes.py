"""What a caller says beside the answer to a question: their name, and why they call."""

import re
from typing import Final

from spoken import names

_CLAUSES: Final = re.compile(
    r"\s*(?:[,.;!]+(?:\s+|$)|\b(?:and|but|so|because)\b)\s*", re.IGNORECASE
)
_MASKED: Final = re.compile(
    r"\W*(?:\b(?:and|my|the|phone|mobile|cell|telephone|number|is|it's|its|on|at|from)\s+)*"
    r"<[a-z_]+>.*$",
    re.IGNORECASE | re.DOTALL,
)
_WANTS: Final = re.compile(
    r"\b(?:want(?:ed)?|need|like to|looking for|trying to|calling (?:about|because|to)"
    r"|where(?:'?s| is| are)|can (?:i|you)|could (?:i|you)|problem with|about (?:my|an?|the)"
    r"|help (?:me )?with|never (?:came|arrived)|(?:didn|hasn)'?t (?:come|arrived?)|broken"
    r"|doesn'?t work)\b",
    re.IGNORECASE,
)
_FEWEST_WORDS: Final = 3


def name_beside(text: str) -> str | None:
    """The first name in a text that goes on with a masked value: "it's Ann, on <phone_number>"."""
    return names.first_name(_MASKED.sub("", text))


def wish_beside(text: str) -> str | None:
    """Why somebody calls, where they say so beside their name or a masked value; None otherwise."""
    clauses = [part for part in _CLAUSES.split(text) if part and "<" not in part]
    wanted = next((at for at, part in enumerate(clauses) if _WANTS.search(part)), None)
    if wanted is None:
        return None
    wish = " and ".join(clauses[wanted:])
    return wish if len(wish.split()) >= _FEWEST_WORDS else None
