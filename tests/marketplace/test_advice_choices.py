"""What is alike, what goes together, which size to take, and the order of a series."""

from __future__ import annotations

from decimal import Decimal

import pytest
from sqlalchemy import update

from domain.errors import Refusal
from domain.facts import Occasion
from marketplace.market import Marketplace
from marketplace.rules import pairing
from marketplace.sample.files import rows
from marketplace.tables import Product, SizeChart
from services import Services

FASHION = rows("products", "fashion.csv")


async def test_a_series_in_its_order(services: Services) -> None:
    for name in ("Dune Messiah", "the dune books", "BOOK010"):
        seen = await services.advice.series(name)
        assert (seen.series, seen.author) == ("Dune", "Frank Herbert")
        assert [volume.book.name for volume in seen.books] == [
            "Dune", "Dune Messiah", "Children of Dune",
        ]  # fmt: skip
        assert seen.gaps == ()


async def test_a_series_says_what_is_not_sold(services: Services) -> None:
    seen = await services.advice.series("Hercule Poirot")
    assert [volume.position for volume in seen.books] == [10]
    assert seen.gaps == tuple(range(1, 10))


async def test_a_book_that_stands_alone(services: Services) -> None:
    with pytest.raises(Refusal) as refused:
        await services.advice.series("Sapiens")
    assert refused.value.code == "not_in_series"


@pytest.mark.parametrize(
    ("product", "first", "shares"),
    [
        ("BOOK008", "BOOK009", {"series", "brand", "kind"}),
        ("ELEC002", "ELEC001", {"kind", "brand"}),
        ("FASH014", None, set()),
        ("HOME006", "HOME007", {"kind", "brand", "style", "color"}),
    ],
)
async def test_what_is_alike_shares_something(
    services: Services, product: str, first: str | None, shares: set[str]
) -> None:
    if first is None:
        with pytest.raises(Refusal) as refused:
            await services.advice.similar(product)
        assert refused.value.code == "nothing_alike"
        return
    seen = await services.advice.similar(product)
    assert seen.of.product_id == product
    found = {one.product.product_id: {*one.shares} for one in seen.products}
    assert product not in found
    assert shares <= found[first]
    assert all(one.shares for one in seen.products)


async def test_what_is_alike_is_for_the_same_person(services: Services) -> None:
    seen = await services.advice.similar("FASH027", limit=20)  # men's loafers
    assert "FASH029" not in [one.product.product_id for one in seen.products]  # women's flats


async def test_what_goes_with_the_bed(services: Services) -> None:
    seen = await services.advice.matching("HOME003")
    kinds = [one.product.kind for one in seen.products]
    assert len(kinds) == len(set(kinds))
    assert set(kinds) <= set(pairing.kinds_with("bed"))
    assert "HOME016" in [one.product.product_id for one in seen.products]  # "it matches the MALM"
    with pytest.raises(Refusal) as refused:
        await services.advice.matching("BOOK001")
    assert refused.value.code == "nothing_goes_with"


async def test_what_to_wear_with_a_piece(services: Services) -> None:
    seen = await services.advice.style(goes_with="linen shirt", limit=20)
    assert seen.goes_with is not None
    assert seen.goes_with.product_id == "FASH001"
    kinds = [piece.product.kind for piece in seen.products]
    assert set(kinds) <= set(pairing.kinds_with("shirt"))
    assert len(kinds) == len(set(kinds))
    assert all(
        piece.color is None or pairing.colors_go(piece.color, "white") for piece in seen.products
    )


@pytest.mark.parametrize(
    "occasion",
    ["work", "wedding", "party", "date", "casual", "sport", "outdoors", "beach", "travel"],
)
async def test_what_to_wear_on_an_occasion(services: Services, occasion: Occasion) -> None:
    for department in ("women", "men"):
        seen = await services.advice.style(
            occasion=occasion,
            budget=Decimal(250),
            department=department,
        )
        assert all(piece.product.price_from <= 250 for piece in seen.products)
        for piece in seen.products:
            found = await services.products.details(piece.product.product_id)
            occasions = found.specs["occasions"]
            assert occasion in (occasions if isinstance(occasions, list) else [occasions])
            assert found.specs["department"] in {department, "unisex"}


