"""Who is calling: what matches, what fails, and what locks the check."""

from __future__ import annotations

import logging

import httpx
import pytest
from sqlalchemy import event, select

from domain.facts import IdentityMatch
from marketplace.market import Marketplace
from marketplace.tables import IdentityCounter, SecurityEvent
from services import Services
from tests.marketplace.fixtures import Clock, Stored

JOHN = {
    "phone_number": "+14155550100",
    "date_of_birth": "1985-03-15",
    "last_four": "1234",
    "kind": "ssn",
    "call_id": "call-1",
}


async def check(services: Services, **changes: object) -> IdentityMatch:
    return await services.auth.check(**{**JOHN, **changes})  # type: ignore[arg-type]


async def fail(services: Services, times: int, **changes: object) -> list[str]:
    return [
        (await check(services, **{"last_four": "0000", **changes})).status for _ in range(times)
    ]


@pytest.mark.parametrize(("kind", "last_four"), [("ssn", "1234"), ("credit_card", "4242")])
async def test_the_four_values_of_a_customer_match(
    services: Services, kind: str, last_four: str
) -> None:
    matched = await check(services, kind=kind, last_four=last_four)
    assert matched.status == "matched"
    assert matched.profile is not None
    assert (matched.customer_id, matched.profile.first_name) == ("CUST-1001", "John")
    assert matched.profile.tier == "premium"


@pytest.mark.parametrize(
    "wrong",
    [
        {"last_four": "4242"},
        {"kind": "credit_card"},
        {"date_of_birth": "1985-03-16"},
        {"phone_number": "+14155550101"},
        {"phone_number": "+14155559999"},
        {"phone_number": "+4930901820"},
    ],
)
async def test_any_wrong_value_gives_the_same_answer(
    services: Services, wrong: dict[str, object]
) -> None:
    assert await check(services, **wrong) == IdentityMatch(status="failed")


async def test_an_unknown_number_costs_the_same_queries(
    services: Services, market: Marketplace
) -> None:
    statements: list[str] = []
    engine = market.database.engine.sync_engine
    event.listen(engine, "before_cursor_execute", lambda *args: statements.append(args[2]))
    costs = []
    for phone in ("+14155550100", "+14155559999", "+14155550103"):
        statements.clear()
        await check(services, phone_number=phone, last_four="0000", call_id=phone)
        costs.append(list(statements))
    assert costs[0] == costs[1] == costs[2]


@pytest.mark.parametrize("number", ["+14155550100", "+14155559999"])
async def test_three_failures_for_a_number_lock_it_whether_it_is_known_or_not(
    services: Services, number: str
) -> None:
    calls = [
        (await check(services, phone_number=number, last_four="0000", call_id=f"call-{n}")).status
        for n in range(3)
    ]
    assert calls == ["failed", "failed", "locked"]
    assert (await check(services, phone_number=number, call_id="another")).status == "locked"
    assert (await check(services, phone_number="+14155550101", call_id="b")).status == "failed"


async def test_three_failures_in_a_call_lock_the_call(services: Services) -> None:
    for n in range(3):
        await check(services, phone_number=f"+1415555000{n}", last_four="0000")
    assert (await check(services)).status == "locked"
    assert (await check(services, call_id="another")).status == "matched"


async def test_three_failures_from_a_line_lock_the_line(services: Services) -> None:
    line = "+14155550177"
    for n in range(3):
        await check(
            services,
            phone_number=f"+1415555000{n}",
            last_four="0000",
            call_id=f"call-{n}",
            calling_line=line,
        )
    assert (await check(services, call_id="new", calling_line=line)).status == "locked"
    assert (await check(services, call_id="new")).status == "matched"


async def test_a_lock_lasts_fifteen_minutes_and_is_a_security_event(
    services: Services, clock: Clock, stored: Stored
) -> None:
    locked = await fail(services, 3)
    assert locked[-1] == "locked"
    events = await stored(select(SecurityEvent.scope))
    assert sorted(events) == ["call", "number"]
    clock.advance(minutes=14, seconds=59)
    assert (await check(services)).status == "locked"
    clock.advance(seconds=1)
    assert (await check(services)).status == "matched"


async def test_a_locked_check_is_not_counted_again(services: Services, clock: Clock) -> None:
    await fail(services, 3)
    clock.advance(minutes=10)
    await fail(services, 5)
    clock.advance(minutes=5)
    assert (await check(services)).status == "matched"


async def test_a_match_forgives_the_number_but_not_the_call(services: Services) -> None:
    await fail(services, 2)
    assert (await check(services)).status == "matched"
    assert (await check(services, phone_number="+14155550101")).status == "locked"
    assert (await check(services, call_id="another")).status == "matched"


async def test_failures_of_yesterday_are_forgotten(services: Services, clock: Clock) -> None:
    await fail(services, 2)
    clock.advance(hours=25)
    assert await fail(services, 2) == ["failed", "failed"]


async def test_a_repeated_request_counts_once(services: Services, stored: Stored) -> None:
    once = services.acting(None, "the same wish")
    for _ in range(5):
        assert (await check(once, last_four="0000")).status == "failed"
    assert set(await stored(select(IdentityCounter.failures))) == {1}


async def test_a_dry_run_would_be_an_uncounted_guess(http: httpx.AsyncClient) -> None:
    answer = await http.post("/identity/check", json=JOHN, headers={"Dry-Run": "true"})
    assert (answer.status_code, answer.json()["error"]) == (422, "dry_run_impossible")


async def test_no_value_reaches_a_log(services: Services, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    await check(services)
    await check(services, last_four="0000", call_id="second")
    for private in ("4155550100", "1985", "1234", "Market Street", "john.doe"):
        assert private not in caplog.text
