"""The page behind a reset link, by HTTP: what it does once, and what it never gives away."""

from __future__ import annotations

import hashlib
import re
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from structlog.testing import capture_logs

from channels.web import passwords
from tests.house import JANE, JOHN
from tests.web.reset_site import ResetSite, reset_site

NEW = "a few words to remember"


@pytest.fixture
async def site(tmp_path: Path, marketplace_template: Path) -> AsyncIterator[ResetSite]:
    async with reset_site(tmp_path, marketplace_template) as site:
        yield site


async def choose(site: ResetSite, token: str, password: str = NEW) -> httpx.Response:
    return await site.http.post("/reset-password", json={"token": token, "password": password})


async def token_for_john(site: ResetSite) -> str:
    return (await site.link(JOHN)).partition("#")[2]


async def test_the_link_leads_to_a_page_that_runs_nothing_but_itself(site: ResetSite) -> None:
    link = await site.link(JOHN)
    assert link.startswith(f"{site.url}/reset-password#")
    page = await site.http.get(link)
    assert page.status_code == 200
    assert page.headers["cache-control"] == "no-store"
    assert page.headers["referrer-policy"] == "no-referrer"
    policy = page.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert not re.search(r"(src|href)=", page.text), "all of it is in the page"


async def test_a_new_password_is_kept_as_a_hash_for_whom_the_link_went_to(site: ResetSite) -> None:
    with capture_logs() as logged:
        token = await token_for_john(site)
        answer = await choose(site, token)
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    kept = site.password_of(JOHN)
    assert kept is not None
    _, n, r, p, salt, digest = kept.split("$")
    made = hashlib.scrypt(NEW.encode(), salt=bytes.fromhex(salt), n=int(n), r=int(r), p=int(p))
    assert made.hex() == digest
    assert site.password_of(JANE) is None
    for private in (token, NEW, JOHN.id):
        assert private not in str(logged) + answer.text


async def test_a_link_that_does_not_hold_is_refused_in_the_same_words(site: ResetSite) -> None:
    replaced, used = await token_for_john(site), await token_for_john(site)
    assert (await choose(site, used)).status_code == 200
    before = site.password_of(JOHN)
    answers = [
        await choose(site, token, "another one entirely")
        for token in (used, replaced, "x" * 43, "short", "", "y" * 500)
    ]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.text for answer in answers}) == 1
    assert site.password_of(JOHN) == before


@pytest.mark.parametrize("password", ["", "eleven long", "x" * 129])
async def test_a_password_of_the_wrong_length_leaves_the_link_good(
    site: ResetSite, password: str
) -> None:
    token = await token_for_john(site)
    refused = await choose(site, token, password)
    assert refused.status_code == 422
    assert refused.json()["detail"] == passwords.WRONG_LENGTH
    assert (await choose(site, token)).status_code == 200


async def test_nobody_tries_links_one_after_another(site: ResetSite) -> None:
    token = await token_for_john(site)
    tried = [(await choose(site, f"{n:043}")).status_code for n in range(passwords.PER_MINUTE)]
    assert set(tried) == {404}
    refused = await choose(site, token)
    assert refused.status_code == 429
    assert int(refused.headers["retry-after"]) > 0
    assert site.password_of(JOHN) is None
