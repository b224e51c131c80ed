"""Starts services one after another, waits until each is ready, and stops them in reverse."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import SplitResult, urlsplit

import httpx

from deploy.child import Child, Service
from deploy.lifeline import Lifeline

_POLL = 0.1


class Listener(Protocol):
    """What is told while services start and stop."""

    def starting(self, service: Service) -> None:
        """Its process is about to be started."""

    def ready(self, service: Service, seconds: float, status: str) -> None:
        """It is ready, `seconds` after it was started; `status` is what it says of itself."""

    def all_ready(self) -> None:
        """Every service answers."""

    def stopping(self) -> None:
        """The services are asked to stop, the last started first."""


class Supervisor:
    """Runs a list of services until one ends or `stop()` is called."""

    def __init__(self, services: Sequence[Service], directory: Path, listener: Listener) -> None:
        """`directory`: where every service is started."""
        self._services = services
        self._directory = directory
        self._listener = listener
        self._children: list[Child] = []
        self._stop = asyncio.Event()

    def stop(self) -> None:
        """Ends the run. A second call kills what has not stopped yet."""
        if self._stop.is_set():
            for child in self._children:
                child.kill()
        self._stop.set()

    async def run(self) -> None:
        """Returns once stopped, with no process left.

        Raises:
            ServiceFailedError: a service ended by itself or was not ready in time.
        """
        tasks: list[asyncio.Task[Any]] = [asyncio.create_task(self._stop.wait())]
        with Lifeline() as lifeline:
            try:
                for service in self._services:
                    self._listener.starting(service)
                    child = await Child.start(service, self._directory)
                    lifeline.watch(child.group)
                    self._children.append(child)
                    tasks.append(asyncio.create_task(child.fail_when_ended()))
                    ready = asyncio.create_task(self._ready(child))
                    try:
                        await _first(ready, *tasks)
                    finally:
                        ready.cancel()
                    if self._stop.is_set():
                        return
                self._listener.all_ready()
                await _first(*tasks)
            finally:
                self._stop.set()
                try:
                    self._listener.stopping()
                finally:
                    for child in reversed(self._children):
                        await child.stop()
                        lifeline.forget(child.group)
                    for task in tasks:
                        task.cancel()
                    await asyncio.gather(*tasks, return_exceptions=True)

    async def _ready(self, child: Child) -> None:
        started = time.monotonic()
        service = child.service
        try:
            async with asyncio.timeout(service.ready_within):
                status = await child.notices.ready() if child.notices else await _healthy(service)
        except TimeoutError:
            raise child.failure(
                f"The {service.name} did not become ready in {service.ready_within:.0f} s."
            ) from None
        self._listener.ready(service, time.monotonic() - started, status)


async def _healthy(service: Service) -> str:
    """Waits until a service answers; it has nothing more to say."""
    async with httpx.AsyncClient(timeout=2.0, trust_env=False) as client:
        while True:
            if await _answers(client, service.health or ""):
                return ""
            await asyncio.sleep(_POLL)


async def _answers(client: httpx.AsyncClient, url: str) -> bool:
    if url.startswith("tcp://"):
        return await _listens(urlsplit(url))
    try:
        return (await client.get(url)).is_success
    except httpx.TransportError:
        return False


async def _listens(url: SplitResult) -> bool:
    try:
        _, writer = await asyncio.open_connection(url.hostname, url.port)
    except OSError:
        return False
    writer.close()
    return True


async def _first(*tasks: asyncio.Task[Any]) -> None:
    """Waits for the first to end, and raises what it raised."""
    done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in done:
        task.result()
