"""First names heard."""

import re
import unicodedata
from typing import Final

from spoken.ordinary import ORDINARY

_OPENING: Final = re.compile(
    r"(?:(?:yes|yeah|yep|sure|ok|okay|hi|hello|hey|uh|um|well|oh|so|of course|no|sorry|actually"
    r"|good (?:morning|afternoon|evening)|please|this is|it's|its|it is|i'm|im|i am|i said|that's"
    r"|that is|(?:you can |please |just )?call me|(?:every\w+|people|they|friends) calls? me"
    r"|(?:my |the )?(?:first )?(?:name's|names|name is|name)|it would be|i go by)\b[\s,.:!\-]*)+",
    re.IGNORECASE,
)
_CLOSING: Final = re.compile(
    r"[\s,.!]*\b(?:calling|here|speaking|please|thanks|thank you|on the line|is my (?:first )?name"
    r"|by the way|again|and i|and my|and the)\b.*$",
    re.IGNORECASE | re.DOTALL,
)
_TITLE: Final = re.compile(r"(?:mr|mrs|ms|miss|dr|doctor|mister)\b[\s.]*", re.IGNORECASE)
_SPELT: Final = re.compile(r"(?:^|[\s,.:])((?:[^\W\d_][\s.,\-]{1,3})+[^\W\d_])[\s.]*$")
_FORBIDDEN: Final = re.compile(r"[\d?？@<>/\\]")
_GERUND: Final = re.compile(r".{4,}ing")
_MOST_WORDS: Final = 4
_LONGEST_TEXT: Final = 120
_LONGEST_NAME: Final = 40
_INITIALS: Final = 2


def first_name(text: str) -> str | None:
    """Return the first name that was given, with its capital, or None when it is no name.

    Takes "it's John", "my name is mary-ann", "John Doe", "this is José calling", "J O H N".
    """
    heard = unicodedata.normalize("NFC", text[: _LONGEST_TEXT + 1]).replace("’", "'").strip()
    if len(heard) > _LONGEST_TEXT or _FORBIDDEN.search(heard):
        return None
    body = _CLOSING.sub("", _without(_OPENING, heard))
    spelt = _SPELT.search(body)
    if spelt is not None:
        return _capital("".join(char for char in spelt[1] if char.isalpha()).lower())
    untitled = _without(_TITLE, body)
    said = [word for word in map(_bare, untitled.split()) if word]
    if not said or len(said) > _MOST_WORDS or not all(map(_may_be_name, said)):
        return None
    # A title and one name is a family name.
    return None if untitled != body and len(said) == 1 else _capital(said[0])


def _without(opening: re.Pattern[str], text: str) -> str:
    match = opening.match(text)
    return text[match.end() :] if match else text


def _bare(word: str) -> str:
    """Return the word without punctuation and emoji around it."""
    inside = [at for at, char in enumerate(word) if _is_letter(char)]
    return word[inside[0] : inside[-1] + 1] if inside else ""


def _is_letter(char: str) -> bool:
    return unicodedata.category(char)[0] in "LM"


def _may_be_name(word: str) -> bool:
    lettered = all(_is_letter(char) or char in "'-." for char in word)
    ordinary = word.lower() in ORDINARY or _GERUND.fullmatch(word.lower()) is not None
    # One letter of an alphabet is an initial; one ideograph or syllable can be a name.
    enough = len(word) > 1 or ord(word) > 0x2E80 or word.isupper()
    return lettered and enough and not ordinary and len(word) <= _LONGEST_NAME


def _capital(name: str) -> str:
    """Return the name with capitals where it has none of its own: "mary-ann", "JOHN"."""
    own = any(char.isupper() for char in name) and not (name.isupper() and len(name) > _INITIALS)
    if own:
        return name
    return re.sub(
        r"(^|[-'])(\w)", lambda match: match[1] + match[2].upper(), name.lower(), flags=re.UNICODE
    )
