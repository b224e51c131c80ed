"""How often one client address may ask for something, in bounded memory."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from ipaddress import IPv6Address, IPv6Network, ip_address

MINUTE = 60.0


class RateLimit:
    """Lets each address ask `per_minute` times at once, and then once each `60 / per_minute` s.

    One number is kept for an address (the generic cell rate algorithm): when its allowance will
    be whole again.

    Args:
        per_minute: requests of one address; at least one.
        most_addresses: addresses remembered at a time. The one that asked longest ago is
            forgotten first.
        clock: seconds that never go back.
    """

    def __init__(
        self,
        per_minute: int,
        *,
        most_addresses: int = 10_000,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._interval = MINUTE / per_minute
        self._most = most_addresses
        self._clock = clock
        self._whole_at: OrderedDict[str, float] = OrderedDict()

    def wait(self, address: str) -> float:
        """Counts one request.

        Returns:
            0 when it may go on; else the seconds after which it may, and nothing is counted.
        """
        client, now = _client(address), self._clock()
        whole_at = max(self._whole_at.get(client, now), now) + self._interval
        # Half an interval of leeway, so that rounding never costs the last request.
        if whole_at - now > MINUTE + self._interval / 2:
            return whole_at - now - MINUTE
        self._whole_at[client] = whole_at
        self._whole_at.move_to_end(client)
        if len(self._whole_at) > self._most:
            self._whole_at.popitem(last=False)
        return 0.0

    def __len__(self) -> int:
        """The addresses remembered."""
        return len(self._whole_at)


def _client(address: str) -> str:
    """Who is behind an address: one IPv6 subscriber has all of a /64 network."""
    try:
        ip = ip_address(address)
    except ValueError:
        return address
    if not isinstance(ip, IPv6Address):
        return str(ip)
    return str(ip.ipv4_mapped or IPv6Network((ip.packed, 64), strict=False))
