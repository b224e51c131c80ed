"""A room: what is particular to hearing and speaking over LiveKit. `agent.py` wires it."""
