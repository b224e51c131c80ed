"""What pyproject.toml declares is what the code imports, and the lock pins all of it."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

from config import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
EXTRAS: dict[str, list[str]] = PROJECT["optional-dependencies"]
LOCK = (ROOT / "requirements.lock").read_text()
OURS = {p.stem for p in ROOT.iterdir() if p.suffix == ".py" or (p / "__init__.py").exists()}
BY_NAME = {"aiosqlite", "asyncpg", "espeakng-loader"}
"""Imported by a name in a string: the drivers of a DATABASE_URL, and the optional voice."""


def distribution(requirement: str) -> str:
    """`uvicorn[standard]~=0.54` as `uvicorn`."""
    match = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert match is not None
    return re.sub(r"[-_.]+", "-", match[0]).lower()


def declared(*extras: str) -> set[str]:
    named = [*PROJECT["dependencies"], *(r for extra in extras for r in EXTRAS[extra])]
    return {distribution(requirement) for requirement in named}


def sources() -> Iterator[Path]:
    """The product's own files, without its tests."""
    for top in sorted(ROOT.iterdir()):
        if top.suffix == ".py":
            yield top
        elif (top / "__init__.py").exists():
            yield from sorted(top.rglob("*.py"))


def imported(files: Iterator[Path]) -> set[str]:
    """The modules that are not ours and not Python's, whole names, wherever they are imported."""
    found: set[str] = set()
    for file in files:
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.Import):
                found |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    tops = sys.stdlib_module_names | OURS | {"tests"}
    return {name for name in found if name.partition(".")[0] not in tops}


def distributions(modules: set[str]) -> list[set[str]]:
    """For each module, the distributions that it may have come from."""
    known = packages_distributions()
    tops = {name.partition(".")[0] for name in modules}
    return [{distribution(d) for d in known.get(top, [top])} for top in tops]


def test_whatever_the_product_imports_is_declared() -> None:
    missing = [d for d in distributions(imported(sources())) if not d & declared("speech")]
    assert not missing


def test_whatever_the_tests_import_is_declared() -> None:
    files = (ROOT / "tests").rglob("*.py")
    missing = [d for d in distributions(imported(files)) if not d & declared("speech", "dev")]
    assert not missing


def test_whatever_is_declared_is_used() -> None:
    used = set().union(*distributions(imported(sources())))
    assert declared("speech") - used <= BY_NAME


def test_the_plugins_are_those_that_are_imported() -> None:
    (agents,) = [r for r in PROJECT["dependencies"] if r.startswith("livekit-agents[")]
    extras = agents.partition("[")[2].partition("]")[0].split(",")
    plugins = {
        name.split(".")[2].replace("_", "-")
        for name in imported(sources())
        if name.startswith("livekit.plugins.")
    }
    assert set(extras) == plugins


def test_the_lock_pins_everything_with_hashes_and_names_no_host() -> None:
    pinned = dict(re.findall(r"^([a-z0-9-]+)==\S+.*?\\\n(    --hash)", LOCK, re.MULTILINE))
    assert declared("speech", "dev") <= set(pinned)
    assert len(pinned) == len(set(re.findall(r"^([a-z0-9-]+)==", LOCK, re.MULTILINE)))
    assert "://" not in LOCK
    assert "index-url" not in LOCK
