"""Values read out of sentences, as any tool's schema asks for them."""

from __future__ import annotations

from typing import Any

import pytest
from livekit.agents.llm import RawFunctionTool, function_tool

from pipeline.embedded.language import slots
from pipeline.embedded.language.heard import Heard
from pipeline.embedded.language.mentions import carrier, verbs
from pipeline.embedded.language.schemas import Slot, specs
from tests.pipeline.town import TODAY

RETURNING = (
    "I want to return something",
    "send this back",
    "return my shoes",
    "can I return an item",
    "I'd like to send back the shirt",
    "start a return for my order",
)
STOCK = (
    "is the RTX 4080 in stock",
    "do you have the blender",
    "how many are left of the power supply",
    "is this available",
    "do you still have the kettle in stock",
)
WHY = {
    "enum": ["no_longer_needed", "does_not_fit", "arrived_broken"],
    "x-words": {
        "no_longer_needed": ["changed my mind", "do not want it anymore"],
        "arrived_broken": ["damaged", "defective"],
    },
}


def _tool(properties: dict[str, Any], required: list[str]) -> RawFunctionTool[..., Any]:
    async def run(raw_arguments: dict[str, object]) -> None: ...

    parameters = {"type": "object", "properties": properties, "required": required}
    return function_tool(run, raw_schema={"name": "tool", "parameters": parameters})


def _slot(schema: dict[str, Any], *, name: str = "value", required: bool = True) -> Slot:
    return specs([_tool({name: schema}, [name] if required else [])])["tool"].slots[0]


def _heard(text: str, examples: tuple[str, ...] = RETURNING, **extra: Any) -> Heard:
    return Heard(text, carrier("tool", examples, verbs(examples)), TODAY, **extra)


def _string(kind: str) -> dict[str, Any]:
    return {"type": "string", "format": kind}


@pytest.mark.parametrize(
    ("schema", "text", "value"),
    [
        (_string("order-number"), "return it from order one two three four five", "ORD-12345"),
        (_string("order-number"), "I want to send two shirts back", None),
        (_string("reference:RET-"), "how is RET-2002 going", "RET-2002"),
        (_string("date"), "bring it back next tuesday please", "2026-03-10"),
        (_string("item-name"), "I want to return the graphics card of order 1001", "graphics card"),
        (_string("item-name"), "I want to return it", None),
        (_string("phone-number"), "it's <phone_number>", "<phone_number>"),
        (_string("sentence"), "send this back", None),
        (_string("sentence"), "return it, the left speaker hums badly", ...),
        (_string("first-name"), "my name is Ada and I want a refund", "Ada"),
        (_string("first-name"), "return my shoes", None),
        (WHY, "return it, it does not fit me", "does_not_fit"),
        (WHY, "I changed my mind about the shoes", "no_longer_needed"),
        (WHY, "I want to return something", None),
        ({"type": "number"}, "refund me 49.99 dollars of order 1001", 49.99),
        ({"type": "integer"}, "send back three of them", 3),
        ({"anyOf": [{"type": "number"}, {"type": "string"}]}, "give me 20 dollars", 20),
    ],
)
def test_a_request_fills_what_it_plainly_says(
    schema: dict[str, Any], text: str, value: object
) -> None:
    found = slots.heard(_slot(schema), _heard(text))
    assert found == (text if value is ... else value)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("is the i9-14900K in stock", "i9-14900K"),
        ("do you have any DDR5 memory left", "DDR5 memory"),
        ("have you got Harry Potter and the Goblet of Fire", "Harry Potter and the Goblet of Fire"),
        ("is it available", None),
    ],
)
def test_a_product_is_what_the_request_itself_does_not_say(text: str, value: str | None) -> None:
    assert slots.heard(_slot(_string("product")), _heard(text, STOCK)) == value


