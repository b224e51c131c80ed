"""Lengths, sizes and colours: values that say how large a thing is, or in which version."""

from __future__ import annotations

from pipeline.embedded.language.heard import Heard
from pipeline.embedded.language.schemas import Slot
from spoken import garments, lengths


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
