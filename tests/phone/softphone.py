"""A telephone: baresip, an independent SIP client, with its own audio both ways over RTP.

It speaks from WAV files and writes down what it hears, so that what was said can be recognised.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import shutil
import time
import wave
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

import numpy as np
from livekit import rtc
from scipy.signal import resample_poly

from bench.caller.listening import LOUD, RATE, SLOWEST, Ears, level, pauses
from deploy.ports import pick_free
from pipeline.embedded.espeak import CALLER
from pipeline.embedded.voice import EspeakTTS
from tests.product import HOST

LINE_RATE: Final = 8_000
"""Hz; G.711."""
QUIET_AFTERWARDS: Final = 90
"""Seconds of silence that follow what is said: a line that sends nothing counts as dead."""
PAUSE: Final = 0.9
"""Seconds of quiet after which the other side has finished an utterance."""
_HISS: Final = 20
"""Of 16-bit steps: without any, a recogniser is deaf to what comes over a telephone's band."""
_WAV_HEADER: Final = 44
_KEY: Final = 0.2
"""Seconds from one key to the next."""
_MODULES: Final = ("g711.so", "aufile.so", "aubridge.so", "sndfile.so")


def is_installed() -> bool:
    """Whether there is a baresip on this machine."""
    return shutil.which("baresip") is not None


