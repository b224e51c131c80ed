"""How customers ask for an agent, where no action of its own is meant: one sentence on a line.

`unserved.txt` has what they ask of a marketplace and nobody here serves: asked about, not guessed
at. A line goes when an agent that serves it comes.
"""
