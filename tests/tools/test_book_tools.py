"""The book agent's tools: finding, details, formats, series, what to read next."""

from __future__ import annotations

import pytest

from domain.facts import AlikeProducts, ProductDetails, ProductsFound, SeriesOrder
from tests.house import Caller, TestHouse


@pytest.fixture
def browsing(house: TestHouse) -> Caller:
    return house.caller(allow_browsing=True)


async def test_books_are_found_among_books_only(browsing: Caller) -> None:
    result = await browsing.does("search_books", query="agatha christie")
    assert isinstance(result.facts, ProductsFound)
    assert {book.brand for book in result.facts.products} == {"Agatha Christie"}
    result = await browsing.does("search_books", query="fantasy", max_price=11)
    assert isinstance(result.facts, ProductsFound)
    assert {book.category for book in result.facts.products} == {"books"}
    assert all(book.price_from <= 11 for book in result.facts.products)


async def test_a_format_narrows_the_search(browsing: Caller) -> None:
    result = await browsing.does("search_books", query="dune", format="audiobook")
    assert isinstance(result.facts, ProductsFound)
    assert result.facts.products[0].product_id == "BOOK008"


async def test_nothing_found_is_no_refusal(browsing: Caller) -> None:
    result = await browsing.does("search_books", query="zyzzyva")
    assert isinstance(result.facts, ProductsFound)
    assert result.facts.products == ()
    assert result.say.endswith("?")


async def test_details_in_words(browsing: Caller) -> None:
    result = await browsing.does("get_book_details", book="the hobbit")
    assert isinstance(result.facts, ProductDetails)
    assert "Tolkien" in result.say
    assert not any(char.isdigit() for char in result.say)


async def test_formats(browsing: Caller) -> None:
    every = await browsing.does("check_formats", book="Sapiens")
    for format_ in ("paperback", "hardcover", "ebook", "audiobook"):
        assert format_ in every.say
    there = await browsing.does("check_formats", book="Sapiens", format="audiobook")
    assert there.say.startswith("Yes")
    missing = await browsing.does("check_formats", book="Gone Girl", format="audiobook")
    assert "paperback" in missing.say
    film = await browsing.does("check_formats", book="Planet Earth", format="blu_ray")
    assert film.say.startswith("Yes")


async def test_what_to_read_next(browsing: Caller) -> None:
    result = await browsing.does("find_similar_books", book="Dune")
    assert isinstance(result.facts, AlikeProducts)
    assert "Dune Messiah" in result.say


async def test_the_order_of_a_series(browsing: Caller) -> None:
    whole = await browsing.does("get_series_order", series="lord of the rings")
    assert isinstance(whole.facts, SeriesOrder)
    titles = [whole.say.index(volume.book.name) for volume in whole.facts.books]
    assert titles == sorted(titles)
    part = await browsing.does("get_series_order", series="Hercule Poirot")
    assert "ten" in part.say


@pytest.mark.parametrize(
    ("action", "argument", "name", "code"),
    [
        ("get_book_details", "book", "unobtainium", "product_not_found"),
        ("find_similar_books", "book", "unobtainium", "product_not_found"),
        ("check_formats", "book", "unobtainium", "product_not_found"),
        ("get_series_order", "series", "unobtainium", "product_not_found"),
        ("get_series_order", "series", "Sapiens", "not_in_series"),
        ("search_books", "query", "", "invalid_arguments"),
        ("get_book_details", "book", "x" * 600, "invalid_arguments"),
    ],
)
async def test_refusals(browsing: Caller, action: str, argument: str, name: str, code: str) -> None:
    assert await browsing.refused(action, **{argument: name}) == code


async def test_a_format_that_there_is_none_of(browsing: Caller) -> None:
    given = {"book": "Dune", "format": "papyrus"}
    assert await browsing.refused("check_formats", **given) == "invalid_arguments"
