"""How the agents of the bench are told to speak."""
