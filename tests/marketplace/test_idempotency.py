"""A write happens once: repeated, at once, refused first, or with the process killed in between."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import select

from config import ROOT, Settings
from marketplace.market import Marketplace
from marketplace.retention import forget_old
from marketplace.tables import IdempotentWrite, IdentityCounter, Return, Ticket
from tests.marketplace.fixtures import KEY, Clock, Rows, Stored

RETURN = "/customers/CUST-1001/orders/ORD-1001/returns"
BODY = {"reason": "changed_mind"}


def keyed(key: str) -> dict[str, str]:
    return {"Idempotency-Key": key}


async def test_a_repeated_request_gets_the_first_answer(
    http: httpx.AsyncClient, rows: Rows
) -> None:
    before = await rows(Return)
    first = await http.post(RETURN, json=BODY, headers=keyed("wish"))
    again = await http.post(RETURN, json=BODY, headers=keyed("wish"))
    assert (again.status_code, again.json()) == (first.status_code, first.json())
    assert "Idempotency-Replayed" not in first.headers
    assert again.headers["Idempotency-Replayed"] == "true"
    assert await rows(Return) == before + 1


@pytest.mark.parametrize(
    ("path", "body"),
    [
        (RETURN, {"reason": "defective"}),
        ("/customers/CUST-1002/orders/ORD-1001/returns", BODY),
        ("/customers/CUST-1001/orders/ORD-1008/returns", BODY),
    ],
)
async def test_a_key_belongs_to_one_request(
    http: httpx.AsyncClient, path: str, body: dict[str, str]
) -> None:
    await http.post(RETURN, json=BODY, headers=keyed("wish"))
    other = await http.post(path, json=body, headers=keyed("wish"))
    assert (other.status_code, other.json()["error"]) == (422, "idempotency_key_reused")


async def test_many_at_once_have_one_effect(http: httpx.AsyncClient, rows: Rows) -> None:
    before = await rows(Return)
    answers = await asyncio.gather(
        *(http.post(RETURN, json=BODY, headers=keyed("wish")) for _ in range(8))
    )
    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.json()["return_id"] for answer in answers}) == 1
    assert await rows(Return) == before + 1


async def test_two_wishes_at_once_cannot_both_have_the_only_return(
    http: httpx.AsyncClient, rows: Rows
) -> None:
    before = await rows(Return)
    answers = await asyncio.gather(
        *(http.post(RETURN, json=BODY, headers=keyed(f"wish-{n}")) for n in range(6))
    )
    assert sorted(answer.status_code for answer in answers) == [200, 409, 409, 409, 409, 409]
    assert await rows(Return) == before + 1


async def test_refunds_at_once_never_pass_what_was_paid(http: httpx.AsyncClient) -> None:
    order = "/customers/CUST-1004/orders/ORD-1005"
    await http.post(f"{order}/returns", json=BODY, headers=keyed("open"))
    refund = {"scope": "amount", "amount": "50.00"}
    answers = await asyncio.gather(
        *(http.post(f"{order}/refunds", json=refund, headers=keyed(f"{n}")) for n in range(6))
    )
    assert sorted(answer.status_code for answer in answers) == [200, 200, 409, 409, 409, 409]
    assert (await http.get(f"{order}/invoice")).json()["refunded"] == "100.00"


async def test_a_refusal_keeps_nothing_so_the_key_may_be_tried_again(
    http: httpx.AsyncClient, rows: Rows
) -> None:
    refunds = "/customers/CUST-1001/orders/ORD-1001/refunds"
    await http.post(RETURN, json=BODY, headers=keyed("open"))
    before = await rows(IdempotentWrite)
    refused = await http.post(refunds, json={"scope": "full"}, headers=keyed("wish"))
    assert refused.status_code == 403
    assert await rows(IdempotentWrite) == before
    approved = {"scope": "full", "approval": {"approval_id": "apr-1"}}
    assert (await http.post(refunds, json=approved, headers=keyed("wish"))).status_code == 200


async def test_a_dry_run_answers_and_keeps_nothing(http: httpx.AsyncClient, rows: Rows) -> None:
    tables = (Return, IdempotentWrite, Ticket)
    before = [await rows(table) for table in tables]
    tried = await http.post(RETURN, json=BODY, headers={"Dry-Run": "true"})
    assert tried.json()["refund_amount"] == "1599.99"
    assert [await rows(table) for table in tables] == before
    refused = await http.post(
        "/customers/CUST-1003/orders/ORD-1004/returns", json=BODY, headers={"Dry-Run": "true"}
    )
    assert refused.json()["error"] == "return_window_closed"
    done = await http.post(RETURN, json=BODY, headers=keyed("wish"))
    assert done.status_code == 200


async def test_a_key_is_the_same_wish_through_either_door(
    app: FastAPI, http: httpx.AsyncClient
) -> None:
    outer = FastAPI()
    outer.mount("/marketplace", app)
    first = await http.post(RETURN, json=BODY, headers=keyed("wish"))
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(outer), base_url="http://server/marketplace"
    ) as client:
        headers = {**keyed("wish"), "Authorization": f"Bearer {KEY}"}
        again = await client.post(RETURN, json=BODY, headers=headers)
    assert again.json() == first.json()
    assert again.headers["Idempotency-Replayed"] == "true"


async def test_answers_and_failures_are_forgotten_in_the_end(
    http: httpx.AsyncClient, market: Marketplace, clock: Clock, rows: Rows
) -> None:
    wrong = {
        "phone_number": "+14155550100",
        "date_of_birth": "1985-03-15",
        "last_four": "0000",
        "kind": "ssn",
        "call_id": "c",
    }
    await http.post("/identity/check", json=wrong, headers=keyed("wish"))
    for days, answers, counters in ((0, 1, 2), (2, 1, 0), (30, 0, 0)):
        clock.advance(days=days)
        async with market.writing() as work:
            await forget_old(work.session, work.now)
        assert (await rows(IdempotentWrite), await rows(IdentityCounter)) == (answers, counters)


async def test_the_record_of_a_write_holds_nothing_readable(
    http: httpx.AsyncClient, stored: Stored
) -> None:
    await http.post(RETURN, json=BODY, headers=keyed("a telling key +14155550100"))
    [kept] = await stored(select(IdempotentWrite))
    assert b"ORD-1001" not in kept.answer_sealed
    assert "telling" not in kept.key_hash


KILLED = """
import asyncio, os, sys
from datetime import UTC, datetime
import httpx
from config import Settings
from marketplace.app import create_app

