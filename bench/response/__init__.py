"""How soon a caller hears something: turns in real rooms, over providers of realistic speed."""
