"""Other ways in than a room: each turns its own wire format into a turn, and a reply back into it.

Belongs here: what is particular to one channel. Does not: what is answered (agents/), or what is
remembered (conversations/).
"""
