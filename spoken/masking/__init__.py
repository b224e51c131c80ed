"""Where the private values of an utterance are: the finders behind `spoken.private`.

One file a question: what must stay readable (`kept`), which numbers, which dates, which addresses.
"""
