"""A call in which nobody can hear for a while: who is told, and how often."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from livekit.agents import APIStatusError, LanguageCode, stt
from livekit.agents.types import DEFAULT_API_CONNECT_OPTIONS, APIConnectOptions

from pipeline import relay
from pipeline.embedded.activity import voice_activity
from pipeline.faults import Fault

REFUSED = APIStatusError("no", status_code=401)


class Ears(stt.STT[str]):
    """Connections that are refused, or hear one thing and end; the last one goes on for ever."""

    def __init__(self, *connections: str | Exception) -> None:
        capabilities = stt.STTCapabilities(streaming=True, interim_results=True)
        super().__init__(capabilities=capabilities)
        self.connections = list(connections)

    async def _recognize_impl(self, *_: Any, **__: Any) -> stt.SpeechEvent:
        raise NotImplementedError

    def stream(
        self, *, conn_options: APIConnectOptions = DEFAULT_API_CONNECT_OPTIONS, **_: Any
    ) -> stt.RecognizeStream:
        return _Connection(self, conn_options)


class _Connection(stt.RecognizeStream):
    def __init__(self, owner: Ears, conn_options: APIConnectOptions) -> None:
        self._connections = owner.connections
        super().__init__(stt=owner, conn_options=conn_options)

    async def _run(self) -> None:
        if not self._connections:
            await asyncio.Event().wait()
        now = self._connections.pop(0)
        if isinstance(now, Exception):
            raise now
        data = stt.SpeechData(language=LanguageCode("en"), text=now)
        self._event_ch.send_nowait(
            stt.SpeechEvent(type=stt.SpeechEventType.FINAL_TRANSCRIPT, alternatives=[data])
        )


async def test_that_nobody_can_hear_is_told_once_until_somebody_can(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(relay, "PAUSE", 0.001)
    told: list[Fault] = []
    broke_down: list[bool] = []
    deaf = [REFUSED] * 4
    ears = relay.Relay(
        [Ears(*deaf, "Yes.", *deaf, "No.")],
        activity=voice_activity(0.25),
        timeout=1.0,
        told=told.append,
    )
    ears.on("error", lambda error: broke_down.append(not error.recoverable))
    heard: list[str] = []
    async with asyncio.timeout(10), ears.stream() as stream:
        async for event in stream:
            heard += [each.text for each in event.alternatives]
            if heard[-1] == "No.":
                break
    assert heard == ["Yes.", "No."]
    assert [(fault.code, fault.then) for fault in told] == [
        ("401", "nobody"),
        ("connection", "retry"),
        ("401", "nobody"),
    ]
    assert broke_down == [True, False, False, False] * 2
