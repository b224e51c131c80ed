"""The terminal: a conversation by typing. `python -m channels.chat`, or `make chat`."""
