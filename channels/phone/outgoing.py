"""A call that we make: why, and what came of it. What the dialling side tells the worker."""

from __future__ import annotations

import asyncio
import secrets
from typing import Literal

from livekit import api
from pydantic import BaseModel, ConfigDict, ValidationError

from channels.livekit_server import participants
from channels.phone.dialling import Answer, ring
from channels.voice.answering import Voicemail
from channels.voice.room import ANSWERED_BY

Outcome = Answer | Literal["person", "voicemail", "no worker"]
AGENT = api.ParticipantInfo.Kind.AGENT
CALLEE = "callee"
LOOKS_EVERY = 0.25
JOINS_WITHIN = 30.0
"""Seconds that a worker has to be in the room; its process may have to be started."""
ASKED_AGAIN_AFTER = 8
"""Looks without a worker, after which one is asked for once more."""
KNOWN_WITHIN = 25.0
"""Seconds after the answer within which it is known who, or what, has answered."""


class Outgoing(BaseModel):
    """What the worker is told of a call that it is to make; travels as the room's metadata."""

    model_config = ConfigDict(frozen=True)

    reason: str
    """Why we call, in words that anyone who answers may hear."""
    voicemail: Voicemail = "message"
    """What a voicemail gets."""

    @classmethod
    def of(cls, metadata: str) -> Outgoing | None:
        """What a room's metadata says; None where they called us."""
        try:
            return cls.model_validate_json(metadata)
        except ValidationError:
            return None


async def dial(
    livekit: api.LiveKitAPI,
    number: str,
    outgoing: Outgoing,
    *,
    agent_name: str,
    trunk: str,
    ringing: int,
) -> Outcome:
    """Calls a number with the worker in the room, so that who answers is met at once.

    Args:
        livekit: the server's API.
        number: E.164. No log names it: neither the room nor the participant does.
        outgoing: what the worker is told.
        agent_name: the worker's name.
        trunk: the outbound trunk's id.
        ringing: seconds that it may ring.

    Returns:
        Who answered, or why nobody did; "answered" where that is not known in time.
    """
    room = f"call-out-{secrets.token_urlsafe(12)}"
    await livekit.room.create_room(
        api.CreateRoomRequest(
            name=room,
            metadata=outgoing.model_dump_json(),
            empty_timeout=ringing + int(JOINS_WITHIN) + 30,
            agents=[api.RoomAgentDispatch(agent_name=agent_name)],
        )
    )
    answer: Answer | Literal["no worker"] = "no worker"
    try:
        if await _has_worker(livekit, room, agent_name):
            answer = await ring(
                livekit, number, room=room, identity=CALLEE, trunk=trunk, ringing=ringing
            )
    finally:  # also where whoever dialled gives up: it must not ring on
        if answer != "answered":
            await livekit.room.delete_room(api.DeleteRoomRequest(room=room))
    return await _answered_by(livekit, room) if answer == "answered" else answer


async def _has_worker(livekit: api.LiveKitAPI, room: str, agent_name: str) -> bool:
    """Waits until the worker is in the room: nobody is called to hear silence.

    A dispatch finds a worker at once or never; one that was full a moment ago is asked again.
    """
    for look in range(1, int(JOINS_WITHIN / LOOKS_EVERY) + 1):
        if any(one.kind == AGENT for one in await participants(livekit, room)):
            return True
        await asyncio.sleep(LOOKS_EVERY)
        if look % ASKED_AGAIN_AFTER == 0:
            await _ask_again(livekit, room, agent_name)
    return False


async def _ask_again(livekit: api.LiveKitAPI, room: str, agent_name: str) -> None:
    asked = await livekit.agent_dispatch.list_dispatch(room)
    if not any(dispatch.state.jobs for dispatch in asked):
        await livekit.agent_dispatch.create_dispatch(
            api.CreateAgentDispatchRequest(agent_name=agent_name, room=room)
        )


async def _answered_by(livekit: api.LiveKitAPI, room: str) -> Outcome:
    """Waits for the worker to say who has answered."""
    for _ in range(int(KNOWN_WITHIN / LOOKS_EVERY)):
        people = await participants(livekit, room)
        for participant in people:
            match participant.attributes.get(ANSWERED_BY):
                case "person":
                    return "person"
                case "voicemail":
                    return "voicemail"
        if not people:
            break
        await asyncio.sleep(LOOKS_EVERY)
    return "answered"
