"""Running it: what has to be built, which processes a machine runs, and how they start and stop.

Belongs here: `make run` and what it stands on. Nothing here knows what a call or a customer is;
of the rest it imports `config` alone.
"""
