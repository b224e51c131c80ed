"""The sentences that follow from facts: prices, dates and states as a voice says them.

One file a domain, like the actions. Pure functions of facts; an id is said only where it is asked
for, and nothing private is.
"""
