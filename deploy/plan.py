"""Which services this machine runs under these settings, where they listen, how they are met."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import yaml

from config import Settings, SettingsError
from deploy.child import Service
from deploy.phone import Telephone, redis_service, sip_service
from deploy.ports import Port, pick_free

_EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}  # noqa: S104 - compared with, not bound to
_DRAIN = 5
"""Seconds that calls in progress have to end when the worker stops."""
_FIRST_START = 300.0
"""Seconds for making the sample data or fitting the classifier on a slow machine."""


@dataclass(frozen=True)
class Plan:
    """What `make run` starts, in this order."""

    services: tuple[Service, ...]
    ports: tuple[Port, ...]
    http_url: str
    livekit_url: str
    takes_calls: bool
    telephone: Telephone | str | None = None
    """Where it is called by telephone, or why it is not; None where that is not ours to say."""


def is_local(url: str) -> bool:
    """Whether a LiveKit URL points to this machine."""
    return urlsplit(url).hostname in {"127.0.0.1", "localhost", "::1"}


def livekit_health(url: str) -> str:
    """Where the LiveKit server behind a `ws(s)://` URL says that it is there."""
    return url.replace("ws", "http", 1) if url.startswith("ws") else url


def make_plan(
    settings: Settings,
    root: Path,
    livekit: Path | None,
    *,
    takes_calls: bool,
    telephone: Telephone | str | None = None,
) -> Plan:
    """Lays out the services of one checkout.

    Args:
        settings: the settings in force. A port 0 becomes one that is free now.
        root: the checkout.
        livekit: the LiveKit server to start; None starts none.
        takes_calls: whether there is a LiveKit server at all, so that a worker makes sense.
        telephone: what a telephone needs, or what of it is missing; it needs `livekit`.

    Raises:
        SettingsError: a LiveKit server elsewhere without its secret.
    """
    if not is_local(settings.livekit_url) and settings.livekit_api_secret is None:
        raise SettingsError(
            f"LIVEKIT_URL is {settings.livekit_url}: set LIVEKIT_API_KEY and LIVEKIT_API_SECRET "
            "to the keys of that server."
        )
    logs = settings.log_dir or settings.data_dir / "logs"
    http = Port(settings.port or pick_free(settings.host), "PORT", settings.host)
    worker = Port(settings.worker_port or pick_free(settings.host), "WORKER_PORT", settings.host)
    reached = _EVERYWHERE.get(settings.host, settings.host)
    http_url = f"http://{reached}:{http.number}"
    environment = {
        **os.environ,
        "PORT": str(http.number),
        "WORKER_PORT": str(worker.number),
        "PYTHONUNBUFFERED": "1",
    }
    services = [
        Service(
            "HTTP side",
            (sys.executable, "server.py"),
            health=f"{http_url}/health",
            log=logs / "server.log",
            environment=environment,
            ready_within=_FIRST_START,
        )
    ]
    ports = [http]
    if livekit is not None:
        signalling, *media = _livekit_ports(settings.livekit_url, root / "livekit.yaml")
        server = _livekit_service(settings, root, livekit, signalling, media, logs, telephone)
        services.insert(0, server)
        ports += [signalling, *media]
        if isinstance(telephone, Telephone):
            services.insert(0, redis_service(settings, telephone, logs))
            services.insert(2, sip_service(settings, telephone, logs))
    if takes_calls:
        services.append(
            Service(
                "worker",
                (sys.executable, "agent.py", "start", "--drain-timeout", str(_DRAIN)),
                health=None,  # its port answers before the LiveKit server knows it
                log=logs / "worker.log",
                environment=environment,
                ready_within=_FIRST_START,
                grace=_DRAIN + 10,
            )
        )
        ports.append(worker)
    return Plan(
        tuple(services), tuple(ports), http_url, settings.livekit_url, takes_calls, telephone
    )


def _livekit_ports(url: str, file: Path) -> list[Port]:
    """Signalling, then media over TCP and UDP: those of the file, or next to the URL's port."""
    kept = yaml.safe_load(file.read_text())
    signalling = urlsplit(url).port or kept["port"]
    tcp, udp = kept["rtc"]["tcp_port"], kept["rtc"]["udp_port"]
    if signalling != kept["port"]:
        tcp, udp = signalling + 1, signalling + 2
    return [
        Port(signalling, "LIVEKIT_URL"),
        Port(tcp, "LIVEKIT_URL", host=""),
        Port(udp, "LIVEKIT_URL", kind="udp"),
    ]


def _with(telephone: Telephone | str | None) -> tuple[str, ...]:
    """Where the LiveKit server meets livekit-sip, if there is one.

    Below a warning its lines name callers by a plain hash of their number.
    """
    if not isinstance(telephone, Telephone):
        return ()
    return ("--redis-host", telephone.redis_address, "--logging.level", "warn")


def _livekit_service(
    settings: Settings,
    root: Path,
    program: Path,
    signalling: Port,
    media: list[Port],
    logs: Path,
    telephone: Telephone | str | None,
) -> Service:
    tcp, udp = media
    secret = settings.secrets().livekit_secret.get_secret_value()
    return Service(
        "LiveKit server",
        (
            str(program),
            *("--config", str(root / "livekit.yaml")),
            *("--port", str(signalling.number)),
            *("--rtc.tcp_port", str(tcp.number)),
            *("--udp-port", str(udp.number)),
            *_with(telephone),
        ),
        health=livekit_health(settings.livekit_url),
        log=logs / "livekit.log",
        environment={
            "PATH": os.environ.get("PATH", ""),
            # YAML, and quoted: a value that looks like a number would be dropped.
            "LIVEKIT_KEYS": f"{json.dumps(settings.livekit_api_key)}: {json.dumps(secret)}",
        },
        ready_within=30,
        names_callers=True,
    )
