"""A line that refuses every call with one SIP status, such as 486 or 603."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final, cast

from tests.product import HOST

_KEPT: Final = ("via", "from", "call-id", "cseq")


@asynccontextmanager
async def refusing(port: int, status: str) -> AsyncIterator[None]:
    """Answers what is sent to this UDP port with a status line's end, such as `486 Busy Here`."""
    transport, _ = await asyncio.get_running_loop().create_datagram_endpoint(
        lambda: _Line(status), local_addr=(HOST, port)
    )
    try:
        yield
    finally:
        transport.close()


class _Line(asyncio.DatagramProtocol):
    def __init__(self, status: str) -> None:
        self._status = status

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.DatagramTransport", transport)

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        request, *headers = data.decode().partition("\r\n\r\n")[0].split("\r\n")
        if not request.startswith("INVITE "):
            return
        named = [(line.partition(":")[0].strip().lower(), line) for line in headers]
        answer = [f"SIP/2.0 {self._status}"]
        answer += [line for name, line in named if name in _KEPT]
        answer += [f"{line};tag=refusing" for name, line in named if name == "to"]
        answer += ["Content-Length: 0", "", ""]
        self._transport.sendto("\r\n".join(answer).encode(), addr)
