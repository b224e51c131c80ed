"""Sizes and colours, as people say them."""

import pytest

from spoken.garments import color, size, size_alone, without_version


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("do you have the linen shirt in medium", ("M", None)),
        ("is the linen shirt available in navy size large", ("L", "navy")),
        ("running shoes size ten blue", ("10", "blue")),
        ("the slim jeans in size thirty two dark blue", ("32", "dark blue")),
        ("any white t-shirts left in extra large", ("XL", "white")),
        ("nine and a half in grey, size nine and a half", ("9.5", "gray")),
        ("the sheets in queen", ("queen", None)),
        ("it is too small", (None, None)),
        ("these run large", (None, None)),
        ("how do the shoes come out, small or large", (None, None)),
        ("is it in stock", (None, None)),
        ("delivered in 10 days", (None, None)),
        ("the large print edition", (None, None)),
        ("is the ryzen 9 there", (None, None)),
    ],
)
def test_a_version_is_heard(said: str, meant: tuple[str | None, str | None]) -> None:
    assert (size(said), color(said)) == meant


@pytest.mark.parametrize(
    ("said", "meant"), [("an l", "L"), ("ten", "10"), ("nine and a half", "9.5"), ("dunno", None)]
)
def test_a_bare_size_answers(said: str, meant: str | None) -> None:
    assert size_alone(said) == meant


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("the linen shirt in a medium navy", "the linen shirt"),
        ("chelsea boots in brown, size nine", "chelsea boots"),
        ("the two seat sofa in forest green", "the two seat sofa"),
        ("the white t-shirt in extra large", "the white t-shirt"),
        ("the little black dress", "the little black dress"),
    ],
)
def test_what_is_left_names_the_thing(said: str, left: str) -> None:
    assert without_version(said).strip() == left
