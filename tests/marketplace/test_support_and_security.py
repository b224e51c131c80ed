"""People, locks, reports and the answer to the disclosure."""

from __future__ import annotations

import re
from datetime import timedelta

import httpx
from sqlalchemy import select

from domain.facts import PostalAddress
from marketplace.market import Marketplace
from marketplace.tables import (
    AccountLock,
    Callback,
    CustomerNote,
    OfferResponse,
    Outgoing,
    SecurityEvent,
)
from tests.marketplace.fixtures import START, Acting, Clock, Stored, refused_as

ADDRESS = PostalAddress(street="9 New Street", city="Reno", state="NV", postal_code="89501")


async def test_the_urgent_are_served_first_and_then_the_early(acting: Acting, clock: Clock) -> None:
    first = await acting(None).support.open_ticket("a", "b", call_id="1")
    clock.advance(minutes=1)
    second = await acting(None).support.open_ticket("a", "b", call_id="2")
    clock.advance(minutes=1)
    urgent = await acting("CUST-1001").support.open_ticket("a", "b", call_id="3", urgency="urgent")
    assert (first.position, second.position, urgent.position) == (1, 2, 1)
    assert (await acting(None).support.queue_position(call_id="2")).position == 3
    assert (await acting("CUST-1001").support.queue_position(call_id="other")).position == 1
    assert second.wait_minutes > first.wait_minutes


async def test_nobody_sees_the_request_of_another(acting: Acting) -> None:
    await acting("CUST-1001").support.open_ticket("a", "b", call_id="1")
    for other in (acting(None), acting("CUST-1002")):
        assert await refused_as(other.support.queue_position(call_id="2")) == "ticket_not_found"
    assert await refused_as(acting("CUST-1002").support.queue_position(call_id="1")) == (
        "ticket_not_found"
    )


async def test_a_callback_goes_to_the_number_on_file(
    acting: Acting, market: Marketplace, stored: Stored
) -> None:
    await acting("CUST-1001").support.request_callback("my order", phone_number="+14155559999")
    await acting(None).support.request_callback("a question", phone_number="+14155559999")
    numbers = [
        market.vault.open("callbacks.number", sealed)
        for sealed in await stored(select(Callback.number_sealed))
    ]
    assert sorted(numbers) == ["+14155550100", "+14155559999"]
    assert await refused_as(acting(None).support.request_callback("x")) == "invalid_request"
    for at in (START - timedelta(minutes=1), START + timedelta(days=8)):
        attempt = acting("CUST-1001").support.request_callback("x", at=at)
        assert await refused_as(attempt) == "callback_time_unavailable"


async def test_details_go_only_to_what_is_on_file_or_to_the_line_in_use(
    acting: Acting, market: Marketplace, stored: Stored
) -> None:
    john = acting("CUST-1001")
    await john.support.send_follow_up("email", "the details", line="+14155559999")
    await acting("CUST-1001").support.send_follow_up("text", "the details", line="+14155559999")
    await acting(None).support.send_follow_up("text", "the details", line="+14155557777")
    sent = [
        market.vault.open("outbox.destination", sealed)
        for sealed in await stored(select(Outgoing.destination_sealed))
    ]
    assert sorted(sent) == ["+14155550100", "+14155557777", "john.doe@example.com"]
    nobody = acting(None).support
    assert await refused_as(nobody.send_follow_up("email", "x")) == "invalid_request"
    assert await refused_as(nobody.send_follow_up("text", "x")) == "invalid_request"


async def test_notes_and_messages_are_kept(acting: Acting, stored: Stored) -> None:
    note = await acting(None).support.save_customer_info(
        "Ann", "delivery", "high", order="ord 12345", call_id="1"
    )
    [kept] = await stored(select(CustomerNote))
    assert (kept.note_id, kept.severity, kept.order_id) == (note.note_id, "high", "ORD-12345")
    left = await acting("CUST-1001").support.leave_message("call me", call_id="1")
    assert left.answer_by == START + timedelta(days=1)


async def test_support_for_a_customer_who_does_not_exist(acting: Acting) -> None:
    nobody = acting("CUST-0000")
    assert await refused_as(nobody.support.leave_message("x", call_id="1")) == "customer_not_found"
    assert await refused_as(nobody.customers.save_address(ADDRESS)) == "customer_not_found"


