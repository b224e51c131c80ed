"""What is built, what is found, and what is said where a tool is missing."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from rich.console import Console

from deploy.build import build_page, livekit_program
from deploy.errors import BuildError
from deploy.livekit_server import LiveKitProgram
from deploy.page import Page


@pytest.fixture
def tools(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A `PATH` with nothing on it."""
    folder = tmp_path / "tools"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    return folder


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "checkout"


@pytest.fixture
def console() -> Console:
    return Console(record=True, width=200)


def add_tool(folder: Path, name: str, script: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    tool = folder / name
    tool.write_text(f"#!/bin/sh\n{script}\n")
    tool.chmod(0o755)
    return tool


def add_go(tools: Path, version: str) -> None:
    """A `go build -o DIR PACKAGE` that makes a server of this version."""
    server = add_tool(tools, "made", f'echo "livekit-server version {version}"')
    add_tool(tools, "go", f'{shutil.which("cp", path="/bin:/usr/bin")} {server} "$3/server"')


def test_the_pinned_version_is_the_one_of_the_module() -> None:
    assert LiveKitProgram(Path()).pinned.startswith("1.")


def test_one_on_the_path_is_used_when_its_minor_version_is_right(tools: Path, root: Path) -> None:
    minor = LiveKitProgram(root).pinned.rpartition(".")[0]
    installed = add_tool(tools, "livekit-server", f'echo "livekit-server version {minor}.99"')
    assert LiveKitProgram(root).find() == installed


@pytest.mark.parametrize("script", ['echo "livekit-server version 1.4.2"', "exit 1", "echo hello"])
def test_another_one_on_the_path_is_not(tools: Path, root: Path, script: str) -> None:
    add_tool(tools, "livekit-server", script)
    assert LiveKitProgram(root).find() is None


def test_it_is_built_once(tools: Path, root: Path, console: Console) -> None:
    program = LiveKitProgram(root)
    add_go(tools, program.pinned)
    built = livekit_program(root, console)
    assert built == root / "bin" / "livekit-server"
    (tools / "go").unlink()
    assert livekit_program(root, console) == built
    assert list((root / "bin").iterdir()) == [built]


def test_it_is_built_again_for_another_version(tools: Path, root: Path) -> None:
    program = LiveKitProgram(root)
    add_tool(root / "bin", "livekit-server", 'echo "livekit-server version 1.0.0"')
    assert program.find() is None
    add_go(tools, program.pinned)
    program.build()
    assert program.find() is not None


def test_without_go_there_is_a_sentence(tools: Path, root: Path, console: Console) -> None:
    assert livekit_program(root, console) is None
    assert "Go is missing" in console.export_text()


def test_a_failed_build_gives_its_reason(tools: Path, root: Path) -> None:
    add_tool(tools, "go", "echo 'go: no network' >&2; exit 1")
    with pytest.raises(BuildError, match="no network"):
        LiveKitProgram(root).build()


@pytest.fixture
def web(root: Path) -> Path:
    folder = root / "web"
    (folder / "node_modules").mkdir(parents=True)
    (folder / "package.json").write_text("{}")
    return folder


def test_no_page_is_no_problem(tools: Path, root: Path, console: Console) -> None:
    assert build_page(root, console)
    assert console.export_text() == ""


def test_without_node_there_is_a_sentence(
    tools: Path, root: Path, web: Path, console: Console
) -> None:
    assert not build_page(root, console)
    assert "Node is missing" in console.export_text()


def test_the_page_is_built_again_only_when_its_sources_change(
    tools: Path, root: Path, web: Path, console: Console
) -> None:
    add_tool(tools, "npm", "exit 0")
    assert build_page(root, console)
    (web / "node_modules" / "cache").write_text("changes all the time")
    assert Page(root).built
    (web / "package.json").write_text('{"name": "page"}')
    assert not Page(root).built


def test_a_failed_page_gives_its_reason(
    tools: Path, root: Path, web: Path, console: Console
) -> None:
    add_tool(tools, "npm", "echo 'npm error no lock file' >&2; exit 1")
    assert not build_page(root, console)
    assert "no lock file" in console.export_text()
    assert not Page(root).built
