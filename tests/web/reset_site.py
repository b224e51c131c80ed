"""The HTTP side with its marketplace, served on loopback, and the links that its emails hold."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import uvicorn

import server
from deploy.ports import pick_free
from marketplace.vault import Vault
from services import Services
from tests.house import ENCRYPTION_KEY, KEY, Person, settings_in
from tests.ledger import Ledger


@dataclass(frozen=True)
class ResetSite:
    """What a browser reaches, and what only a test sees."""

    url: str
    http: httpx.AsyncClient
    services: Services
    ledger: Ledger

    async def link(self, person: Person) -> str:
        """The link that a new email to this customer holds."""
        security = self.services.acting(person.id, None).security
        await security.reset_password(call_id="a-call")
        sealed = self.ledger.value(
            "SELECT body_sealed FROM outbox WHERE purpose = 'password_reset'"
            " ORDER BY outgoing_id DESC"
        )
        text = Vault(ENCRYPTION_KEY).open("outbox.body", sealed)
        return text.rpartition(" ")[2]

    def password_of(self, person: Person) -> str | None:
        """The hash that is kept, if there is one."""
        hashed: str | None = self.ledger.value(
            "SELECT password_hash FROM passwords WHERE customer_id = ?", person.id
        )
        return hashed


@asynccontextmanager
async def reset_site(folder: Path, template: Path) -> AsyncIterator[ResetSite]:
    """A site on a copy of the template's database."""
    port = pick_free("127.0.0.1")
    unused = f"ws://127.0.0.1:{pick_free('127.0.0.1')}"
    settings = settings_in(folder).model_copy(update={"port": port, "livekit_url": unused})
    shutil.copy(template, folder / "marketplace.db")
    config = uvicorn.Config(
        server.create_app(settings), port=port, log_config=None, access_log=False
    )
    serving = uvicorn.Server(config)
    task = asyncio.create_task(serving.serve())
    url = f"http://127.0.0.1:{port}"
    way = httpx.AsyncHTTPTransport(retries=8)
    try:
        async with (
            httpx.AsyncClient(base_url=url, transport=way) as http,
            Services.open(f"{url}/marketplace", KEY) as services,
        ):
            await http.get("/health")
            yield ResetSite(url, http, services, Ledger(folder / "marketplace.db"))
    finally:
        serving.should_exit = True
        await task
