"""The arguments that actions share: how they are asked for, and what counts as one.

Each description begins with the question that a caller is asked when the argument is missing.
`format` names the kind of value for whoever fills it in; a private one is passed as a placeholder
and resolved by the pipeline.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    JsonValue,
    StringConstraints,
)
from pydantic.fields import FieldInfo

from domain.expectation import PrivateKind
from spoken import references
from tools.shorthand import in_full


def asked(
    question: str,
    kind: str | None = None,
    *,
    private: PrivateKind | None = None,
    words: dict[str, list[str]] | None = None,
    by_name: bool = False,
    aside: tuple[str, ...] = (),
    unless: str = "",
) -> FieldInfo:
    """An argument's description: the question to ask, and the kind of value that answers it.

    `by_name`: what has the number may be named instead, and is found by code. `aside`: words with
    which one asks for it and which never name it, such as "pages" beside a book.
    """
    extra: dict[str, JsonValue] = {}
    if kind is not None:
        extra["format"] = kind
    if private is not None:
        extra["x-private"] = private
    if words is not None:
        extra["x-words"] = {value: list(said) for value, said in words.items()}
    if aside:
        extra["x-aside"] = list(aside)
    if by_name:
        extra["x-by-name"] = True
    if unless:
        extra["x-unless"] = unless
    return FieldInfo(description=question, json_schema_extra=extra)


def _order_number(value: str) -> str:
    number = references.order_number(value)
    if number is None:
        raise ValueError("not an order number")
    return number


ShortText = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]

OrderNumber = Annotated[
    str,
    StringConstraints(max_length=100),
    AfterValidator(_order_number),
    asked("Which order is it about? Its number, or what is in it.", "order-number", by_name=True),
]
ItemName = Annotated[ShortText, AfterValidator(in_full)]
ItemNames = Annotated[
    list[ItemName],
    Field(min_length=1, max_length=50),
    asked("Which items are they?", "item-name"),
]
ProductName = Annotated[ShortText, asked("Which product do you mean?", "product")]
Sentence = Annotated[ShortText, asked("Could you tell me in a sentence?", "sentence")]
Reason = Annotated[ShortText, asked("What is the reason?", "sentence")]
Amount = Annotated[
    Decimal, Field(gt=0, max_digits=9, decimal_places=2), asked("How much is it, in dollars?")
]
Dollars = Annotated[Decimal, Field(gt=0, max_digits=9, decimal_places=2)]
MaxPrice = Annotated[Dollars, asked("What may it cost at most, in dollars?", "at-most")]
MinPrice = Annotated[Dollars, asked("What should it cost at least, in dollars?", "at-least")]
Size = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=40),
    asked("In which size?", "size"),
]
Color = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=40),
    asked("In which color?", "color"),
]
FutureDate = Annotated[date, asked("Which day would suit you?", "date")]
PhoneNumber = Annotated[
    str,
    StringConstraints(max_length=40),
    asked("What's the phone number?", "phone-number", private="phone_number"),
]
Severity = Literal["low", "medium", "high", "urgent"]


class ItemSwap(BaseModel):
    """An item, and the variant of the same product wanted in its place."""

    model_config = ConfigDict(extra="forbid")

    item: ItemName
    wanted: ShortText


def _swap(value: object) -> object:
    """A swap said in one sentence: "the shirt for a large"."""
    if not isinstance(value, str):
        return value
    item, wanted = next((_parted(value, link) for link in _FOR if link in value), (value, value))
    return {"item": item, "wanted": wanted}


_FOR = (" for ", " to ", " into ", " instead of ")


def _parted(value: str, link: str) -> tuple[str, str]:
    before, _, after = value.partition(link)
    return (after, before) if link == " instead of " else (before, after)


ItemSwaps = Annotated[
    list[Annotated[ItemSwap, BeforeValidator(_swap)]],
    Field(min_length=1, max_length=50),
    asked("Which item would you like to change, and for which variant?", "item-swap"),
]
PaymentMethod = Annotated[
    Literal["card", "paypal", "gift_card"],
    asked(
        "Should that go by card, PayPal or gift card?",
        words={
            "card": ["card", "credit card", "debit card", "my card"],
            "paypal": ["paypal", "pay pal"],
            "gift_card": ["gift card", "voucher"],
        },
    ),
]
