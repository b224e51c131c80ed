"""Where the data is: typed clients of the marketplace's HTTP interface, one file a resource.

Belongs here: turning a question into a request and an answer into facts. Does not: rules, words,
and who is asking. The customer whom a call concerns is bound by `Services.acting`; no method takes
one.
"""

from services.facade import Services

__all__ = ["Services"]
