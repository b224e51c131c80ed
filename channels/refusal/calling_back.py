"""Call-backs for callers who could not be served: a request, since nobody knows who asked."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
from collections.abc import Callable
from datetime import UTC, datetime

import structlog

from channels.web.rate_limit import RateLimit
from domain.errors import Refusal, Unavailable
from services import Services

log = structlog.get_logger(__name__)

TOPIC = "Called while all lines were busy, and asked to be called back. The number is not verified."
PER_MINUTE = 30
"""Requests that one HTTP side takes: more than people make, less than a prank needs."""
ARRANGED_WITHIN = 5.0


class CallBacks:
    """Arranges call-backs to numbers that are not verified.

    A number gets one a day, whoever asks for it and wherever, and none where it asked not to be
    called.

    Args:
        services: the marketplace.
        secret: keys what stands for a number where it must not be named.
        clock: now, timezone-aware.
    """

    def __init__(
        self,
        services: Services,
        secret: bytes,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._services = services
        self._secret = secret
        self._clock = clock
        self._limit = RateLimit(PER_MINUTE)

    async def arrange(self, number: str) -> bool:
        """Asks for a person to call a number (E.164); whether they will."""
        if self._limit.wait(""):
            log.warning("call_back_not_arranged", reason="too_many")
            return False
        try:
            async with asyncio.timeout(ARRANGED_WITHIN):
                if not await self._services.do_not_call.allowed(number):
                    log.info("call_back_not_arranged", reason="asked_not_to_be_called")
                    return False
                wish = self._services.acting(None, self._wish(number))
                await wish.support.request_callback(TOPIC, phone_number=number)
        except (Refusal, Unavailable, TimeoutError) as error:
            log.error("call_back_not_arranged", reason=type(error).__name__)  # noqa: TRY400
            return False
        return True

    def _wish(self, number: str) -> str:
        """One for a number and a day: the marketplace does it once."""
        said = f"busy:{self._clock():%Y-%m-%d}:{number}"
        return "busy:" + hmac.new(self._secret, said.encode(), hashlib.sha256).hexdigest()
