"""What is said where a part of the telephone is missing."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from config import Settings
from deploy.errors import BuildError
from deploy.phone import LIBRARIES, SipProgram, find_telephone, missing_packages


@pytest.fixture
def tools(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A `PATH` with nothing on it."""
    folder = tmp_path / "tools"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    return folder


def add_tool(folder: Path, name: str, script: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    tool = folder / name
    tool.write_text(f"#!/bin/sh\n{script}\n")
    tool.chmod(0o755)


def settings(directory: Path, port: int = 0) -> Settings:
    return Settings(_env_file=None, data_dir=directory, sip_port=port)


def test_missing_packages_are_named(tools: Path) -> None:
    assert missing_packages() == ["pkg-config", *LIBRARIES.values()]
    add_tool(tools, "pkg-config", 'test "$2" = opus')
    assert missing_packages() == ["libopusfile-dev", "libsoxr-dev"]


def test_nothing_is_built_without_them(tools: Path, tmp_path: Path) -> None:
    add_tool(tools, "go", "exit 1")
    with pytest.raises(BuildError, match="apt-get install pkg-config libopus-dev"):
        SipProgram(tmp_path).build()


def test_what_is_missing_for_a_telephone_is_said(tools: Path, tmp_path: Path) -> None:
    with pytest.raises(BuildError, match="make phone"):
        find_telephone(settings(tmp_path), tmp_path)
    version = SipProgram(tmp_path).pinned
    add_tool(tmp_path / "bin", "livekit-sip", f'echo "SIP version {version}"')
    with pytest.raises(BuildError, match="redis-server"):
        find_telephone(settings(tmp_path), tmp_path)
    add_tool(tools, "redis-server", "exit 0")
    assert find_telephone(settings(tmp_path), tmp_path).address.startswith("sip:127.0.0.1:")


def test_a_port_in_use_costs_the_telephone_only(tools: Path, tmp_path: Path) -> None:
    add_tool(tmp_path / "bin", "livekit-sip", f'echo "SIP version {SipProgram(tmp_path).pinned}"')
    add_tool(tools, "redis-server", "exit 0")
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as taken:
        taken.bind(("127.0.0.1", 0))
        with pytest.raises(BuildError, match="SIP_PORT"):
            find_telephone(settings(tmp_path, taken.getsockname()[1]), tmp_path)
