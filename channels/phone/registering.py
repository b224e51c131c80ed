"""Makes a LiveKit server know our lines: what is missing is made, what differs is changed."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

from google.protobuf.json_format import MessageToDict
from google.protobuf.message import Message
from livekit import api

from channels.phone.lines import Lines

Outcome = Literal["made", "changed", "unchanged"]
Entry = TypeVar("Entry", api.SIPInboundTrunkInfo, api.SIPOutboundTrunkInfo, api.SIPDispatchRuleInfo)
_THE_SERVERS_OWN = ("created_at", "updated_at")


@dataclass(frozen=True, slots=True)
class Registered:
    """One entry, as it is on the server now."""

    what: str
    id: str
    outcome: Outcome


async def register(livekit: api.LiveKitAPI, lines: Lines) -> list[Registered]:
    """Brings the server in line; a second time nothing is changed.

    Raises:
        livekit.api.TwirpError: the server refuses, such as a number that another trunk has.
    """
    sip = livekit.sip
    inbound = await _brought_in_line(
        "inbound trunk",
        "sip_trunk_id",
        lines.inbound,
        (await sip.list_inbound_trunk(api.ListSIPInboundTrunkRequest())).items,
        lambda trunk: sip.create_inbound_trunk(api.CreateSIPInboundTrunkRequest(trunk=trunk)),
        sip.update_inbound_trunk,
    )
    of_the_trunk = api.SIPDispatchRuleInfo()
    of_the_trunk.CopyFrom(lines.rule)
    of_the_trunk.trunk_ids.append(inbound.id)
    rule = await _brought_in_line(
        "dispatch rule",
        "sip_dispatch_rule_id",
        of_the_trunk,
        (await sip.list_dispatch_rule(api.ListSIPDispatchRuleRequest())).items,
        lambda rule: sip.create_dispatch_rule(api.CreateSIPDispatchRuleRequest(dispatch_rule=rule)),
        sip.update_dispatch_rule,
    )
    if lines.outbound is None:
        return [inbound, rule]
    outbound = await _brought_in_line(
        "outbound trunk",
        "sip_trunk_id",
        lines.outbound,
        (await sip.list_outbound_trunk(api.ListSIPOutboundTrunkRequest())).items,
        lambda trunk: sip.create_outbound_trunk(api.CreateSIPOutboundTrunkRequest(trunk=trunk)),
        sip.update_outbound_trunk,
    )
    return [inbound, rule, outbound]


async def outbound_trunk(livekit: api.LiveKitAPI, name: str) -> str | None:
    """The id of the trunk of that name, if the server knows it."""
    listed = await livekit.sip.list_outbound_trunk(api.ListSIPOutboundTrunkRequest())
    known = _named(listed.items, name)
    return None if known is None else known.sip_trunk_id


def as_json(lines: Lines) -> list[tuple[str, str]]:
    """For each entry the command of LiveKit's that takes it, and the JSON that it takes."""
    entries: list[tuple[str, Message]] = [
        ("lk sip inbound create", api.CreateSIPInboundTrunkRequest(trunk=lines.inbound)),
        ("lk sip dispatch create", api.CreateSIPDispatchRuleRequest(dispatch_rule=lines.rule)),
    ]
    if lines.outbound is not None:
        request = api.CreateSIPOutboundTrunkRequest(trunk=lines.outbound)
        entries.append(("lk sip outbound create", request))
    return [(command, json.dumps(MessageToDict(entry), indent=2)) for command, entry in entries]


async def _brought_in_line(
    what: str,
    identifier: str,
    wanted: Entry,
    listed: Sequence[Entry],
    make: Callable[[Entry], Awaitable[Entry]],
    change: Callable[[str, Entry], Awaitable[object]],
) -> Registered:
    """Has the server keep an entry as it is wanted: the one of its name, or a new one."""
    known = _named(listed, wanted.name)
    if known is None:
        return Registered(what, getattr(await make(wanted), identifier), "made")
    known_id: str = getattr(known, identifier)
    if _same(wanted, known, identifier):
        return Registered(what, known_id, "unchanged")
    await change(known_id, wanted)
    return Registered(what, known_id, "changed")


def _named(entries: Sequence[Entry], name: str) -> Entry | None:
    return next((entry for entry in entries if entry.name == name), None)


def _same(wanted: Message, known: Message, identifier: str) -> bool:
    """Whether the server has what is wanted, apart from what it adds by itself."""
    bare = type(known)()
    bare.CopyFrom(known)
    for field in (*_THE_SERVERS_OWN, identifier):
        bare.ClearField(field)
    for descriptor, value in bare.ListFields():
        if isinstance(value, Message) and not value.ByteSize():  # says nothing, and is no `None`
            bare.ClearField(descriptor.name)
    return bare == wanted
