"""The parts that need no key and no network: voice, recogniser, voice activity, language model.

Belongs here: one LiveKit plugin class a part, with the engine that it drives beside it. Does not:
a choice between parts, which is made in `pipeline/`.
"""
