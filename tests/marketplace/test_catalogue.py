"""Finding products and articles the way people ask, what fits what, and what is in stock."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select

from domain.errors import Refusal
from marketplace.market import Marketplace
from marketplace.tables import Stock
from services import Services


@pytest.mark.parametrize(
    ("words", "filters", "first"),
    [
        ("RTX 4090", {}, "ELEC001"),
        ("rtx 4080 graphics card", {}, "ELEC002"),
        ("i9-14900K", {}, "ELEC013"),
        ("that MALM bed", {}, "HOME003"),
        ("power supply 750 watt", {"brand": "corsair"}, "ELEC023"),
        ("noise cancelling headphone", {"brand": "SONY"}, "ELEC042"),
        ("running shoe", {}, "FASH021"),
        ("do you have the hobbit", {}, "BOOK001"),
    ],
)
async def test_products_are_found_by_a_persons_words(
    services: Services, words: str, filters: dict[str, Any], first: str
) -> None:
    found = await services.products.search(words, **filters)
    assert found.products[0].product_id == first


async def test_filters_narrow(services: Services) -> None:
    cards = await services.products.search(
        "a graphics card under nine hundred", max_price=Decimal(900), limit=50
    )
    assert cards.products
    assert all(p.kind == "graphics_card" for p in cards.products[:5])
    assert all(p.price_from <= 900 for p in cards.products)
    books = await services.products.search("", category="books", min_price=Decimal(20), limit=3)
    assert books.more
    assert [p.price_from for p in books.products] == sorted(p.price_from for p in books.products)
    assert {p.category for p in books.products} == {"books"}
    for product in books.products:
        details = await services.products.details(product.product_id)
        assert any(variant.price >= 20 for variant in details.variants)


@pytest.mark.parametrize("words", ["", "   ", "?!", "the", "🙂", "'; DROP TABLE products; --", '"'])
async def test_any_words_may_come(services: Services, words: str) -> None:
    assert (await services.products.search(words)).products is not None
    assert await services.knowledge.search(words) is not None


async def test_a_whole_name_is_found_amid_other_words(services: Services) -> None:
    foundation = await services.products.details("Foundation")
    assert await services.products.details("read the Foundation") == foundation
    with pytest.raises(Refusal) as refused:
        await services.products.details("foundation cream in a warm shade")
    assert refused.value.code == "product_not_found"


async def test_words_that_match_nothing_find_nothing(services: Services) -> None:
    assert (await services.products.search("zyzzyva")).products == ()
    with pytest.raises(Refusal) as refused:
        await services.products.details("purple unicorn saddle")
    assert refused.value.code == "product_not_found"


@pytest.mark.parametrize("reference", ["HOME003", "home 003", "Home-003", "HOME003-1", "malm bed"])
async def test_a_product_has_a_number_or_a_name(services: Services, reference: str) -> None:
    assert (await services.products.details(reference)).product_id == "HOME003"


async def test_what_is_sold_out_is_left_out_when_asked(
    services: Services, market: Marketplace
) -> None:
    async with market.writing() as work:
        for shelf in await work.session.scalars(select(Stock).where(Stock.sku.like("ELEC004-%"))):
            shelf.quantity = 0
    found = await services.products.search("RTX 4060 graphics card", limit=50)
    assert [p.stock for p in found.products if p.product_id == "ELEC004"] == ["out_of_stock"]
    found = await services.products.search("RTX 4060 graphics card", in_stock=True, limit=50)
    assert "ELEC004" not in [p.product_id for p in found.products]


async def test_stock_says_when_it_is_low(services: Services) -> None:
    low = await services.products.stock("ELEC008")
    assert (low.level, low.quantity) == ("low", 3)
    shoes = await services.products.stock("running shoes", "size ten blue")
    assert [v.options for v in shoes.variants] == [{"size": "10", "color": "blue"}]
    assert shoes.quantity == shoes.variants[0].quantity
    with pytest.raises(Refusal) as refused:
        await services.products.stock("running shoes", "size 44")
    assert refused.value.code == "variant_not_found"


async def test_products_side_by_side(services: Services) -> None:
    compared = await services.products.compare(["RTX 4090", "RTX 4080"])
    rows = {row.name: row.values for row in compared.rows}
    assert rows["memory_gb"] == ("24", "16")
    unlike = await services.products.compare(["RTX 4090", "running shoes"])
    assert {row.name: row.values for row in unlike.rows}["memory_gb"] == ("24", None)
    with pytest.raises(Refusal) as refused:
        await services.products.compare(["RTX 4090", "ELEC001"])
    assert refused.value.code == "nothing_to_compare"


@pytest.mark.parametrize(
    ("part", "system", "verdict", "aspects"),
    [
        ("RTX 4090", ["ELEC023"], "does_not_fit", {"power": False}),
        ("RTX 4090", ["ELEC025"], "fits", {"power": True}),
        ("RTX 4090", ["ELEC041"], "does_not_fit", {"size": False}),
        ("ELEC009", ["ELEC018"], "fits", {"socket": True, "memory": True}),
        ("ELEC009", ["ELEC020"], "does_not_fit", {"socket": False, "memory": False}),
        ("ELEC028", ["ELEC022"], "does_not_fit", {"memory": False}),
        ("ELEC031", ["ELEC018"], "fits", {"connector": True}),
        ("ELEC036", ["ELEC009"], "fits", {"socket": True}),
        ("ELEC036", ["ELEC041"], "does_not_fit", {"size": False}),
        ("ELEC019", ["ELEC041"], "fits", {"size": True}),
        ("ELEC018", ["ELEC041"], "does_not_fit", {"size": False}),
        ("ELEC042", ["ELEC018"], "unknown", {}),
    ],
)
async def test_a_part_fits_or_not(
    services: Services, part: str, system: list[str], verdict: str, aspects: dict[str, bool]
) -> None:
    found = await services.products.compatibility(part, system)
    assert found.verdict == verdict
    assert {check.aspect: check.fits for check in found.checks} == aspects


async def test_a_system_may_be_told_in_figures(services: Services) -> None:
    fits = await services.products.compatibility(
        "RTX 4070", power_supply_watts=650, room_for_card_mm=300
    )
    assert fits.verdict == "fits"
    tight = await services.products.compatibility("RTX 4070", room_for_card_mm=250)
    assert [(c.needs, c.has) for c in tight.checks] == [("267 mm", "250 mm")]
    socket = await services.products.compatibility("ELEC009", socket="am5", memory_type="ddr5")
    assert socket.verdict == "fits"
    with pytest.raises(Refusal) as refused:
        await services.products.compatibility("RTX 4070")
    assert refused.value.code == "nothing_to_compare"


@pytest.mark.parametrize(
    ("question", "article"),
    [
        ("how long can I return something", "returns-policy"),
        ("my computer won't start", "computer-does-not-turn-on"),
        ("when do I get my refund", "refund-times"),
        ("does a graphics card fit", "graphics-card-compatibility"),
        ("how big a power supply", "power-supply-sizing"),
        ("headphones do not connect", "headphones-do-not-connect"),
    ],
)
async def test_articles_are_found_by_a_persons_words(
    services: Services, question: str, article: str
) -> None:
    found = await services.knowledge.search(question)
    assert article in [a.article_id for a in found]


async def test_a_guide_has_steps(services: Services) -> None:
    [found, *_] = await services.knowledge.search("no picture after fitting a graphics card")
    assert found.is_guide
    assert len((await services.knowledge.get(found.article_id)).steps) == 5
    with pytest.raises(Refusal) as refused:
        await services.knowledge.get("no-such-article")
    assert refused.value.code == "article_not_found"
