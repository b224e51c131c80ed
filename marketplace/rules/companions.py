"""Which kinds of product go together, which are bought again, and which please at an occasion."""

from __future__ import annotations

from collections.abc import Mapping

from marketplace.schemas import Category, GiftOccasion

COMPANIONS: Mapping[str, tuple[str, ...]] = {
    "graphics_card": ("power_supply", "monitor", "case"),
    "processor": ("motherboard", "cooler", "memory"),
    "motherboard": ("processor", "memory", "drive"),
    "power_supply": ("case", "graphics_card"),
    "case": ("cooler", "power_supply"),
    "monitor": ("keyboard", "mouse", "webcam"),
    "laptop": ("mouse", "external_drive", "headphones"),
    "phone": ("charger", "earbuds"),
    "tablet": ("charger", "keyboard", "headphones"),
    "keyboard": ("mouse",),
    "mouse": ("keyboard",),
    "camera": ("external_drive", "charger"),
    "bed": ("mattress", "nightstand", "bedding"),
    "mattress": ("bedding", "pillow"),
    "bedding": ("pillow", "blanket"),
    "nightstand": ("lamp",),
    "sofa": ("table", "rug", "blanket"),
    "table": ("chair", "tableware"),
    "desk": ("chair", "lamp", "monitor"),
    "wardrobe": ("dresser",),
    "cookware": ("tableware", "cooking"),
    "appliance": ("tableware", "cooking"),
    "outdoor": ("garden",),
    "shoes": ("accessory",),
    "dress": ("bag", "shoes"),
    "shirt": ("trousers", "jeans", "jacket"),
    "trousers": ("shirt", "sweater"),
    "jeans": ("shirt", "sweater", "jacket"),
    "coat": ("accessory", "sweater"),
    "jacket": ("jeans", "sweater"),
    "leggings": ("shoes", "bag"),
    "shorts": ("shirt", "shoes"),
}
"""By kind of what is owned: the kinds that are used with it."""
BOUGHT_AGAIN: frozenset[str] = frozenset({"beauty", "accessory", "charger"})
"""Kinds of which the same product may be bought more than once."""
COLLECTED: frozenset[Category] = frozenset({"books", "fashion"})
"""Categories of which people buy more of a kind that they own: another novel, another shirt."""
OCCASIONS: Mapping[GiftOccasion, tuple[str, ...]] = {
    "birthday": ("headphones", "speaker", "bag", "beauty", "fantasy", "watch", "accessory"),
    "wedding": ("tableware", "cookware", "bedding", "appliance", "blanket"),
    "housewarming": ("lamp", "blanket", "tableware", "cookware", "decor", "rug"),
    "holidays": ("earbuds", "sweater", "beauty", "cooking", "children", "speaker"),
    "baby": ("children", "blanket"),
    "travel": ("bag", "earbuds", "charger", "camera", "thriller"),
    "sport": ("shoes", "leggings", "shorts", "watch", "earbuds"),
    "school": ("laptop", "tablet", "desk", "bag", "science"),
    "office": ("chair", "desk", "monitor", "keyboard", "webcam", "headset"),
}
CATEGORY_OF_KIND: Mapping[str, Category] = {
    **dict.fromkeys(
        (
            "graphics_card", "processor", "motherboard", "power_supply", "memory", "drive",
            "external_drive", "cooler", "case", "headphones", "earbuds", "headset", "speaker",
            "soundbar", "monitor", "keyboard", "mouse", "webcam", "router", "laptop", "tablet",
            "phone", "charger", "watch", "camera",
        ),
        "electronics",
    ),
    **dict.fromkeys(
        (
            "shelf", "bed", "dresser", "chair", "sofa", "table", "desk", "nightstand", "mattress",
            "wardrobe", "lamp", "rug", "curtain", "bedding", "pillow", "blanket", "appliance",
            "cookware", "tableware", "outdoor", "garden", "decor",
        ),
        "home",
    ),
    **dict.fromkeys(
        (
            "shirt", "sweater", "jacket", "jeans", "trousers", "leggings", "shorts", "dress",
            "coat", "shoes", "accessory", "bag", "beauty",
        ),
        "fashion",
    ),
    **dict.fromkeys(
        (
            "fantasy", "science_fiction", "classic", "mystery", "thriller", "history", "science",
            "cooking", "self_help", "children", "film",
        ),
        "books",
    ),
}  # fmt: skip
