"""A call that nobody answers, to hear things with."""

from __future__ import annotations

import asyncio

from agents.coordinator import HandoffCoordinator
from agents.marketplace import ROSTER
from agents.speaking import SessionVoice
from conversations.approvals import InProcessApprovals
from conversations.timeline import ConversationTimeline
from domain.context import Channel, CustomerContext
from domain.expectation import Expectation
from services import Services
from tools.call import Call
from tools.identity import IdentityCheck


def a_call(expecting: Expectation, channel: Channel = Channel.VOICE) -> Call:
    """A conversation in which this is expected to be heard; its marketplace is nowhere."""
    timeline = ConversationTimeline("a-call")
    call = Call(
        id="a-call",
        channel=channel,
        customer=CustomerContext(),
        services=_NOWHERE,
        coordinator=HandoffCoordinator(ROSTER),
        timeline=timeline,
        approvals=InProcessApprovals(timeline),
        voice=SessionVoice(),
        identity=IdentityCheck(),
        secret=b"for tests only",
    )
    call.expect(expecting)
    return call


async def _nowhere() -> Services:
    async with Services.open("http://nowhere.invalid", "no-key") as services:
        return services


_NOWHERE = asyncio.run(_nowhere())
