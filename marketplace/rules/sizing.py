"""Which size somebody needs: what sizes measure, and whether a piece runs small or large."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast, get_args

from sqlalchemy import or_, select

from marketplace.refusals import OneSize, SizeNotInChart, SizesUnknown
from marketplace.rules import catalogue, matching, options
from marketplace.rules.figures import text
from marketplace.schemas import Department, Measured, Runs, SizeRow, SizingGuide
from marketplace.tables import Product, SizeChart
from marketplace.work import UnitOfWork

_DEPARTMENTS: dict[str, Department] = {
    "women": "women", "womens": "women", "woman": "women", "lady": "women", "ladies": "women",
    "ladie": "women", "men": "men", "mens": "men", "man": "men", "gentlemen": "men",
}  # fmt: skip
_SAID_WITH = frozenset({"size", "chart", "sizing", "guide", "measurement", "for", "clothe", "s"})
_STEP: dict[Runs | None, int] = {"small": 1, "large": -1}
"""Sizes up or down from the usual one."""


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of clothing as somebody named it: "women's shoes"."""

    words: frozenset[str]
    department: Department | None


async def guide(work: UnitOfWork, reference: str, usual_size: str | None) -> SizingGuide:
    """The sizes of a product or a kind of clothing; with the size to take, for a usual one.

    Raises:
        ProductNotFound: there is none like that.
        OneSize: it comes in one size.
        SizesUnknown: no chart covers it.
        SizeNotInChart: the usual size is not on the chart.
    """
    kind = _kind(reference)
    if chart := await _general(work, kind):
        name = chart.kind if chart.department == "unisex" else f"{chart.department}'s {chart.kind}"
        return _told(chart, name, usual_size)
    product = await catalogue.find(work, reference)
    comes_in = (await options.values(work, [product.product_id], "size")).get(product.product_id)
    if not comes_in:
        raise OneSize
    chart = await _of_product(work, product)
    if chart is None:
        raise SizesUnknown
    return _told(chart, product.name, usual_size, product, comes_in)


def _told(
    chart: SizeChart,
    name: str,
    usual_size: str | None,
    product: Product | None = None,
    comes_in: Sequence[str] = (),
) -> SizingGuide:
    rows = [row for row in _rows(chart) if not comes_in or row.size in comes_in]
    if not rows:
        raise SizesUnknown
    runs = _runs(product)
    usual, advised = _advised(rows, usual_size, runs)
    return SizingGuide(
        product_id=None if product is None else product.product_id,
        name=name,
        department=cast("Department", chart.department),
        brand=chart.brand,
        runs=runs,
        sizes=rows,
        usual_size=usual,
        advised_size=advised,
    )


def _advised(
    rows: Sequence[SizeRow], usual: str | None, runs: Runs | None
) -> tuple[str | None, str | None]:
    """The usual size as the chart spells it, and the one to take; none where it ends before."""
    if usual is None:
        return None, None
    sizes = [row.size for row in rows]
    asked = matching.words(usual) - {"size"}
    at = next((i for i, size in enumerate(sizes) if matching.words(size) == asked), None)
    if at is None:
        raise SizeNotInChart(sizes=sizes)
    to = at + _STEP.get(runs, 0)
    return sizes[at], sizes[to] if 0 <= to < len(sizes) else None


def _kind(reference: str) -> _Kind:
    said = {word for word in matching.words(reference.replace("'s", "s")) if word not in _SAID_WITH}
    department = next((_DEPARTMENTS[word] for word in said if word in _DEPARTMENTS), None)
    return _Kind(frozenset(said - _DEPARTMENTS.keys()), department)


async def _general(work: UnitOfWork, kind: _Kind) -> SizeChart | None:
    """The chart of a kind, where nothing but the kind was named."""
    if len(kind.words) != 1:
        return None
    [word] = kind.words
    named = {word, f"{word}s", word.removesuffix("e")}  # "dresses" comes here as "dresse"
    charts = await work.session.scalars(
        select(SizeChart).where(SizeChart.kind.in_(named), SizeChart.brand.is_(None))
    )
    fitting = [c for c in charts if kind.department in (None, c.department) or _serves_all(c)]
    return min(
        fitting, key=lambda c: (c.department != kind.department, not _serves_all(c)), default=None
    )


async def _of_product(work: UnitOfWork, product: Product) -> SizeChart | None:
    """The maker's chart for this kind, else the general one, for whom the piece is made."""
    department = text(product.specs, "department") or "unisex"
    charts = await work.session.scalars(
        select(SizeChart).where(
            SizeChart.kind == product.kind,
            SizeChart.department.in_({department, "unisex"}),
            or_(SizeChart.brand.is_(None), SizeChart.brand == product.brand),
        )
    )

    def preferred(chart: SizeChart) -> tuple[bool, bool]:
        return chart.brand is not None, chart.department == department

    return max(charts, key=preferred, default=None)


def _serves_all(chart: SizeChart) -> bool:
    return chart.department == "unisex"


def _rows(chart: SizeChart) -> list[SizeRow]:
    return [
        SizeRow(
            size=str(row["size"]),
            measures=[
                Measured(name=name, from_in=span[0], to_in=span[-1])
                for name, span in row.items()
                if isinstance(span, list) and span
            ],
        )
        for row in chart.sizes
    ]


def _runs(product: Product | None) -> Runs | None:
    said = None if product is None else text(product.specs, "runs")
    return cast("Runs", said) if said in get_args(Runs) else None
