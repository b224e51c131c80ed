"""How many calls this machine carries: real ones side by side, and who gets none of its lines."""
