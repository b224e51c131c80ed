"""A LiveKit server of one's own, and the parts that take and refuse calls, without a product.

The agents that answer only say who they are, so that many calls cost next to nothing.
"""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import BinaryIO

import httpx
import pytest
from livekit import rtc
from livekit.agents import AgentServer, JobContext, JobExecutorType

from channels.livekit_server import connect
from channels.refusal import refusals
from channels.refusal.calling_back import CallBacks
from channels.voice.admission import NEVER_FULL, Admission, AskedServer
from channels.voice.taken import Taken
from channels.web import lonely
from config import ROOT, Settings
from deploy.livekit_server import LiveKitProgram
from deploy.ports import pick_free
from pipeline import recordings
from tests.house import settings_in

SECRET = "a-secret-of-at-least-thirty-two-bytes"
WELCOME = "Welcome."
STARTS_WITHIN = 60.0
ATTEMPTS = 5


@dataclass(frozen=True)
class FrontDesk:
    """The parts of one LiveKit server."""

    settings: Settings

    @asynccontextmanager
    async def http_side(self, call_backs: CallBacks | None = None) -> AsyncIterator[None]:
        """What looks after waiting callers."""
        async with (
            refusals.refusing(self.settings, _recorded, call_backs) as refusing,
            lonely.watching(self.settings, refusing.begin),
        ):
            yield

    @asynccontextmanager
    async def worker(self, lines: int) -> AsyncIterator[AgentServer]:
        """Agents for so many calls at a time."""
        ours = self.settings
        taken = Taken(partial(connect, ours))
        server = AskedServer(
            job_executor_type=JobExecutorType.THREAD,
            ws_url=ours.livekit_url,
            api_key=ours.livekit_api_key,
            api_secret=SECRET,
            host="127.0.0.1",
            port=0,
            num_idle_processes=lines,
            load_threshold=NEVER_FULL,
        )
        admission = Admission(lines, server, taken.say)
        server.load_fnc = admission.load
        server.rtc_session(_answer, agent_name=ours.agent_name, on_request=admission.consider)
        registered = asyncio.Event()
        server.on("worker_registered", lambda *_: registered.set())
        running = asyncio.create_task(server.run())
        try:
            async with asyncio.timeout(STARTS_WITHIN):
                await registered.wait()
            yield server
        finally:
            await server.aclose()
            await asyncio.gather(running, return_exceptions=True)


@contextmanager
def livekit(folder: Path) -> Iterator[FrontDesk]:
    """A LiveKit server, stopped at the end."""
    program = LiveKitProgram(ROOT).find()
    if program is None:
        pytest.skip("the LiveKit server is not built (make build)")
    with (folder / "livekit.log").open("wb") as log:
        for _ in range(ATTEMPTS):  # a port that was free may be taken before it is listened on
            port = pick_free("127.0.0.1")
            process = _started(program, port, log)
            if _answers(f"http://127.0.0.1:{port}", process):
                break
        else:
            pytest.fail("the LiveKit server does not start")
        try:
            url = f"ws://127.0.0.1:{port}"
            yield FrontDesk(settings_in(folder, livekit_url=url, livekit_api_secret=SECRET))
        finally:
            process.terminate()
            process.wait(STARTS_WITHIN)


def _started(program: Path, port: int, log: BinaryIO) -> subprocess.Popen[bytes]:
    tcp, udp = pick_free(""), pick_free("")
    return subprocess.Popen(
        [
            *(str(program), "--config", str(ROOT / "livekit.yaml"), "--port", str(port)),
            *("--rtc.tcp_port", str(tcp), "--udp-port", str(udp)),
        ],
        env={"PATH": os.environ["PATH"], "LIVEKIT_KEYS": f"marketplace: {json.dumps(SECRET)}"},
        stdout=log,
        stderr=subprocess.STDOUT,
    )


def _answers(url: str, process: subprocess.Popen[bytes]) -> bool:
    deadline = time.monotonic() + STARTS_WITHIN
    while process.poll() is None and time.monotonic() < deadline:
        try:
            httpx.get(url, trust_env=False)
        except httpx.TransportError:
            time.sleep(0.05)  # a port cannot be waited for; the deadline decides
        else:
            return True
    process.kill()
    process.wait()
    return False


def _recorded(what: recordings.Recording) -> tuple[str, list[rtc.AudioFrame]]:
    """Half a second of each, since nobody listens to the end."""
    return recordings.TEXTS[what], recordings.frames(what)[:75]


async def _answer(ctx: JobContext) -> None:
    """Says hello, and stays until the caller hangs up."""
    gone = asyncio.Event()
    ctx.room.on("participant_disconnected", lambda _: gone.set())
    await ctx.connect()
    await ctx.wait_for_participant()
    source = rtc.AudioSource(8_000, 1)
    track = rtc.LocalAudioTrack.create_audio_track("agent", source)
    await ctx.room.local_participant.publish_track(track)
    await ctx.room.local_participant.send_text(WELCOME, topic="lk.transcription")
    for frame in recordings.frames("busy_arranged"):
        await source.capture_frame(frame)
    await gone.wait()
    await ctx.delete_room()
    ctx.shutdown()
