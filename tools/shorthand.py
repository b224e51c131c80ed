"""What people call things for short, in full: the words that the catalogue uses."""

from __future__ import annotations

import re

_WORD = re.compile(r"[A-Za-z]+")
_IN_FULL: dict[str, str] = {
    "gpu": "graphics card",
    "gpus": "graphics cards",
    "cpu": "processor",
    "cpus": "processors",
    "psu": "power supply",
    "ram": "memory",
    "ssd": "drive",
    "tv": "television",
    "pc": "computer",
    "mobo": "motherboard",
    "sneakers": "shoes",
    "trainers": "shoes",
}


def in_full(text: str) -> str:
    """The text with such words written out: "my gpu" is "my graphics card"."""
    return _WORD.sub(lambda word: _IN_FULL.get(word[0].lower(), word[0]), text)
