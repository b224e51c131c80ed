"""How soon a caller hears something: whole turns in real rooms, over providers of realistic speed."""
