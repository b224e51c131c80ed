"""The finder finds what it is for, in every spelling; otherwise its silence would prove nothing."""

from __future__ import annotations

import pytest

from tests.privacy.leaks import leaks
from tests.privacy.rare import RARE


@pytest.mark.parametrize(
    "text",
    [
        "5039284617",
        "+1 (503) 928-4617",
        "5 0 3 9 2 8 4 6 1 7",
        "five oh three nine two eight four six one seven",
        "five zero three, nine twenty eight, forty six seventeen",
        '{"phone": "503.928.4617"}',
        "the number ends in 4617",
        "forty-six seventeen",
        "five oh three uh nine two eight four six one seven",
        "five oh three dash nine two eight dash four six one seven",
        "8264",
        "8-2-6-4",
        "eight two six four",
        "eighty two sixty four",
        "eighty-two sixty-four",
        "nine three seven five",
        "ninety three seventy five",
        "1967-09-23",
        "09231967",
        "9/23/67",
        "9/23/1967",
        "september twenty third nineteen sixty seven",
        "23rd of September",
        "Sept 23",
        "the twenty-third of september",
        "7381 somewhere",
        "seven thousand three hundred and eighty one",
        "seventy three eighty one",
        "Quillfeather Lane",
        "Q U I L L F E A T H E R",
        "four three seven nine one",
        "thistle dot moonbeam at rarevale dot example",
    ],
)
def test_every_spelling_is_found(text: str) -> None:
    assert leaks(f"words before {text} words after", RARE)


@pytest.mark.parametrize(
    "text",
    [
        '{"timestamp": "2031-08-26T04:46:17.826493Z", "ms": 8.26493}',
        "order ORD-12345, item_8264a9375bcd, CB-826400",
        "SEC82640017TCK-937500CUST-1001 2031-03-05 15:00:00.9375262031-03-05 15:00:00.826412",
        "seconds=9.8264e-05, at=datetime.datetime(2031, 3, 5, 8, 26, 4, 937512, tzinfo=utc)",
        "<phone_number> and <date_of_birth>, the last four are <last_four>",
        "in september I bought items for one hundred dollars",
        "it may take two to six hours",
    ],
)
def test_what_is_harmless_is_left_alone(text: str) -> None:
    assert leaks(text, RARE) == []
