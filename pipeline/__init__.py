"""How it hears and talks: builds STT, LLM, TTS, VAD and turn handling from the settings.

Belongs here: the profiles that choose each part (`builder` and one file a part), and speech that
is made beforehand. `embedded/` has the parts that need no key and no network. Does not belong
here: anything that knows agents, tools, rooms or customers; this folder imports `config`, `domain`
and `spoken` only.
"""
