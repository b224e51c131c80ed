"""ElevenLabs' plugin, whose connection can be let go of.

The plugin keeps a connection on which a request has timed out, and makes the next one on it.
"""

from __future__ import annotations

from livekit.plugins import elevenlabs


class ElevenLabs(elevenlabs.TTS):
    """ElevenLabs, to be asked on a new connection after a failure."""

    async def reconnect(self) -> None:
        """Closes what is open; the next request connects."""
        await super().aclose()
