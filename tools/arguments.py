"""The arguments of an action: their schema, and what a model gave as what the action takes.

A model gives words; what comes out is typed, with private values in place of their placeholders and
the number of an order that was named by what is in it.
"""

from __future__ import annotations

import inspect
import json
from collections.abc import Callable
from datetime import date
from typing import Any, get_args, get_type_hints

from pydantic import BaseModel, ConfigDict, JsonValue, ValidationError, create_model
from pydantic.fields import FieldInfo

from domain.errors import InvalidArguments
from tools.call import Call
from tools.orders_by_name import order_meant
from tools.private import PLACEHOLDER, mask_free

PUT_IN = frozenset({"call", "response", "approval_id", "terms"})
"""Parameters that the pipeline fills, and no model sees."""
_NEAR_DAYS = 366


def model_of(body: Callable[..., Any]) -> type[BaseModel]:
    """A model of what the function takes, less what the pipeline puts in."""
    hints = get_type_hints(body, include_extras=True)
    fields: dict[str, Any] = {}
    for parameter in inspect.signature(body).parameters.values():
        if parameter.name in PUT_IN:
            continue
        default = ... if parameter.default is parameter.empty else parameter.default
        fields[parameter.name] = (hints[parameter.name], default)
    title = getattr(body, "__name__", "").title().replace("_", "")
    made: type[BaseModel] = create_model(title, __config__=ConfigDict(extra="forbid"), **fields)
    return made


def schema_of(model: type[BaseModel]) -> dict[str, Any]:
    """The JSON Schema of the arguments, as a model is given it."""
    parameters = model.model_json_schema()
    parameters.pop("title", None)
    parameters["properties"] = {
        name: _plain(field) for name, field in parameters["properties"].items()
    }
    return parameters


def with_order_numbers(model: type[BaseModel], call: Call, raw: dict[str, Any]) -> dict[str, Any]:
    """The arguments with the number of each order that was named by what is in it.

    Raises:
        InvalidArguments: they are no arguments at all.
        Refusal: it is not clear which order is meant.
    """
    if not isinstance(raw, dict):
        raise InvalidArguments([])
    named = {
        name: order_meant(call, raw[name])
        for name, field in model.model_fields.items()
        if "x-by-name" in _declared(field) and isinstance(raw.get(name), str)
    }
    return raw | named


def validated(
    model: type[BaseModel], call: Call, raw: dict[str, Any]
) -> tuple[dict[str, Any], str]:
    """The arguments for the action, and their canonical form for fingerprints.

    Raises:
        InvalidArguments: names the fields, never the values.
    """
    given = {name: value for name, value in raw.items() if value is not None}
    for name, field in model.model_fields.items():
        value = given.get(name)
        if "x-private" in _declared(field) and isinstance(value, str):
            given[name] = _resolve(call, name, value)
    try:
        taken = model.model_validate(given)
    except ValidationError as error:
        fields = sorted({str(e["loc"][0]) for e in error.errors() if e["loc"]})
        raise InvalidArguments(fields) from None
    canonical = json.dumps(taken.model_dump(mode="json"), sort_keys=True)
    return {name: getattr(taken, name) for name in model.model_fields}, canonical


def _plain(field: dict[str, Any]) -> dict[str, Any]:
    """An argument's schema without the null of an optional one: it is simply left out."""
    options = [o for o in field.get("anyOf", []) if o != {"type": "null"}]
    plain = {k: v for k, v in field.items() if k not in ("title", "anyOf", "default")}
    if len(options) == 1:
        return dict(options[0]) | plain
    return plain | ({"anyOf": options} if options else {})


def _declared(field: FieldInfo) -> dict[str, Any]:
    """What `tools.types.asked` says of an argument, also of one that may be left out."""
    inner = (part for option in get_args(field.annotation) for part in get_args(option)[1:])
    for each in (field, *inner):
        if isinstance(each, FieldInfo) and isinstance(each.json_schema_extra, dict):
            return each.json_schema_extra
    return {}


def _resolve(call: Call, name: str, value: str) -> str:
    """The private value that a placeholder stands for."""
    match = PLACEHOLDER.fullmatch(value.strip())
    if match is None:
        return value
    resolved = call.private.get(match.group(1))  # type: ignore[arg-type]  # the pattern's kinds
    if resolved is None:
        raise InvalidArguments([name])
    return resolved


def remember(model: type[BaseModel], call: Call, raw: dict[str, Any]) -> None:
    """Keeps which order was talked about, so that the next agent need not ask."""
    for name, field in model.model_fields.items():
        kind = _declared(field).get("format")
        if kind in {"order-number", "product"} and isinstance(raw.get(name), str):
            call.state.known[str(kind)] = mask_free(raw[name], call.today)


def for_the_record(raw: Any, today: date) -> dict[str, JsonValue]:
    """Arguments with anything private masked, even where a model wrote it out."""

    def masked(value: Any) -> JsonValue:
        if isinstance(value, str) and _is_near_day(value, today):
            return value
        if isinstance(value, str):
            return mask_free(value[:500], today)
        if isinstance(value, list):
            return [masked(v) for v in value[:50]]
        if isinstance(value, dict):
            return {str(k)[:100]: masked(v) for k, v in list(value.items())[:50]}
        return value if isinstance(value, bool | int | float | None) else str(value)[:100]

    return masked(raw) if isinstance(raw, dict) else {}  # type: ignore[return-value]


def _is_near_day(text: str, today: date) -> bool:
    """Whether it is a day that something is arranged for, which is no date of birth."""
    try:
        return abs((date.fromisoformat(text) - today).days) < _NEAR_DAYS
    except ValueError:
        return False
