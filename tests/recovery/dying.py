"""A conversation in a process that is killed between doing a return and hearing of it.

`python -m tests.recovery.dying FOLDER killed` dies the moment the marketplace has done the return,
before its answer arrives. `… asked-again` is the same conversation in a new process: it takes up
the turn where the first one stood, as it would be stored, asks once more, and prints what the
customer is told. `… from-the-start` holds the whole conversation again. FOLDER has the database.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from dataclasses import asdict
from pathlib import Path

import httpx

import logs
import wiring
from agents.speaking import SessionVoice
from domain.context import Channel
from domain.errors import Refusal
from marketplace.app import open_app
from services import Services
from tests.house import JOHN, Caller, Clock, TestHouse
from tests.providers.fixtures import settings_in
from tools.call import Call, CallState, Proposal, Turn

CONVERSATION = "the-same-conversation"
STORED = "turn.json"
RETURN = {"order": "ORD-1001", "reason": "defective"}


class DiesAfterTheReturn(httpx.AsyncBaseTransport):
    """Kills its own process once a return has been done, and before anybody hears of it."""

    def __init__(self, behind: httpx.AsyncBaseTransport) -> None:
        self._behind = behind

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        answer = await self._behind.handle_async_request(request)
        await answer.aread()
        opens_return = request.method == "POST" and request.url.path.endswith("/returns")
        if opens_return and "dry-run" not in request.headers and answer.is_success:
            os.kill(os.getpid(), signal.SIGKILL)
        return answer


class Reader(SessionVoice):
    """Reads the notice in writing, without a session."""

    async def read_aloud(self, text: str) -> bool:
        return True


async def main(folder: Path, stage: str) -> None:
    settings = settings_in(folder)
    async with open_app(settings) as app:
        way: httpx.AsyncBaseTransport = httpx.ASGITransport(app=app)
        if stage == "killed":
            way = DiesAfterTheReturn(way)
        key = settings.secrets().marketplace_key.get_secret_value()
        async with Services.open("http://marketplace", key, way) as services:
            house = wiring.House(
                settings, wiring.roster(settings), wiring.understanding(settings), services
            )
            call = house.new_call(CONVERSATION, Channel.CHAT, Reader())
            caller = Caller(TestHouse(house, Clock(), folder), call)
            await caller.identify(JOHN)
            match stage:
                case "killed" | "from-the-start":
                    await _ask(caller, folder / STORED)
                case "asked-again":
                    await _ask_again(caller, folder / STORED)


async def _ask(caller: Caller, stored: Path) -> None:
    call = caller.call
    caller.says("I want to return the graphics card of order 1001, it is defective")
    try:
        await caller.does("initiate_return", **RETURN)
    except Refusal as refusal:
        _tell(json.dumps({"refused": refusal.code, "say": refusal.say}))
        return
    caller.says("yes")
    _store(call.state, stored)
    told = await caller.does("initiate_return", **RETURN)
    _tell(told.as_output())


async def _ask_again(caller: Caller, stored: Path) -> None:
    _take_up(caller.call, stored)
    told = await caller.does("initiate_return", **RETURN)
    _tell(told.as_output())


def _store(state: CallState, stored: Path) -> None:
    assert state.proposal is not None
    stored.write_text(json.dumps({"turn": asdict(state.turn), "proposal": asdict(state.proposal)}))


def _take_up(call: Call, stored: Path) -> None:
    kept = json.loads(stored.read_text())
    call.state.turn = Turn(**kept["turn"])
    call.state.proposal = Proposal(**kept["proposal"] | {"made_at": call.monotonic()})


def _tell(output: str) -> None:
    sys.stdout.write(output + "\n")


if __name__ == "__main__":
    logs.keep_private_values_out()
    asyncio.run(main(Path(sys.argv[1]), sys.argv[2]))
