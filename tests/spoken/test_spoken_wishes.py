"""Why somebody calls, said beside their name or a number."""

import pytest

from spoken.wishes import name_beside, wish_beside


@pytest.mark.parametrize(
    ("said", "name", "wish"),
    [
        ("hi this is john my number is <phone_number> and i want to return my lamp", "John",
         "i want to return my lamp"),
        ("I'm Ann and I need a refund", "Ann", "I need a refund"),
        ("where is my order, my number is <phone_number>", None, "where is my order"),
        ("<phone_number>, and can you tell me where my parcel is", None,
         "can you tell me where my parcel is"),
        ("my name is Ann and my phone number is <phone_number>", "Ann", None),
        ("Ann, <phone_number>", "Ann", None),
        ("it's Ann", "Ann", None),
        ("<phone_number>", None, None),
        ("how are you", None, None),
        ("help", None, None),
        ("", None, None),
    ],
)  # fmt: skip
def test_a_name_and_a_wish_beside_a_value(said: str, name: str | None, wish: str | None) -> None:
    assert name_beside(said) == name
    assert wish_beside(said) == wish
