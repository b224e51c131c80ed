"""Which ports a start needs, and whether they are free."""

from __future__ import annotations

import errno
import secrets
import socket
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from deploy.errors import CannotStartError

Kind = Literal["tcp", "udp"]
_KINDS: dict[Kind, int] = {"tcp": socket.SOCK_STREAM, "udp": socket.SOCK_DGRAM}
_PICKED = range(20_000, 32_000)
"""Below what systems give to whoever asks for any port, or calls from one: one of those may be gone
before it is listened on. Above those that livekit-sip takes for its calls."""


@dataclass(frozen=True)
class Port:
    """A port that a service will listen on, and the setting that moves it."""

    number: int
    setting: str
    host: str = "127.0.0.1"
    kind: Kind = "tcp"

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


def pick_free(host: str, in_a_row: int = 1) -> int:
    """The first of so many ports in a row that are free now, for TCP and for UDP.

    Raises:
        OSError: none can be bound, as when the host is not an address of this machine.
    """
    while True:
        first = secrets.choice(_PICKED)
        row = range(first, first + in_a_row)
        try:
            for port in (Port(n, "", host, kind) for n in row for kind in _KINDS):
                port.open().close()
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise
        else:
            return first


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
