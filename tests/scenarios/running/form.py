"""What a scenario may say; `README.md` beside the scenarios explains it to whoever writes one.

All words of a file are read as text, so that a customer may say yes, 0005 or 1990-07-22.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from domain.context import Channel

_DURATION = re.compile(r"(\d+) (second|minute|hour|day)s?")


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


def _duration(value: object) -> object:
    if not isinstance(value, str):
        return value
    found = _DURATION.fullmatch(value)
    if found is None:
        raise ValueError('a time is written like "20 minutes"')
    return timedelta(**{f"{found[2]}s": int(found[1])})


def _true(value: object) -> object:
    if value != "true":
        raise ValueError("this is true, or left out")
    return True


Duration = Annotated[timedelta, BeforeValidator(_duration)]
Keys = Annotated[str, Field(pattern=r"^[0-9*]+#?$")]
Flag = Annotated[Literal[True], BeforeValidator(_true)]


class Step(_Part):
    """One thing that the customer does, or that happens: exactly one of these."""

    says: str | None = None
    keys: Keys | None = None
    waits: Duration | None = None
    identifies: str | None = None
    calls_again: Flag | None = None
    colleague: Literal["approves", "denies"] | None = None

    @model_validator(mode="after")
    def _one(self) -> Self:
        if len(self.model_fields_set) != 1:
            raise ValueError("a step is one thing: words, or one of " + ", ".join(_STEPS))
        return self


_STEPS = ("keys", "waits", "identifies", "calls_again", "colleague")


class Wants(_Part):
    """A goal for the simulated customer, what they know, and how they react."""

    goal: str
    opens: str
    knows: dict[str, str] = {}
    answers: Literal["yes", "no", "hesitates"] = "yes"
    then: tuple[str, ...] = ()


class Deed(_Part):
    """An action, with the arguments that matter."""

    name: str
    arguments: dict[str, Any] = {}


class Refused(_Part):
    """An action that was refused, and the code of the rule that refused it."""

    name: str
    code: str


class Row(_Part):
    """A row of one of the marketplace's tables, with the columns that matter."""

    table: str
    cells: dict[str, str | dict[str, str]]


def _named(value: object, name: str, of: str, empty: object) -> object:
    """`name`, or `name: {…}`, as the two fields of a part."""
    if isinstance(value, str):
        return {name: value, of: empty}
    if isinstance(value, Mapping) and len(value) == 1:
        ((key, given),) = value.items()
        return {name: key, of: given}
    return value


_Deed = Annotated[Deed, BeforeValidator(lambda v: _named(v, "name", "arguments", {}))]
_Refused = Annotated[Refused, BeforeValidator(lambda v: _named(v, "name", "code", None))]
_Row = Annotated[Row, BeforeValidator(lambda v: _named(v, "table", "cells", {}))]
_Step = Annotated[Step, BeforeValidator(lambda v: {"says": v} if isinstance(v, str) else v)]
Words = str | tuple[str, ...]


class Data(_Part):
    """What the marketplace holds afterwards."""

    orders: dict[str, str] = {}
    refunded: dict[str, Decimal] = {}
    stock: dict[str, int] = {}
    added: tuple[_Row, ...] = ()
    changed: tuple[_Row, ...] = ()
    removed: tuple[_Row, ...] = ()
    untouched: Flag | None = None


class Must(_Part):
    """What has to happen."""

    agents: tuple[str, ...] = ()
    actions: tuple[_Deed, ...] = ()
    proposed: tuple[str, ...] = ()
    refused: tuple[_Refused, ...] = ()
    waits_for_a_colleague: tuple[str, ...] = ()
    told: tuple[Words, ...] = ()
    ends: bool | None = None
    data: Data = Data()


class Never(_Part):
    """What must not happen."""

    agents: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()
    proposed: tuple[str, ...] = ()
    told: tuple[str, ...] = ()


class Scenario(_Part):
    """One conversation, and what has to come of it."""

    title: str
    caller: str
    starts: Literal["at the greeting", "identified", "browsing"] = "at the greeting"
    channel: Channel = Channel.CHAT
    line: str | None = None
    concerns: tuple[str, ...] = ()
    says: tuple[_Step, ...] = ()
    wants: Wants | None = None
    must: Must
    never: Never = Never()

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if not self.says and self.wants is None:
            raise ValueError("a customer says something, or wants something")
        if not self.must.model_fields_set:
            raise ValueError("nothing has to happen: such a scenario would always pass")
        return self


class Sheet(_Part):
    """A file of scenarios, for one agent."""

    agent: str
    scenarios: tuple[Scenario, ...]

    @model_validator(mode="after")
    def _titles(self) -> Self:
        if not self.scenarios:
            raise ValueError("there is no scenario in this file")
        titles = [scenario.title for scenario in self.scenarios]
        twice = {title for title in titles if titles.count(title) > 1}
        if twice:
            raise ValueError(f"two scenarios have the title {twice.pop()!r}")
        return self
