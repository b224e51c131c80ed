"""What a LiveKit server is told of our numbers."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from google.protobuf.json_format import MessageToDict, ParseDict
from livekit import api

from channels.phone.lines import PhoneNotSetError, lines
from channels.phone.registering import as_json
from config import Settings
from tests.phone.conftest import OURS, Exchange
from tests.phone.softphone import softphone

NUMBER = "+14155550199"
ADDED = {"sipTrunkId", "sipDispatchRuleId", "trunkIds", "createdAt", "updatedAt", "media"}
"""What the server adds."""


@pytest.fixture(autouse=True)
def _no_settings_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)


def settings(directory: Path, **values: object) -> Settings:
    return Settings(_env_file=None, data_dir=directory, **values)  # type: ignore[arg-type]


def test_each_caller_gets_a_room_with_the_worker_and_no_name_carries_their_number(
    tmp_path: Path,
) -> None:
    rule = lines(settings(tmp_path, phone_numbers=[NUMBER], agent_name="shop")).rule
    assert [agent.agent_name for agent in rule.room_config.agents] == ["shop"]
    assert rule.rule.dispatch_rule_callee.randomize
    assert rule.hide_phone_number


def test_nothing_goes_out_unless_it_is_set_where_to(tmp_path: Path) -> None:
    assert lines(settings(tmp_path, phone_numbers=[NUMBER])).outbound is None
    made = lines(
        settings(tmp_path, phone_numbers=[NUMBER], sip_trunk_address="sip.provider.example")
    )
    assert made.outbound is not None
    assert list(made.outbound.numbers) == [NUMBER]


@pytest.mark.parametrize(
    ("named", "values"),
    [
        ("PHONE_NUMBERS", {"phone_numbers": []}),
        ("SIP_TRUNK_PASSWORD", {"sip_trunk_username": "us"}),
        ("SIP_ALLOWED_ADDRESSES", {"sip_allowed_addresses": ["sip.provider.example"]}),
        ("SIP_TRUNK_ADDRESS", {"sip_trunk_address": "sip:us@provider.example"}),
        ("SIP_TRUNK_ADDRESS", {"sip_trunk_address": "provider.example/"}),
    ],
)
def test_what_is_missing_or_wrong_is_named(
    tmp_path: Path, named: str, values: dict[str, object]
) -> None:
    with pytest.raises(PhoneNotSetError, match=named):
        lines(settings(tmp_path, **{"phone_numbers": [NUMBER]} | values))


def test_what_is_printed_is_what_livekit_takes(tmp_path: Path) -> None:
    wanted = settings(tmp_path, phone_numbers=[NUMBER], sip_trunk_address="sip.provider.example")
    inbound, rule, outbound = (json.loads(text) for _, text in as_json(lines(wanted)))
    assert list(ParseDict(inbound, api.CreateSIPInboundTrunkRequest()).trunk.numbers) == [NUMBER]
    taken = ParseDict(rule, api.CreateSIPDispatchRuleRequest()).dispatch_rule
    assert taken.room_config.agents[0].agent_name == wanted.agent_name
    parsed = ParseDict(outbound, api.CreateSIPOutboundTrunkRequest())
    assert parsed.trunk.address == "sip.provider.example"


@pytest.mark.phone
@pytest.mark.timeout(300)
async def test_setting_up_twice_changes_nothing_and_another_setting_changes_the_same_entries(
    exchange: Exchange,
) -> None:
    mine = {"AGENT_NAME": "twice", "PHONE_NUMBERS": "+14155550191"}
    _, first = await exchange.command("setup", **mine)
    assert first.count(" made") == 3
    _, printed = await exchange.command("setup", "--print", **mine)
    assert await _known(exchange, "twice") == _bodies(printed)
    _, second = await exchange.command("setup", **mine)
    assert second == first.replace(" made", " unchanged")
    _, third = await exchange.command("setup", **mine, RINGING_TIMEOUT="7")
    assert third.splitlines() == second.replace(" unchanged", " changed", 1).splitlines()


@pytest.mark.phone
@pytest.mark.timeout(300)
async def test_where_nobody_is_there_to_answer_a_caller_rings_for_as_long_as_set(
    exchange: Exchange, tmp_path: Path
) -> None:
    number = "+14155550192"
    await exchange.command("setup", AGENT_NAME="nobody", PHONE_NUMBERS=number, RINGING_TIMEOUT="5")
    async with softphone(tmp_path / "phone", "+14155550100") as phone:
        await phone.dial(exchange.address.replace(OURS, number))
        await phone.until("CALL_RINGING", 10)
        await phone.until("CALL_CLOSED", 20)
        assert "CALL_ESTABLISHED" not in phone.types
    await exchange.until_over(10)


def _bodies(printed: str) -> list[object]:
    """The entries of `setup --print`: inbound trunk, dispatch rule, outbound trunk."""
    texts = re.split(r"^# .*$", printed, flags=re.MULTILINE)[1:]
    return [body for text in texts for body in json.loads(text).values()]


async def _known(exchange: Exchange, name: str) -> list[object]:
    """What the server knows under this agent's name, without what it added by itself."""
    async with exchange.server() as livekit:
        inbound = await livekit.sip.list_inbound_trunk(api.ListSIPInboundTrunkRequest())
        rules = await livekit.sip.list_dispatch_rule(api.ListSIPDispatchRuleRequest())
        outbound = await livekit.sip.list_outbound_trunk(api.ListSIPOutboundTrunkRequest())
    entries = [MessageToDict(entry) for entry in (*inbound.items, *rules.items, *outbound.items)]
    return [
        {key: entry[key] for key in entry if key not in ADDED}
        for entry in entries
        if entry["name"].startswith(f"{name} ")
    ]
