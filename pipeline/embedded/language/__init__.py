"""The embedded language model: understands a caller from what agents and tools declare.

`declared` is what goes in, `understanding` tells what a sentence asks for, `fitting` learns that
once (words → `features` → `vectors`), `schemas` reads the tools of a request, `context` its chat
context; `dialogue`, `deciding`, `answering`, `moves`, `filling` and `slots` hold the conversation;
`spelling` puts slips right; `model` is the `livekit.agents.llm.LLM` in front. A new agent needs no
change in any of them.
"""

from pipeline.embedded.language.declared import Declared
from pipeline.embedded.language.model import EmbeddedLLM
from pipeline.embedded.language.understanding import Intent, Understanding

__all__ = ["Declared", "EmbeddedLLM", "Intent", "Understanding"]
