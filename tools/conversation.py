"""What every agent can do about the conversation itself."""

from __future__ import annotations

from tools.action import action
from tools.call import Call
from tools.result import Result

FAREWELL = "Thank you for calling TAWK.TO Marketplace. Goodbye!"


@action(
    effect="write",
    category="communication",
    requires="nothing",
)
async def end_call(call: Call) -> Result:
    """Say goodbye and end the conversation. Use when the customer is done."""
    call.state.ended = True
    call.voice.hang_up()
    return Result(FAREWELL, verbatim=True)
