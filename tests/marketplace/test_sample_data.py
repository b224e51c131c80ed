"""The data that demonstrations and other tests rely on (data.md)."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from domain.facts import PostalAddress
from marketplace.market import Marketplace
from marketplace.rules import bill
from marketplace.tables import (
    Article,
    Customer,
    Offer,
    Order,
    Payment,
    PaymentMethod,
    Product,
    Promotion,
    Seller,
)
from services import Services
from tests.marketplace.fixtures import START, Acting, Stored

# fmt: off
PEOPLE = [
    ("CUST-1001", "John Doe", "premium", "+14155550100", "1985-03-15", "1234", "4242",
     "john.doe@example.com", "100 Market Street, San Francisco, CA 94105"),
    ("CUST-1002", "Jane Smith", "basic", "+14155550101", "1990-07-22", "5678", "1881",
     "jane.smith@example.com", "200 Pine Street, Seattle, WA 98101"),
    ("CUST-1003", "Sarah Lee", "basic", "+14155550102", "1978-11-02", "9012", "0005",
     "sarah.lee@example.com", "12 Oak Avenue, Portland, OR 97201"),
    ("CUST-1004", "Miguel Torres", "premium", "+14155550103", "1995-01-30", "3456", "1117",
     "miguel.torres@example.com", "78 Elm Drive, Austin, TX 78701"),
    ("CUST-1005", "Priya Patel", "business", "+14155550104", "1982-09-09", "7890", "3237",
     "priya@example.com", "5 Harbor Road, Boston, MA 02110"),
]
ORDERS = [
    ("CUST-1001", "ORD-12345", "Noise-cancelling headphones", "249.99", "shipped", None),
    ("CUST-1002", "ORD-67890", "Linen shirt", "59.00", "pending", None),
    ("CUST-1001", "ORD-1001", "RTX 4090 graphics card", "1599.99", "delivered", 8),
    ("CUST-1003", "ORD-1002", "Ryzen 9 7950X processor", "549.00", "shipped", None),
    ("CUST-1002", "ORD-1003", "750 watt power supply", "109.99", "pending", None),
    ("CUST-1003", "ORD-1004", "MALM bed frame", "279.00", "delivered", 45),
    ("CUST-1004", "ORD-1005", "Running shoes", "120.00", "delivered", 3),
]
# fmt: on

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.mark.parametrize("person", PEOPLE, ids=[person[0] for person in PEOPLE])
async def test_each_customer_is_who_the_data_says(
    services: Services, acting: Acting, market: Marketplace, person: tuple[str, ...]
) -> None:
    customer_id, name, tier, phone, born, ssn, card, email, address = person
    for kind, last_four in (("ssn", ssn), ("credit_card", card)):
        matched = await services.auth.check(
            phone_number=phone,
            date_of_birth=born,
            last_four=last_four,
            kind=kind,  # type: ignore[arg-type]
            call_id="c",
        )
        assert matched.customer_id == customer_id
    profile = await acting(customer_id).customers.profile()
    assert (f"{profile.first_name} {profile.last_name}", profile.tier) == (name, tier)
    assert profile.is_seller == (customer_id == "CUST-1005")
    place: PostalAddress = await acting(customer_id).customers.address()
    assert f"{place.street}, {place.city}, {place.state} {place.postal_code}" == address
    async with market.reading() as work:
        row = await work.session.get_one(Customer, customer_id)
        assert work.vault.open("customers.email", row.email_sealed) == email


@pytest.mark.parametrize("order", ORDERS, ids=[order[1] for order in ORDERS])
async def test_each_order_is_what_the_data_says(acting: Acting, order: tuple[str, ...]) -> None:
    customer, number, item, price, state, days = order
    found = await acting(customer).orders.get(number)
    assert [line.name for line in found.items] == [item]
    assert (found.total, found.state) == (Decimal(price), state)
    delivered = None if days is None else START - timedelta(days=int(days))
    assert found.delivered_at == delivered


async def test_the_parcel_of_ord_12345(acting: Acting) -> None:
    [parcel] = (await acting("CUST-1001").orders.track("ord_12345")).parcels
    assert (parcel.carrier, parcel.tracking_number) == ("UPS", "1Z9E49370398230776")
    assert parcel.location == "Memphis, TN"
    assert parcel.estimated_delivery == (START + timedelta(days=2)).date()
    assert [e.status for e in parcel.history] == ["Order processed", "Picked up", "In transit"]


async def test_the_bed_frame(services: Services) -> None:
    bed = await services.products.details("HOME003")
    assert bed.name == "MALM bed frame"
    assert bed.specs["length_in"] == 79.125
    assert bed.specs["width_in"] == 55.125
    assert bed.specs["height_in"] == 15
    assert bed.specs["clearance_sides_in"] == 24
    assert bed.specs["assembly_minutes"] == 120
    assert bed.specs["max_load_lb"] == 550
    assert (bed.specs["min_room_length_ft"], bed.specs["min_room_width_ft"]) == (10, 10)


async def test_ways_of_paying_and_points(acting: Acting, stored: Stored) -> None:
    john = acting("CUST-1001")
    methods = {m.kind: m.balance for m in await john.customers.payment_methods()}
    assert methods == {"card": None, "gift_card": Decimal("75.00")}
    assert (await john.customers.profile()).loyalty_points == 1250
    assert [m.kind for m in await acting("CUST-1002").customers.payment_methods()] == ["paypal"]
    assert "GC-1001" in await stored(select(PaymentMethod.method_id))


async def test_there_is_enough_of_everything(stored: Stored) -> None:
    products = await stored(select(Product))
    assert len(products) >= 200
    assert {p.category for p in products} == {"home", "books", "electronics", "fashion"}
    assert len(await stored(select(Promotion.code))) == 10
    assert len(await stored(select(Seller.seller_id))) == 3
    articles = await stored(select(Article))
    assert len(articles) == 30
    assert all(len(article.body) > 60 for article in articles)
    states = Counter(await stored(select(Order.state)))
    assert len(states) == 10
    assert sum(states.values()) >= 40


async def test_codes(stored: Stored) -> None:
    codes = {p.code: p for p in await stored(select(Promotion))}
    assert (codes["WELCOME10"].percent, codes["WELCOME10"].first_order_only) == (10, True)
    assert codes["SAVE20"].amount == Decimal(20)
    assert codes["SAVE20"].minimum_total == Decimal(100)
    assert codes["FREESHIP"].kind == "free_shipping"
    assert (codes["GAMER15"].percent, codes["GAMER15"].tier) == (15, "premium")
    assert codes["GAMER15"].product_kind == "graphics_card"
    assert codes["EXPIRED5"].ends_at < START


async def test_every_ledger_balances(market: Marketplace) -> None:
    async with market.reading() as work:
        everything = (
            selectinload(Order.items),
            selectinload(Order.charges),
            selectinload(Order.payments),
        )
        for order in await work.session.scalars(select(Order).options(*everything)):
            assert bill.paid(order) == bill.total(order) > 0
            back = bill.refunded(order)
            assert (back > 0) == (order.state in {"cancelled", "returned"}), order.order_id
            assert back <= bill.paid(order)
        assert await work.session.scalar(select(Payment.approval_id).limit(1)) is None


async def test_the_disclosure_is_a_few_sentences_with_a_version(
    services: Services, stored: Stored
) -> None:
    offer = await services.offers.get("a-592")
    assert offer.version == 1
    assert 4 <= offer.text.count(".") <= 5
    for part in ("one point", "four dollars and ninety-nine cents", "leave", "recorded"):
        assert part in offer.text
    assert await stored(select(Offer.text)) == [offer.text]
