"""Electronics and tech."""

from __future__ import annotations

from agents.base import MarketplaceAgent
from tools.electronics import (
    check_stock,
    compare_specs,
    get_compatibility,
    search_tech,
    troubleshoot,
)


class Electronics(MarketplaceAgent):
    """Devices and parts: finding, comparing, fitting, fixing."""

    name = "electronics"
    handles = "finding, comparing and fixing electronics, and whether parts fit together"
    needs_auth = False
    actions = (search_tech, compare_specs, get_compatibility, check_stock, troubleshoot)
    examples = (
        "I have a question about a graphics card",
        "I need advice on computer parts",
        "I'm building a PC",
        "tell me about your headphones",
        "I need technical help with a device",
        "which processor should I get",
        "graphics card",
        "laptops",
        "I have a technical question",
        "questions about a monitor",
        "tell me the specs of the RTX 4090",
        "how much memory does the card have",
        "what do I need for a gaming computer",
        "I need something for my computer",
        "do you know about computers",
        "I want to talk about headphones I might buy",
        "I need a gadget",
    )