async def test_what_suits_nothing(services: Services) -> None:
    with pytest.raises(Refusal) as refused:
        await services.advice.style(occasion="wedding", budget=Decimal(5))
    assert refused.value.code == "nothing_suits"
    with pytest.raises(Refusal) as refused:
        await services.advice.style(budget=Decimal(50))
    assert refused.value.code == "invalid_request"


@pytest.mark.parametrize(
    ("product", "usual", "advised"),
    [
        ("running shoes", "ten", "11"),  # they run small
        ("linen shirt", "medium", "S"),  # it runs large
        ("leather belt", "34", "34"),
        ("running shoes", "12", None),
        ("linen shirt", "S", None),
    ],
)
async def test_the_size_to_take(
    services: Services, product: str, usual: str, advised: str | None
) -> None:
    seen = await services.advice.sizing(product, usual)
    assert seen.advised_size == advised


async def test_a_size_off_the_chart(services: Services) -> None:
    with pytest.raises(Refusal) as refused:
        await services.advice.sizing("slim jeans", "44")
    assert refused.value.code == "size_not_in_chart"
    assert "30" in refused.value.say


@pytest.mark.parametrize(
    ("kind", "department"),
    [
        ("dresses", "women"),
        ("men's shoes", "men"),
        ("women's shoes", "women"),
        ("shoes", "unisex"),
        ("size chart for women's jeans", "unisex"),
    ],
)
async def test_a_kind_has_a_chart_too(services: Services, kind: str, department: str) -> None:
    seen = await services.advice.sizing(kind)
    assert (seen.product_id, seen.department) == (None, department)


async def test_a_maker_s_own_chart_comes_first(services: Services, market: Marketplace) -> None:
    assert (await services.advice.sizing("oxford shirt")).brand == "J.Crew"
    assert (await services.advice.sizing("linen shirt")).brand is None
    async with market.writing() as work:
        await work.session.execute(update(SizeChart).values(brand="Somebody"))
    with pytest.raises(Refusal) as refused:
        await services.advice.sizing("linen shirt")
    assert refused.value.code == "sizes_unknown"


@pytest.mark.parametrize(
    ("product", "code"), [("FASH037", "one_size"), ("HOME022", "sizes_unknown")]
)
async def test_what_has_no_sizes(services: Services, product: str, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        await services.advice.sizing(product)
    assert refused.value.code == code


async def test_everything_with_sizes_is_on_a_chart_and_can_be_cared_for(services: Services) -> None:
    off = {"FASH034", "FASH035"}  # gloves and socks have no chart, and are said to have none
    for row in FASHION:
        product = row["product_id"]
        assert (await services.advice.care(product)).care
        if "size:" in row["variants"] and product not in off:
            sizes = {r.size for r in (await services.advice.sizing(product)).sizes}
            there = row["variants"].partition("size:")[2].partition(";")[0].split("|")
            assert sizes == set(there), product


async def test_details_tell_series_and_care(services: Services) -> None:
    dune = await services.products.details("BOOK009")
    assert (dune.series, dune.series_position) == ("Dune", 2)
    assert dune.specs["isbn"] == "978-0593098233"
    shirt = await services.products.details("FASH001")
    assert shirt.care is not None
    assert "care" not in shirt.specs


async def test_a_product_without_anything_known_is_still_sold(
    services: Services, market: Marketplace
) -> None:
    async with market.writing() as work:
        await work.session.execute(
            update(Product).where(Product.product_id == "HOME001").values(specs={}, care=None)
        )
    assert (await services.products.details("HOME001")).specs == {}
    for ask in ("dimensions", "assembly", "care"):
        with pytest.raises(Refusal):
            await getattr(services.advice, ask)("HOME001")
