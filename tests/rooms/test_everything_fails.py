"""A call in a real room whose providers all fail at once, with nobody to stand in for them."""

from __future__ import annotations

import asyncio
import json
from contextlib import AsyncExitStack
from pathlib import Path
from uuid import uuid4

import pytest
from livekit import rtc
from livekit.api import AccessToken, RoomAgentDispatch, RoomConfiguration, VideoGrants

from bench.caller.report import Report
from bench.caller.room import CallerRoom
from bench.response.providers import providers
from bench.response.running import running
from config import ROOT
from deploy.livekit_server import LiveKitProgram
from deploy.ports import pick_free
from pipeline import recordings
from pipeline.profile import speech_is_installed
from tests.ledger import Ledger

pytestmark = [pytest.mark.room, pytest.mark.speech, pytest.mark.timeout(300)]

NUMBER = "+14155550142"
WITHIN = 30.0
"""Seconds for the caller to hear the end of it."""
WITHOUT_STAND_INS = """
import sys

for name in ("pocketsphinx", "espeakng_loader"):
    sys.modules[name] = None
"""
"""Makes an installation that has no embedded speech, in every process of the product."""


async def test_the_caller_hears_an_apology_is_called_back_and_the_line_is_closed(
    tmp_path: Path,
) -> None:
    if LiveKitProgram(ROOT).find() is None:
        pytest.skip("the LiveKit server is not built (make build)")
    if not speech_is_installed():
        pytest.skip("the packages of embedded speech are not installed (the `speech` extra)")
    (tmp_path / "sitecustomize.py").write_text(WITHOUT_STAND_INS)
    product = {
        "PYTHONPATH": str(tmp_path),
        "LIVEKIT_URL": f"ws://127.0.0.1:{pick_free('127.0.0.1')}",
        "LIVEKIT_API_SECRET": uuid4().hex,
        "AGENT_NAME": f"test-{uuid4().hex[:8]}",
    }
    async with AsyncExitStack() as stack:
        served = await stack.enter_async_context(providers())
        outage = stack.pop_all()
        async with outage, running(tmp_path / "data", {**served.environment, **product}):
            report = Report(goal="hear what becomes of the call")
            room = rtc.Room()
            caller = CallerRoom(room, report, "", muted=False)
            await room.connect(product["LIVEKIT_URL"], token_of_a_telephone(product))
            await caller.publish()
            assert await caller.listen(WITHIN) is not None, "the greeting"

            await outage.aclose()
            await caller.say("where is my order")
            async with asyncio.timeout(WITHIN):
                await caller.listen(WITHIN)
                await caller.closed.wait()
            await room.disconnect()

    assert recordings.TEXTS["call_back"] in [heard.text for heard in report.heard]
    ledger = Ledger(tmp_path / "data" / "marketplace.db")
    assert ledger.value("SELECT count(*) FROM callbacks") == 1
    told = logged(tmp_path / "data" / "logs")
    assert [line["part"] for line in told if line["event"] == "call_broke_down"]
    assert "nobody" in [line.get("then") for line in told if line["event"] == "error"]
    assert [line["reason"] for line in told if line["event"] == "ended"] == ["goodbye"]


def token_of_a_telephone(product: dict[str, str]) -> str:
    """For a room of its own, as livekit-sip has it for a caller whose line shows its number."""
    agent = RoomAgentDispatch(agent_name=product["AGENT_NAME"])
    return (
        AccessToken("marketplace", product["LIVEKIT_API_SECRET"])
        .with_identity("caller")
        .with_kind("sip")
        .with_attributes({"sip.phoneNumber": NUMBER})
        .with_grants(VideoGrants(room_join=True, room=f"call-{uuid4().hex[:8]}"))
        .with_room_config(RoomConfiguration(agents=[agent]))
        .to_jwt()
    )


def logged(folder: Path) -> list[dict[str, str]]:
    lines = (folder / "customer-service.log").read_text().splitlines()
    return [json.loads(line) for line in lines]
