"""A caller is identified with all that belongs to it, or not at all and may go on."""

from __future__ import annotations

from pathlib import Path

import httpx

from pipeline.embedded.language import Understanding
from tests.house import JOHN, Caller, open_house
from tools.identity import Step


class Failing(httpx.AsyncBaseTransport):
    """Answers 503 to whatever contains `out_of_order`, while that is set."""

    def __init__(self, behind: httpx.AsyncBaseTransport) -> None:
        self._behind = behind
        self.out_of_order: str | None = None

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        if self.out_of_order and self.out_of_order in request.url.path:
            return httpx.Response(503)
        return await self._behind.handle_async_request(request)


async def test_a_marketplace_that_fails_after_the_match_leaves_the_step_open(
    tmp_path: Path, marketplace_template: Path, understanding: Understanding
) -> None:
    failing: list[Failing] = []

    def between(way: httpx.AsyncBaseTransport) -> httpx.AsyncBaseTransport:
        failing.append(Failing(way))
        return failing[0]

    async with open_house(tmp_path, marketplace_template, understanding, between) as house:
        caller: Caller = house.caller()
        await caller.identify(JOHN, until=Step.MATCH)
        failing[0].out_of_order = "/address"
        arguments = {
            "phone_number": "<phone_number>",
            "date_of_birth": "<date_of_birth>",
            "last_four": "<last_four>",
            "last_four_of": "credit_card",
        }

        assert await caller.refused("authenticate_user", **arguments) == "unavailable"
        assert step_of(caller) is Step.MATCH
        assert not caller.call.customer.authenticated

        failing[0].out_of_order = None
        await caller.does("authenticate_user", **arguments)
        assert caller.call.customer.customer_id == JOHN.id
        assert step_of(caller) is Step.ADDRESS
        await caller.identify(JOHN)
        assert caller.call.identity.done


def step_of(caller: Caller) -> Step:
    return caller.call.identity.step
