"""A call that we make: why, and what came of it. What the dialling side tells the worker."""

from __future__ import annotations

import asyncio
import secrets
from typing import Literal

from livekit import api
from pydantic import BaseModel, ConfigDict, ValidationError

from channels.phone.dialling import Answer, ring
from channels.voice.answering import Voicemail
from channels.voice.room import ANSWERED_BY

Outcome = Answer | Literal["person", "voicemail"]
CALLEE = "callee"
LOOKS_EVERY = 0.5
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
            empty_timeout=ringing + 30,
            agents=[api.RoomAgentDispatch(agent_name=agent_name)],
        )
    )
    answer = await ring(livekit, number, room=room, identity=CALLEE, trunk=trunk, ringing=ringing)
    if answer != "answered":
        await livekit.room.delete_room(api.DeleteRoomRequest(room=room))  # the worker leaves too
        return answer
    return await _answered_by(livekit, room)


async def _answered_by(livekit: api.LiveKitAPI, room: str) -> Outcome:
    """Waits for the worker to say who has answered."""
    for _ in range(int(KNOWN_WITHIN / LOOKS_EVERY)):
        listed = await livekit.room.list_participants(api.ListParticipantsRequest(room=room))
        for participant in listed.participants:
            match participant.attributes.get(ANSWERED_BY):
                case "person":
                    return "person"
                case "voicemail":
                    return "voicemail"
        if not listed.participants:
            break
        await asyncio.sleep(LOOKS_EVERY)
    return "answered"
