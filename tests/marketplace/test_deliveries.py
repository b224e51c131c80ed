"""Changing a delivery, reporting one, and disputing a bill."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select

from domain.errors import Refusal
from domain.facts import PostalAddress
from marketplace.tables import DeliveryChange, DeliveryIssue, Ticket
from tests.marketplace.fixtures import START, Acting, Rows, Stored

ADDRESS = PostalAddress(street="9 New Street", city="Reno", state="NV", postal_code="89501")
CHANGES: list[tuple[str, dict[str, Any], str]] = [
    ("address_change", {"address": ADDRESS}, "5.99"),
    ("delivery_instructions", {"instructions": "leave it with the porter"}, "0.00"),
    ("reschedule", {"new_date": date(2031, 3, 10)}, "2.99"),
    ("hold_at_location", {"location": "the shop on Main Street"}, "0.00"),
]


@pytest.mark.parametrize(("kind", "details", "fee"), CHANGES)
async def test_a_change_costs_its_fee_and_takes_two_hours(
    acting: Acting, kind: Any, details: dict[str, Any], fee: str
) -> None:
    john = acting("CUST-1001")
    changed = await john.orders.change_delivery("ORD-12345", kind, **details)
    assert changed.fee == Decimal(fee)
    assert changed.effective_by == START + timedelta(hours=2)
    assert (await john.orders.invoice("ORD-12345")).paid == Decimal("249.99") + Decimal(fee)


async def test_another_day_moves_the_estimate(acting: Acting) -> None:
    john = acting("CUST-1001")
    await john.orders.change_delivery("ORD-12345", "reschedule", new_date=date(2031, 3, 10))
    assert (await john.orders.track("ORD-12345")).parcels[0].estimated_delivery.day == 10


@pytest.mark.parametrize("day", [date(2031, 3, 5), date(2031, 3, 4), date(2031, 4, 5)])
async def test_a_day_that_is_past_or_too_far_is_refused(acting: Acting, day: date) -> None:
    with pytest.raises(Refusal) as refused:
        await acting("CUST-1001").orders.change_delivery("ORD-12345", "reschedule", new_date=day)
    assert refused.value.code == "delivery_date_unavailable"


@pytest.mark.parametrize(
    ("customer", "order", "code"),
    [
        ("CUST-1002", "ORD-1010", "out_for_delivery"),
        ("CUST-1001", "ORD-1001", "already_delivered"),
        ("CUST-1001", "ORD-1009", "order_already_cancelled"),
        ("CUST-1002", "ORD-12345", "order_not_found"),
    ],
)
@pytest.mark.parametrize(("kind", "details", "fee"), CHANGES)
async def test_a_delivery_that_cannot_be_changed(
    acting: Acting,
    stored: Stored,
    customer: str,
    order: str,
    code: str,
    kind: Any,
    details: Any,
    fee: str,
) -> None:
    with pytest.raises(Refusal) as refused:
        await acting(customer).orders.change_delivery(order, kind, **details)
    assert refused.value.code == code
    assert await stored(select(DeliveryChange)) == []


async def test_a_change_without_its_field_is_refused(acting: Acting) -> None:
    with pytest.raises(Refusal) as refused:
        await acting("CUST-1001").orders.change_delivery("ORD-12345", "address_change")
    assert refused.value.code == "invalid_request"


@pytest.mark.parametrize(
    ("kind", "promise", "earliest", "latest", "needs_person"),
    [
        ("damaged_package", "replacement_or_refund_at_once", 24, 48, False),
        ("missing_items", "carrier_investigation_then_replacement", 5 * 24, 7 * 24, False),
        (
            "never_received",
            "carrier_investigation_then_replacement_or_refund",
            7 * 24,
            9 * 24,
            False,
        ),
        ("wrong_address", "a_person_reviews", 5 * 24, 7 * 24, True),
        ("stolen_package", "a_person_reviews", 5 * 24, 7 * 24, True),
    ],
)
async def test_an_issue_opens_a_case_with_its_promise(
    acting: Acting,
    rows: Rows,
    kind: Any,
    promise: str,
    earliest: int,
    latest: int,
    needs_person: bool,
) -> None:
    # START is a Wednesday, so three business days are five days and so on.
    opened = await acting("CUST-1004").orders.report_issue("ORD-1005", kind, "it is all wet")
    assert opened.case_number.startswith("DEL")
    assert len(opened.case_number) == 11
    assert opened.case_number[3:].isdigit()
    assert opened.promise == promise
    assert opened.answer_from == START + timedelta(hours=earliest)
    assert opened.answer_by == START + timedelta(hours=latest)
    assert opened.needs_person is needs_person
    assert await rows(Ticket) == int(needs_person)


@pytest.mark.parametrize(
    ("customer", "order", "code"),
    [
        ("CUST-1002", "ORD-67890", "not_shipped_yet"),
        ("CUST-1001", "ORD-1007", "not_shipped_yet"),
        ("CUST-1001", "ORD-1009", "order_already_cancelled"),
        ("CUST-1001", "ORD-1005", "order_not_found"),
    ],
)
async def test_an_issue_that_cannot_be(
    acting: Acting, rows: Rows, customer: str, order: str, code: str
) -> None:
    with pytest.raises(Refusal) as refused:
        await acting(customer).orders.report_issue(order, "never_received")
    assert refused.value.code == code
    assert await rows(DeliveryIssue) == 0


async def test_the_same_issue_is_reported_once(acting: Acting) -> None:
    await acting("CUST-1004").orders.report_issue("ORD-1005", "missing_items")
    with pytest.raises(Refusal) as refused:
        await acting("CUST-1004").orders.report_issue("ORD-1005", "missing_items")
    assert refused.value.code == "issue_already_open"
    await acting("CUST-1004").orders.report_issue("ORD-1005", "damaged_package")


async def test_a_small_fee_is_checked_and_a_large_charge_goes_to_a_person(
    acting: Acting, rows: Rows
) -> None:
    john = acting("CUST-1001")
    fee = await john.orders.dispute("ORD-1006", "the shipping fee", "wrong_amount")
    assert (fee.needs_person, fee.amount) == (False, Decimal("4.99"))
    assert await rows(Ticket) == 0
    item = await acting("CUST-1001").orders.dispute("ORD-1001", "graphics card", "charged_twice")
    assert (item.needs_person, item.amount) == (True, Decimal("1599.99"))
    unknown = await acting("CUST-1001").orders.dispute("ORD-1008", "shipping", "not_recognised")
    assert unknown.needs_person
    assert await rows(Ticket) == 2


@pytest.mark.parametrize(
    ("order", "charge", "code"),
    [
        ("ORD-1006", "insurance", "charge_not_found"),
        ("ORD-67890", "shirt", "order_not_found"),
    ],
)
async def test_a_dispute_that_cannot_be(acting: Acting, order: str, charge: str, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        await acting("CUST-1001").orders.dispute(order, charge, "wrong_amount")
    assert refused.value.code == code


async def test_a_charge_is_disputed_once(acting: Acting) -> None:
    await acting("CUST-1001").orders.dispute("ORD-1006", "shipping", "wrong_amount")
    with pytest.raises(Refusal) as refused:
        await acting("CUST-1001").orders.dispute("ORD-1006", "shipping", "charged_twice")
    assert refused.value.code == "charge_already_disputed"


async def test_a_charge_is_explained_by_its_amount(acting: Acting) -> None:
    john = acting("CUST-1001")
    await john.orders.change_delivery("ORD-12345", "address_change", address=ADDRESS)
    fee = await john.orders.explain_charge(Decimal("5.99"))
    assert (fee.order_id, fee.description, fee.exact) == (
        "ORD-12345",
        "Delivery: address change",
        True,
    )
    near = await john.orders.explain_charge(Decimal(1600))
    assert (near.order_id, near.amount, near.exact) == ("ORD-1001", Decimal("1599.99"), False)
    latest = await john.orders.explain_charge()
    assert latest.amount == Decimal("5.99")
    named = await john.orders.explain_charge(order="ord_1008")
    assert named.order_id == "ORD-1008"


async def test_nobody_explains_the_charge_of_another(acting: Acting) -> None:
    with pytest.raises(Refusal) as refused:
        await acting("CUST-1001").orders.explain_charge(Decimal("59.00"), "ORD-67890")
    assert refused.value.code == "charge_not_found"
