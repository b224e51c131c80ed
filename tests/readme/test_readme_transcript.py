"""The conversation in the README happens as it stands there."""

from __future__ import annotations

import re

from tests.house import JOHN
from tests.readme import document
from tests.readme.conftest import Checkout

LEFT_OUT = "[…]"
_HAPPENED = re.compile(r"^  ⚙ (\w+) ([✓✗](?: \w+)?) \d+ ms$|^  ⇄ (\w+) → (\w+)$|^(\w+) › ")


def happened(transcript: str) -> list[tuple[str, ...]]:
    """Who spoke and what was done, without wording and times, which may differ."""
    found = (_HAPPENED.match(line) for line in transcript.splitlines())
    return [tuple(part for part in match.groups() if part) for match in found if match]


def test_the_transcript_is_real(checkout: Checkout) -> None:
    (block,) = document.blocks("text")
    shown = block.text.replace(
        LEFT_OUT, f"you › {JOHN.phone}\nyou › yes\nyou › {JOHN.born}\nyou › yes\n"
        f"you › card {JOHN.card}\nyou › yes\nyou › yes"
    )  # fmt: skip
    typed = [line.removeprefix("you › ") for line in shown.splitlines() if line[:4] == "you "]
    real = checkout.run("make chat", lines="\n".join([*typed, ""]))

    start, end = block.text.split(LEFT_OUT)
    wanted_first = [step for step in happened(start) if step != ("you",)]
    wanted_last = [step for step in happened(end) if step != ("you",)]
    whole = happened(real)
    assert whole[: len(wanted_first)] == wanted_first
    assert whole[-len(wanted_last) :] == wanted_last
    assert len(whole) > len(wanted_first) + len(wanted_last)
