"""What is remembered of a conversation, and in which order: timeline, store, approvals.

Belongs here: what outlives a turn. Does not: what is said in it (agents/), or on which wire
(channels/).
"""