async def test_a_lock_stops_changes_and_not_the_orders(acting: Acting) -> None:
    await acting(None).security.lock_account("+14155550102", call_id="1")
    sarah = acting("CUST-1003")
    for change in (
        sarah.customers.save_address(ADDRESS),
        sarah.customers.save_preferences({"a": "b"}),
        sarah.orders.cancel("ORD-1013", "no_longer_needed"),
        sarah.orders.change_delivery("ORD-1002", "hold_at_location", location="x"),
        sarah.returns.open("ORD-1016", [], "defective"),
        sarah.rehearsing().returns.open("ORD-1016", [], "defective"),
    ):
        assert await refused_as(change) == "account_locked"
    assert (await sarah.orders.track("ORD-1002")).state == "shipped"
    assert (await sarah.customers.profile()).is_locked
    await sarah.support.open_ticket("locked", "please help", call_id="1")
    await sarah.offers.respond("a-592", "DECLINED")


async def test_an_unknown_number_gets_the_same_answer(
    http: httpx.AsyncClient, stored: Stored
) -> None:
    answers = []
    for n, number in enumerate(("+14155550102", "+14155559999")):
        body = {"phone_number": number, "call_id": "1"}
        answer = await http.post("/security/locks", json=body, headers={"Idempotency-Key": f"{n}"})
        answers.append((answer.status_code, answer.json()))
    assert answers[0] == answers[1]
    assert len(await stored(select(AccountLock.lock_id))) == 1
    assert len(await stored(select(SecurityEvent.case_number))) == 2


async def test_the_owner_undoes_a_lock_by_the_code_in_the_email(
    acting: Acting, http: httpx.AsyncClient, market: Marketplace, stored: Stored
) -> None:
    await acting(None).security.lock_account("+14155550102", call_id="1")
    await acting(None).security.lock_account("+14155550102", call_id="2")
    [notice] = await stored(select(Outgoing).where(Outgoing.purpose == "account_locked"))
    assert market.vault.open("outbox.destination", notice.destination_sealed) == (
        "sarah.lee@example.com"
    )
    text = market.vault.open("outbox.body", notice.body_sealed)
    code = re.search(r"code: (\S+)$", text)
    assert code is not None
    for key, expected in (("a", 200), ("b", 404)):
        answer = await http.post(
            "/security/unlocks", json={"undo_code": code[1]}, headers={"Idempotency-Key": key}
        )
        assert answer.status_code == expected
    assert not (await acting("CUST-1003").customers.profile()).is_locked
    await acting("CUST-1003").orders.cancel("ORD-1013", "no_longer_needed")


async def test_anyone_may_report_fraud(acting: Acting, stored: Stored) -> None:
    by_anyone = await acting(None).security.report_fraud("a strange call", call_id="1")
    by_john = await acting("CUST-1001").security.report_fraud("a strange call", call_id="1")
    assert {by_anyone.case_number[:3], by_john.case_number[:3]} == {"FRD"}
    assert set(await stored(select(SecurityEvent.customer_id))) == {None, "CUST-1001"}


async def test_answers_to_the_offer_are_added_with_their_version(
    acting: Acting, stored: Stored
) -> None:
    offer = await acting(None).offers.get("a-592")
    await acting("CUST-1001").offers.respond("a-592", "REMIND_LATER", call_id="1")
    await acting("CUST-1001").offers.respond("a-592", "ACCEPTED", version=offer.version)
    answers = select(OfferResponse.response).order_by(OfferResponse.response_id)
    assert await stored(answers) == ["REMIND_LATER", "ACCEPTED"]
    attempt = acting("CUST-1001").offers.respond("a-592", "ACCEPTED", version=99)
    assert await refused_as(attempt) == "offer_not_found"
    assert await refused_as(acting(None).offers.get("a-000")) == "offer_not_found"


async def test_preferences_and_addresses_are_kept(acting: Acting) -> None:
    john = acting("CUST-1001")
    kept = await john.customers.save_preferences({"size": "M", "contact_channel": ""})
    assert kept == {"favourite_category": "electronics", "size": "M"}
    assert (await john.customers.save_address(ADDRESS)).changed
    assert await john.customers.address() == ADDRESS
    assert not (await acting("CUST-1001").customers.save_address(ADDRESS)).changed
