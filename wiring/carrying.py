"""How many calls this machine carries, and what becomes of the others."""

from __future__ import annotations

from contextlib import AbstractAsyncContextManager, AbstractContextManager

from livekit.agents.utils.hw.cpu import get_cpu_monitor

from channels.refusal import refusals
from channels.refusal.calling_back import CallBacks
from channels.voice import cost
from channels.voice.capacity import Capacity, Cost
from channels.voice.capacity import capacity as calls_of
from config import Settings
from pipeline import costs, recordings
from services import Services
from wiring.house import fingerprint_key
from wiring.starting import roster

MOST_IDLE = 8


def capacity(settings: Settings) -> Capacity:
    """How many calls a worker of these settings takes on this machine."""
    known = cost.measured(settings.data_dir, costs.profile_name(settings))
    assumed = Cost(costs.expected_cost(settings), "assumed until five calls were measured here")
    cores = get_cpu_monitor().cpu_count()
    return calls_of(cores, known or assumed, setting=settings.max_calls)


def noting_cost(settings: Settings) -> AbstractContextManager[None]:
    """Notes what a call costs, for the limit of the next start."""
    return cost.noting_cost(settings.data_dir, costs.profile_name(settings))


def idle_processes(settings: Settings, takes: Capacity) -> int:
    """How many processes wait for a call: as many as there may be calls, within reason."""
    chosen = settings.idle_processes
    return min(takes.calls, MOST_IDLE) if chosen is None else chosen


def refusing(
    settings: Settings, services: Services
) -> AbstractAsyncContextManager[refusals.Refusals]:
    """The lines of callers whom nobody can take now, for `server.py`."""
    reached = settings.marketplace_url is not None or roster(settings).marketplace
    call_backs = CallBacks(services, fingerprint_key(settings)) if reached else None
    return refusals.refusing(
        settings, lambda what: (recordings.TEXTS[what], recordings.frames(what)), call_backs
    )
