"""How many of a thing are named together with it: "two of the linen shirts"."""

from __future__ import annotations

import re

from spoken.numbers import figures

_MOST = 99
_COUNTED = re.compile(
    r"^(?:(?P<couple>a couple|couple|a dozen|dozen)|(?P<count>\d{1,2}))\s+"
    r"(?!(?:inch|in|watts?|w|gb|tb|mb|k|mm|cm|ft|feet|foot|seat|seater|piece|person|pack|drawers?|"
    r"doors?|litres?|liters?|cups?|quarts?|hours?|days?|percent|x)\b)"
    r"(?:(?:pieces?|pairs?|copies|units)\s+)?(?:of\s+)?(?:(?:the|those|these|them|my|our)\s+)?(?P<thing>.+)$",
    re.IGNORECASE,
)
_ONE = re.compile(
    r"^(?:(?:an?|the|another|one more|1 more)\s+)?"
    r"(?:(?:pair|copy|piece|unit) of\s+(?:the\s+)?)?(?=\w)",
    re.IGNORECASE,
)
_FEW = {"couple": 2, "dozen": 12}


def counted(said: str) -> tuple[int | None, str]:
    """The number that a thing is named with, and the thing without it.

    A figure that belongs to the name stays there: "27 inch monitor", "750 watt power supply".
    """
    match = _COUNTED.match(figures(said.strip()))
    if match is None:
        return None, _ONE.sub("", said.strip())
    if match["couple"]:
        return _FEW[match["couple"].lower().split()[-1]], match["thing"]
    return int(match["count"]), match["thing"]
