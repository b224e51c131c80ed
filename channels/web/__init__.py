"""The browser's way in: a token for a room of one's own, and the page that calls from it.

Belongs here: what a browser asks of the HTTP side. Does not: the page itself (web/), or what
happens in the room (channels/voice/).
"""
