"""What a tool needs, read from its JSON schema: one slot an argument, each with its question."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal, cast

from livekit.agents.llm import RawFunctionTool, Tool
from livekit.agents.llm.tool_context import get_raw_function_info

Kind = Literal[
    "order-number",
    "reference",
    "phone-number",
    "date",
    "item-name",
    "item-swap",
    "product",
    "sentence",
    "first-name",
    "address",
    "length",
    "size",
    "color",
    "at-most",
    "at-least",
    "promotion-code",
    "tracking-number",
    "placeholder",
    "choice",
    "number",
    "integer",
    "yes-no",
    "text",
]
_FORMATS: frozenset[str] = frozenset(
    {
        "order-number",
        "phone-number",
        "date",
        "item-name",
        "item-swap",
        "product",
        "sentence",
        "first-name",
        "address",
        "length",
        "size",
        "color",
        "at-most",
        "at-least",
        "promotion-code",
        "tracking-number",
        "placeholder",
    }
)
_TYPES: Mapping[str, Kind] = {"number": "number", "integer": "integer", "boolean": "yes-no"}

LASTING: frozenset[Kind] = frozenset({"order-number", "reference"})
"""Kinds of value that stay known: "return it" is about the order just named."""

Value = str | int | float | bool | list[str]
"""What an argument can be filled with."""

Schema = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a closed set, and the phrases that mean it."""

    value: str
    phrases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Slot:
    """One argument: what kind of value it takes and how to ask for it.

    Attributes:
        prefix: For a reference, what it starts with: "RET".
        by_name: Instead of its number the tool takes what a thing is called.
        many: The argument is a list of such values.
        nth: Its place among the tool's arguments of this kind, from 0: of "ten by twelve" the
            second takes twelve.
        aside: Words with which one asks for it, and which never name it.
        unless: Another argument that makes this one needless: an amount, and what it is for.
    """

    name: str
    kind: Kind
    question: str
    required: bool
    many: bool = False
    prefix: str = ""
    by_name: bool = False
    nth: int = 0
    aside: tuple[str, ...] = ()
    unless: str = ""
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class Spec:
    """A tool as the model sees it."""

    name: str
    description: str
    slots: tuple[Slot, ...]

    def slot(self, name: str) -> Slot | None:
        """The slot of that name."""
        return next((slot for slot in self.slots if slot.name == name), None)

    def missing(self, arguments: Mapping[str, Value]) -> Slot | None:
        """The first required slot without a value."""
        needed = (s for s in self.slots if s.required and s.unless not in arguments)
        return next((slot for slot in needed if slot.name not in arguments), None)


def specs(tools: Iterable[Tool]) -> dict[str, Spec]:
    """Every function tool with a raw schema, by name."""
    raw = [tool for tool in tools if isinstance(tool, RawFunctionTool)]
    found = [_spec(get_raw_function_info(tool).raw_schema) for tool in raw]
    return {spec.name: spec for spec in found}


def humanised(name: str) -> str:
    """An identifier as words: "no_longer_needed" → "no longer needed"."""
    return re.sub(r"[_\-\s]+", " ", name).strip().lower()


def _spec(schema: Schema) -> Spec:
    parameters: Schema = schema.get("parameters") or {}
    required = set(parameters.get("required", ()))
    definitions: Schema = parameters.get("$defs", {})
    properties: Mapping[str, Schema] = parameters.get("properties", {})
    slots = [
        _slot(name, _resolved(field, definitions), name in required, definitions)
        for name, field in properties.items()
    ]
    kinds = [slot.kind for slot in slots]
    return Spec(
        name=schema["name"],
        description=schema.get("description") or "",
        slots=tuple(
            replace(slot, nth=kinds[:at].count(slot.kind)) for at, slot in enumerate(slots)
        ),
    )


def _resolved(field: Schema, definitions: Schema) -> dict[str, Any]:
    """The field with its reference, or its one alternative that is not null, merged in."""
    merged = dict(field)
    if "$ref" in merged:
        merged = dict(definitions.get(merged.pop("$ref").rsplit("/", 1)[-1], {})) | merged
    for keyword in ("anyOf", "oneOf", "allOf"):
        options = [_resolved(o, definitions) for o in merged.pop(keyword, ())]
        options = [o for o in options if o.get("type") != "null"]
        # A decimal is offered as a number or a string of digits: a number is what is said.
        options.sort(key=lambda o: o.get("type") not in _TYPES)
        if options:
            merged = options[0] | merged
    return merged


def _slot(name: str, field: Schema, required: bool, definitions: Schema) -> Slot:
    many = field.get("type") == "array"
    inner = {**field, **_resolved(field.get("items", {}), definitions)} if many else field
    if many and "format" in field:
        inner = {**inner, "format": field["format"]}
    kind, prefix = _kind(inner)
    unless = str(field.get("x-unless", ""))
    return Slot(
        name=name,
        kind=kind,
        question=_question(name, field.get("description") or inner.get("description") or ""),
        required=(required and "default" not in field) or bool(unless),
        many=many,
        prefix=prefix,
        by_name=inner.get("x-by-name") is True,
        aside=tuple(sorted(field.get("x-aside", ()), key=len, reverse=True)),
        unless=unless,
        choices=_choices(inner),
    )


def _kind(field: Schema) -> tuple[Kind, str]:
    format_ = str(field.get("format", ""))
    if "enum" in field or "const" in field:
        return "choice", ""
    if format_.startswith("reference:"):
        return "reference", format_.removeprefix("reference:")
    if format_ in _FORMATS:
        return cast("Kind", format_), ""
    return _TYPES.get(str(field.get("type")), "text"), ""


def _choices(field: Schema) -> tuple[Choice, ...]:
    values = field.get("enum", [field["const"]] if "const" in field else [])
    if field.get("type") == "boolean" and "x-words" in field:
        values = ["true", "false"]
    synonyms: Mapping[str, list[str]] = field.get("x-words", {})
    return tuple(
        Choice(value=value, phrases=(humanised(value), *synonyms.get(value, ())))
        for value in values
        if isinstance(value, str)
    )


def _question(name: str, description: str) -> str:
    """The question that the description starts with, or one made of the argument's name."""
    start, mark, _ = description.partition("?")
    if mark and start.strip():
        return start.strip() + mark
    return f"What is the {humanised(name)}?"
