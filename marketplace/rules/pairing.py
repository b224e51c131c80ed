"""What goes with what: kinds of things, and colours. Common taste, kept as tables."""

from __future__ import annotations

from collections.abc import Iterable

_KINDS: dict[str, tuple[str, ...]] = {
    "bed": ("nightstand", "mattress", "bedding", "dresser", "lamp", "rug"),
    "mattress": ("bed", "bedding", "pillow"),
    "nightstand": ("bed", "lamp", "dresser"),
    "dresser": ("bed", "nightstand", "wardrobe", "lamp", "decor"),
    "wardrobe": ("dresser", "bed", "nightstand"),
    "shelf": ("desk", "chair", "lamp", "table"),
    "sofa": ("table", "chair", "rug", "lamp", "blanket"),
    "chair": ("table", "lamp", "rug", "sofa", "desk"),
    "table": ("chair", "rug", "lamp", "tableware"),
    "desk": ("chair", "lamp", "shelf"),
    "lamp": ("chair", "table", "sofa", "nightstand", "desk"),
    "rug": ("sofa", "table", "curtain", "chair"),
    "curtain": ("rug", "bedding", "sofa"),
    "bedding": ("pillow", "blanket", "curtain", "bed"),
    "pillow": ("bedding", "blanket", "mattress"),
    "blanket": ("sofa", "bedding", "pillow", "chair"),
    "decor": ("lamp", "dresser", "rug", "shelf"),
    "cookware": ("tableware", "appliance"),
    "tableware": ("cookware", "table"),
    "appliance": ("cookware", "tableware"),
    "outdoor": ("garden",),
    "garden": ("outdoor",),
    "shirt": ("jeans", "trousers", "jacket", "shoes", "accessory"),
    "sweater": ("jeans", "trousers", "coat", "shoes", "accessory"),
    "jacket": ("jeans", "shirt", "sweater", "shoes", "accessory"),
    "coat": ("sweater", "trousers", "dress", "shoes", "accessory"),
    "jeans": ("shirt", "sweater", "jacket", "shoes", "accessory"),
    "trousers": ("shirt", "sweater", "coat", "shoes", "accessory"),
    "leggings": ("shirt", "jacket", "shoes"),
    "shorts": ("shirt", "shoes", "accessory"),
    "dress": ("shoes", "coat", "bag", "accessory"),
    "shoes": ("jeans", "trousers", "dress", "shirt", "accessory"),
    "bag": ("coat", "dress", "shoes", "accessory"),
    "accessory": ("coat", "shirt", "dress", "bag"),
}

# fmt: off
_NEUTRAL = frozenset({
    "black", "white", "gray", "navy", "beige", "camel", "khaki", "oatmeal", "cream", "natural",
    "brown", "tan", "silver", "charcoal", "oak", "walnut", "birch", "ash", "teak", "brass", "nude",
})
_TOGETHER = (
    {"blue", "orange"}, {"blue", "yellow"}, {"blue", "red"}, {"blue", "pink"}, {"green", "pink"},
    {"green", "terracotta"}, {"green", "plum"}, {"green", "clay"}, {"red", "pink"},
    {"sage", "clay"}, {"sage", "pink"}, {"olive", "burgundy"}, {"olive", "orange"},
    {"blue", "sage"}, {"blue", "burgundy"},
)
# fmt: on


def kinds_with(kind: str) -> tuple[str, ...]:
    """The kinds of things that people put together with one, those first that belong closest."""
    return _KINDS.get(kind, ())


def kinds_worn() -> tuple[str, ...]:
    """The kinds that make up what somebody wears, from the first that is chosen."""
    return ("dress", "shirt", "trousers", "jeans", "shorts", "leggings", "sweater", "jacket",
            "coat", "shoes", "bag", "accessory")  # fmt: skip


def colors_go(one: str, other: str) -> bool:
    """Whether two colours are worn or stand together: a neutral with any, else known pairs."""
    first, second = _words(one), _words(other)
    if first & second or first & _NEUTRAL or second & _NEUTRAL:
        return True
    return any(pair & first and pair & second for pair in _TOGETHER)


def color_for(colors: Iterable[str], of: Iterable[str]) -> str | None:
    """The first of the colours that goes with most of the others; None where there are none."""
    others = list(of)
    return max(
        colors, key=lambda color: sum(colors_go(color, other) for other in others), default=None
    )


def _words(color: str) -> frozenset[str]:
    return frozenset(color.lower().replace("-", " ").split())
