"""What an embedded part says when it cannot serve."""

from __future__ import annotations


class SpeechPartMissingError(RuntimeError):
    """An embedded speech part cannot be used; the message is one sentence that says what to do."""
