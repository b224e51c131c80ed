"""Rings one telephone from a room that is there already, and says what came of it.

Used for calls that we make to customers, and for a colleague who is fetched into a call.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Literal

from livekit import api

from channels.voice.room import LINE

Answer = Literal["answered", "busy", "no answer", "declined", "failed"]
_GRACE = 15.0
"""Seconds that the server gets beyond the ringing to say what became of it."""
_BUSY = frozenset({486, 600})
_DECLINED = frozenset({403, 603, 607, 608})
_NO_ANSWER = frozenset({408, 480, 487})
_RANG_OUT = frozenset({api.TwirpErrorCode.CANCELED, api.TwirpErrorCode.DEADLINE_EXCEEDED})


async def ring(
    livekit: api.LiveKitAPI,
    number: str,
    *,
    room: str,
    identity: str,
    trunk: str,
    ringing: int,
    attributes: Mapping[str, str] | None = None,
) -> Answer:
    """Calls a number, whose audio joins the room, and waits until that is decided.

    The participant is in the room from the first ring. Where nobody answers it leaves again, and
    the room stays.

    Args:
        livekit: the server's API.
        number: E.164. No log names it: the participant carries it in its attribute `LINE`, unless
            it gets others.
        room: the room that whoever answers joins.
        identity: the participant's.
        trunk: the outbound trunk's id; see `channels.phone.registering.outbound_trunk`.
        ringing: seconds that it may ring.
        attributes: the participant's, which everybody in the room can see.

    Returns:
        "answered", or why nobody did; "failed" where the line or the number does not work.
    """
    request = api.CreateSIPParticipantRequest(
        sip_trunk_id=trunk,
        sip_call_to=number,
        room_name=room,
        participant_identity=identity,
        participant_attributes=attributes if attributes is not None else {LINE: number},
        hide_phone_number=True,
        wait_until_answered=True,
    )
    request.ringing_timeout.FromTimedelta(timedelta(seconds=ringing))
    try:
        await livekit.sip.create_sip_participant(request, timeout=ringing + _GRACE)
    except (api.TwirpError, TimeoutError) as error:
        return _why(error)
    return "answered"


def _why(error: api.TwirpError | TimeoutError) -> Answer:
    if isinstance(error, TimeoutError) or error.code in _RANG_OUT:
        return "no answer"
    status = int(error.metadata.get("sip_status_code", "0"))
    if status in _BUSY:
        return "busy"
    if status in _DECLINED:
        return "declined"
    return "no answer" if status in _NO_ANSWER else "failed"
