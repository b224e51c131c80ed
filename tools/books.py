"""Books and media: finding them, what they are, what is like them, their formats and order."""

from __future__ import annotations

from typing import Annotated, Literal

from tools.action import action
from tools.call import Call
from tools.result import Result
from tools.types import MaxPrice, ShortText, asked
from tools.words import books as told

_ASIDE = (
    "pages", "page", "author", "plot", "genre", "isbn", "edition", "editions", "version", "format",
    "formats", "paperback", "hardcover", "hardback", "ebook", "e-book", "kindle", "audiobook",
    "audio book", "audio version", "audio edition", "audio", "digital copy", "after", "sequel to",
    "sequel", "prequel", "first", "second", "third", "next", "last", "part of", "order", "start",
    "wrote", "written by",
)  # fmt: skip
BookName = Annotated[ShortText, asked("Which book do you mean?", "product", aside=_ASIDE)]
BookFormat = Annotated[
    Literal["paperback", "hardcover", "ebook", "audiobook", "board_book", "blu_ray", "dvd"],
    asked(
        "In which format: paperback, hardcover, ebook or audiobook?",
        words={
            "paperback": ["paperback", "soft cover", "softcover"],
            "hardcover": ["hardcover", "hard cover", "hardback", "bound"],
            "ebook": ["ebook", "e-book", "e book", "kindle", "digital"],
            "audiobook": ["audiobook", "audio book", "audio", "listen"],
            "board_book": ["board book"],
            "blu_ray": ["blu-ray", "blu ray", "bluray"],
            "dvd": ["dvd"],
        },
    ),
]


@action(effect="read", category="catalogue", requires="nothing")
async def search_books(
    call: Call,
    query: Annotated[ShortText, asked("Which title, author or kind of book?", "product")],
    format: BookFormat | None = None,
    max_price: MaxPrice | None = None,
) -> Result:
    """Search books and films by title, author, genre or subject; price in dollars."""
    wanted = query if format is None else f"{query} {format.replace('_', ' ')}"
    seen = await call.services.products.search(wanted, category="books", max_price=max_price)
    return Result(told.found(seen), facts=seen)


@action(effect="read", category="catalogue", requires="nothing")
async def get_book_details(call: Call, book: BookName) -> Result:
    """What a book is about, who wrote it, how long it is, and what it costs."""
    seen = await call.services.products.details(book)
    return Result(told.details(seen), facts=seen)


@action(effect="read", category="catalogue", requires="nothing")
async def find_similar_books(call: Call, book: BookName) -> Result:
    """Books like one that the customer names: of its series, author, genre and manner."""
    seen = await call.services.advice.similar(book)
    return Result(told.similar(seen), facts=seen)


@action(effect="read", category="catalogue", requires="nothing")
async def check_formats(
    call: Call,
    book: BookName,
    format: BookFormat | None = None,
) -> Result:
    """In which formats a book comes and at which price, or whether in the one that is wanted."""
    seen = await call.services.products.details(book)
    return Result(told.formats(seen, format), facts=seen)


@action(effect="read", category="catalogue", requires="nothing")
async def get_series_order(
    call: Call,
    series: Annotated[
        ShortText, asked("Which series, or which book of it?", "product", aside=_ASIDE)
    ],
) -> Result:
    """In which order to read a series, by its name or by a book in it."""
    seen = await call.services.advice.series(series)
    return Result(told.series(seen), facts=seen)
