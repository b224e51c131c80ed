"""How conversations go, in figures: metrics, traces, and a report at the end of each.

Belongs here: whatever counts or measures a conversation. Does not: who may read it, and on which
port (channels/). Nothing in here holds a private value.
"""
