"""The LiveKit server's program: found on this machine, or built from the pinned Go module."""

from __future__ import annotations

from typing import ClassVar

from deploy.go_program import GoProgram


class LiveKitProgram(GoProgram):
    """Finds or builds it for one checkout."""

    program: ClassVar[str] = "livekit-server"
    what: ClassVar[str] = "LiveKit server"
    repository: ClassVar[str] = "github.com/livekit/livekit-server"
    package: ClassVar[str] = "github.com/livekit/livekit-server/cmd/server"
    without_go: ClassVar[str] = (
        "Go is missing, so there is no LiveKit server and no calls: install Go "
        "(go.dev/dl) or livekit-server {minor}, or set LIVEKIT_URL."
    )
