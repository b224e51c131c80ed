"""What only the caller's own words can fill: the name of a thing, or a sentence."""

from __future__ import annotations

import re

from pipeline.embedded.language.heard import Heard
from pipeline.embedded.language.mentions import (
    asks,
    compared,
    content,
    listed,
    mention,
    mentions,
    trimmed,
)
from pipeline.embedded.language.schemas import Slot, Value
from pipeline.embedded.language.words import MAX_CHARS, tokens
from spoken import garments

_EVERYTHING = frozenset({"all", "everything", "both", "whole"})
_SEVERAL = 2
_MEANINGFUL = 2
"""Words beyond the request that make a sentence worth passing on as it is."""

_SIZED = re.compile(r"\b(?:a |an )?(?:(?:extra )?(?:large|small)|medium|size)\b", re.IGNORECASE)
_WONDERS = re.compile(
    r"\W*(?:(?:and|so|but|ok|okay|also)\W+)*"
    r"(?:what|how|when|where|why|which|who|do you|does|is there|are there)\b",
    re.IGNORECASE,
)


def thing(slot: Slot, of: Heard) -> Value | None:
    """What the text names; for an argument that may be left out, only plainly."""
    found = of.thing
    if found is None or not (slot.required or of.names_plainly(found)):
        return None
    if not slot.many:
        return found
    parts = compared(found) if slot.kind == "product" else listed(found)
    # A comparison needs its two sides: of one, the other is still to be asked.
    return parts if slot.kind != "product" or len(parts) >= _SEVERAL else None


def thing_alone(slot: Slot, of: Heard) -> Value | None:
    """What a reply names, or all of it."""
    if slot.many and _EVERYTHING & set(tokens(of.text)):
        return ["everything"]
    said = of.unnumbered
    found = (mention(said, of.carrier) if asks(said, of.carrier) else None) or trimmed(said)
    if not found:
        return None
    if not slot.many:
        return found
    return compared(found) if slot.kind == "product" else listed(found)


def swap(slot: Slot, of: Heard) -> Value | None:
    """A thing and the version wanted in its place: "(the) shirt for L"; "it" where none is named.

    None unless the version is said.
    """
    version = " ".join(filter(None, (garments.size(of.text), garments.color(of.text))))
    if not version:
        return None
    said = _SIZED.sub(" ", of.unnumbered)
    plain = (name for name in mentions(said, of.carrier) if of.names_plainly(name))
    return f"{next(plain, mention(said, of.carrier)) or 'it'} for {version}"


def swap_alone(slot: Slot, of: Heard) -> Value | None:
    """Also one that is put in any other words."""
    return swap(slot, of) or thing_alone(slot, of)


def sentence(slot: Slot, of: Heard) -> str | None:
    """The whole text, if it says something beyond the bare request."""
    wonders = slot.required and _WONDERS.match(of.text)
    enough = wonders or content(of.unnumbered, of.carrier) >= _MEANINGFUL
    return of.text.strip()[:MAX_CHARS] if enough else None


def sentence_alone(_: Slot, of: Heard) -> str | None:
    """The whole text, whatever it says."""
    return of.text.strip()[:MAX_CHARS] if tokens(of.text) else None
