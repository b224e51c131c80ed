"""Flags, locks and new passwords: what they stop, for whom, and what they never tell."""

from __future__ import annotations

import asyncio
import hashlib
import re
from datetime import date
from typing import Any

import httpx
from sqlalchemy import select

from domain.errors import Refusal
from domain.facts import IdentityMatch
from marketplace.market import Marketplace
from marketplace.tables import AccountLock, Outgoing, Password, PasswordReset, SecurityEvent
from services import Services
from tests.marketplace.fixtures import Acting, Clock, Stored, refused_as

JOHN, JANE = "CUST-1001", "CUST-1002"
JOHNS_NUMBER = "+14155550100"
NEW = "correct horse battery staple"


async def checked(services: Services, call: str, kind: Any, last_four: str) -> IdentityMatch:
    return await services.auth.check(
        phone_number=JOHNS_NUMBER,
        date_of_birth=date(1985, 3, 15).isoformat(),
        last_four=last_four,
        kind=kind,
        call_id=call,
    )


async def emails(market: Marketplace, stored: Stored, purpose: str) -> list[tuple[str, str]]:
    """To whom and what, oldest first."""
    sent = await stored(
        select(Outgoing).where(Outgoing.purpose == purpose).order_by(Outgoing.outgoing_id)
    )
    opened = market.vault.open
    return [
        (opened("outbox.destination", e.destination_sealed), opened("outbox.body", e.body_sealed))
        for e in sent
    ]


async def tokens(market: Marketplace, stored: Stored) -> list[str]:
    found = [
        re.search(r"/reset-password#(\S+)$", text)
        for _, text in await emails(market, stored, "password_reset")
    ]
    return [link[1] for link in found if link]


async def redeem(http: httpx.AsyncClient, token: str, key: str, **more: str) -> httpx.Response:
    body = {"token": token, "password": NEW} | more
    return await http.post("/security/passwords", json=body, headers={"Idempotency-Key": key})


async def test_a_flagged_account_is_not_identified_by_its_card(
    acting: Acting, services: Services, clock: Clock
) -> None:
    assert (await checked(services, "before", "credit_card", "4242")).status == "matched"
    flagged = await acting(JOHN).security.flag("stolen_card", "in the bus", call_id="c")
    assert (flagged.flagged_until - flagged.flagged_at).days == 30
    assert (await acting(JOHN).customers.profile()).is_flagged
    assert (await checked(services, "thief", "credit_card", "4242")).status == "failed"
    by_ssn = await checked(services, "owner", "ssn", "1234")
    assert by_ssn.status == "matched"
    assert by_ssn.profile is not None
    assert by_ssn.profile.is_flagged
    clock.advance(days=30, seconds=1)
    assert (await checked(services, "later", "credit_card", "4242")).status == "matched"
    assert not (await acting(JOHN).customers.profile()).is_flagged


async def test_a_failed_check_does_not_tell_that_there_is_a_flag(
    acting: Acting, http: httpx.AsyncClient
) -> None:
    await acting(JOHN).security.flag("other", call_id="c")
    answers = []
    for number, phone in enumerate((JOHNS_NUMBER, "+12125550199")):
        body = {
            "phone_number": phone,
            "date_of_birth": "1985-03-15",
            "last_four": "4242",
            "kind": "credit_card",
            "call_id": f"c{number}",
        }
        answer = await http.post(
            "/identity/check", json=body, headers={"Idempotency-Key": f"k{number}"}
        )
        answers.append((answer.status_code, answer.json()))
    assert answers[0] == answers[1]


async def test_a_flag_is_told_by_email_and_concerns_nobody_else(
    acting: Acting, market: Marketplace, stored: Stored
) -> None:
    flagged = await acting(JOHN).security.flag(
        "unknown_order", "rare words", order="ord 12345", call_id="c"
    )
    [(to, text)] = await emails(market, stored, "account_flagged")
    assert to == "john.doe@example.com"
    assert flagged.case_number in text
    assert not (await acting(JANE).customers.profile()).is_flagged
    [event] = await stored(
        select(SecurityEvent).where(SecurityEvent.case_number == flagged.case_number)
    )
    assert (event.customer_id, event.kind) == (JOHN, "flagged_unknown_order")
    details = market.vault.open("security_events.details", event.details_sealed)
    assert details == "ORD-12345\nrare words"


