"""How customers ask for an action: a file for each, named like it, with one sentence on a line.

The embedded language model learns from them. Whoever writes one needs no Python.
"""

from __future__ import annotations

from functools import cache
from importlib import resources


@cache
def sentences(package: str, name: str) -> tuple[str, ...]:
    """The sentences of `examples/<name>.txt` in a package; none where there is no such file."""
    if not package:
        return ()
    file = resources.files(package).joinpath("examples", f"{name}.txt")
    if not file.is_file():
        return ()
    lines = file.read_text(encoding="utf-8").splitlines()
    return tuple(line.strip() for line in lines if line.strip())
