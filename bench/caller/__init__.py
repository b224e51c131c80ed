"""A simulated caller: a real LiveKit participant with real audio that follows a written goal.

It speaks synthesised sentences or presses keys, and acts on what it heard, never on what it knows
of the worker. `python -m bench.caller --goal "…"`, or `run(goal, …)` for many at once.
"""

from bench.caller.call import run
from bench.caller.report import Report

__all__ = ["Report", "run"]
