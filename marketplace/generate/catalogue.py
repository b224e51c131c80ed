"""Products with variants and stock, as many as are wanted."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from importlib.resources import files
from itertools import islice, product
from random import Random
from typing import Any

from marketplace.generate.words import (
    FIRST_NAMES,
    LAST_NAMES,
    SYLLABLES,
    TITLE_ADJECTIVES,
    TITLE_NOUNS,
)

_PREFIXES = {"electronics": "ELEC", "home": "HOME", "fashion": "FASH", "books": "BOOK"}
_FIRST = 1_000_000
"""Numbers of generated products begin here; a catalogue that people read out has smaller ones."""
_VARIANTS = 6
_WAREHOUSES = ("EAST", "WEST")


@dataclass(frozen=True, slots=True)
class Kind:
    """A line of `kinds.csv`.

    Attributes:
        makers: the brands, or for books the authors.
        styles: of which a name is made, with a number.
        price: lowest and highest, in whole dollars.
        options: choices by name, each with a surcharge.
        specs: possible values by name.
    """

    category: str
    kind: str
    makers: tuple[str, ...]
    styles: tuple[str, ...]
    noun: str
    price: tuple[int, int]
    options: tuple[tuple[str, tuple[tuple[str, int], ...]], ...]
    specs: tuple[tuple[str, tuple[str, ...]], ...]
    description: str


@dataclass(frozen=True, slots=True)
class Made:
    """A product with its variants and stock, as rows of their tables."""

    product: dict[str, Any]
    variants: list[dict[str, Any]]
    stock: list[dict[str, Any]]


def products(start: int, count: int, seed: int) -> Iterator[Made]:
    """The products with the numbers from `start` on, the same ones for the same seed."""
    every = kinds()
    for number in range(start, start + count):
        random = Random(f"{seed} product {number}")  # noqa: S311 - not for secrets
        yield _made(number, every[number % len(every)], random)


def product_id(number: int) -> str:
    """The number of a generated product."""
    every = kinds()
    return f"{_PREFIXES[every[number % len(every)].category]}{_FIRST + number}"


def number_of(product_id: str) -> int | None:
    """The other way round; None for a product that was not generated."""
    digits = product_id[4:]
    return int(digits) - _FIRST if digits.isdigit() and int(digits) >= _FIRST else None


@lru_cache(maxsize=1)
def kinds() -> tuple[Kind, ...]:
    """The lines of `kinds.csv`."""
    text = files("marketplace.generate").joinpath("kinds.csv").read_text(encoding="utf-8")
    return tuple(_kind(row) for row in csv.DictReader(text.splitlines()))


def _kind(row: dict[str, str]) -> Kind:
    random = Random(f"{row['kind']} {row['nouns']}")  # noqa: S311
    low, _, high = row["price"].partition("-")
    named = _author if row["category"] == "books" else _brand
    return Kind(
        category=row["category"],
        kind=row["kind"],
        makers=tuple(named(random) for _ in range(int(row["makers"]))),
        styles=tuple(part for part in row["styles"].split("|") if part),
        noun=row["nouns"],
        price=(int(low), int(high)),
        options=tuple(_option(part) for part in row["options"].split(";") if part),
        specs=tuple(
            (name, tuple(values.split("|")))
            for name, _, values in (part.partition("=") for part in row["specs"].split(";"))
        ),
        description=row["description"],
    )


def _option(text: str) -> tuple[str, tuple[tuple[str, int], ...]]:
    name, _, values = text.partition(":")
    choices = []
    for value in values.split("|"):
        sign = next((sign for sign in "+-" if sign in value), "+")
        plain, _, surcharge = value.partition(sign)
        choices.append((plain, int(f"{sign}{surcharge or 0}")))
    return name, tuple(choices)


def _made(number: int, kind: Kind, random: Random) -> Made:
    ref, maker = product_id(number), random.choice(kind.makers)
    low, high = kind.price
    # Cheap ones are more common than dear ones.
    price = Decimal(low + int((high - low) * random.random() ** 2)) + Decimal("0.99")
    variants = _variants(ref, kind, price, random)
    return Made(
        product={
            "product_id": ref,
            "name": _name(number, kind, random),
            "brand": maker,
            "category": kind.category,
            "kind": kind.kind,
            "description": f"{kind.description}.",
            "specs": {name: _value(random.choice(values)) for name, values in kind.specs},
            "care": None,
            "series": None,
            "series_position": None,
            "final_sale": random.random() < 0.02,
            "low_stock_threshold": 5,
            "price_from": min(variant["price"] for variant in variants),
            "seller_id": None,
        },
        variants=variants,
        stock=[
            {"sku": variant["sku"], "warehouse": name, "quantity": _quantity(random)}
            for variant in variants
            for name in _WAREHOUSES
        ],
    )


def _name(number: int, kind: Kind, random: Random) -> str:
    if kind.category == "books":
        first, second = random.choice(TITLE_ADJECTIVES), random.choice(TITLE_NOUNS)
        return random.choice(
            (
                f"The {first} {second}",
                f"{first} {second}",
                f"The {second} of the {random.choice(TITLE_NOUNS)}",
                f"A {second} for the {first} {random.choice(TITLE_NOUNS)}",
            )
        )
    style, noun = random.choice(kind.styles), kind.noun
    if kind.category == "electronics":
        return f"{style} {random.choice('ABCDEGKMPRSTVXZ')}{100 + number % 9900} {noun}"
    material = dict(kind.specs).get("material", ("",))
    return " ".join(word for word in (style, random.choice(material), noun) if word)


def _variants(ref: str, kind: Kind, price: Decimal, random: Random) -> list[dict[str, Any]]:
    chosen = [
        (name, random.sample(values, min(len(values), 3)) if len(kind.options) > 1 else values)
        for name, values in kind.options
    ]
    combinations = product(*(_pairs(name, values) for name, values in chosen))
    return [
        {
            "sku": f"{ref}-{position}",
            "product_id": ref,
            "position": position,
            "options": {name: value for name, value, _ in options},
            "price": max(price + sum(extra for *_, extra in options), Decimal("0.99")),
        }
        for position, options in enumerate(islice(combinations, _VARIANTS), start=1)
    ]


def _pairs(name: str, values: Sequence[tuple[str, int]]) -> list[tuple[str, str, int]]:
    return [(name, value, surcharge) for value, surcharge in values]


def _value(text: str) -> str | int:
    return int(text) if text.isdigit() else text


def _quantity(random: Random) -> int:
    return 0 if random.random() < 0.08 else random.randint(1, 60)


def _brand(random: Random) -> str:
    return "".join(random.choice(SYLLABLES) for _ in range(random.randint(2, 3))).capitalize()


def _author(random: Random) -> str:
    return f"{random.choice(FIRST_NAMES)} {random.choice(LAST_NAMES)}"
