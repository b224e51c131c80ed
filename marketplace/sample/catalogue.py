"""Products with their variants and stock, sizes, materials, promotions, articles."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import product as combinations
from zlib import crc32

from marketplace.sample.files import names, pairs, rows, sections
from marketplace.tables import (
    Article,
    MaterialCare,
    Product,
    Promotion,
    SizeChart,
    Specs,
    Stock,
    Variant,
)

_WAREHOUSES = ("EAST", "WEST")
_SURCHARGE = re.compile(r"^(?P<value>.*?)(?P<surcharge>[+-]\d+)?$")


def products() -> list[Product]:
    """Every product of `products/*.csv`, with what `details/*.csv` adds to its specs.

    The file's name is the category.
    """
    sellers = {
        product_id: row["seller_id"]
        for row in rows("sellers.csv")
        for product_id in row["products"].split("|")
    }
    known = {
        row.pop("product_id"): row for name in names("details") for row in rows("details", name)
    }
    found = []
    for name in names("products"):
        for row in rows("products", name):
            specs = _specs(row["specs"], known.get(row["product_id"], {}))
            found.append(_product(row, specs, name.removesuffix(".csv"), sellers))
    return found


def _product(row: dict[str, str], specs: Specs, category: str, sellers: dict[str, str]) -> Product:
    variants = _variants(row)
    care, series, position = (specs.pop(n, None) for n in ("care", "series", "series_position"))
    return Product(
        product_id=row["product_id"],
        name=row["name"],
        brand=row["brand"],
        category=category,
        kind=row["kind"],
        description=row["description"] + ".",
        specs=specs,
        care=None if care is None else str(care),
        series=None if series is None else str(series),
        series_position=position if isinstance(position, int) else None,
        final_sale=row["final_sale"] == "yes",
        price_from=min(variant.price for variant in variants),
        seller_id=sellers.get(row["product_id"]),
        variants=variants,
    )


def _variants(row: dict[str, str]) -> list[Variant]:
    """Every combination of the options; `2 TB+60` costs 60 USD more."""
    options = [part.partition(":") for part in row["variants"].split(";") if part]
    choices = [[(name, value) for value in values.split("|")] for name, _, values in options]
    variants = []
    for position, chosen in enumerate(combinations(*choices), start=1):
        sku, price = f"{row['product_id']}-{position}", Decimal(row["price"])
        plain = {}
        for name, text in chosen:
            match = _SURCHARGE.match(text)
            value, surcharge = match.group("value", "surcharge") if match else (text, None)
            plain[name] = value
            price += Decimal(surcharge or 0)
        variants.append(
            Variant(sku=sku, position=position, options=plain, price=price, stock=_stock(row, sku))
        )
    return variants


def _stock(row: dict[str, str], sku: str) -> list[Stock]:
    """As many as the file says, else some eight to sixty that are always the same."""
    total = int(row["stock"]) if row["stock"] else 8 + crc32(sku.encode()) % 53
    east = total // 2
    return [
        Stock(warehouse=name, quantity=quantity)
        for name, quantity in zip(_WAREHOUSES, (east, total - east), strict=True)
    ]


def _specs(text: str, more: dict[str, str]) -> Specs:
    """`a=1;b=2`, and what a file of `details/` adds; empty fields are not known."""
    added = {name: value for name, value in more.items() if value}
    return {name: _spec(value) for name, value in (pairs(text) | added).items()}


def _spec(value: str) -> str | int | float | list[str]:
    if "|" in value:
        return value.split("|")
    if re.fullmatch(r"\d+", value):
        return int(value)
    return float(value) if re.fullmatch(r"\d+\.\d+", value) else value


def size_charts() -> list[SizeChart]:
    """Every chart of `size_charts.csv`; each of its rows is a size, spans are inches."""
    charts: dict[str, SizeChart] = {}
    for row in rows("size_charts.csv"):
        named = {name: row.pop(name) for name in ("chart_id", "brand", "kind", "department")}
        chart = charts.setdefault(
            named["chart_id"], SizeChart(**named | {"brand": named["brand"] or None}, sizes=[])
        )
        size = row.pop("size")
        spans = {
            name: [float(end) for end in span.split("-")] for name, span in row.items() if span
        }
        chart.sizes.append({"size": size, **spans})
    return list(charts.values())


def materials() -> list[MaterialCare]:
    """Every material of `materials.csv`."""
    return [MaterialCare(**row) for row in rows("materials.csv")]


def promotions(now: datetime) -> list[Promotion]:
    """Every promotion of `promotions.csv`."""
    return [
        Promotion(
            code=row["code"],
            title=row["title"],
            kind=row["kind"],
            percent=int(row["percent"]) if row["percent"] else None,
            amount=_money(row["amount"]),
            minimum_total=_money(row["minimum_total"]),
            category=row["category"] or None,
            product_kind=row["product_kind"] or None,
            tier=row["tier"] or None,
            first_order_only=row["first_order_only"] == "yes",
            stackable=row["stackable"] == "yes",
            starts_at=now + timedelta(days=int(row["starts_in_days"])),
            ends_at=now + timedelta(days=int(row["ends_in_days"])),
        )
        for row in rows("promotions.csv")
    ]


def articles() -> list[Article]:
    """Every article of `articles/*.md`; the file's name is the topic."""
    return [
        _article(title, lines, name.removesuffix(".md"))
        for name in names("articles")
        for title, lines in sections("articles", name)
    ]


def _article(title: str, lines: list[str], topic: str) -> Article:
    identifier, *rest = lines
    numbered = re.compile(r"^\d+\. ")
    return Article(
        article_id=identifier.removeprefix("id:").strip(),
        title=title,
        topic=topic,
        body=" ".join(line for line in rest if not numbered.match(line)),
        steps=[numbered.sub("", line) for line in rest if numbered.match(line)],
    )


def _money(text: str) -> Decimal | None:
    return Decimal(text) if text else None
