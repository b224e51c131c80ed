"""Where the private values of an utterance are: the finders behind `spoken.private`.

One file a question: what must stay readable (`kept`), which numbers, which dates (`births`), which
addresses, and which parts of an address that was asked for (`address_parts`). They work one after
another on one `Scene`.
"""
