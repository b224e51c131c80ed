"""Promotion codes, as people type, say and spell them."""

from __future__ import annotations

import pytest

from spoken.codes import promotion_code, promotion_code_alone


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("SAVE20", "SAVE20"),
        ("apply save20 please", "SAVE20"),
        ("can you apply save twenty", "SAVE20"),
        ("S A V E 2 0", "SAVE20"),
        ("it is s a v e two zero", "SAVE20"),
        ("S A V E twenty", "SAVE20"),
        ("the code is welcome ten", "WELCOME10"),
        ("I have a promo code gamer fifteen", "GAMER15"),
        ("use code free ship please", "FREESHIP"),
        ("code bookworm for the books", "BOOKWORM"),
        ("does SAVE 20 work on the monitor", "SAVE20"),
        ("can I use FREESHIP", "FREESHIP"),
    ],
)
def test_a_code_is_heard_in_a_sentence(said: str, code: str) -> None:
    assert promotion_code(said) == code


@pytest.mark.parametrize(
    "said",
    [
        "my promo code doesn't work",
        "do you have a code for me",
        "I want to save twenty dollars",
        "is the DDR5 memory in stock",
        "use twenty dollars of my gift card",
        "the RTX 4090 please",
        "redeem my coupon",
        "",
    ],
)
def test_what_is_no_code_is_none(said: str) -> None:
    assert promotion_code(said) is None


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("save twenty", "SAVE20"),
        ("it's welcome ten", "WELCOME10"),
        ("free ship", "FREESHIP"),
        ("F R E E S H I P", "FREESHIP"),
        ("um the code is gamer fifteen", "GAMER15"),
        ("business eight please", "BUSINESS8"),
        ("I don't know", None),
        ("no", None),
    ],
)
def test_the_answer_to_the_question_for_a_code(said: str, code: str | None) -> None:
    assert promotion_code_alone(said) == code