class Killed:
    def __init__(self, app): self.app = app
    async def __call__(self, scope, receive, send):
        async def send_or_die(message):
            os.kill(os.getpid(), 9)  # committed, and nothing of the answer is out
        await self.app(scope, receive, send_or_die)

async def main():
    url, folder, key, secret = sys.argv[1:]
    settings = Settings(_env_file=None, database_url=url, data_dir=folder, marketplace_key=key,
                        encryption_key=secret)
    app = create_app(settings, lambda: datetime(2031, 3, 5, 15, tzinfo=UTC))
    transport = httpx.ASGITransport(Killed(app))
    async with httpx.AsyncClient(transport=transport, base_url="http://m") as client:
        await client.post("/customers/CUST-1001/orders/ORD-1001/returns",
                          json={"reason": "changed_mind"},
                          headers={"Authorization": f"Bearer {key}", "Idempotency-Key": "wish"})

asyncio.run(main())
"""


async def test_a_process_killed_before_it_answers_leaves_one_effect(
    settings: Settings, market: Marketplace, http: httpx.AsyncClient, rows: Rows, tmp_path: Path
) -> None:
    before = await rows(Return)
    secret = settings.secrets().encryption_key.get_secret_value()
    process = await asyncio.to_thread(
        subprocess.run,
        [sys.executable, "-c", KILLED, str(settings.database_url), str(tmp_path), KEY, secret],
        cwd=ROOT,
        check=False,
        capture_output=True,
    )
    assert process.returncode == -9, process.stderr.decode()
    assert await rows(Return) == before + 1
    again = await http.post(RETURN, json=BODY, headers=keyed("wish"))
    assert (again.status_code, again.headers["Idempotency-Replayed"]) == (200, "true")
    assert await rows(Return) == before + 1
