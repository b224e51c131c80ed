"""Reading the specs of a product, which are free but named alike throughout the catalogue."""

from __future__ import annotations

from marketplace.tables import Specs


def figure(specs: Specs, name: str) -> float | None:
    """A number; None where it is not stated as one."""
    value = specs.get(name)
    return float(value) if isinstance(value, int | float) else None


def text(specs: Specs, name: str) -> str | None:
    """A word or a few; None where there are none."""
    value = specs.get(name)
    return None if value is None or isinstance(value, list) else str(value)


def several(specs: Specs, name: str) -> list[str]:
    """Words of which a product may have more than one."""
    value = specs.get(name)
    if value is None:
        return []
    return list(value) if isinstance(value, list) else [str(value)]