async def test_anothers_order_is_not_flagged(acting: Acting, stored: Stored) -> None:
    for order in ("ORD-67890", "ORD-99999"):
        attempt = acting(JOHN).security.flag("unknown_order", order=order, call_id="c")
        assert await refused_as(attempt) == "order_not_found"
    assert not (await acting(JOHN).customers.profile()).is_flagged
    assert await stored(select(Outgoing.purpose)) == []


async def test_a_report_by_anybody_flags_nobody(acting: Acting) -> None:
    await acting(None).security.report_fraud("x", call_id="c", phone_number=JOHNS_NUMBER)
    assert not (await acting(JOHN).customers.profile()).is_flagged


async def test_a_rehearsed_flag_or_reset_leaves_nothing(acting: Acting, stored: Stored) -> None:
    john = acting(JOHN).rehearsing().security
    await john.flag("other", call_id="c")
    await john.reset_password(call_id="c")
    await john.lock_account(JOHNS_NUMBER, call_id="c")
    for table in (SecurityEvent, Outgoing, PasswordReset, AccountLock):
        assert await stored(select(table)) == []


async def test_a_call_locks_three_numbers_and_no_more(acting: Acting, clock: Clock) -> None:
    for number in ("+14155550101", "+12125550199", "+14155550102"):
        await acting(None).security.lock_account(number, call_id="c")
    for number in (JOHNS_NUMBER, "+12125550198"):
        attempt = acting(None).security.lock_account(number, call_id="c")
        assert await refused_as(attempt) == "too_many_locks"
    assert not (await acting(JOHN).customers.profile()).is_locked
    await acting(None).security.lock_account(JOHNS_NUMBER, call_id="another")
    clock.advance(hours=1, seconds=1)
    await acting(None).security.lock_account("+14155550103", call_id="c")


async def test_a_locked_account_is_identified_and_says_so(
    acting: Acting, services: Services
) -> None:
    await acting(None).security.lock_account(JOHNS_NUMBER, call_id="c")
    seen = await checked(services, "next", "credit_card", "4242")
    assert seen.profile is not None
    assert seen.profile.is_locked


async def test_no_write_slips_past_a_lock(acting: Acting, market: Marketplace) -> None:
    """A lock that comes while a write is under way: before it or after it, never in between."""
    john = acting(JOHN)
    cancel = john.orders.cancel("ORD-1006", "no_longer_needed")
    lock = acting(None).security.lock_account(JOHNS_NUMBER, call_id="c")
    cancelled, _ = await asyncio.gather(cancel, lock, return_exceptions=True)
    state = (await john.orders.get("ORD-1006")).state
    if isinstance(cancelled, Refusal):
        assert (cancelled.code, state) == ("account_locked", "pending")
    else:
        assert state == "cancelled"
    attempt = acting(JOHN).orders.cancel("ORD-1006", "no_longer_needed")
    assert await refused_as(attempt) == "account_locked"


async def test_a_reset_link_goes_to_the_address_on_file_and_is_kept_as_a_hash(
    acting: Acting, market: Marketplace, stored: Stored, http: httpx.AsyncClient
) -> None:
    sent = await acting(JOHN).security.reset_password(call_id="c")
    assert (sent.expires_at - sent.sent_at).total_seconds() == 30 * 60
    [(to, _)] = await emails(market, stored, "password_reset")
    assert to == "john.doe@example.com"
    [token] = await tokens(market, stored)
    assert token not in "".join(await stored(select(PasswordReset.token_hash)))
    answer = await redeem(http, token, "k")
    assert answer.status_code == 200
    [kept] = await stored(select(Password))
    _, n, r, p, salt, digest = kept.password_hash.split("$")
    made = hashlib.scrypt(NEW.encode(), salt=bytes.fromhex(salt), n=int(n), r=int(r), p=int(p))
    assert (kept.customer_id, made.hex()) == (JOHN, digest)
    assert [to for to, _ in await emails(market, stored, "password_changed")] == [to]