class Softphone:
    """One telephone with one line. Open it with `softphone`."""

    def __init__(
        self, folder: Path, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        self._folder = folder
        self._reader = reader
        self._writer = writer
        self._voice = EspeakTTS(CALLER)
        self._ears = Ears()
        self._happened = asyncio.Condition()
        self._spoken = 0
        self._file: Path | None = None
        self._taken = 0
        self.events: list[dict[str, object]] = []

    @property
    def types(self) -> list[object]:
        """What has happened, by name: CALL_RINGING, CALL_ESTABLISHED, CALL_CLOSED, …"""
        return [event["type"] for event in self.events]

    @property
    def ended_because(self) -> str:
        """What the other side said when it ended or refused the last call."""
        closed = [event for event in self.events if event["type"] == "CALL_CLOSED"]
        return str(closed[-1].get("param", ""))

    async def until(self, type_: str, seconds: float, *, times: int = 1) -> None:
        """Waits until something has happened so often."""
        async with asyncio.timeout(seconds), self._happened:
            await self._happened.wait_for(lambda: self.types.count(type_) >= times)

    async def dial(self, address: str) -> None:
        """Calls a SIP address."""
        await self._command("dial", address)

    async def accept(self) -> None:
        """Answers the call that rings."""
        await self._command("accept")

    async def hang_up(self) -> None:
        """Ends the call, gives up one that rings elsewhere, or turns away one that rings here."""
        await self._command("hangup")

    async def press(self, keys: str) -> None:
        """Presses keys; they are sent as RFC 4733 events."""
        self.forget()
        for key in keys:
            await self._command("sndcode", key)
            await asyncio.sleep(_KEY)

    async def say(self, words: str) -> None:
        """Speaks, and returns once it is out."""
        self.forget()
        async with self._voice.synthesize(words) as stream:
            whole = rtc.combine_audio_frames([event.frame async for event in stream])
        resampler = rtc.AudioResampler(whole.sample_rate, LINE_RATE)
        frames = rtc.combine_audio_frames([*resampler.push(whole), *resampler.flush()])
        self._spoken += 1
        file = self._folder / f"said-{self._spoken}.wav"
        _write(file, bytes(LINE_RATE) + frames.data.tobytes())
        await self._command("ausrc", f"aufile,{file}")
        await asyncio.sleep(0.5 + frames.duration)

    def forget(self) -> None:
        """What was heard so far is not listened to again."""
        self._taken += len(self._new())

    async def until_heard(self, seconds: float) -> None:
        """Waits until there is any sound, newer than the last word or key."""
        deadline = time.monotonic() + seconds
        while not self.heard_something():
            assert time.monotonic() < deadline, "nothing was heard"
            await asyncio.sleep(0.1)  # a file cannot be waited for; the deadline decides

    async def until_quiet(self, seconds: float = 20.0) -> None:
        """Waits until the other side has spoken, and then paused."""
        deadline = time.monotonic() + seconds
        while not (self.heard_something() and self._is_quiet()):
            assert time.monotonic() < deadline, "no end of what was said"
            await asyncio.sleep(0.1)  # a file cannot be waited for; the deadline decides

    def _is_quiet(self) -> bool:
        tail = self._new()[-int(PAUSE * LINE_RATE) * 2 :]
        return "CALL_CLOSED" in self.types or level(tail) <= LOUD / 3

    def heard_something(self) -> bool:
        """Whether there was any sound since the last word or key."""
        new = self._new()
        step = LINE_RATE // 10 * 2
        return any(level(new[at : at + step]) > LOUD for at in range(0, len(new) - step, step))

    async def hears(self, text: str, seconds: float = 30.0) -> None:
        """Waits until this was said, at the end of an utterance, and recognised in the audio.

        Raises:
            AssertionError: it was not, within so many seconds.
        """
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if await self._was_said(text):
                return
            await asyncio.sleep(0.1)  # a file cannot be waited for; the deadline decides
        closed = "CALL_CLOSED" in self.types
        raise AssertionError(f"not heard: {text!r} (call {'over' if closed else 'going on'})")

    async def _was_said(self, text: str) -> bool:
        if not (self.heard_something() and self._is_quiet()):
            return False
        new = _wide(self._new())
        longest = int((len(text) * SLOWEST + 2 * PAUSE) * RATE) * 2
        late = [start for start in pauses(new) if len(new) - start <= longest]
        for start in late or [0]:
            if await asyncio.to_thread(self._ears.heard, new[start:], text):
                return True
        return False

    def _new(self) -> bytes:
        """What of this call has not been listened to, as it came over the line."""
        latest = max(self._folder.glob("*-dec.wav"), default=None)
        if latest is None:
            return b""
        if latest != self._file:
            self._file, self._taken = latest, 0
        with latest.open("rb") as recording:
            recording.seek(_WAV_HEADER + self._taken)
            new = recording.read()
        return new[: len(new) // 2 * 2]

    async def _command(self, command: str, params: str = "") -> None:
        body = json.dumps({"command": command, "params": params}).encode()
        self._writer.write(b"%d:%s," % (len(body), body))
        await self._writer.drain()

    async def listen_to_events(self) -> None:
        """Takes in what baresip reports, until it is gone."""
        with contextlib.suppress(asyncio.IncompleteReadError, ConnectionError):
            while True:
                length = int((await self._reader.readuntil(b":"))[:-1])
                message = json.loads((await self._reader.readexactly(length + 1))[:-1])
                if message.get("event"):
                    async with self._happened:
                        self.events.append(message)
                        self._happened.notify_all()


@asynccontextmanager
async def softphone(folder: Path, number: str, port: int = 0) -> AsyncIterator[Softphone]:
    """A telephone that presents this number, and is called at this port."""
    control = pick_free(HOST)
    _set_up(folder, number, control, port or pick_free(HOST))
    process = await asyncio.create_subprocess_exec(
        *("baresip", "-f", str(folder)),
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        reader, writer = await _connected(control)
        phone = Softphone(folder, reader, writer)
        listening = asyncio.create_task(phone.listen_to_events())
        try:
            yield phone
        finally:
            listening.cancel()
            writer.close()
    finally:
        process.terminate()
        await process.wait()


def _set_up(folder: Path, number: str, control: int, port: int) -> None:
    folder.mkdir(parents=True)
    _write(folder / "silence.wav", b"")
    (folder / "accounts").write_text(
        f"<sip:{number}@{HOST}>;regint=0;answermode=manual;audio_codecs=PCMU,PCMA\n"
    )
    (folder / "config").write_text(_config(folder, control, port))


async def _connected(port: int) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    async with asyncio.timeout(10):
        while True:
            with contextlib.suppress(OSError):
                return await asyncio.open_connection(HOST, port)
            await asyncio.sleep(0.05)  # it is starting; the deadline decides


def _config(folder: Path, control: int, port: int) -> str:
    modules = "".join(f"module {name}\n" for name in _MODULES)
    return (
        f"poll_method epoll\nsip_listen {HOST}:{port}\nnet_interface {HOST}\n"
        "call_local_timeout 120\ncall_max_calls 2\naudio_txmode thread\n"
        "audio_player aubridge,ear\naudio_alert aubridge,bell\n"
        f"audio_source aufile,{folder / 'silence.wav'}\n"
        f"module_path {_module_path()}\n{modules}snd_path {folder}\n"
        "module_tmp account.so\nmodule_app menu.so\nmodule_app ctrl_tcp.so\n"
        f"ctrl_tcp_listen {HOST}:{control}\n"
    )


def _module_path() -> Path:
    """Where Debian keeps baresip's modules, whatever the architecture."""
    found = next(Path("/usr/lib").glob("**/baresip/modules/g711.so"), None)
    assert found is not None, "baresip's modules are not where Debian keeps them"
    return found.parent


def _write(file: Path, samples: bytes) -> None:
    """A WAV of 8 kHz, 16-bit, mono, with silence after it."""
    with wave.open(str(file), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(LINE_RATE)
        out.writeframes(samples + bytes(QUIET_AFTERWARDS * LINE_RATE * 2))


def _wide(line: bytes) -> bytes:
    """What came over the line as a recogniser takes it: 16 kHz, 16-bit."""
    wide = resample_poly(np.frombuffer(line, np.int16).astype(np.float64), RATE // LINE_RATE, 1)
    wide += np.random.default_rng(0).normal(0, _HISS, len(wide))
    return bytes(wide.clip(-32_768, 32_767).astype(np.int16).tobytes())
