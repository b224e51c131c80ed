"""First contact, identity, disclosure, routing. The rules are tools/identity.py's."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import ClassVar

import structlog
from livekit.agents import APIError, ModelSettings, llm
from livekit.agents.voice import SpeechHandle

from agents import script
from agents.base import MarketplaceAgent
from agents.bridging import Chunk
from agents.routing import routed
from spoken.answers import answer, offer_response
from spoken.phones import phone_number
from spoken.wishes import name_beside, wish_beside
from tools.action import Action
from tools.authentication import AUTHENTICATION, LOCKED
from tools.corrections import taken_back
from tools.identity import CONFIRMED_VALUES, KIND, Step, question
from tools.identity_values import last_four_kind
from tools.keypad import KEYED_NAME
from tools.private import PLACEHOLDER, placeholder

log = structlog.get_logger(__name__)

GREETING = "Hello, and welcome to the TAWK.TO Marketplace. {question}"
GREETING_OUT = (
    "Hello, this is the TAWK.TO Marketplace, calling about {reason}. If you'd rather not be "
    "called, say so, or press nine. {question}"
)
GREETING_AGAIN = "Let's go on where we were. {question}"
NAME_FIRST = "Thank you. {question}"
NOT_THAT = "Sorry, I didn't get that. {question}"
LAST_STEP = "log_offer_response"
RECORDERS: dict[Step, str] = {
    Step.PHONE_NUMBER: "record_phone_number",
    Step.DATE_OF_BIRTH: "record_date_of_birth",
    Step.ADDRESS: "record_address",
}


class Authentication(MarketplaceAgent):
    """Finds out who is calling, step by step, then hands over to who can help."""

    name = "authentication"
    handles = "finding out who the customer is, before anything that touches an account"
    needs_auth = False
    takes_requests = False
    actions: ClassVar[tuple[Action, ...]] = tuple(AUTHENTICATION)

    async def greet(self) -> SpeechHandle:
        """Welcomes the caller and asks the first question."""
        check = self.call.identity
        self.call.expect(check.expectation)
        check.step_began = self.call.monotonic()
        if self.call.outgoing is None:
            return self.session.say(GREETING.format(question=question(check)))
        self.call.customer.current_intent = self.call.outgoing
        said = GREETING_OUT.format(reason=self.call.outgoing, question=question(check))
        # Their "hello?" may still be on its way here, and they are to hear who it is.
        return self.session.say(said, allow_interruptions=False)

    async def take_up(self) -> None:
        """Asks the open step again: what was said to a colleague was no answer to it."""
        check = self.call.identity
        kind = KIND.get(check.step)
        given = kind is not None and placeholder(kind) in self.call.state.turn.text
        if check.done or check.locked or given:
            await super().take_up()
            return
        check.asked_in_turn = self.call.state.turn.number
        self.call.expect(check.expectation)
        self.session.say(GREETING_AGAIN.format(question=question(check)))

    def begin_turn(self, heard: str) -> None:
        """Remembers why they call, where they say so beside an answer."""
        super().begin_turn(heard)
        customer, check = self.call.customer, self.call.identity
        beside = check.step is Step.FIRST_NAME or PLACEHOLDER.search(heard)
        if beside and not check.done and (wish := wish_beside(heard)):
            customer.current_intent = wish
            self.call.state.intended_agent = None

    async def llm_node(
        self, chat_ctx: llm.ChatContext, tools: list[llm.Tool], model_settings: ModelSettings
    ) -> AsyncIterator[Chunk]:
        """Once the check is over, finds out who can serve the wish that is remembered."""
        if target := await self._who_serves(chat_ctx):
            yield self._handover(target).as_chunk()
            return
        async for chunk in super().llm_node(chat_ctx, tools, model_settings):
            yield chunk

    async def _who_serves(self, chat_ctx: llm.ChatContext) -> str | None:
        state, wish = self.call.state, self.call.customer.current_intent
        ended = [output.name for output in script.last_outputs(chat_ctx)] == [LAST_STEP]
        if not (self.call.identity.done and ended and wish) or state.intended_agent:
            return None
        others = {name: at for name, at in self._colleagues.handles.items() if name != self.name}
        model = self.session.llm
        try:
            return await routed(model, others, wish) if isinstance(model, llm.LLM) else None
        except APIError:
            log.warning("remembered_wish_not_routed", conversation=self.call.id)
            return None  # the caller is asked what they need

    def _handover(self, target: str) -> script.Calls:
        reason = self.call.customer.current_intent or "remembered intent"
        return script.Calls("transfer", {"target": target, "reason": reason})

    def next_step(self, chat_ctx: llm.ChatContext) -> script.Step | None:
        """Fills the open step from the caller's words, and takes the steps that code takes."""
        common = super().next_step(chat_ctx)
        words = script.last_words(chat_ctx)
        if words is not None:
            return common or self._heard(words)
        if self.call.identity.locked:
            return self._to_a_person() or common
        return self._own_step(chat_ctx) or common

    def _own_step(self, chat_ctx: llm.ChatContext) -> script.Step | None:
        """What comes next without the caller: the match, the notice, the handover."""
        outputs = script.last_outputs(chat_ctx)
        check = self.call.identity
        if not outputs:
            # Back from a colleague, or started anew: the open step is asked again.
            return script.Says(GREETING_AGAIN.format(question=question(check)))
        if outputs[-1].is_error or outputs[-1].name == "transfer":
            return None
        match check.step:
            case Step.MATCH if outputs[-1].name == "confirm_step":
                return self._match()
            case Step.DISCLOSURE if outputs[-1].name in ("confirm_step", "save_address"):
                return script.Calls("read_disclosure", {})
            case Step.DONE if (target := self.call.state.intended_agent) and (
                outputs[-1].name == LAST_STEP
            ):
                return self._handover(target)
        return None

    def _match(self) -> script.Step:
        return script.Calls(
            "authenticate_user",
            {KIND[step]: placeholder(KIND[step]) for step in CONFIRMED_VALUES}
            | {"last_four_of": self.call.identity.last_four_of},
        )

    def _to_a_person(self) -> script.Step | None:
        if self._colleagues.person is None:
            return None
        return script.Calls(
            "transfer",
            {
                "target": self._colleagues.person,
                "reason": "I want to talk to a person: my identity could not be checked.",
                "customer_message": LOCKED,
            },
        )

    def _heard(self, words: str) -> script.Step | None:
        """What an answer to the open step does; None where it is not one."""
        check = self.call.identity
        given = {match.group(1) for match in PLACEHOLDER.finditer(words)}
        if check.step is Step.FIRST_NAME and words == KEYED_NAME:
            return script.Calls("record_first_name", {"first_name": words})
        if check.step is Step.FIRST_NAME and (name := name_beside(words)):
            return script.Calls("record_first_name", {"first_name": name})
        if check.step is Step.FIRST_NAME and "phone_number" in given:
            return script.Says(NAME_FIRST.format(question=question(check)))  # it is kept for later
        for step in (check.step, *RECORDERS, Step.LAST_FOUR):
            if KIND.get(step) in given and (recorded := self._record(step, words)):
                return recorded
        if given and KIND.get(check.step) not in given and not check.matched:
            # Figures that are nothing that was asked for, or earlier: half a number, no date.
            return script.Says(NOT_THAT.format(question=question(check)))
        if not given and (wrong := self._taken_back(words)):
            return script.Calls("correct_step", {"step": wrong})
        if check.reading_back:
            match answer(words):
                case "yes" if check.step is Step.ADDRESS and not check.address_on_file:
                    return script.Calls("save_address", {})
                case "yes":
                    return script.Calls("confirm_step", {})
                case "no":
                    return script.Calls("reject_step", {})
            return None
        match check.step:
            case Step.MATCH if answer(words) == "yes" or "again" in words.lower().split():
                return self._match()  # it could not be checked a moment ago
            case Step.LAST_FOUR if (of := last_four_kind(words)) and self._last_four_known():
                return script.Calls(
                    "record_last_four",
                    {"last_four": placeholder("last_four"), "last_four_of": of},
                )
            case Step.DISCLOSURE if answer(words) == "yes":
                return script.Calls("read_disclosure", {})
            case Step.RESPONSE if response := offer_response(words):
                return script.Calls("log_offer_response", {"offer_response": response})
        return None

    def _taken_back(self, words: str) -> Step | None:
        """An earlier step that the caller wants to go back to, without the right value yet."""
        check, kind = self.call.identity, taken_back(words)
        earlier = list(Step)[: list(Step).index(check.step)]
        if kind is None or check.matched:
            return None
        return next((step for step in earlier if KIND.get(step) == kind), None)

    def _is_phone_number(self) -> bool:
        return phone_number(self.call.private.get("phone_number") or "") is not None

    def _last_four_known(self) -> bool:
        return self.call.private.get("last_four") is not None

    def _record(self, step: Step, words: str) -> script.Step | None:
        """Keeps a private value that was heard, for its step."""
        check = self.call.identity
        closed = check.matched if step is not Step.ADDRESS else check.step is not Step.ADDRESS
        if closed or list(Step).index(step) > list(Step).index(check.step):
            return None
        kind = KIND[step]
        if step is Step.PHONE_NUMBER and not self._is_phone_number():
            return None
        if step is not Step.LAST_FOUR:
            return script.Calls(RECORDERS[step], {kind: placeholder(kind)})
        of = last_four_kind(words) or check.last_four_of
        which = {} if of is None else {"last_four_of": of}
        return script.Calls("record_last_four", {"last_four": placeholder(kind)} | which)
