"""A port that is taken is named before anything starts."""

from __future__ import annotations

import socket
from typing import Literal

import pytest

from deploy.errors import CannotStartError
from deploy.ports import Port, pick_free, require_free


def test_free_ports_are_no_problem() -> None:
    require_free([Port(pick_free("127.0.0.1"), "PORT"), Port(pick_free(""), "PORT", host="")])


@pytest.mark.parametrize("asked", ["127.0.0.1", ""])
@pytest.mark.parametrize("listens", ["127.0.0.1", "0.0.0.0"])  # noqa: S104
def test_one_in_use_names_the_setting_that_moves_it(listens: str, asked: str) -> None:
    with socket.create_server((listens, 0)) as taken:
        number = taken.getsockname()[1]
        with pytest.raises(CannotStartError, match=rf"{number}.*WORKER_PORT"):
            require_free([Port(number, "WORKER_PORT", host=asked)])


def test_media_ports_are_udp() -> None:
    with socket.socket(type=socket.SOCK_DGRAM) as taken:
        taken.bind(("127.0.0.1", 0))
        with pytest.raises(CannotStartError, match="LIVEKIT_URL"):
            require_free([Port(taken.getsockname()[1], "LIVEKIT_URL", kind="udp")])


@pytest.mark.parametrize("kind", ["tcp", "udp"])
def test_ports_in_a_row_are_all_free(
    kind: Literal["tcp", "udp"], monkeypatch: pytest.MonkeyPatch
) -> None:
    found = pick_free("", in_a_row=5)
    tried = iter([found, found + 2])
    monkeypatch.setattr("secrets.choice", lambda _: next(tried))
    with Port(found + 1, "", kind=kind).open() as taken:
        if kind == "tcp":
            taken.listen()
        assert pick_free("", in_a_row=3) == found + 2


def test_no_port_of_another_machine_is_picked() -> None:
    with pytest.raises(OSError, match="assign"):
        pick_free("198.51.100.1")


def test_each_problem_is_a_sentence() -> None:
    with socket.create_server(("127.0.0.1", 0)) as a, socket.create_server(("127.0.0.1", 0)) as b:
        taken = [Port(a.getsockname()[1], "PORT"), Port(b.getsockname()[1], "WORKER_PORT")]
        with pytest.raises(CannotStartError) as caught:
            require_free(taken)
    assert len(str(caught.value).splitlines()) == 2


def test_an_address_of_another_machine_names_the_setting() -> None:
    with pytest.raises(CannotStartError, match="set HOST"):
        require_free([Port(3001, "PORT", host="198.51.100.1")])
