"""The telephone on one machine: livekit-sip, which speaks SIP, and the Redis that it needs."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from config import Settings
from deploy.child import Service
from deploy.errors import BuildError
from deploy.go_program import GoProgram
from deploy.ports import Port, is_free, pick_free

HOST = "127.0.0.1"
NO_REDIS = "Redis is missing: apt-get install redis-server"
LIBRARIES = {"opus": "libopus-dev", "opusfile": "libopusfile-dev", "soxr": "libsoxr-dev"}
"""What livekit-sip is built with, as pkg-config knows it, and as Debian and Ubuntu name it."""


class SipProgram(GoProgram):
    """livekit-sip: finds or builds it for one checkout."""

    program: ClassVar[str] = "livekit-sip"
    what: ClassVar[str] = "telephone (livekit-sip)"
    repository: ClassVar[str] = "github.com/livekit/sip"
    package: ClassVar[str] = "github.com/livekit/sip/cmd/livekit-sip"
    without_go: ClassVar[str] = (
        "Go is missing, so there is no telephone: install Go (go.dev/dl) or livekit-sip {minor}."
    )

    def build(self) -> Path:
        """Builds it, which takes one to two minutes the first time.

        Raises:
            BuildError: without Go or the libraries that it needs, or when the build fails.
        """
        if missing := missing_packages():
            raise BuildError(
                f"The {self.what} was not built: it needs {' '.join(missing)} "
                f"(`apt-get install {' '.join(missing)}`)."
            )
        return super().build()

    def _flags(self) -> list[str]:
        # Of itself it knows its version only where it was released.
        return ["-ldflags", f"-X {self.repository}/version.Version={self.pinned}"]


def missing_packages() -> list[str]:
    """The Debian packages that building livekit-sip needs and that are not there."""
    pkg_config = shutil.which("pkg-config")
    if pkg_config is None:
        return ["pkg-config", *LIBRARIES.values()]
    return [
        package
        for library, package in LIBRARIES.items()
        if subprocess.run([pkg_config, "--exists", library], check=False).returncode  # noqa: S603
    ]


@dataclass(frozen=True)
class Telephone:
    """The programs of a telephone, and where they listen: all on loopback."""

    sip: Path
    redis: Path
    sip_port: int
    redis_port: int
    health_port: int

    @property
    def address(self) -> str:
        """Where a SIP client or a trunk on this machine calls."""
        return f"sip:{HOST}:{self.sip_port}"

    @property
    def redis_address(self) -> str:
        """Where the LiveKit server meets livekit-sip."""
        return f"{HOST}:{self.redis_port}"


def find_telephone(settings: Settings, root: Path) -> Telephone:
    """What a telephone needs on this machine.

    Raises:
        BuildError: something is not there, or its port is taken; the rest runs without it.
    """
    sip, redis = SipProgram(root).find(), shutil.which("redis-server")
    if sip is None:
        raise BuildError("not built: make phone")
    if redis is None:
        raise BuildError(NO_REDIS)
    port = settings.sip_port or pick_free(HOST)
    if not all(is_free(Port(port, "SIP_PORT", HOST, kind)) for kind in ("udp", "tcp")):
        raise BuildError(f"port {port} is in use: set SIP_PORT to another")
    return Telephone(sip, Path(redis), port, pick_free(HOST), pick_free(HOST))


def redis_service(settings: Settings, telephone: Telephone, logs: Path) -> Service:
    """Redis: it keeps the trunks and rules that `python -m channels.phone setup` makes."""
    kept = settings.data_dir / "redis"
    kept.mkdir(parents=True, exist_ok=True)
    return Service(
        "Redis",
        (
            str(telephone.redis),
            *("--bind", HOST, "--port", str(telephone.redis_port)),
            *("--dir", str(kept.resolve()), "--appendonly", "yes", "--save", ""),
        ),
        health=f"tcp://{telephone.redis_address}",
        log=logs / "redis.log",
        environment={"PATH": os.environ.get("PATH", "")},
        ready_within=30,
    )


def sip_service(settings: Settings, telephone: Telephone, logs: Path) -> Service:
    """livekit-sip: callers by SIP become participants of rooms."""
    listening = {
        "redis": {"address": telephone.redis_address},
        "sip_port": telephone.sip_port,
        "health_port": telephone.health_port,
        "listen_ip": HOST,
        # Loopback is no address that it would find by itself (findings.md).
        "nat_1_to_1_ip": HOST,
        # The worker counts calls; a busy processor alone is no reason to turn one away.
        "max_cpu_utilization": 1,
        # Below a warning its lines name callers' numbers.
        "logging": {"level": "warn"},
    }
    return Service(
        "telephone",
        (str(telephone.sip),),
        health=f"http://{HOST}:{telephone.health_port}/",
        log=logs / "sip.log",
        environment={
            "PATH": os.environ.get("PATH", ""),
            "SIP_CONFIG_BODY": json.dumps(listening),
            "LIVEKIT_API_KEY": settings.livekit_api_key,
            "LIVEKIT_API_SECRET": settings.secrets().livekit_secret.get_secret_value(),
            "LIVEKIT_WS_URL": settings.livekit_url,
        },
        ready_within=30,
        names_callers=True,
    )
