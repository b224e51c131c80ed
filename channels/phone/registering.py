"""Makes a LiveKit server know our lines: what is missing is made, what differs is changed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

from google.protobuf.json_format import MessageToDict
from google.protobuf.message import Message
from livekit import api
from livekit.api.sip_service import SipService

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
    inbound = await sip.list_inbound_trunk(api.ListSIPInboundTrunkRequest())
    registered = [await _inbound(sip, lines.inbound, _named(inbound.items, lines.inbound.name))]
    rule = api.SIPDispatchRuleInfo()
    rule.CopyFrom(lines.rule)
    rule.trunk_ids.append(registered[0].id)
    rules = await sip.list_dispatch_rule(api.ListSIPDispatchRuleRequest())
    registered.append(await _rule(sip, rule, _named(rules.items, rule.name)))
    if lines.outbound is not None:
        outbound = await sip.list_outbound_trunk(api.ListSIPOutboundTrunkRequest())
        known = _named(outbound.items, lines.outbound.name)
        registered.append(await _outbound(sip, lines.outbound, known))
    return registered


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


async def _inbound(
    sip: SipService, wanted: api.SIPInboundTrunkInfo, known: api.SIPInboundTrunkInfo | None
) -> Registered:
    what = "inbound trunk"
    if known is None:
        made = await sip.create_inbound_trunk(api.CreateSIPInboundTrunkRequest(trunk=wanted))
        return Registered(what, made.sip_trunk_id, "made")
    if _same(wanted, known, "sip_trunk_id"):
        return Registered(what, known.sip_trunk_id, "unchanged")
    await sip.update_inbound_trunk(known.sip_trunk_id, wanted)
    return Registered(what, known.sip_trunk_id, "changed")


async def _outbound(
    sip: SipService, wanted: api.SIPOutboundTrunkInfo, known: api.SIPOutboundTrunkInfo | None
) -> Registered:
    what = "outbound trunk"
    if known is None:
        made = await sip.create_outbound_trunk(api.CreateSIPOutboundTrunkRequest(trunk=wanted))
        return Registered(what, made.sip_trunk_id, "made")
    if _same(wanted, known, "sip_trunk_id"):
        return Registered(what, known.sip_trunk_id, "unchanged")
    await sip.update_outbound_trunk(known.sip_trunk_id, wanted)
    return Registered(what, known.sip_trunk_id, "changed")


async def _rule(
    sip: SipService, wanted: api.SIPDispatchRuleInfo, known: api.SIPDispatchRuleInfo | None
) -> Registered:
    what = "dispatch rule"
    if known is None:
        request = api.CreateSIPDispatchRuleRequest(dispatch_rule=wanted)
        made = await sip.create_dispatch_rule(request)
        return Registered(what, made.sip_dispatch_rule_id, "made")
    if _same(wanted, known, "sip_dispatch_rule_id"):
        return Registered(what, known.sip_dispatch_rule_id, "unchanged")
    await sip.update_dispatch_rule(known.sip_dispatch_rule_id, wanted)
    return Registered(what, known.sip_dispatch_rule_id, "changed")


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
