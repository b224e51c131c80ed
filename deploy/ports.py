"""Which ports a start needs, and whether they are free."""

from __future__ import annotations

import errno
import socket
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from deploy.errors import CannotStartError

_KINDS = {"tcp": socket.SOCK_STREAM, "udp": socket.SOCK_DGRAM}


@dataclass(frozen=True)
class Port:
    """A port that a service will listen on, and the setting that moves it."""

    number: int
    setting: str
    host: str = "127.0.0.1"
    kind: Literal["tcp", "udp"] = "tcp"

    def open(self) -> socket.socket:
        """A socket bound to it.

        Raises:
            OSError: it cannot be bound.
        """
        [(family, *_, address), *_] = socket.getaddrinfo(
            self.host or None, self.number, type=_KINDS[self.kind], flags=socket.AI_PASSIVE
        )
        bound = socket.socket(family, _KINDS[self.kind])
        try:
            if self.kind == "tcp":  # a connection that lingers after a stop is no hindrance
                bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            bound.bind(address)
        except OSError:
            bound.close()
            raise
        return bound


def is_free(port: Port) -> bool:
    """Whether the port can be bound now."""
    return _problem(port) is None


def require_free(ports: Iterable[Port]) -> None:
    """Checks that every port can be bound now.

    Raises:
        CannotStartError: one sentence for each that cannot.
    """
    if problems := [problem for port in ports if (problem := _problem(port))]:
        raise CannotStartError("\n".join(problems))


def pick_free(host: str) -> int:
    """A TCP port of this machine that is free now."""
    with Port(0, setting="", host=host).open() as bound:
        number: int = bound.getsockname()[1]
        return number


def _problem(port: Port) -> str | None:
    name = f"Port {port.number}" + (" (UDP)" if port.kind == "udp" else "")
    try:
        port.open().close()
    except OSError as error:
        match error.errno:
            case errno.EADDRINUSE:
                return f"{name} is in use: set {port.setting} to another, or stop what uses it."
            case errno.EACCES:
                return f"{name} is reserved: set {port.setting} to a port above 1023."
            case errno.EADDRNOTAVAIL | socket.EAI_NONAME:
                return f"{port.host} is not an address of this machine: set HOST to one that is."
            case _:
                return f"{name} cannot be opened: {error.strerror}."
    return None
