"""What a seller may change of a listing: its price and its stock."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from sqlalchemy import select

from marketplace.refusals import (
    ListingAmbiguous,
    ListingNotFound,
    ListingUnchanged,
    NothingToUpdate,
    PriceOutOfRange,
    StockOutOfRange,
    VersionUnclear,
)
from marketplace.rules import matching, sellers
from marketplace.schemas import ListingChanged, ListingChangeIn
from marketplace.tables import Product, Stock, Variant
from marketplace.work import UnitOfWork

LOWEST_PRICE, HIGHEST_PRICE = Decimal("0.50"), Decimal(50_000)
MOST_STOCK = 100_000
_WAREHOUSE = "WEST"
"""Where the first pieces of a version go that no warehouse holds yet."""


async def change(work: UnitOfWork, customer_id: str, asked: ListingChangeIn) -> ListingChanged:
    """Changes the price, the stock or both, of one version or of all that cost the same.

    Orders and their lines keep the price of their day.

    Raises:
        SellerNotFound: the account sells nothing.
        ListingNotFound: no such listing of theirs.
        ListingAmbiguous: several listings fit.
        VersionUnclear: it comes in versions, and which one is meant is not clear.
        NothingToUpdate: neither a price nor a stock was given.
        PriceOutOfRange: below 0.50 or above 50,000 USD.
        StockOutOfRange: below none or above 100,000 pieces.
        ListingUnchanged: it says that already.
    """
    if asked.price is None and asked.stock is None:
        raise NothingToUpdate
    if asked.price is not None and not LOWEST_PRICE <= asked.price <= HIGHEST_PRICE:
        raise PriceOutOfRange
    if asked.stock is not None and not 0 <= asked.stock <= MOST_STOCK:
        raise StockOutOfRange
    seller = await sellers.load(work, customer_id)
    product, words = await _find(work, seller.seller_id, asked.listing)
    variants = await _variants(work, product.product_id)
    chosen = _chosen(variants, asked, words | matching.words(asked.version or ""))
    shelves = await _shelves(work, chosen[0].sku) if asked.stock is not None else []
    old_price, old_stock = chosen[0].price, sum(shelf.quantity for shelf in shelves)
    if asked.price in (None, old_price) and asked.stock in (None, old_stock):
        raise ListingUnchanged
    changed: dict[str, object] = {}
    if asked.price is not None:
        for variant in chosen:
            variant.price = asked.price
        product.price_from = min(variant.price for variant in variants)
        changed |= {"old_price": old_price, "new_price": asked.price}
        changed["price_change_percent"] = _percent(old_price, asked.price)
    if asked.stock is not None:
        _restock(work, chosen[0].sku, shelves, asked.stock - old_stock)
        changed |= {"old_stock": old_stock, "new_stock": asked.stock}
    versions = [_options(variant) for variant in chosen] if len(variants) > 1 else []
    return ListingChanged.model_validate(
        {"product_id": product.product_id, "name": product.name, "versions": versions} | changed
    )


async def _find(work: UnitOfWork, seller_id: str, said: str) -> tuple[Product, set[str]]:
    """The one listing of the seller that is meant, locked for a change; and words of a version."""
    number = "".join(said.split()).upper()
    of_version = select(Variant.product_id).where(Variant.sku == number).scalar_subquery()
    found = await work.session.scalar(
        select(Product)
        .where(
            Product.seller_id == seller_id,
            (Product.product_id == number) | (Product.product_id == of_version),
        )
        .with_for_update()
    )
    if found is not None:
        return found, set()
    asked = matching.words(said) - _BESIDES
    rows = await work.session.execute(
        select(Product.product_id, Product.name, Product.brand).where(
            Product.seller_id == seller_id
        )
    )
    named = {
        product_id: (name, asked - matching.words(f"{name} {brand}"))
        for product_id, name, brand in rows
        if asked & matching.words(f"{name} {brand}")
    }
    fits = await _explaining_all(
        work, {product_id: rest for product_id, (_, rest) in named.items()}
    )
    whole = [p for p in fits if matching.words(named[p][0]) == asked - named[p][1]]
    fits = whole if len(whole) == 1 else fits
    if len(fits) > 1:
        raise ListingAmbiguous(listings=[named[product_id][0] for product_id in fits])
    if not fits:
        raise ListingNotFound
    product = await work.session.get_one(Product, fits[0], with_for_update=True)
    return product, named[fits[0]][1]


async def _explaining_all(work: UnitOfWork, left: dict[str, set[str]]) -> list[str]:
    """Listings of which one version has all the words that their name leaves over."""
    open_ones = [product_id for product_id, words in left.items() if words]
    rows = await work.session.scalars(select(Variant).where(Variant.product_id.in_(open_ones)))
    explained = {
        variant.product_id
        for variant in rows
        if left[variant.product_id] <= matching.words(_options(variant))
    }
    return [p for p, words in left.items() if not words or p in explained]


_BESIDES = frozenset({"listing", "product", "item", "article", "our", "this", "that"})


async def _variants(work: UnitOfWork, product_id: str) -> Sequence[Variant]:
    rows = await work.session.scalars(
        select(Variant)
        .where(Variant.product_id == product_id)
        .order_by(Variant.position)
        .with_for_update()
    )
    return rows.all()


def _chosen(
    variants: Sequence[Variant], asked: ListingChangeIn, words: set[str]
) -> Sequence[Variant]:
    """The versions that were meant; all of them for a price where they cost the same."""
    number = "".join(asked.listing.split()).upper()
    fits = [
        v for v in variants if v.sku == number or (words and words <= matching.words(_options(v)))
    ]
    if words and len(fits) != 1:
        raise VersionUnclear(versions=[_options(variant) for variant in fits or variants])
    chosen = fits or variants
    same_price = len({variant.price for variant in chosen}) == 1
    if len(chosen) > 1 and (asked.stock is not None or not same_price):
        raise VersionUnclear(versions=[_options(variant) for variant in chosen])
    return chosen


async def _shelves(work: UnitOfWork, sku: str) -> list[Stock]:
    rows = await work.session.scalars(
        select(Stock).where(Stock.sku == sku).order_by(Stock.warehouse).with_for_update()
    )
    return list(rows)


def _restock(work: UnitOfWork, sku: str, shelves: list[Stock], difference: int) -> None:
    """What comes goes where there is least; what goes is taken from where there is most."""
    if not shelves:
        shelves = [Stock(sku=sku, warehouse=_WAREHOUSE, quantity=0)]
        work.session.add_all(shelves)
    if difference > 0:
        min(shelves, key=lambda shelf: shelf.quantity).quantity += difference
    for shelf in sorted(shelves, key=lambda shelf: -shelf.quantity):
        taken = min(shelf.quantity, max(0, -difference))
        shelf.quantity -= taken
        difference += taken


def _percent(old: Decimal, new: Decimal) -> int:
    change = (new - old) * 100 / old if old else Decimal(100)
    return int(change.quantize(Decimal(1), ROUND_HALF_UP))


def _options(variant: Variant) -> str:
    return ", ".join(f"{name} {value}" for name, value in variant.options.items())
