"""What belongs to another customer does not exist: on every route there is, by construction."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import text

from marketplace.market import Marketplace
from tests.marketplace.test_http_contract import operations

# Jane asks. Of each pair the first belongs to somebody else, the second to nobody.
FOREIGN = {
    "order_id": [("ORD-1001", "ORD-99999"), ("ORD-1013", "ORD-88888"), ("ORD-1020", "ORD-0")],
    "reference": [("RET-301015", "RET-999999"), ("ORD-1015", "ORD-99999")],
}
ADDRESS = {"street": "1 A Street", "city": "Reno", "state": "NV", "postal_code": "89501"}
BODIES: dict[str, dict[str, Any]] = {
    "cancellation": {"reason": "no_longer_needed"},
    "item-changes": {"changes": [{"item": "1", "wanted": "large"}], "settle_with": "paypal"},
    "payment-method": {"method": "paypal"},
    "address": ADDRESS,
    "delivery-changes": {"kind": "address_change", "address": ADDRESS},
    "delivery-issues": {"kind": "never_received"},
    "disputes": {"charge": "shipping", "reason": "wrong_amount"},
    "returns": {"reason": "changed_mind"},
    "exchanges": {"changes": [{"item": "1", "wanted": "size 11"}]},
    "refund-quotes": {"scope": "full"},
    "refunds": {"scope": "full", "approval": {"approval_id": "a"}},
    "pickup": {"day": "2031-03-07"},
    "shipments": {"tracking_number": "1Z9E49370398239999"},
}


def owned_routes(app: FastAPI) -> list[tuple[str, str, str]]:
    return [
        (method, path, kind)
        for method, path, _ in operations(app)
        for kind in FOREIGN
        if f"{{{kind}}}" in path
    ]


async def snapshot(market: Marketplace) -> list[Any]:
    tables = (
        "orders",
        "order_items",
        "payments",
        "charges",
        "returns",
        "stock",
        "outbox",
        "delivery_changes",
        "delivery_issues",
        "disputes",
        "tickets",
        "payment_methods",
        "carts",
        "cart_items",
    )
    found: list[Any] = []
    async with market.reading() as work:
        for table in tables:
            rows = await work.session.execute(text(f"SELECT * FROM {table}"))  # noqa: S608
            found.append(sorted(map(repr, rows)))
    return found


@pytest.fixture
def routes(app: FastAPI) -> list[tuple[str, str, str]]:
    found = owned_routes(app)
    assert len(found) > 15
    return found


async def test_not_yours_and_not_there_are_the_same_and_change_nothing(
    routes: list[tuple[str, str, str]], http: httpx.AsyncClient, market: Marketplace
) -> None:
    before = await snapshot(market)
    wish = 0
    for method, path, kind in routes:
        body = None if method == "GET" else BODIES[path.rsplit("/", 1)[1]]
        for pair in FOREIGN[kind]:
            answers = []
            for reference in pair:
                wish += 1
                url = path.replace("{customer_id}", "CUST-1002").replace(f"{{{kind}}}", reference)
                answer = await http.request(
                    method, url, json=body, headers={"Idempotency-Key": f"wish-{wish}"}
                )
                answers.append((answer.status_code, answer.json()))
            assert answers[0] == answers[1], path
            assert answers[0][0] == 404, path
    assert await snapshot(market) == before


async def test_a_customer_who_does_not_exist_owns_nothing(
    app: FastAPI, http: httpx.AsyncClient
) -> None:
    for method, path, _ in operations(app):
        if method != "GET" or "{customer_id}" not in path:
            continue
        url = path.replace("{customer_id}", "CUST-0000").replace("{order_id}", "ORD-1001")
        params = {"call_id": "c", "code": "SAVE20"}
        answer = await http.get(url.replace("{reference}", "ORD-1015"), params=params)
        assert answer.status_code == 404 or answer.json() == [], path


async def test_every_list_holds_only_what_is_theirs(http: httpx.AsyncClient) -> None:
    seen: dict[str, str] = {}
    for number in range(1001, 1011):
        for order in (await http.get(f"/customers/CUST-{number}/orders?limit=100")).json():
            assert seen.setdefault(order["order_id"], str(number)) == str(number)
    assert len(seen) == 42
