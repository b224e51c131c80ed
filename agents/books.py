"""Books and media."""

from __future__ import annotations

from agents.base import MarketplaceAgent
from tools.books import (
    check_formats,
    find_similar_books,
    get_book_details,
    get_series_order,
    search_books,
)


class Books(MarketplaceAgent):
    """Books and films: finding them, formats, series, what else to read."""

    name = "books"
    handles = "books and films: finding them, formats, reading order and what to read next"
    needs_auth = False
    actions = (search_books, get_book_details, find_similar_books, check_formats, get_series_order)
