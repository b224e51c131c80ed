"""The words that every room of the house shares: pure types and protocols, no behaviour.

Belongs here: what two layers must agree on. Does not: anything that reads, writes or decides.
"""
