"""What is repeated, what is not, and which errors come of it. A scripted marketplace answers."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from decimal import Decimal
from typing import Any

import httpx
import pytest

from domain.errors import Refusal, Unavailable
from services import Services
from services.acting import NobodyBound
from services.errors import MarketplaceRefusal

Step = httpx.Response | Exception
SAVED = httpx.Response(200, json={"changed": True})
ADDRESS: Any = type("Home", (), {"street": "1 A", "city": "B", "state": "CA", "postal_code": "1"})


class Script(httpx.AsyncBaseTransport):
    """Answers in the order given, and keeps what was asked."""

    def __init__(self, *steps: Step) -> None:
        self.steps = list(steps)
        self.asked: list[httpx.Request] = []

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request)
        step = self.steps.pop(0)
        if isinstance(step, Exception):
            raise step
        return step


@asynccontextmanager
async def scripted(*steps: Step) -> AsyncIterator[tuple[Services, Script]]:
    script = Script(*steps)
    async with Services.open("http://m/base", "key", script, pauses=(0, 0)) as services:
        yield services.acting("CUST-1", "wish"), script


BROKEN: list[Callable[[], Step]] = [
    lambda: httpx.ConnectError("down"),
    lambda: httpx.RemoteProtocolError("cut"),
    lambda: httpx.Response(500),
    lambda: httpx.Response(503, json={"error": "unavailable", "detail": "x"}),
]


@pytest.mark.parametrize("broken", BROKEN)
async def test_a_write_is_repeated_under_the_same_key(broken: Callable[[], Step]) -> None:
    async with scripted(broken(), broken(), SAVED) as (services, script):
        assert (await services.customers.save_address(ADDRESS)).changed
    keys = {request.headers["Idempotency-Key"] for request in script.asked}
    assert (len(script.asked), keys) == (3, {"wish:customers.save_address"})


@pytest.mark.parametrize("broken", BROKEN)
async def test_it_gives_up_in_the_end(broken: Callable[[], Step]) -> None:
    async with scripted(broken(), broken(), broken()) as (services, script):
        with pytest.raises(Unavailable):
            await services.orders.list()
    assert len(script.asked) == 3


async def test_a_slow_answer_is_not_waited_for_again() -> None:
    async with scripted(httpx.ReadTimeout("slow")) as (services, script):
        with pytest.raises(Unavailable):
            await services.orders.list()
    assert len(script.asked) == 1


@pytest.mark.parametrize("status", [403, 404, 409, 422, 423])
async def test_a_refusal_comes_with_its_words_and_facts(status: int) -> None:
    body = {"error": "out_of_stock", "detail": "It is sold out.", "sku": "A-1"}
    async with scripted(httpx.Response(status, json=body)) as (services, script):
        with pytest.raises(Refusal) as refused:
            await services.orders.get("ORD-1")
    assert (refused.value.code, refused.value.say) == ("out_of_stock", "It is sold out.")
    assert isinstance(refused.value, MarketplaceRefusal)
    assert refused.value.facts == {"sku": "A-1"}
    assert len(script.asked) == 1


@pytest.mark.parametrize(
    "nonsense",
    [
        httpx.Response(401, json={"error": "unauthorized", "detail": "x"}),
        httpx.Response(302, headers={"location": "/elsewhere"}),
        httpx.Response(404, text="<html>nothing here</html>"),
        httpx.Response(409, json=["a list"]),
        httpx.Response(409, json={"error": "no_detail"}),
        httpx.Response(200, text="not json"),
        httpx.Response(200, json={"order_id": 5}),
    ],
)
async def test_an_answer_without_sense_is_no_answer(nonsense: httpx.Response) -> None:
    async with scripted(nonsense) as (services, _):
        with pytest.raises(Unavailable) as unavailable:
            await services.orders.get("ORD-1")
    assert "order_id" not in str(unavailable.value)


async def test_a_request_carries_the_key_and_stays_below_its_base() -> None:
    async with scripted(httpx.Response(200, json=[])) as (services, script):
        await services.orders.list(state="pending")
    [asked] = script.asked
    assert asked.headers["Authorization"] == "Bearer key"
    assert asked.url.path == "/base/customers/CUST-1/orders"
    assert dict(asked.url.params) == {"state": "pending", "limit": "20"}


@pytest.mark.parametrize(
    "order", ["../../CUST-2/orders/ORD-9", "a/b", "?x=1", "#", "%2e%2e", "..", ".", ""]
)
async def test_an_order_number_cannot_reach_another_place(order: str) -> None:
    answer = httpx.Response(404, json={"error": "order_not_found", "detail": "No."})
    async with scripted(answer) as (services, script):
        with pytest.raises(Refusal):
            await services.orders.get(order)
    for asked in script.asked:
        assert asked.url.raw_path.startswith(b"/base/customers/CUST-1/orders/")


async def test_without_a_wish_every_write_has_a_key_of_its_own() -> None:
    async with scripted(SAVED, SAVED) as (services, script):
        unbound = services.acting("CUST-1", None)
        await unbound.customers.save_address(ADDRESS)
        await unbound.customers.save_address(ADDRESS)
    assert len({request.headers["Idempotency-Key"] for request in script.asked}) == 2


async def test_a_rehearsal_carries_no_key() -> None:
    async with scripted(SAVED) as (services, script):
        await services.rehearsing().customers.save_address(ADDRESS)
    [asked] = script.asked
    assert asked.headers["Dry-Run"] == "true"
    assert "Idempotency-Key" not in asked.headers


async def test_services_that_act_for_nobody_reach_no_account() -> None:
    async with scripted() as (services, script):
        nobody = services.acting(None, "wish")
        for attempt in (
            nobody.orders.list(),
            nobody.customers.profile(),
            nobody.returns.refund("ORD-1", "amount", amount=Decimal(1)),
            nobody.offers.respond("a-592", "ACCEPTED", version=1),
        ):
            with pytest.raises(NobodyBound):
                await attempt
    assert script.asked == []
