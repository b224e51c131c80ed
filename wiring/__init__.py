"""The one place where parts are built from the settings and handed to each other.

`agent.py`, `server.py` and every `python -m …` start here; nothing else imports the islands
`marketplace/` and `pipeline/`.
"""

from wiring.backend import (
    MARKETPLACE_PATH,
    embedded_marketplace,
    marketplace_url,
    services_of,
    services_over_http,
)
from wiring.carrying import capacity, idle_processes, noting_cost, refusing
from wiring.house import House, in_process, journal, over_http
from wiring.parts import greeting_judge, text_model, voice_parts
from wiring.starting import (
    roster,
    settings_or_stop,
    spare_what_is_loaded,
    stop,
    trace,
    turn_detection,
)
from wiring.understood import expected, router, understanding, wordings

__all__ = [
    "MARKETPLACE_PATH",
    "House",
    "capacity",
    "embedded_marketplace",
    "expected",
    "greeting_judge",
    "idle_processes",
    "in_process",
    "journal",
    "marketplace_url",
    "noting_cost",
    "over_http",
    "refusing",
    "roster",
    "router",
    "services_of",
    "services_over_http",
    "settings_or_stop",
    "spare_what_is_loaded",
    "stop",
    "text_model",
    "trace",
    "turn_detection",
    "understanding",
    "voice_parts",
    "wordings",
]
