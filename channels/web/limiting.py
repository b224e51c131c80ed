"""A route that one address may not ask for too often."""

from __future__ import annotations

import math
from collections.abc import Awaitable, Callable

from fastapi import HTTPException, Request, status

from channels.web.rate_limit import RateLimit

TOO_OFTEN: dict[int | str, dict[str, str]] = {
    status.HTTP_429_TOO_MANY_REQUESTS: {"description": "Asked too often."}
}
"""What a route that is limited may answer, for its description."""


def limited(per_minute: int, requests: str) -> Callable[[Request], Awaitable[None]]:
    """A dependency that answers 429 once an address has asked that often.

    Args:
        per_minute: requests of one address.
        requests: what there are too many of, in the words of the answer: "calls".
    """
    limit = RateLimit(per_minute)

    async def ask(request: Request) -> None:
        wait = limit.wait(request.client.host if request.client else "")
        if not wait:
            return
        seconds = math.ceil(wait)
        raise HTTPException(
            status.HTTP_429_TOO_MANY_REQUESTS,
            f"Too many {requests} from this address. Please try again in {seconds} "
            f"{'second' if seconds == 1 else 'seconds'}.",
            headers={"Retry-After": str(seconds)},
        )

    return ask
