"""Reads files of scenarios; what is wrong with one is told with its file and line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml
from pydantic import ValidationError

from agents.roster import Roster
from marketplace.tables import Base
from tests.scenarios.running.form import Scenario, Sheet
from tests.scenarios.running.people import PEOPLE

FOLDER = Path(__file__).resolve().parents[1]
STRANGER = "a stranger"
FACTS = frozenset({"first_name", "phone_number", "date_of_birth", "last_four", "address"})
"""What a customer knows of themselves, and may be made to believe otherwise."""
Where = tuple[int | str, ...]


class Unreadable(Exception):
    """A file of scenarios is not as it should be; each line says what is wrong, and where."""


@dataclass(frozen=True)
class Case:
    """One scenario, and the agent that it is for."""

    agent: str
    scenario: Scenario

    def __str__(self) -> str:
        return f"{self.agent}: {self.scenario.title}"


def files() -> list[Path]:
    """All files of scenarios of this project."""
    return sorted(FOLDER.glob("*.yaml"))


def read(paths: Sequence[Path], roster: Roster) -> list[Case]:
    """The scenarios of these files.

    Raises:
        Unreadable: with all that is wrong in any of them.
    """
    cases: list[Case] = []
    wrong: list[str] = []
    for path in paths:
        try:
            sheet = _sheet(path, roster)
        except Unreadable as error:
            wrong.append(str(error))
        else:
            cases += [Case(sheet.agent, scenario) for scenario in sheet.scenarios]
    if wrong:
        raise Unreadable("\n".join(wrong))
    return cases


def _sheet(path: Path, roster: Roster) -> Sheet:
    text = path.read_text(encoding="utf-8")
    try:
        root = yaml.compose(text, Loader=yaml.BaseLoader)
        given = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506  # makes text, lists and mappings
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise Unreadable(f"{path.name}:{line}: {error.problem}") from error
    if root is None:
        raise Unreadable(f"{path.name}:1: the file is empty")
    found = [(node, f"{node.value!r} is given twice") for node in _twice(root)]
    try:
        sheet = Sheet.model_validate(given)
    except ValidationError as error:
        found += [(_node(root, e["loc"]), _words(e["type"], e["msg"])) for e in error.errors()]
    else:
        found += [(_node(root, where), message) for where, message in _strangers(sheet, roster)]
    if found:
        lines = sorted((node.start_mark.line + 1, message) for node, message in found)
        raise Unreadable("\n".join(f"{path.name}:{line}: {message}" for line, message in lines))
    return sheet


def _words(kind: str, message: str) -> str:
    if kind == "extra_forbidden":
        return "this key is not known here; README.md lists those that are"
    return message.removeprefix("Value error, ")


def _twice(node: yaml.Node) -> Iterator[yaml.Node]:
    """Keys that a mapping has more than once: YAML would silently take the last."""
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if key.value in seen:
                yield key
            seen.add(key.value)
            yield from _twice(value)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            yield from _twice(value)


def _node(root: yaml.Node, where: Where) -> yaml.Node:
    """The node that an error is about, or the nearest one around it."""
    node = root
    for part in where:
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                if key.value == part:
                    node = key if isinstance(value, yaml.ScalarNode) else value
                    break
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int):
            node = node.value[part]
    return node


def _strangers(sheet: Sheet, roster: Roster) -> Iterator[tuple[Where, str]]:
    """Names that nothing goes by: of people, agents, actions, arguments, tables, columns."""
    if sheet.agent not in roster.agents:
        yield ("agent",), f"there is no agent {sheet.agent!r}"
    for number, scenario in enumerate(sheet.scenarios):
        for where, message in _unknown(scenario, roster):
            yield ("scenarios", number, *where), message


def _unknown(scenario: Scenario, roster: Roster) -> Iterator[tuple[Where, str]]:
    yield from _unknown_people(scenario)
    known = {name: _arguments_of(roster, name) for name in roster.actions}
    for part, names in (("must", scenario.must.agents), ("never", scenario.never.agents)):
        for at, agent in enumerate(names):
            if agent not in roster.agents:
                yield (part, "agents", at), f"there is no agent {agent!r}"
    named: list[tuple[Where, str]] = []
    named += [(("must", "actions", at), deed.name) for at, deed in enumerate(scenario.must.actions)]
    named += [(("must", "refused", at), no.name) for at, no in enumerate(scenario.must.refused)]
    for where, names in (
        (("must", "proposed"), scenario.must.proposed),
        (("must", "waits_for_a_colleague"), scenario.must.waits_for_a_colleague),
        (("never", "actions"), scenario.never.actions),
        (("never", "proposed"), scenario.never.proposed),
    ):
        named += [((*where, at), name) for at, name in enumerate(names)]
    for spot, name in named:
        if name not in known:
            yield spot, f"there is no action {name!r}"
    for at, deed in enumerate(scenario.must.actions):
        for argument in deed.arguments.keys() - known.get(deed.name, deed.arguments.keys()):
            yield ("must", "actions", at), f"{deed.name} has no argument {argument!r}"
    if scenario.wants is not None:
        for argument in scenario.wants.knows.keys() - FACTS - set().union(*known.values()):
            yield ("wants", "knows", argument), f"nobody asks for {argument!r}"
    yield from _unknown_data(scenario)


def _arguments_of(roster: Roster, action: str) -> set[str]:
    return set(roster.actions[action].schema["parameters"]["properties"])


def _unknown_people(scenario: Scenario) -> Iterator[tuple[Where, str]]:
    people: list[tuple[Where, str]] = [(("caller",), scenario.caller)]
    people += [(("concerns", at), name) for at, name in enumerate(scenario.concerns)]
    for at, step in enumerate(scenario.says):
        if step.identifies is not None:
            people.append((("says", at), step.identifies))
    for where, name in people:
        if name not in PEOPLE and (name != STRANGER or where != ("caller",)):
            yield where, f"{name!r} is no customer of the sample data"
    if scenario.caller == STRANGER and scenario.starts == "identified":
        yield ("starts",), "a stranger cannot be identified"


def _unknown_data(scenario: Scenario) -> Iterator[tuple[Where, str]]:
    tables = Base.metadata.tables
    data = scenario.must.data
    parts = {"added": data.added, "changed": data.changed, "removed": data.removed}
    for part, rows in parts.items():
        for at, row in enumerate(rows):
            where: Where = ("must", "data", part, at)
            if row.table not in tables:
                yield where, f"there is no table {row.table!r}"
                continue
            for column in row.cells.keys() - set(tables[row.table].columns.keys()):
                yield where, f"the table {row.table} has no column {column!r}"
