"""What an action answers with: facts, and the words that follow from them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, JsonValue

from domain.expectation import FREE, Expectation
from tools.shown import Shown


@dataclass(frozen=True, slots=True)
class Ask:
    """`say` ended in a question whose answer fills `argument` of `tool`, the others unchanged."""

    tool: str
    argument: str
    arguments: dict[str, JsonValue]
    options: tuple[str, ...] = ()

    def as_output(self) -> dict[str, JsonValue]:
        """Its part of a tool output."""
        ask: dict[str, JsonValue] = {
            "tool": self.tool,
            "argument": self.argument,
            "arguments": self.arguments,
        }
        return {"ask": ask} | ({"options": list(self.options)} if self.options else {})


@dataclass(frozen=True, slots=True)
class Result:
    """What the model is given, and what the customer hears of it.

    Attributes:
        say: one or two sentences, ready for a voice, computed from the facts.
        facts: typed, for the model to answer further questions from. Nothing private.
        verbatim: the program speaks `say` itself; no model words it anew.
        expect: what the customer is expected to answer, where `say` asks something.
        ask: which argument that answer fills.
        proposal: `say` proposes a write that runs on a yes.
        silent: nothing is to be said now (it has been, or the next agent will).
        agent: the agent that speaks from here on; only `transfer` sets it.
        shown: the things that `say` tells of, which the caller may mean next; the pipeline sets it.
    """

    say: str
    facts: BaseModel | Sequence[BaseModel] | None = None
    verbatim: bool = False
    expect: Expectation = FREE
    ask: Ask | None = None
    proposal: bool = False
    silent: bool = False
    agent: Any = None
    shown: tuple[Shown, ...] = ()

    def as_output(self) -> str:
        """The tool output that a language model reads: one JSON object."""
        output: dict[str, JsonValue] = {"say": self.say}
        if self.verbatim:
            output["verbatim"] = True
        if self.proposal:
            output["proposal"] = True
        if isinstance(self.facts, BaseModel):
            output["facts"] = self.facts.model_dump(mode="json", exclude_none=True)
        elif self.facts:
            output["facts"] = [f.model_dump(mode="json", exclude_none=True) for f in self.facts]
        if self.shown:
            output["shown"] = [thing.as_output() for thing in self.shown]
        if self.ask is not None:
            output |= self.ask.as_output()
        return json.dumps(output, ensure_ascii=False)
