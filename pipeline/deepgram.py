"""Deepgram's plugin, and when Deepgram last said anything: also that nothing was said.

The plugin keeps to itself what holds no words, so a provider that hangs looks like a caller who
coughs.
"""

from __future__ import annotations

import asyncio
from typing import Any

from livekit.agents.types import (
    DEFAULT_API_CONNECT_OPTIONS,
    NOT_GIVEN,
    APIConnectOptions,
    NotGivenOr,
)
from livekit.plugins import deepgram
from livekit.plugins.deepgram.stt import SpeechStream


class Deepgram(deepgram.STT):
    """Deepgram, whose streams show signs of life."""

    def stream(
        self,
        *,
        language: NotGivenOr[str] = NOT_GIVEN,
        conn_options: APIConnectOptions = DEFAULT_API_CONNECT_OPTIONS,
    ) -> SpeechStream:
        """As the plugin's."""
        made = _Stream(
            stt=self,
            conn_options=conn_options,
            opts=self._sanitize_options(language=language),
            api_key=self._api_key,
            http_session=self._ensure_session(),
            base_url=self._opts.endpoint_url,
        )
        self._streams.add(made)
        return made


class _Stream(SpeechStream):
    last_sign = 0.0

    def _process_stream_event(self, data: dict[str, Any]) -> None:
        super()._process_stream_event(data)
        self.last_sign = asyncio.get_running_loop().time()
