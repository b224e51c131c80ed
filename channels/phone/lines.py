"""What a LiveKit server must know for calls to reach us and to go out, made from the settings.

The same requests are sent by `python -m channels.phone setup` and printed by its `--print`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from ipaddress import ip_network
from typing import Protocol

from livekit import api
from pydantic import SecretStr

from channels.livekit_server import ServerSettings
from channels.voice.room import LINE

_HOST = re.compile(r"([A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])(:\d{1,5})?")
ROOM_PREFIX = "call"
EMPTY_TIMEOUT = 30
"""Seconds that a room waits for its caller."""
DEPARTURE_TIMEOUT = 2
"""Seconds that a room stays once its caller is gone: a telephone does not come back to it."""


class PhoneSettings(ServerSettings, Protocol):
    """What of the settings concerns the telephone; `config.Settings` has it."""

    @property
    def agent_name(self) -> str: ...  # noqa: D102
    @property
    def phone_numbers(self) -> list[str]: ...  # noqa: D102
    @property
    def sip_allowed_addresses(self) -> list[str]: ...  # noqa: D102
    @property
    def sip_trunk_address(self) -> str | None: ...  # noqa: D102
    @property
    def sip_trunk_username(self) -> str | None: ...  # noqa: D102
    @property
    def sip_trunk_password(self) -> SecretStr | None: ...  # noqa: D102
    @property
    def ringing_timeout(self) -> int: ...  # noqa: D102


class PhoneNotSetError(ValueError):
    """A setting of the telephone is missing or wrong; the message is a sentence that names it."""


@dataclass(frozen=True, slots=True)
class Lines:
    """The entries of one product. Their names say whose they are."""

    inbound: api.SIPInboundTrunkInfo
    rule: api.SIPDispatchRuleInfo
    """Without the id of its trunk, which only the server knows."""
    outbound: api.SIPOutboundTrunkInfo | None


def outbound_name(settings: PhoneSettings) -> str:
    """How our outbound trunk is found again."""
    return f"{settings.agent_name} outbound"


def lines(settings: PhoneSettings) -> Lines:
    """What the settings ask for.

    Raises:
        PhoneNotSetError: there is no number, half of a login, or no such address.
    """
    if not settings.phone_numbers:
        raise PhoneNotSetError(
            "PHONE_NUMBERS is not set: the numbers that customers call, like +14155550199."
        )
    if (settings.sip_trunk_username is None) != (settings.sip_trunk_password is None):
        raise PhoneNotSetError("SIP_TRUNK_USERNAME and SIP_TRUNK_PASSWORD go together: set both.")
    for address in settings.sip_allowed_addresses:
        if not _is_network(address):
            raise PhoneNotSetError(
                f"SIP_ALLOWED_ADDRESSES: {address!r} is no IP address and no range such as "
                "203.0.113.0/24."
            )
    if settings.sip_trunk_address and not _HOST.fullmatch(settings.sip_trunk_address):
        raise PhoneNotSetError(
            "SIP_TRUNK_ADDRESS is a host such as sip.provider.example, with a port if need be: "
            "no sip: before it, and no user."
        )
    return Lines(_inbound(settings), _rule(settings), _outbound(settings))


def _is_network(address: str) -> bool:
    try:
        ip_network(address, strict=False)
    except ValueError:
        return False
    return True


def _inbound(settings: PhoneSettings) -> api.SIPInboundTrunkInfo:
    trunk = api.SIPInboundTrunkInfo(
        name=f"{settings.agent_name} inbound",
        numbers=settings.phone_numbers,
        allowed_addresses=settings.sip_allowed_addresses,
        headers_to_attributes={"From": LINE},
    )
    trunk.ringing_timeout.FromTimedelta(timedelta(seconds=settings.ringing_timeout))
    return trunk


def _rule(settings: PhoneSettings) -> api.SIPDispatchRuleInfo:
    """Each caller gets a room, and the worker is sent there.

    Room and participant are named in logs, here and on the server, so the caller's number is no
    part of either: a rule by callee, not the one by caller, and numbers hidden.
    """
    return api.SIPDispatchRuleInfo(
        name=f"{settings.agent_name} calls",
        rule=api.SIPDispatchRule(
            dispatch_rule_callee=api.SIPDispatchRuleCallee(room_prefix=ROOM_PREFIX, randomize=True)
        ),
        hide_phone_number=True,
        room_config=api.RoomConfiguration(
            empty_timeout=EMPTY_TIMEOUT,
            departure_timeout=DEPARTURE_TIMEOUT,
            agents=[api.RoomAgentDispatch(agent_name=settings.agent_name)],
        ),
    )


def _outbound(settings: PhoneSettings) -> api.SIPOutboundTrunkInfo | None:
    if settings.sip_trunk_address is None:
        return None
    password = settings.sip_trunk_password
    return api.SIPOutboundTrunkInfo(
        name=outbound_name(settings),
        address=settings.sip_trunk_address,
        numbers=settings.phone_numbers[:1],
        auth_username=settings.sip_trunk_username or "",
        auth_password=password.get_secret_value() if password else "",
    )
