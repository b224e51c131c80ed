"""What every agent can do about the conversation itself."""

from __future__ import annotations

import structlog

from domain.errors import Refusal, Unavailable
from tools.action import Action, action
from tools.call import Call
from tools.result import Result

log = structlog.get_logger(__name__)

LONGEST_SUMMARY = 1_500
"""Characters of a text."""


def goodbye(farewell: str) -> Action:
    """The tool that ends the conversation with these words."""

    async def end_call(call: Call) -> Result:
        """Say goodbye and end the conversation. Use when the customer is done."""
        await _put_in_writing(call)
        call.end()
        return Result(farewell, verbatim=True)

    return action(effect="write", category="communication", requires="nothing")(end_call)


end_call = goodbye("Thank you for calling TAWK.TO Marketplace. Goodbye!")


async def _put_in_writing(call: Call) -> None:
    """Sends what was settled to a customer who asked for that: on file, or to the line in use."""
    line = None if call.customer.authenticated else call.calling_line
    somewhere = call.customer.authenticated or line is not None
    if "written_summary" not in call.needs or not call.state.settled or not somewhere:
        return
    body = call.masked(" ".join(call.state.settled))[-LONGEST_SUMMARY:]
    try:
        await call.services.support.send_follow_up("text", body, line=line)
    except (Refusal, Unavailable) as error:  # a goodbye is not held up by it
        log.warning("summary_not_sent", conversation=call.id, code=error.code)
    call.state.settled.clear()
