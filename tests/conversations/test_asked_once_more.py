"""A tool that did not end in time asks whether to try once more; a yes does so, and only once."""

from __future__ import annotations

import httpx
import pytest

from tests.conversations.test_answers_lead_somewhere import typing
from tests.house import JANE, JOHN, TestHouse, codes
from tests.ledger import Ledger

CARD = "RTX 4080 Founders"


class Line:
    """The way to the marketplace; what is asked there arrives, and its answer may get lost."""

    lost: str | None = None
    """What the paths contain whose answers get lost."""


@pytest.fixture
def line(monkeypatch: pytest.MonkeyPatch) -> Line:
    line, reach = Line(), httpx.ASGITransport.handle_async_request

    async def through(self: httpx.ASGITransport, request: httpx.Request) -> httpx.Response:
        answer = await reach(self, request)
        if line.lost is not None and line.lost in request.url.path:
            raise httpx.ReadTimeout("no answer")
        return answer

    monkeypatch.setattr(httpx.ASGITransport, "handle_async_request", through)
    return line


@pytest.mark.parametrize("yes", ["yes", "yes please", "ok, try again", "try again"])
async def test_a_yes_asks_for_the_same_again(house: TestHouse, line: Line, yes: str) -> None:
    async with typing(house, JOHN) as talk:
        line.lost = "ORD-12345"
        await talk.says("where is my order ORD-12345")
        line.lost = None
        await talk.says(yes)
        assert codes(talk.actions, "track_order") == ["unavailable", None]


async def test_a_no_does_not(house: TestHouse, line: Line) -> None:
    async with typing(house, JOHN) as talk:
        line.lost = "ORD-12345"
        await talk.says("where is my order ORD-12345")
        line.lost = None
        await talk.says("no thanks")
        assert codes(talk.actions, "track_order") == ["unavailable"]


async def test_a_write_whose_answer_was_lost_is_not_done_twice(
    house: TestHouse, ledger: Ledger, line: Line
) -> None:
    async with typing(house, JANE) as talk:
        line.lost = "cart"
        await talk.says(f"add the {CARD} to my cart")
        assert codes(talk.actions, "add_to_cart") == ["unavailable"]
        line.lost = None
        await talk.says("yes please")
        assert codes(talk.actions, "add_to_cart") == ["unavailable", None]
    assert ledger.value("SELECT sum(quantity) FROM cart_items") == 1


async def test_the_same_wish_later_on_is_another_one(
    house: TestHouse, ledger: Ledger, line: Line
) -> None:
    caller = await house.caller_known_as(JANE, "sales")
    caller.says(f"add the {CARD} to my cart")
    line.lost = "cart"
    assert await caller.refused("add_to_cart", product=CARD) == "unavailable"
    line.lost = None
    caller.says("yes")
    await caller.does("add_to_cart", product=CARD)
    await caller.does("add_to_cart", product=CARD)
    assert ledger.value("SELECT sum(quantity) FROM cart_items") == 1
    caller.says("and one more")
    await caller.does("add_to_cart", product=CARD)
    assert ledger.value("SELECT sum(quantity) FROM cart_items") == 2
