"""A marketplace that cannot be reached for a moment: the caller hears so, and the call goes on."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest

from domain.errors import Unavailable
from tests.providers.conversing import conversation
from tests.providers.fixtures import settings_in
from tools.identity import Step

UP_TO_THE_MATCH = [
    "where is my order ORD-12345",
    "John",
    "415 555 0100",
    "yes",
    "March 15 1985",
    "yes",
    "card 4242",
]


@pytest.fixture
def down(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """What the paths contain that cannot be reached."""
    parts: set[str] = set()
    reach = httpx.ASGITransport.handle_async_request

    async def maybe(self: httpx.ASGITransport, request: httpx.Request) -> httpx.Response:
        if any(part in request.url.path for part in parts):
            raise httpx.ConnectError("not there")
        return await reach(self, request)

    monkeypatch.setattr(httpx.ASGITransport, "handle_async_request", maybe)
    return parts


@pytest.mark.parametrize("again", ["yes", "ok, try again"])
async def test_the_match_is_asked_for_again(data_dir: Path, down: set[str], again: str) -> None:
    async with conversation(settings_in(data_dir)) as held:
        await held.say(*UP_TO_THE_MATCH)
        down.add("identity/check")
        assert await held.say("yes")
        assert held.codes[-1] == "unavailable"
        assert held.call.identity.step is Step.MATCH

        down.clear()
        await held.say(again)

        assert held.call.customer.authenticated
        assert held.call.identity.failed_matches == 0


async def test_a_mistake_of_ours_is_told_as_a_failure_and_not_in_a_librarys_words(
    data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(self: httpx.ASGITransport, request: httpx.Request) -> httpx.Response:
        raise ZeroDivisionError

    async with conversation(settings_in(data_dir)) as held:
        await held.say(*UP_TO_THE_MATCH)
        with monkeypatch.context() as patched:
            patched.setattr(httpx.ASGITransport, "handle_async_request", broken)
            assert await held.say("yes") == Unavailable.say
        await held.say("yes")
        assert held.call.customer.authenticated


async def test_every_later_step_is_asked_for_again(data_dir: Path, down: set[str]) -> None:
    async with conversation(settings_in(data_dir)) as held:
        await held.say(*UP_TO_THE_MATCH, "yes")
        for part, answered in (("offers", "yes"), ("offers", "no thanks")):
            down.add(part)
            assert await held.say(answered)
            assert held.codes[-1] == "unavailable"
            down.clear()
            assert await held.say(answered)
        assert held.call.identity.done
        assert held.handoffs == [("authentication", "order_tracking")]
        assert "track_order" in held.done
