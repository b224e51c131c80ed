"""Which variant of which product is meant by the words that a person used."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from marketplace.refusals import ProductNotFound, VariantNotFound, VariantUnclear
from marketplace.rules import catalogue, matching
from marketplace.rules.narrowing import Filters
from marketplace.tables import Product, Variant
from marketplace.work import UnitOfWork

_CANDIDATES = 8
"""Products that are looked through for one whose variant explains every word."""


async def choose(
    work: UnitOfWork, said: str, options: str | None, likely: Collection[str] = ()
) -> tuple[Product, Variant]:
    """The variant that words mean: "linen shirt in white size M", or a stock number.

    Args:
        work: the transaction.
        said: the product in a person's words, perhaps with its options among them.
        options: words of the options alone.
        likely: stock numbers of which one is meant where the words leave it open.

    Raises:
        ProductNotFound: no product is close enough.
        VariantNotFound: it does not come like that; `options` are those it has.
        VariantUnclear: it comes in several versions that fit.
    """
    product, fits = await fitting(work, said, options)
    if len(fits) > 1:
        fits = [variant for variant in fits if variant.sku in likely] or fits
    if len(fits) > 1:
        raise _unclear(product, fits, matching.words(f"{said} {options or ''}"))
    return product, fits[0]


async def fitting(
    work: UnitOfWork, said: str, options: str | None
) -> tuple[Product, Sequence[Variant]]:
    """The variants of a product that fit words, all of them where no option was named.

    Raises:
        ProductNotFound: no product is close enough.
        VariantNotFound: it does not come like that; `options` are those it has.
    """
    sku = said.strip().upper()
    exact = await work.session.scalar(
        select(Variant)
        .where(Variant.sku == sku)
        .options(selectinload(Variant.product), selectinload(Variant.stock))
    )
    if exact is not None:
        return exact.product, [exact]
    product = await _product(work, said)
    variants = (await _variants(work, [product.product_id]))[product.product_id]
    wanted = _option_words_in(said, product, variants) | matching.words(options or "")
    fits = [variant for variant in variants if wanted <= words_of(variant)]
    if not fits:
        raise VariantNotFound(options=[_said(variant) for variant in variants])
    return product, fits


def words_of(variant: Variant) -> set[str]:
    """The words that describe a variant's options."""
    return matching.words(" ".join((*variant.options, *variant.options.values())))


async def _product(work: UnitOfWork, said: str) -> Product:
    """The product named; the words of its options may be among those of its name."""
    try:
        return await catalogue.find(work, said)
    except ProductNotFound:
        found = await catalogue.search(work, said, Filters(), _CANDIDATES)
        identifiers = [product.product_id for product in found.products]
        variants = await _variants(work, identifiers)
        products = await work.session.scalars(
            select(Product).where(Product.product_id.in_(identifiers))
        )
        asked = matching.words(said)
        for product in sorted(products, key=lambda p: identifiers.index(p.product_id)):
            described = map(words_of, variants[product.product_id])
            named = _names(product)
            if asked & named and asked <= named.union(*described):
                return product
        raise


async def _variants(work: UnitOfWork, product_ids: Collection[str]) -> dict[str, list[Variant]]:
    rows = await work.session.scalars(
        select(Variant)
        .where(Variant.product_id.in_(list(product_ids)))
        .order_by(Variant.product_id, Variant.position)
        .options(selectinload(Variant.stock))
    )
    found: dict[str, list[Variant]] = {product_id: [] for product_id in product_ids}
    for variant in rows:
        found[variant.product_id].append(variant)
    return found


def _option_words_in(said: str, product: Product, variants: Sequence[Variant]) -> set[str]:
    """The words of a product's name, as somebody said it, that can only be about its options."""
    values = set[str]().union(
        *(matching.words(" ".join(variant.options.values())) for variant in variants)
    )
    return (matching.words(said) - _names(product)) & values


def _names(product: Product) -> set[str]:
    return matching.words(f"{product.brand} {product.name} {product.kind.replace('_', ' ')}")


def _unclear(product: Product, fits: Sequence[Variant], wanted: set[str]) -> VariantUnclear:
    """Asks for the first option in which the variants differ; those in stock, if there are any."""
    there = [v for v in fits if sum(shelf.quantity for shelf in v.stock)] or fits
    values = {
        name: list(dict.fromkeys(variant.options.get(name, "") for variant in there))
        for name in there[0].options
    }
    option = max(values, key=lambda name: len(values[name]) > 1)
    chosen = [
        value
        for name, value in there[0].options.items()
        if len(values[name]) == 1 and matching.words(value) & wanted
    ]
    return VariantUnclear(
        product=" ".join((product.name, *chosen)), option=option, choices=values[option]
    )


def _said(variant: Variant) -> str:
    return ", ".join(f"{name} {value}" for name, value in variant.options.items())
