"""The files at the root say what the code says."""

from __future__ import annotations

import ast
import configparser
import re
import subprocess
import sys
from pathlib import Path

import pytest
from pydantic import AliasChoices

from config import Settings

ROOT = Path(__file__).parents[2]
EXAMPLE = (ROOT / ".env.example").read_text()


def environment_names() -> set[str]:
    names = set()
    for name, field in Settings.model_fields.items():
        alias = field.validation_alias
        first = alias.choices[0] if isinstance(alias, AliasChoices) else alias
        names.add(str(first or name.upper()))
    return names


def test_env_example_lists_every_setting_once() -> None:
    listed = re.findall(r"^# ([A-Z][A-Z_]*)=", EXAMPLE, re.MULTILINE)
    assert len(listed) == len(set(listed))
    assert set(listed) == environment_names()


def test_env_example_gives_the_defaults(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in environment_names():
        monkeypatch.delenv(name, raising=False)
    taken = tmp_path / ".env"
    taken.write_text(re.sub(r"^# ([A-Z][A-Z_]*=)", r"\1", EXAMPLE, flags=re.MULTILINE))
    read = Settings(_env_file=taken).model_dump()
    for name in ("data_dir", "log_dir"):
        read[name] = ROOT / read[name]
    assert read == Settings(_env_file=None).model_dump()


def test_make_help_lists_every_target() -> None:
    makefile = (ROOT / "Makefile").read_text()
    targets = set(re.findall(r"^([a-z-]+):.*##", makefile, re.MULTILINE))
    phony = re.search(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)
    assert phony is not None
    assert targets == set(phony[1].split())
    shown = subprocess.run(
        ["make", "--no-print-directory", "help"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert {line.split()[1] for line in shown.stdout.splitlines()} == targets


def test_the_import_contracts_cover_every_package() -> None:
    contracts = configparser.ConfigParser()
    contracts.read(ROOT / ".importlinter")
    covered = set(contracts["importlinter"]["root_packages"].split())
    packages = {file.parent.name for file in ROOT.glob("*/__init__.py")}
    assert packages - {"tests", "wiring"} <= covered  # wiring is no root: it may import all


def test_config_imports_nothing_of_the_house() -> None:
    """The contracts cannot say so: the linter does not read single modules."""
    ours = {path.stem for path in [*ROOT.glob("*.py"), *ROOT.glob("*/__init__.py")]}
    ours |= {file.parent.name for file in ROOT.glob("*/__init__.py")}
    imported = {
        name
        for node in ast.walk(ast.parse((ROOT / "config.py").read_text()))
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    assert not {name.partition(".")[0] for name in imported} & ours


@pytest.mark.parametrize("body", ["pytest.skip('no key')", "pytest.importorskip('no_such_module')"])
@pytest.mark.parametrize("where", ["in a test", "at import"])
def test_a_skipped_test_fails_where_nothing_may_be_skipped(
    tmp_path: Path, body: str, where: str
) -> None:
    if where == "at import":
        body = body.replace("'no key'", "'no key', allow_module_level=True")
    indent = "" if where == "at import" else "    "
    function = "def test_it():\n" if where == "in a test" else ""
    (tmp_path / "test_it.py").write_text(f"import pytest\n{function}{indent}{body}\n")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "tests.no_skips", "-c", "/dev/null"]
    ran = subprocess.run(
        [*command, "--rootdir", str(tmp_path), str(tmp_path / "test_it.py")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode != 0
    assert "may be skipped" in ran.stdout