async def test_a_link_that_does_not_hold_is_refused_in_the_same_words(
    acting: Acting, market: Marketplace, stored: Stored, http: httpx.AsyncClient, clock: Clock
) -> None:
    await acting(JOHN).security.reset_password(call_id="c")
    await acting(JOHN).security.reset_password(call_id="c")
    replaced, used = await tokens(market, stored)
    refused = [await redeem(http, replaced, "replaced"), await redeem(http, "x" * 43, "unknown")]
    assert (await redeem(http, used, "first")).status_code == 200
    refused.append(await redeem(http, used, "again"))
    await acting(JOHN).security.reset_password(call_id="c")
    *_, late = await tokens(market, stored)
    clock.advance(minutes=30)
    refused.append(await redeem(http, late, "late"))
    clock.advance(hours=1)
    await acting(JOHN).security.reset_password(call_id="c")
    *_, locked = await tokens(market, stored)
    await acting(None).security.lock_account(JOHNS_NUMBER, call_id="c")
    refused.append(await redeem(http, locked, "locked"))
    assert {answer.status_code for answer in refused} == {404}
    assert len({answer.text for answer in refused}) == 1
    assert len(await stored(select(Password))) == 1


async def test_a_password_is_set_again_by_a_later_link(
    acting: Acting, market: Marketplace, stored: Stored, http: httpx.AsyncClient
) -> None:
    for key in ("first", "second"):
        await acting(JOHN).security.reset_password(call_id="c")
        *_, token = await tokens(market, stored)
        assert (await redeem(http, token, key, password=f"{key} long password")).status_code == 200
    assert len(await stored(select(Password))) == 1


async def test_the_same_redemption_sent_again_gets_the_first_answer(
    acting: Acting, market: Marketplace, stored: Stored, http: httpx.AsyncClient
) -> None:
    await acting(JOHN).security.reset_password(call_id="c")
    [token] = await tokens(market, stored)
    first, again = await redeem(http, token, "k"), await redeem(http, token, "k")
    assert (first.status_code, first.json()) == (again.status_code, again.json())
    assert again.headers["Idempotency-Replayed"] == "true"


async def test_a_password_is_long_and_never_repeated(http: httpx.AsyncClient) -> None:
    answer = await redeem(http, "x" * 43, "k", password="hunter2hunt")
    assert (answer.status_code, answer.json()["fields"]) == (422, ["body.password"])
    assert "hunter2" not in answer.text


async def test_links_are_limited_by_the_hour(acting: Acting, stored: Stored, clock: Clock) -> None:
    for _ in range(3):
        await acting(JOHN).security.reset_password(call_id="c")
    attempt = acting(JOHN).security.reset_password(call_id="another call")
    assert await refused_as(attempt) == "too_many_resets"
    await acting(JANE).security.reset_password(call_id="c")
    clock.advance(hours=1, seconds=1)
    await acting(JOHN).security.reset_password(call_id="c")
    assert len(await stored(select(PasswordReset))) == 5


async def test_of_two_resets_at_once_one_link_holds(
    acting: Acting, market: Marketplace, stored: Stored, http: httpx.AsyncClient
) -> None:
    await asyncio.gather(
        acting(JOHN).security.reset_password(call_id="a"),
        acting(JOHN).security.reset_password(call_id="b"),
    )
    live = await stored(select(PasswordReset).where(PasswordReset.ended_at.is_(None)))
    assert len(live) == 1
    answers = [
        (await redeem(http, token, f"k{n}")).status_code
        for n, token in enumerate(await tokens(market, stored))
    ]
    assert sorted(answers) == [200, 404]


async def test_a_locked_account_or_none_gets_no_link(acting: Acting, stored: Stored) -> None:
    await acting(None).security.lock_account(JOHNS_NUMBER, call_id="c")
    assert await refused_as(acting(JOHN).security.reset_password(call_id="c")) == "account_locked"
    attempt = acting("CUST-0000").security.reset_password(call_id="c")
    assert await refused_as(attempt) == "customer_not_found"
    assert await stored(select(PasswordReset)) == []
