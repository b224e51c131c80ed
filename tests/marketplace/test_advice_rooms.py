"""How large things are, whether they fit a room, how they are put together and looked after."""

from __future__ import annotations

from decimal import Decimal

import pytest
from sqlalchemy import update

from domain.errors import Refusal
from domain.facts import RoomVerdict
from marketplace.market import Marketplace
from marketplace.tables import MaterialCare, Product
from services import Services


async def test_the_malm_bed_is_as_data_md_says(services: Services) -> None:
    bed = await services.advice.dimensions("HOME003", "bedroom")
    assert (bed.length_in, bed.width_in, bed.height_in) == (79.125, 55.125, 15)
    assert ("each_side", 24) in [(c.side, c.inches) for c in bed.clearances]
    assert bed.max_load_lb == 550
    assert (bed.min_room_length_ft, bed.min_room_width_ft) == (10, 10)
    assert bed.room is not None
    assert bed.room.room_type == "bedroom"
    assert (await services.advice.assembly("HOME003")).minutes == 120


@pytest.mark.parametrize(
    ("length", "width", "verdict"),
    [
        ("10", "10", "fits"),
        ("12", "10", "fits"),
        ("10", "14", "fits"),
        ("9.99", "12", "tight"),
        ("8.6", "8.6", "tight"),
        ("6.6", "4.6", "tight"),
        ("4.6", "6.6", "tight"),
        ("6.5", "6.5", "does_not_fit"),
        ("20", "4.5", "does_not_fit"),
    ],
)
async def test_the_malm_bed_fits_rooms_of_ten_by_ten_or_more(
    services: Services, length: str, width: str, verdict: RoomVerdict
) -> None:
    seen = await services.advice.room_fit("HOME003", Decimal(length), Decimal(width))
    assert seen.verdict == verdict
    assert seen.is_free or seen.verdict != "fits"


async def test_a_piece_may_be_turned(services: Services, market: Marketplace) -> None:
    async with market.writing() as work:  # a room of its own size says more than a recommended one
        sofa = await work.session.get_one(Product, "HOME006")
        sofa.specs = {k: v for k, v in sofa.specs.items() if not k.startswith("min_room")}
    straight = await services.advice.room_fit("HOME006", Decimal("7.5"), Decimal(6))
    assert (straight.verdict, straight.turned) == ("fits", False)
    assert (straight.needed_length_in, straight.needed_width_in) == (88, 37 + 30)
    turned = await services.advice.room_fit("HOME006", Decimal(6), Decimal("7.5"))
    assert (turned.verdict, turned.turned) == ("fits", True)
    both = await services.advice.room_fit("HOME006", Decimal(9), Decimal(9))
    assert not both.turned


async def test_a_low_table_needs_less_around_it_than_one_with_chairs(services: Services) -> None:
    coffee = await services.advice.dimensions("HOME009")
    dining = await services.advice.dimensions("HOME010")
    assert [(c.side, c.inches) for c in coffee.clearances] == [("all_around", 18)]
    assert [(c.side, c.inches) for c in dining.clearances] == [("all_around", 36)]


async def test_what_comes_in_several_sizes_names_them(services: Services) -> None:
    rug = await services.advice.dimensions("HOME022")
    assert rug.sizes == ("5 x 7 ft", "8 x 10 ft")
    assert rug.length_in is None


@pytest.mark.parametrize("product", ["BOOK001", "FASH045"])
async def test_what_is_not_known_is_not_guessed(services: Services, product: str) -> None:
    with pytest.raises(Refusal) as refused:
        await services.advice.dimensions(product)
    assert refused.value.code == "dimensions_unknown"
    with pytest.raises(Refusal) as refused:
        await services.advice.room_fit(product, Decimal(10), Decimal(10))
    assert refused.value.code == "dimensions_unknown"
    with pytest.raises(Refusal) as refused:
        await services.advice.assembly(product)
    assert refused.value.code == "assembly_unknown"


async def test_a_room_has_a_size(services: Services) -> None:
    for length in ("0", "-3", "1001", "NaN", "Infinity"):
        with pytest.raises(Refusal) as refused:
            await services.advice.room_fit("HOME003", Decimal(length), Decimal(10))
        assert refused.value.code == "invalid_request"


async def test_everything_for_the_home_has_measures_assembly_and_care(services: Services) -> None:
    for number in range(1, 51):
        product = f"HOME{number:03}"
        seen = await services.advice.dimensions(product)
        assert seen.sizes or seen.length_in or seen.height_in or seen.diameter_in, product
        assert (await services.advice.assembly(product)).minutes >= 0
        assert (await services.advice.care(product)).care


async def test_care_is_the_label_first_and_the_material_too(
    services: Services, market: Marketplace
) -> None:
    shirt = await services.advice.care("linen shirt")
    assert shirt.care is not None
    assert shirt.material_care is not None
    async with market.writing() as work:
        await work.session.execute(
            update(Product).where(Product.product_id == "FASH001").values(care=None)
        )
    shirt = await services.advice.care("linen shirt")
    assert (shirt.care, shirt.material) == (None, "linen")
    async with market.writing() as work:
        linen = await work.session.get_one(MaterialCare, "linen")
        await work.session.delete(linen)
    with pytest.raises(Refusal) as refused:
        await services.advice.care("linen shirt")
    assert refused.value.code == "care_unknown"


@pytest.mark.parametrize("ask", ["dimensions", "assembly", "care", "similar", "matching", "sizing"])
async def test_no_such_product(services: Services, ask: str) -> None:
    with pytest.raises(Refusal) as refused:
        await getattr(services.advice, ask)("purple unicorn saddle")
    assert refused.value.code == "product_not_found"
