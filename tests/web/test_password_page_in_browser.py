"""The page behind a reset link, in a real Chromium: filled in, refused, done, and used up."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.house import JOHN
from tests.web.browser import play
from tests.web.reset_site import reset_site

pytestmark = pytest.mark.browser


async def test_a_forgotten_password_is_chosen_anew(
    tmp_path: Path, marketplace_template: Path
) -> None:
    async with reset_site(tmp_path, marketplace_template) as site:
        await play("reset_password.mjs", await site.link(JOHN))
        assert site.password_of(JOHN) is not None
