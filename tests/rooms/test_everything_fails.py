"""A call in a real room whose providers all fail at once, with nobody to stand in for them."""

from __future__ import annotations

import asyncio
import json
from contextlib import AsyncExitStack
from pathlib import Path
from uuid import uuid4

import pytest
from livekit.api import AccessToken, RoomAgentDispatch, RoomConfiguration, VideoGrants

from bench.response.providers import providers
from pipeline import recordings
from tests.ledger import Ledger
from tests.product import product
from tests.rooms.member import member

pytestmark = [pytest.mark.room, pytest.mark.speech, pytest.mark.timeout(300)]

NUMBER = "+14155550142"
WITHOUT_STAND_INS = """
import sys

for name in ("pocketsphinx", "espeakng_loader"):
    sys.modules[name] = None
"""
"""Makes an installation without embedded speech of this one, in every process of the product."""


async def test_the_caller_hears_an_apology_is_called_back_and_the_line_is_closed(
    tmp_path: Path, understood: Path
) -> None:
    (tmp_path / "sitecustomize.py").write_text(WITHOUT_STAND_INS)
    data = tmp_path / "data"
    data.mkdir()
    secret = uuid4().hex
    async with AsyncExitStack() as working:
        served = await working.enter_async_context(providers())
        with product(
            data,
            understood,
            PYTHONPATH=str(tmp_path),
            LIVEKIT_API_SECRET=secret,
            **served.environment,
        ) as running:
            where = running.environment
            token = token_of_a_telephone(secret, where["AGENT_NAME"])
            async with member(where["LIVEKIT_URL"], token) as caller:
                await caller.until_written("first name", 150)  # a job process is being made
                await working.aclose()
                await caller.say("where is my order")
                await caller.hears(recordings.TEXTS["call_back"], of="agent")
                async with asyncio.timeout(30):
                    await caller.gone.wait()

    ledger = Ledger(data / "marketplace.db")
    assert ledger.value("SELECT count(*) FROM callbacks") == 1
    told = [json.loads(line) for line in (data / "logs/customer-service.log").open()]
    failures = [line for line in told if line["event"] == "error"]
    assert ("stt", "nobody") in [(line["part"], line.get("then")) for line in failures]
    assert "nobody_left" in [line["code"] for line in failures]
    assert [line["reason"] for line in told if line["event"] == "ended"] == ["broke down"]


def token_of_a_telephone(secret: str, agent: str) -> str:
    """For a room of its own, as livekit-sip has it for a caller whose line shows its number."""
    return (
        AccessToken("marketplace", secret)
        .with_identity("caller")
        .with_kind("sip")
        .with_attributes({"sip.phoneNumber": NUMBER})
        .with_grants(VideoGrants(room_join=True, room=f"call-{uuid4().hex[:8]}"))
        .with_room_config(RoomConfiguration(agents=[RoomAgentDispatch(agent_name=agent)]))
        .to_jwt()
    )
