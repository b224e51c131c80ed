"""What any caller may say that is no wish of any agent, one sentence on a line.

`off_topic.txt` has small talk, things off the subject and talk about the talk itself. Sentences too
close to one that an agent declares are left out when fitting: a roster of meteorologists would keep
the weather. `unclear.txt` has words that open a subject without naming it, and is kept however near
they are to what is declared. Both are fitted as "none of the intents", so that they pull confidence
down instead of landing on the nearest intent.
"""

from __future__ import annotations

from importlib import resources


def off_topic() -> tuple[str, ...]:
    """Small talk, and things off the subject."""
    return _sentences("off_topic.txt")


def unclear() -> tuple[str, ...]:
    """Openings that name no wish."""
    return _sentences("unclear.txt")


def _sentences(file: str) -> tuple[str, ...]:
    text = resources.files(__name__).joinpath(file).read_text(encoding="utf-8")
    return tuple(line for line in text.splitlines() if line)
