"""What two products share, and how much that counts. Pure: no database."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from marketplace.rules.figures import several, text
from marketplace.schemas import Likeness
from marketplace.tables import Product

_NO_MATERIAL = frozenset({"and", "with", "recycled", "solid", "full", "grain"})
_NEAR_IN_PRICE = 4
"""Within a quarter of the dearer one's price."""

SIMILAR: Mapping[Likeness, float] = {
    "series": 4, "kind": 3, "brand": 2, "style": 2, "material": 1, "price": 1, "color": 0.5,
}  # fmt: skip
"""How much each counts for a thing in place of another."""
MATCHING: Mapping[Likeness, float] = {
    "style": 3, "color": 2, "brand": 2, "material": 1, "price": 0.5,
}  # fmt: skip
"""How much each counts for a thing beside another."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A product with the colours in which it comes."""

    product: Product
    colors: Sequence[str] = ()

    @property
    def department(self) -> str | None:
        """For whom it is made, as far as it is known."""
        return text(self.product.specs, "department")


def shared(of: Candidate, other: Candidate) -> list[Likeness]:
    """What two products have in common, what says most first."""
    one, two = of.product, other.product
    low, high = sorted((one.price_from, two.price_from))
    found: dict[Likeness, bool] = {
        "series": one.series is not None and one.series == two.series,
        "brand": one.brand.lower() == two.brand.lower(),
        "kind": one.kind == two.kind,
        "style": bool({*several(one.specs, "style")} & {*several(two.specs, "style")}),
        "material": bool(_materials(one) & _materials(two)),
        "color": bool({*of.colors} & {*other.colors}),
        "price": (high - low) * _NEAR_IN_PRICE <= high,
    }
    return [likeness for likeness, is_so in found.items() if is_so]


def score(shares: Sequence[Likeness], weights: Mapping[Likeness, float]) -> float:
    """How alike two products are that share this."""
    return sum(weights.get(likeness, 0) for likeness in shares)


def same_department(one: str | None, other: str | None) -> bool:
    """Whether the same person could wear both, as far as it is said for whom they are made."""
    return len({one, other} - {None, "unisex"}) < 2


def _materials(product: Product) -> set[str]:
    return {*(text(product.specs, "material") or "").lower().split()} - _NO_MATERIAL
