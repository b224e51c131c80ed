"""What may be done: one file a domain, each function an `@action`.

`action.py` holds the one pipeline that every action passes through, `live.py` makes it a tool of a
session, `call.py` is what a conversation carries, `types.py` the arguments that actions share,
`result.py` what they answer with. Belongs here: anything an agent can do. Does not: who speaks
(agents/), where data is kept (services/).
"""
