"""Not being called: who asks for it is heard at once, by whatever agent, and never argued with."""

from __future__ import annotations

from domain.errors import Refusal
from tools.action import action
from tools.call import Call
from tools.result import Result

STOPPED = "I've taken this number off our list, and we won't call you again."
GOODBYE = "Sorry to have disturbed you. Goodbye."


@action(effect="write", category="communication", requires="nothing")
async def stop_calling(call: Call) -> Result:
    """Never call the customer again. Use when they ask not to be called.

    Raises:
        Refusal: neither the line nor the customer is known, so it is not clear whom not to call.
    """
    if call.calling_line is None and not call.customer.authenticated:
        raise Refusal("I can do that once I've confirmed who you are.", code="no_line")
    if call.calling_line is not None:
        await call.services.do_not_call.add(call.calling_line)
    if call.customer.authenticated:
        await call.services.do_not_call.add_customer()
    if call.outgoing is None:
        return Result(STOPPED, verbatim=True)
    call.end()
    return Result(f"{STOPPED} {GOODBYE}", verbatim=True)
