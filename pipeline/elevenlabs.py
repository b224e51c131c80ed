"""ElevenLabs' plugin, whose connection can be let go of.

The plugin keeps a connection on which a request has timed out, and makes the next one on it.
"""

from __future__ import annotations

from typing import Any

from livekit.plugins import elevenlabs


class ElevenLabs(elevenlabs.TTS):
    """ElevenLabs, to be asked on a new connection after a failure."""

    async def reconnect(self) -> None:
        """Closes what is open: what is being said on it fails. The next request connects.

        To close the plugin as a whole would end that without a word of its failure.
        """
        connection: Any = getattr(self, "_TTS__current_connection", None)
        if connection is not None:
            await connection.aclose()
