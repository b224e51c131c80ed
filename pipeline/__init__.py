"""How it hears and talks: builds STT, LLM, TTS, VAD and turn handling from the settings.

Belongs here: the profiles that choose each part, one file a part (`stt`, `llm`, `tts`, `turns`),
`builder` that puts them together, and speech that is made beforehand (`disclosure`). `embedded/`
has the parts that need no key and no network. Does not belong here: anything that knows agents,
tools, rooms or customers; this folder imports `config`, `domain` and `spoken` only.
"""

from pipeline.builder import VoiceParts, build, language, preload_modules, prewarm
from pipeline.disclosure import SpeechNotMadeError
from pipeline.embedded.errors import SpeechPartMissingError

__all__ = [
    "SpeechNotMadeError",
    "SpeechPartMissingError",
    "VoiceParts",
    "build",
    "language",
    "preload_modules",
    "prewarm",
]
