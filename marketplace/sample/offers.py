"""The texts that are read to customers word for word."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from marketplace.sample.files import sections
from marketplace.tables import Offer

_HEADING = re.compile(r"^(?P<offer_id>[\w-]+), version (?P<version>\d+): (?P<title>.+)$")


def offers(now: datetime) -> list[Offer]:
    """Every offer of `offers.md`, in force since before now.

    Raises:
        ValueError: a heading lacks its number or version.
    """
    found = []
    for heading, lines in sections("offers.md"):
        match = _HEADING.match(heading)
        if match is None:
            raise ValueError(f"offers.md: heading without number and version: {heading}")
        found.append(
            Offer(
                offer_id=match["offer_id"],
                version=int(match["version"]),
                title=match["title"],
                text=" ".join(lines),
                effective_from=now - timedelta(days=30),
            )
        )
    return found
