"""The parts that outlive a conversation, and a conversation made of them."""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import cached_property

from agents.coordinator import HandoffCoordinator
from agents.roster import Roster
from agents.speaking import SessionVoice
from config import Settings
from conversations.approvals import InProcessApprovals
from conversations.journal import Journal
from conversations.timeline import ConversationTimeline
from domain.context import Channel
from pipeline.embedded.language import Understanding
from services import Services
from tools.call import Call
from tools.identity import IdentityCheck
from tools.people import Nobody, People
from wiring.backend import embedded_marketplace, services_of, services_over_http
from wiring.starting import roster


@dataclass(frozen=True)
class House:
    """The parts that outlive a conversation, one each in a process."""

    settings: Settings
    roster: Roster
    understanding: Understanding
    services: Services

    @cached_property
    def secret(self) -> bytes:
        """Keys fingerprints; the same in every process that shares the encryption key."""
        return fingerprint_key(self.settings)

    @cached_property
    def journal(self) -> Journal:
        """Where conversations are kept on this machine."""
        return journal(self.settings)

    def new_call(
        self,
        call_id: str,
        channel: Channel,
        voice: SessionVoice,
        *,
        calling_line: str | None = None,
        outgoing: str | None = None,
        people: People | None = None,
    ) -> Call:
        """A conversation that nothing has been said in yet."""
        timeline = ConversationTimeline(call_id)
        timeline.subscribe(self.journal.keeper(call_id))
        return Call(
            id=call_id,
            channel=channel,
            customer=self.roster.context(),
            services=self.services,
            coordinator=HandoffCoordinator(self.roster, self.settings.max_turns),
            timeline=timeline,
            approvals=InProcessApprovals(timeline),
            voice=voice,
            identity=IdentityCheck(),
            secret=self.secret,
            calling_line=calling_line,
            outgoing=outgoing,
            people=people or Nobody(),
            allow_browsing=self.settings.allow_browsing,
        )


@asynccontextmanager
async def in_process(settings: Settings, understood: Understanding) -> AsyncIterator[House]:
    """A house whose marketplace runs in this process: for the terminal, the bench and tests."""
    async with embedded_marketplace(settings) as app, services_of(settings, app) as services:
        yield House(settings, roster(settings), understood, services)


@asynccontextmanager
async def over_http(settings: Settings, understood: Understanding) -> AsyncIterator[House]:
    """A house whose marketplace is reached over HTTP: for job processes.

    That is the company's own at `MARKETPLACE_URL`, or the embedded one that `server.py` serves.
    """
    async with services_over_http(settings) as services:
        yield House(settings, roster(settings), understood, services)


def journal(settings: Settings) -> Journal:
    """What was said on this machine, sealed with the encryption key."""
    key = settings.secrets().encryption_key.get_secret_value()
    return Journal(settings.data_dir / "conversations", key)


def fingerprint_key(settings: Settings) -> bytes:
    """What fingerprints are keyed with, made from the encryption key."""
    key = settings.secrets().encryption_key.get_secret_value()
    return hashlib.sha256(b"fingerprint:" + key.encode()).digest()
