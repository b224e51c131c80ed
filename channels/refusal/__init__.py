"""A caller whom nobody can take now: told so by a recording, and called back for the asking.

Belongs here: the line of such a caller, from the first word to the last, without a session. Does
not: who is refused and when (channels/web/lonely.py).
"""
