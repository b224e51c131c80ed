"""What every agent can do about the conversation itself."""

from __future__ import annotations

from tools.action import Action, action
from tools.call import Call
from tools.result import Result


def goodbye(farewell: str) -> Action:
    """The tool that ends the conversation with these words."""

    async def end_call(call: Call) -> Result:
        """Say goodbye and end the conversation. Use when the customer is done."""
        call.state.ended = True
        call.voice.hang_up()
        return Result(farewell, verbatim=True)

    return action(effect="write", category="communication", requires="nothing")(end_call)


end_call = goodbye("Thank you for calling TAWK.TO Marketplace. Goodbye!")
