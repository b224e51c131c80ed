"""What is said of books: what they are, what is like them, their formats, their order."""

from __future__ import annotations

from domain import facts
from spoken import say

_FORMATS: dict[str, str] = {
    "paperback": "a paperback",
    "hardcover": "a hardcover",
    "ebook": "an ebook",
    "audiobook": "an audiobook",
    "boardbook": "a board book",
    "bluray": "a Blu-ray",
    "dvd": "a DVD",
}
_LISTED = 3


def found(products: facts.ProductsFound) -> str:
    """The best three of a search, each with its author."""
    if not products.products:
        return "I didn't find a book like that. Could you tell me the title or the author again?"
    named = [
        f"{book.name} by {book.brand} from {say.money(book.price_from)}"
        for book in products.products[:_LISTED]
    ]
    rest = " There are more." if products.more or len(products.products) > _LISTED else ""
    return f"I found {say.listing(named)}.{rest}"


def details(seen: facts.ProductDetails) -> str:
    """What it is: author, genre, length, age, place in its series, and price."""
    pages, year = seen.specs.get("pages"), seen.specs.get("year")
    length = f" of {say.number(pages)} pages" if isinstance(pages, int) else ""
    since = f" from {say.year(year)}" if isinstance(year, int) else ""
    place = ""
    if seen.series is not None and seen.series_position is not None:
        place = f", number {say.number(seen.series_position)} of {seen.series}"
    kind = f"{seen.kind.replace('_', ' ')} {'title' if 'pages' not in seen.specs else 'book'}"
    return (
        f"{seen.name} by {seen.brand} is a {kind}{length}{since}{place}: {_lower(seen.description)}"
        f" It costs from {say.money(seen.price_from)}."
    )


def similar(seen: facts.AlikeProducts) -> str:
    """Three that are like it, those of the same author first."""
    same = [o.product.name for o in seen.products[:_LISTED] if "brand" in o.shares]
    others = [
        f"{o.product.name} by {o.product.brand}"
        for o in seen.products[:_LISTED]
        if "brand" not in o.shares
    ]
    named = [f"{say.listing(same)} by the same author"] if same else []
    return f"If you like {seen.of.name}, try {say.listing([*named, *others])}."


def formats(seen: facts.ProductDetails, wanted: str | None) -> str:
    """In which formats it comes and what each costs; first whether the wanted one is there."""
    there = {_plain(v.options.get("format", "")): v for v in seen.variants}
    if wanted is not None and (one := there.get(_plain(wanted))) is not None:
        stock = _STOCK[one.stock]
        return f"Yes, {seen.name} comes as {_named(wanted)} for {say.money(one.price)}{stock}."
    told = [
        f"{_named(v.options['format'])} for {say.money(v.price)}"
        for v in seen.variants
        if "format" in v.options
    ]
    if wanted is not None:
        return f"I don't have {_named(wanted)} of {seen.name}. It comes as {say.listing(told)}."
    return f"{seen.name} comes as {say.listing(told)}."


_STOCK: dict[facts.StockLevel, str] = {
    "in_stock": "",
    "low": ", and it's almost sold out",
    "out_of_stock": ", but it's out of stock right now",
}


def series(seen: facts.SeriesOrder) -> str:
    """In which order to read it, and what is not sold here."""
    titles = [volume.book.name for volume in seen.books]
    if seen.gaps or len(titles) == 1:
        numbered = [
            f"{volume.book.name} as number {say.number(volume.position)}" for volume in seen.books
        ]
        missing = " The others I don't have." if seen.gaps else ""
        return f"Of {seen.series} by {seen.author} I have {say.listing(numbered)}.{missing}"
    first, *rest = titles
    return f"Read {seen.series} by {seen.author} from {first}, then {say.listing(rest)}."


def _named(written: str) -> str:
    return _FORMATS.get(_plain(written), written)


def _plain(written: str) -> str:
    return "".join(char for char in written.lower() if char.isalnum())


def _lower(sentence: str) -> str:
    """A sentence as the end of another; a name at its start stays as it is."""
    first, _, rest = sentence.partition(" ")
    return f"{first.lower()} {rest}" if first.lower() in {"a", "an", "the", "ten"} else sentence
