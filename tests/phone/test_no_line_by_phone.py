"""A telephone whose call no line can take: answered, told so, and called back for a key."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

import wiring
from channels.phone.lines import lines
from channels.phone.registering import register
from channels.web import lonely
from config import Settings
from pipeline.recordings import TEXTS
from tests.ledger import Ledger
from tests.phone.conftest import OURS, Exchange
from tests.phone.softphone import softphone

pytestmark = [pytest.mark.phone, pytest.mark.speech, pytest.mark.timeout(120)]

SARAH, HOTLINE = "+14155550102", "+14155550198"


async def test_a_telephone_is_told_that_all_lines_are_busy_and_called_back(
    exchange: Exchange, tmp_path: Path
) -> None:
    """The lines of a product that has no worker, on the exchange of one that has."""
    values: dict[str, Any] = {name.lower(): value for name, value in exchange.environment.items()}
    values |= {"agent_name": f"test-{uuid4().hex[:8]}", "phone_numbers": [HOTLINE]}
    settings = Settings(_env_file=None, **values)
    async with exchange.server() as livekit:
        await register(livekit, lines(settings))
    before = len(Ledger(exchange.database).snapshot()["callbacks"])
    async with (
        wiring.services_over_http(settings) as services,
        wiring.refusing(settings, services) as refusals,
        lonely.watching(settings, refusals.begin),
        softphone(tmp_path / "phone", SARAH) as phone,
    ):
        await phone.dial(exchange.address.replace(OURS, HOTLINE))
        await phone.until("CALL_ESTABLISHED", 20)
        await phone.until_heard(15)
        await phone.press("1")  # which is answered in the middle of the sentence
        await phone.hears(TEXTS["busy_arranged"])
        await phone.until("CALL_CLOSED", 10)
        await exchange.until_over(10)
    assert len(Ledger(exchange.database).snapshot()["callbacks"]) == before + 1
    assert SARAH not in exchange.all_logs()
