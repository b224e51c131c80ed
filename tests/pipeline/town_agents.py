"""The invented town's agents with tools that really do something, for whole conversations.

Nothing in the language model knows them: what it makes of them comes from these schemas and from
the sentences in `town`.
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from livekit.agents import Agent, AgentSession, RunContext, ToolError
from livekit.agents.llm import RawFunctionTool, Tool, Toolset, function_tool
from livekit.agents.voice.run_result import RunResult

from pipeline.embedded.language import EmbeddedLLM
from spoken.answers import answer
from tests.pipeline.town import TODAY, understanding

Schema = dict[str, Any]

LOAN = {"type": "string", "format": "reference:LN-", "description": "Which loan is it about?"}
TITLE = {"type": "string", "format": "product", "description": "Which title do you mean?"}
CAR = {"type": "string", "format": "item-name", "description": "What car is it?"}
TROUBLE = {"type": "string", "format": "sentence", "description": "What is wrong with it?"}
DAY = {"type": "string", "format": "date", "description": "Which day would suit you?"}
SEASON = {
    "enum": ["summer_tyres", "winter_tyres", "all_season"],
    "type": "string",
    "description": "Summer, winter or all-season tyres?",
    "x-words": {"summer_tyres": ["summer"], "winter_tyres": ["winter", "snow"]},
}
SEAT = {
    "enum": ["window", "aisle", "more_legroom"],
    "type": "string",
    "description": "Window, aisle or more legroom?",
}
FLIGHT = {"type": "string", "format": "reference:FL-", "description": "Which flight is it about?"}
CITY = {"type": "string", "format": "product", "description": "Where would you like to fly?"}
NOTE = {"type": "string", "format": "sentence", "description": "What shall I write down?"}
SUBJECT = {"type": "string", "format": "sentence", "description": "What is it about?"}
AMOUNT = {
    "anyOf": [{"type": "number"}, {"type": "string"}],
    "description": "How many dollars would you like to pay?",
}
BAGS = {"type": "array", "items": {"type": "string"}, "format": "item-name"}

_TOOLS: dict[str, dict[str, tuple[Schema, list[str]]]] = {
    "loans": {
        "renew_loan": ({"loan": LOAN}, ["loan"]),
        "reserve_title": ({"title": TITLE}, ["title"]),
        "pay_fine": ({"amount": AMOUNT}, ["amount"]),
        "list_loans": ({}, []),
    },
    "garage": {
        "book_repair": ({"car": CAR, "trouble": TROUBLE, "day": DAY}, ["trouble", "day"]),
        "request_tow": ({"car": CAR}, ["car"]),
        "repair_status": ({}, []),
        "quote_tyres": ({"season": SEASON}, ["season"]),
    },
    "flights": {
        "find_flights": ({"city": CITY, "day": DAY}, ["city"]),
        "change_seat": ({"flight": FLIGHT, "seat": SEAT}, ["flight", "seat"]),
        "check_in": ({"flight": FLIGHT}, ["flight"]),
        "flight_status": ({"flight": FLIGHT}, ["flight"]),
    },
    "baggage": {
        "report_lost_bag": ({"flight": FLIGHT}, ["flight"]),
        "baggage_allowance": ({}, []),
        "report_damaged_bag": (
            {"bags": BAGS | {"description": "Which bags are they?"}, "flight": FLIGHT},
            ["flight", "bags"],
        ),
    },
    "desk_person": {
        "open_ticket": ({"summary": SUBJECT}, ["summary"]),
        "leave_word": ({"note": NOTE}, ["note"]),
    },
}
PROPOSED = {"change_seat", "pay_fine"}
"""Tools that propose first; the second call with the same arguments does it."""


@dataclass
class Desk:
    """What happened, as the tools saw it."""

    calls: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    proposed: tuple[str, dict[str, Any]] | None = None

    @property
    def last(self) -> tuple[str, dict[str, Any]]:
        return self.calls[-1]


def _tool(name: str, properties: Schema, required: list[str]) -> RawFunctionTool[..., Any]:
    async def run(raw_arguments: dict[str, object], ctx: RunContext[Desk]) -> str:
        desk, call = ctx.userdata, (name, raw_arguments)
        if raw_arguments.get("loan") == "LN-404":
            raise ToolError(json.dumps({"say": "There is no such loan.", "refused": "unknown"}))
        if raw_arguments.get("flight") == "FL-777":
            ask = {"tool": name, "argument": "flight", "arguments": dict(raw_arguments)}
            say = "There are two. The one in the morning or the one at night?"
            return json.dumps(
                {"say": say, "ask": ask, "options": ["FL-771 morning", "FL-772 night"]}
            )
        if name in PROPOSED and not (desk.proposed == call and _agreed(ctx)):
            desk.proposed = call
            return json.dumps({"say": f"That would {name}. Shall I do that?", "proposal": True})
        desk.calls.append(call)
        return json.dumps({"say": f"Done with {name}."})

    schema = {"type": "object", "properties": properties, "required": required}
    return function_tool(run, raw_schema={"name": name, "description": name, "parameters": schema})


def _agreed(ctx: RunContext[Desk]) -> bool:
    said = [m.text_content or "" for m in ctx.session.history.messages() if m.role == "user"]
    return answer(said[-1]) == "yes"


async def _transfer(raw_arguments: dict[str, object], ctx: RunContext[Desk]) -> Agent:
    ctx.userdata.calls.append(("transfer", raw_arguments))
    note = f"Handed over by the desk.\nRequest: {raw_arguments['reason']}"
    known = [
        f"Known: {key}={value}"
        for _, arguments in ctx.userdata.calls
        for key, value in arguments.items()
        if key == "flight"
    ]
    return TownAgent(str(raw_arguments["target"]), note="\n".join([note, *known]))


async def _end_call(raw_arguments: dict[str, object], ctx: RunContext[Desk]) -> str:
    ctx.userdata.calls.append(("end_call", raw_arguments))
    return json.dumps({"say": "Goodbye."})


class TownAgent(Agent):
    """One of the town's agents; speaks first when it was handed a caller."""

    def __init__(self, name: str, note: str | None = None) -> None:
        transfer = {
            "name": "transfer",
            "description": "Hand over",
            "parameters": {
                "type": "object",
                "properties": {
                    "target": {"type": "string", "enum": list(_TOOLS)},
                    "reason": {"type": "string", "format": "sentence"},
                    "customer_message": {"anyOf": [{"type": "string"}, {"type": "null"}]},
                },
                "required": ["target", "reason"],
            },
        }
        empty = {"type": "object", "properties": {}}
        tools: list[Tool | Toolset] = [
            _tool(tool, *schema) for tool, schema in _TOOLS[name].items()
        ]
        tools += [
            function_tool(_transfer, raw_schema=transfer),
            function_tool(
                _end_call,
                raw_schema={"name": "end_call", "description": "", "parameters": empty},
            ),
        ]
        super().__init__(instructions="Be kind.", tools=tools)
        self.name = name
        self._note = note

    async def on_enter(self) -> None:
        if self._note is None:
            return
        context = self.chat_ctx.copy()
        context.add_message(role="system", content=self._note)
        await self.update_chat_ctx(context)
        await self.session.generate_reply()


class Caller:
    """Says things and hears what comes back."""

    def __init__(self, session: AgentSession[Desk], desk: Desk) -> None:
        self._session = session
        self.desk = desk

    @property
    def agent(self) -> str:
        agent = self._session.current_agent
        assert isinstance(agent, TownAgent)
        return agent.name

    async def says(self, text: str) -> str:
        result: RunResult[None] = await self._session.run(user_input=text)
        spoken = [
            event.item.text_content or ""
            for event in result.events
            if event.type == "message" and event.item.role == "assistant"
        ]
        return " ".join(spoken)


@asynccontextmanager
async def calling(agent: str) -> AsyncIterator[Caller]:
    desk = Desk()
    session = AgentSession(
        llm=EmbeddedLLM(understanding(), today=lambda: TODAY),
        userdata=desk,
        vad=None,
        turn_handling={"turn_detection": "manual"},
    )
    await session.start(TownAgent(agent), record=False)
    try:
        yield Caller(session, desk)
    finally:
        await session.aclose()
