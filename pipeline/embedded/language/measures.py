"""Lengths, sizes, colours and bounds of a price: what narrows down which thing is meant."""

from __future__ import annotations

from pipeline.embedded.language.heard import Heard
from pipeline.embedded.language.schemas import Slot
from spoken import garments, lengths, prices


def length(slot: Slot, of: Heard) -> float | None:
    """A length in feet, in the order in which they are said: "ten by twelve"."""
    found = lengths.lengths(of.text)
    return float(found[slot.nth]) if slot.nth < len(found) else None


def length_alone(slot: Slot, of: Heard) -> float | None:
    """A length in feet; a bare number will do."""
    paired = length(slot, of) if lengths.floor(of.text) else None
    found = lengths.feet(of.text)
    return paired if paired is not None or found is None else float(found)


def size(_: Slot, of: Heard) -> str | None:
    """A size that is said as one: "in a medium", "size ten"."""
    return garments.size(of.text)


def size_alone(_: Slot, of: Heard) -> str | None:
    """A size, also as a bare letter or number."""
    return garments.size_alone(of.text)


def color(_: Slot, of: Heard) -> str | None:
    """A colour."""
    return garments.color(of.text)


def at_most(_: Slot, of: Heard) -> float | None:
    """The most that it may cost, in dollars: "under nine hundred"."""
    found = prices.at_most(of.text)
    return None if found is None else float(found)


def at_least(_: Slot, of: Heard) -> float | None:
    """The least that it may cost, in dollars: "over fifty dollars"."""
    found = prices.at_least(of.text)
    return None if found is None else float(found)
