"""Other products on the same house, each a package with a `ROSTER`: `ROSTER=examples.airline`."""
