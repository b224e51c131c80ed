"""How each agent is told to speak: `common.md` for all, and one file an agent.

A roster of another package has a folder `prompts` of its own.

A prompt makes a conversation pleasant. What may and may not happen is never kept by a prompt.
"""

from __future__ import annotations

from functools import cache
from importlib import resources


@cache
def instructions(package: str, name: str) -> str:
    """The instructions of one agent, whose package has a folder `prompts`.

    Raises:
        FileNotFoundError: an agent without a prompt.
    """
    folder = resources.files(package).joinpath("prompts")
    common = folder.joinpath("common.md").read_text(encoding="utf-8")
    own = folder.joinpath(f"{name}.md").read_text(encoding="utf-8")
    return f"{common}\n{own}"
