"""`HandoffCoordinator`: the only place that changes who speaks.

One coordinator serves one conversation. A transfer is asked for by the `transfer` tool, and is
recorded once the next agent is active: a caller who barges in leaves the whole of it or nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from livekit.agents import llm

from agents import notes
from agents.gate import IdentityFirst
from agents.passing import Passing
from agents.roster import Roster
from domain.context import AgentTransfer
from domain.errors import GateClosed, NotAuthenticated, TransferRefused
from domain.events import Handoff
from tools.call import Call
from tools.private import mask_free
from tools.result import Result

PASSED_AROUND = "I want to talk to a person: I was passed around between {among}, without result."
SORRY_FOR_THAT = "You've been passed around enough, I'm sorry: let me get you a person."
KNOWN_FIRST = "what the caller wants touches an account, and it is not known whose"
WHAT_EXACTLY = "Let me try to help you here. What exactly do you need?"


@dataclass(frozen=True, slots=True)
class _Underway:
    """A transfer that was granted and whose agent has not spoken yet."""

    transfer: AgentTransfer
    began: float


class HandoffCoordinator:
    """Hands one conversation from agent to agent.

    Args:
        roster: who there is.
        most_in_a_turn: agents that may follow one another without a word of the customer's.
    """

    def __init__(self, roster: Roster, most_in_a_turn: int = 10) -> None:
        self._roster = roster
        self._most_in_a_turn = most_in_a_turn
        self._turn = 0
        self._in_this_turn = 0
        self._history: Callable[[], llm.ChatContext] = llm.ChatContext.empty
        self._answered: str | None = None
        self._passing = Passing()
        self._underway: _Underway | None = None
        self.transfers: list[AgentTransfer] = []

    def follow(self, history: Callable[[], llm.ChatContext]) -> None:
        """Says where the conversation so far is to be found."""
        self._history = history

    async def transfer(
        self, call: Call, target: str, reason: str, customer_message: str | None, response: str
    ) -> Result:
        """Hands over, once for each model response: two at once would cancel each other.

        Args:
            call: the conversation.
            target: a name of the roster.
            reason: internal; goes into the transfer note.
            customer_message: what the customer is told meanwhile.
            response: names the model response that asked.

        Raises:
            GateClosed: the identity check comes first; what the caller wants is remembered.
            TransferRefused: that agent is speaking already, or the customer has been passed around
                enough for one turn.
        """
        began = call.monotonic()
        source = call.state.agent
        if response and response == self._answered:
            return Result("One moment, please.", silent=True)
        reason = mask_free(reason, call.today)
        customer_message = customer_message and mask_free(customer_message, call.today)
        try:
            self._roster.gate(call, self._roster.agents[target])
        except GateClosed:
            call.customer.current_intent = call.state.turn.text or reason
            call.state.intended_agent = target
            raise
        if target == source:
            raise TransferRefused("I can help you with that myself. What would you like to know?")
        self._count(call.state.turn.number)
        self._answered = response
        request = self._request(call, target, reason)
        person = self._roster.person
        if self._passing.is_one_too_many(source, target, call.state.served) and person:
            if source == person:
                raise TransferRefused(WHAT_EXACTLY)
            target, customer_message = person, SORRY_FOR_THAT
            reason = request = PASSED_AROUND.format(among=" and ".join(self._passing.among))
        note = notes.transfer_note(call, source, reason, request)
        snapshot = call.customer.model_copy(update={"date_of_birth": None}, deep=True)
        self._underway = _Underway(
            AgentTransfer(
                from_agent=source,
                to_agent=target,
                context=snapshot,
                reason=reason,
                customer_message=customer_message,
                timestamp=call.now(),
            ),
            began,
        )
        chat_ctx = notes.speech_only(self._history())
        chat_ctx.add_message(role="system", content=note)
        return Result("", agent=self._roster.agents[target](call, self._roster, chat_ctx=chat_ctx))

    async def identify(
        self, call: Call, why: NotAuthenticated | GateClosed, response: str
    ) -> Result | None:
        """Sends a caller whose wish touches an account to who finds out whose it is.

        The wish is remembered, and once they are known it is taken up by the agent that was to
        serve it: the same one, or the one that the gate kept them from. None where nobody finds
        that out, or it is who speaks.

        Raises:
            TransferRefused: the customer has been passed around enough for one turn.
        """
        gate, source = self._roster.gate, call.state.agent
        if not isinstance(gate, IdentityFirst) or source in ("", gate.identifies):
            return None
        if isinstance(why, NotAuthenticated):  # a closed gate has remembered it already
            call.customer.current_intent = call.state.turn.text or None
            call.state.intended_agent = source
        say = NotAuthenticated().say  # the gate's own words end in the question that comes next
        return await self.transfer(call, gate.identifies, KNOWN_FIRST, say, response)

    def arrived(self, call: Call, name: str) -> AgentTransfer | None:
        """The agent of that name is active now: records the transfer that led to it."""
        call.state.agent = name
        call.state.proposal = None
        underway, self._underway = self._underway, None
        if underway is None or underway.transfer.to_agent != name:
            return None
        self.transfers.append(underway.transfer)
        self._passing.went_to(name)
        if underway.transfer.customer_message == SORRY_FOR_THAT:
            self._passing.start_over()
        call.timeline.record(
            Handoff(
                transfer=_for_the_record(underway.transfer),
                milliseconds=(call.monotonic() - underway.began) * 1000,
            )
        )
        return underway.transfer

    def _count(self, turn: int) -> None:
        """Ends a round dance of agents that each think another one can help."""
        if turn != self._turn:
            self._turn, self._in_this_turn = turn, 0
        if self._in_this_turn >= self._most_in_a_turn - 1:
            raise TransferRefused(WHAT_EXACTLY)
        self._in_this_turn += 1

    def _request(self, call: Call, target: str, reason: str) -> str | None:
        """What the next agent is to do at once, in the customer's words."""
        if call.state.intended_agent == target and call.customer.current_intent:
            call.state.intended_agent = None
            return call.customer.current_intent
        if not self._roster.agents[target].takes_requests:
            return None
        turn = call.state.turn
        # Of two wishes in one sentence the first may be done already: the reason names the rest.
        said_all = turn.answer != "unclear" or call.state.served > turn.served
        return reason if said_all or not turn.text else turn.text


def _for_the_record(transfer: AgentTransfer) -> AgentTransfer:
    """The timeline is read by others: it gets no phone number."""
    context = transfer.context.model_copy(update={"phone_number": None})
    return transfer.model_copy(update={"context": context})
