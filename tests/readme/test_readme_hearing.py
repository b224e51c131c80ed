"""The embedded recogniser hears as well as the README says, and no worse."""

from __future__ import annotations

import pytest

from tests.readme import document
from tests.readme.hearing import KINDS

pytestmark = pytest.mark.speech
SPREAD = 0.15
"""Another machine's rounding, of some thirty tries each."""


@pytest.mark.parametrize(("said", "stated"), document.table("said", "understood"))
async def test_as_well_as_stated(said: str, stated: str) -> None:
    measured = await KINDS[said]()
    assert abs(measured - int(stated.removesuffix(" %")) / 100) <= SPREAD


def test_all_kinds_are_stated() -> None:
    assert [said for said, _ in document.table("said", "understood")] == list(KINDS)
