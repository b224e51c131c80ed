"""The telephones of our people: rung into a caller's room, or handed the caller's own call."""

from __future__ import annotations

import asyncio
import contextlib
import secrets
from collections.abc import Sequence
from datetime import timedelta
from typing import Literal, Protocol

import aiohttp
import structlog
from livekit import api, rtc

from channels.phone.dialling import Answer, ring
from channels.phone.lines import PhoneSettings, outbound_name
from channels.phone.registering import outbound_trunk
from channels.voice.room import PERSON, ROLE

log = structlog.get_logger(__name__)

_AWAY = (api.TwirpError, aiohttp.ClientError, OSError, TimeoutError)
LEAVES_WITHIN = 5.0
"""Seconds after a transfer within which the caller is gone from here, or it came to nothing."""


class StaffSettings(PhoneSettings, Protocol):
    """What of the settings concerns our people's telephones; `config.Settings` has it."""

    @property
    def person_phone_numbers(self) -> list[str]: ...  # noqa: D102
    @property
    def person_ringing_timeout(self) -> int: ...  # noqa: D102
    @property
    def person_transfer(self) -> Literal["dial", "cold"]: ...  # noqa: D102


def staff_phones(
    settings: StaffSettings,
    livekit: api.LiveKitAPI,
    room: rtc.Room,
    caller: rtc.RemoteParticipant,
) -> StaffPhones | None:
    """The telephones that one call may reach; None where there are none, or no line to them."""
    sip = caller.kind == rtc.ParticipantKind.PARTICIPANT_KIND_SIP
    handed_on = settings.person_transfer == "cold" and sip
    if not settings.person_phone_numbers:
        return None
    if settings.sip_trunk_address is None and not handed_on:
        log.warning("no_line_to_our_people", missing="SIP_TRUNK_ADDRESS")
        return None
    return StaffPhones(settings, livekit, room, caller)


class StaffPhones:
    """The telephones, from the room of one caller.

    Args:
        settings: the numbers, and how long each may ring.
        livekit: the server's API.
        room: the caller's.
        caller: who is to be joined, or handed on.
    """

    def __init__(
        self,
        settings: StaffSettings,
        livekit: api.LiveKitAPI,
        room: rtc.Room,
        caller: rtc.RemoteParticipant,
    ) -> None:
        self._settings = settings
        self._livekit = livekit
        self._room = room
        self._caller = caller

    @property
    def numbers(self) -> Sequence[str]:
        """E.164, in the order in which they are tried."""
        return self._settings.person_phone_numbers

    async def fetch(self, number: str) -> str | None:
        """Rings a telephone until its owner is in the room; their identity, None if nobody came.

        Everybody in the room sees a participant's attributes: the number is in none.
        """
        try:
            trunk = await outbound_trunk(self._livekit, outbound_name(self._settings))
        except _AWAY:
            trunk = None
        if trunk is None:
            log.error("no_outbound_trunk")
            return None
        identity = f"{PERSON}-{secrets.token_urlsafe(12)}"
        answer: Answer = "failed"
        try:
            with contextlib.suppress(*_AWAY):
                answer = await ring(
                    self._livekit,
                    number,
                    room=self._room.name,
                    identity=identity,
                    trunk=trunk,
                    ringing=self._settings.person_ringing_timeout,
                    attributes={ROLE: PERSON},
                )
        finally:  # also where the search is given up: who answers later would listen unseen
            if answer != "answered":
                await self.hang_up(identity)
        log.info("person_rung", answer=answer)
        return identity if answer == "answered" else None

    async def hang_up(self, identity: str) -> None:
        """Ends the call of one who was fetched; one who is gone is no error."""
        gone = api.RoomParticipantIdentity(room=self._room.name, identity=identity)
        with contextlib.suppress(*_AWAY):
            await self._livekit.room.remove_participant(gone)

    async def hand_on(self, number: str) -> bool:
        """Hands the caller's own call on to a number: a SIP transfer (REFER).

        A server that answers nothing in particular does so on success and on the caller's hanging
        up alike; either way they are gone from here. One who is still here was not handed on.
        """
        gone = asyncio.Event()

        def left(participant: rtc.RemoteParticipant) -> None:
            if participant.identity == self._caller.identity:
                gone.set()

        provider = self._settings.sip_trunk_address
        request = api.TransferSIPParticipantRequest(
            participant_identity=self._caller.identity,
            room_name=self._room.name,
            transfer_to=f"sip:{number}@{provider}" if provider else f"tel:{number}",
        )
        request.ringing_timeout.FromTimedelta(
            timedelta(seconds=self._settings.person_ringing_timeout)
        )
        self._room.on("participant_disconnected", left)
        try:
            told = await self._livekit.sip.transfer_sip_participant(request)
            log.info("handed_on", status=told.status, reason=told.reason)
            if told.status == api.SIPTransferStatus.STS_TRANSFER_FAILED:
                return False
            async with asyncio.timeout(LEAVES_WITHIN):
                await gone.wait()
        except _AWAY as error:
            log.info("not_handed_on", error=type(error).__name__)
            return False
        finally:
            self._room.off("participant_disconnected", left)
        return True
