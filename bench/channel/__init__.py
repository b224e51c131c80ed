"""The line between a caller and us: what it does to a voice, and what is still understood.

Belongs here: telephone band, noise, lost packets and loudness as functions of audio, and the
figures that come of them. `python -m bench.channel`. Does not: the caller (bench/caller).
"""
