"""Who speaks: one file an agent, plus what they share.

`base.py` is what every agent is, `roster.py` which ones there are, `coordinator.py` how one hands
over to another, `gate.py` when it may, `prompts/` how each is told to speak. Belongs here: when to
hand over to whom, and with which tools they work. Does not: what the tools do (tools/).
"""
