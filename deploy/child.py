"""One service as a running process: started in a group of its own, watched, and stopped."""

from __future__ import annotations

import asyncio
import contextlib
import os
import re
import signal
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, NoReturn, Self

from deploy.errors import ServiceFailedError
from deploy.lifeline import kill_group
from deploy.notices import VARIABLE, Notices

_TAIL_BYTES = 16_384
_TAIL_LINES = 12
_PIECE = 65_536
_LAST_WORDS_WITHIN = 1.0
"""Seconds: another process of its group may hold on to where it wrote."""
_CALLER: Final = re.compile(rb"\+\d{7,15}|\bsip_[0-9a-f]{8,}|(?<=sip:)\d{7,15}")
"""A telephone number, or a participant's identity that livekit-sip made of one."""


@dataclass(frozen=True)
class Service:
    """A process that a machine runs, and how to tell that it is ready."""

    name: str
    command: tuple[str, ...]
    health: str | None
    """A URL that answers 200 once it is ready; with `tcp://`, one that can be connected to.
    None where it says so by itself (`deploy.notices`)."""
    log: Path
    """Takes all that it writes; the file of the run before is kept beside it as `.1`."""
    environment: Mapping[str, str] = field(default_factory=dict)
    """The whole of it, so that no service is handed what it does not need."""
    ready_within: float = 60.0
    grace: float = 10.0
    """Seconds between the request to stop and the kill."""
    names_callers: bool = False
    """Whether it may write down who calls or is called: that is masked on its way to the log."""


class Child:
    """A service that has been started."""

    def __init__(
        self,
        service: Service,
        process: asyncio.subprocess.Process,
        notices: Notices | None,
        said: asyncio.StreamReader | None,
    ) -> None:
        self.service = service
        self.group = process.pid
        self.notices = notices
        self._process = process
        self._writing = asyncio.create_task(_write_masked(said, service.log))

    @classmethod
    async def start(cls, service: Service, directory: Path) -> Self:
        """Starts it in `directory`.

        Raises:
            ServiceFailedError: the command cannot be run.
        """
        notices = Notices() if service.health is None else None
        environment = dict(service.environment)
        if notices is not None:
            environment[VARIABLE] = notices.address
        service.log.parent.mkdir(parents=True, exist_ok=True)
        if service.log.exists():
            service.log.replace(service.log.with_name(f"{service.log.name}.1"))
        said = None
        with service.log.open("wb") as log, contextlib.ExitStack() as once_started:
            out = log.fileno()
            if service.names_callers:
                # Not `PIPE`: Python 3.11 takes a process for running while what it started writes.
                reading, out = os.pipe()
                once_started.callback(os.close, out)
                said = await _reader(reading)
            try:
                process = await asyncio.create_subprocess_exec(
                    *service.command,
                    cwd=directory,
                    env=environment,
                    stdin=asyncio.subprocess.DEVNULL,
                    stdout=out,
                    stderr=asyncio.subprocess.STDOUT,
                    start_new_session=True,
                )
            except OSError as error:
                if notices is not None:
                    notices.close()
                sentence = f"The {service.name} could not be started: {error.strerror}."
                raise ServiceFailedError(sentence, [], service.log) from error
        return cls(service, process, notices, said)

    async def fail_when_ended(self) -> NoReturn:
        """Waits until it ends by itself.

        Raises:
            ServiceFailedError: always, saying how it ended.
        """
        code = await self._process.wait()
        await asyncio.wait({self._writing}, timeout=_LAST_WORDS_WITHIN)
        how = f"exit code {code}" if code >= 0 else signal.Signals(-code).name
        raise self.failure(f"The {self.service.name} stopped ({how}).")

    def failure(self, sentence: str) -> ServiceFailedError:
        """The error with this sentence and the end of what the service wrote."""
        return ServiceFailedError(sentence, self._tail(), self.service.log)

    def kill(self) -> None:
        """Ends every process of the group at once."""
        kill_group(self.group)

    async def stop(self) -> None:
        """Asks it to stop, and kills what is left of the group after the grace period."""
        with contextlib.suppress(ProcessLookupError):
            self._process.terminate()  # it alone: how to end what it started is its own affair
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._process.wait(), self.service.grace)
        self.kill()
        await self._process.wait()
        await self._writing
        if self.notices is not None:
            self.notices.close()

    def _tail(self) -> list[str]:
        with self.service.log.open("rb") as log:
            log.seek(0, os.SEEK_END)
            log.seek(max(0, log.tell() - _TAIL_BYTES))
            lines = log.read().decode(errors="replace").splitlines()
        return [line for line in lines if line.strip()][-_TAIL_LINES:]


async def _reader(pipe: int) -> asyncio.StreamReader:
    reader = asyncio.StreamReader()
    file = os.fdopen(pipe, "rb", buffering=0)
    loop = asyncio.get_running_loop()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), file)
    return reader


async def _write_masked(said: asyncio.StreamReader | None, log: Path) -> None:
    """Takes what a service writes to its log, without callers, until it has ended."""
    if said is None:  # it writes there itself
        return
    rest = b""
    with log.open("ab", buffering=0) as written:
        while piece := await said.read(_PIECE):
            *lines, rest = (rest + piece).split(b"\n")
            written.write(b"".join(_CALLER.sub(b"<caller>", line) + b"\n" for line in lines))
        written.write(_CALLER.sub(b"<caller>", rest))