@pytest.mark.parametrize(
    ("schema", "text", "value"),
    [
        (_string("item-name"), "just the graphics card please", "graphics card"),
        (_string("item-name"), "it's the red one", "red one"),
        (_string("sentence"), "send it back to where it came from", ...),
        (_string("first-name"), "John", "John"),
        (_string("placeholder"), "<last_four> of my card", "<last_four>"),
        (_string("placeholder"), "you know it", None),
        (WHY, "I don't want it any more", "no_longer_needed"),
        (WHY, "the last one", "arrived_broken"),
        (WHY, "no idea", None),
        ({"type": "boolean"}, "yes please", True),
        ({"type": "boolean"}, "nope", False),
        ({"type": "boolean"}, "hmm", None),
        ({"type": "number"}, "twenty", 20),
        (_string("reference:RET-"), "the one with number 2002", "RET-2002"),
    ],
)
def test_an_answer_may_be_shorter_than_a_request(
    schema: dict[str, Any], text: str, value: object
) -> None:
    found = slots.answered(_slot(schema), _heard(text))
    assert found == (text if value is ... else value)


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("item-name", "the lamp and two chairs", ["lamp", "two chairs"]),
        ("item-name", "all of them", ["everything"]),
        ("item-name", "the shirt for a large", ["shirt for a large"]),
        ("product", "the RTX 4080 versus the RTX 4090", ["RTX 4080", "RTX 4090"]),
    ],
)
def test_lists_are_split(kind: str, text: str, value: list[str]) -> None:
    schema = {"type": "array", "items": {"type": "string"}, "format": kind}
    assert slots.answered(_slot(schema), _heard(text)) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("the second one", "ORD-1002"),
        ("the headphones", "ORD-1001"),
        ("the last", "ORD-1003"),
        ("a spaceship", None),
    ],
)
def test_offered_options_are_picked_by_name_or_position(text: str, value: str | None) -> None:
    options = ("ORD-1001, the headphones", "ORD-1002, a kettle", "ORD-1003, a lamp")
    slot = _slot(_string("order-number"))
    assert slots.answered(slot, _heard(text, options=options)) == value


def test_an_optional_argument_takes_nothing_that_any_words_would_fill() -> None:
    text = "return it because I hate winter"
    for kind in ("item-name", "product"):
        assert slots.heard(_slot(_string(kind), required=False), _heard(text)) is None
    short = slots.heard(_slot(_string("sentence"), required=False), _heard("return it please"))
    assert short is None
    assert slots.heard(_slot(_string("date"), required=False), _heard("return it tomorrow"))
    named = slots.heard(_slot(_string("item-name"), required=False), _heard("return the lamp"))
    assert named == "lamp"


def test_a_schema_as_pydantic_writes_it_is_understood() -> None:
    schema = {
        "$defs": {"Why": {"enum": ["late", "lost"], "type": "string"}},
        "type": "object",
        "properties": {
            "why": {"$ref": "#/$defs/Why", "description": "Late or lost? Ask for it."},
            "day": {"anyOf": [{"type": "string", "format": "date"}, {"type": "null"}]},
            "amount": {"anyOf": [{"pattern": "x", "type": "string"}, {"type": "number"}]},
            "count": {"type": "integer", "default": 1},
        },
        "required": ["why", "amount", "count"],
    }

    async def run(raw_arguments: dict[str, object]) -> None: ...

    tool = function_tool(run, raw_schema={"name": "tool", "parameters": schema})
    why, day, amount, count = specs([tool])["tool"].slots
    assert (why.kind, why.question, why.required) == ("choice", "Late or lost?", True)
    assert [choice.value for choice in why.choices] == ["late", "lost"]
    assert (day.kind, day.required) == ("date", False)
    assert (amount.kind, amount.question) == ("number", "What is the amount?")
    assert not count.required


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("could I get the shirt in a large instead", "shirt for L"),
        ("my shirt is the wrong size, swap it for a medium in navy", "shirt for M navy"),
        ("I want to return the shirt", None),
    ],
)
def test_a_swap_is_a_thing_and_its_version(text: str, value: str | None) -> None:
    assert slots.heard(_slot(_string("item-swap")), _heard(text)) == value


def test_what_is_named_is_neither_its_count_nor_a_code() -> None:
    product = _slot(_string("product"))
    counted = _heard("we need fifty coffee tables for our offices", counted=True)
    assert slots.heard(product, counted) == "coffee tables"
    coded = _heard("what about SAVE20", beside=frozenset({"promotion-code"}))
    assert slots.heard(product, coded) is None


def test_a_number_is_the_one_that_is_set_or_named_as_money() -> None:
    stock = _slot({"type": "integer"}, name="stock", required=False)
    assert slots.heard(stock, _heard("set the stock of the 750 watt supply to forty")) == 40
    amount = _slot({"type": "number"}, name="amount", required=False)
    assert slots.heard(amount, _heard("twenty off a hundred and fifty dollars")) == 150
    assert slots.heard(amount, _heard("a charge of 249.99")) == 249.99


def test_an_argument_that_another_makes_needless_is_not_asked_for() -> None:
    fields = {"thing": _string("product") | {"x-unless": "sum"}, "sum": {"type": "number"}}
    spec = specs([_tool(fields, [])])["tool"]
    assert spec.missing({"sum": 20}) is None
    missing = spec.missing({})
    assert missing is not None
    assert missing.name == "thing"
