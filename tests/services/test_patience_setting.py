"""`MARKETPLACE_TIMEOUT`: how long a marketplace is waited for."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

import wiring
from config import Settings
from domain.errors import Unavailable


async def test_a_marketplace_that_hangs_is_waited_for_as_long_as_is_set(tmp_path: Path) -> None:
    async def hang(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()
        writer.close()

    async with await asyncio.start_server(hang, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        settings = Settings(
            _env_file=None,
            data_dir=tmp_path,
            marketplace_url=f"http://127.0.0.1:{port}",
            marketplace_timeout=0.05,
        )
        async with asyncio.timeout(2), wiring.services_over_http(settings) as services:
            with pytest.raises(Unavailable):
                await services.products.details("anything")
