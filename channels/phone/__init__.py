"""The telephone: what the LiveKit server is told of our numbers, and calls that we make.

Belongs here: trunks, dispatch, dialling, whom not to call. Does not: what happens in the room
(channels/voice/), or how livekit-sip is started (deploy/).
"""
