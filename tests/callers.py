"""A caller whose agent is a test: it performs actions directly, as a model would ask for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from domain.errors import Refusal, Unavailable
from tests.people import Person
from tools.call import Call
from tools.identity import Step
from tools.result import Result

if TYPE_CHECKING:
    from tests.house import TestHouse


class Caller:
    """Says things and has actions performed, as a model of any mind would ask for them."""

    def __init__(self, house: TestHouse, call: Call) -> None:
        self.house = house
        self.call = call

    def is_at(self, step: Step) -> bool:
        """Whether this is the open step of the identity check."""
        return self.call.identity.step is step

    def says(self, words: str) -> str:
        """A turn of the caller; returns it as the agent gets it."""
        masked = self.call.hear(words)
        self.call.begin_turn(masked)
        return masked

    async def does(self, action: str, /, *, response: str | None = None, **raw: Any) -> Result:
        """The agent calls a tool."""
        return await self.house.action(action).perform(self.call, raw, response=response)

    async def refused(self, action: str, /, *, response: str | None = None, **raw: Any) -> str:
        """The agent calls a tool and is refused; returns the refusal's code."""
        try:
            result = await self.does(action, response=response, **raw)
        except (Refusal, Unavailable) as refusal:
            if refusal.say:
                return refusal.code
            raise AssertionError(f"{action} was refused without a word") from refusal
        raise AssertionError(f"{action} was not refused: {result.say!r}")

    async def agreed(self, action: str, /, **raw: Any) -> Result:
        """The agent proposes a write, and the caller says yes."""
        proposed = await self.does(action, **raw)
        assert proposed.proposal, f"{action} was not proposed first"
        self.says("yes please")
        return await self.does(action, **raw)

    async def identify(self, person: Person, until: Step = Step.DONE) -> None:
        """Goes through the identity check up to a step, as an honest caller would."""
        check = self.call.identity
        says, does = self.says, self.does

        async def confirm() -> None:
            says("yes")
            await does("confirm_step")

        while check.step is not until:
            match check.step:
                case Step.FIRST_NAME:
                    says(person.name)
                    await does("record_first_name", first_name=person.name)
                case Step.PHONE_NUMBER:
                    says(person.phone)
                    await does("record_phone_number", phone_number="<phone_number>")
                    await confirm()
                case Step.DATE_OF_BIRTH:
                    says(person.born)
                    await does("record_date_of_birth", date_of_birth="<date_of_birth>")
                    await confirm()
                case Step.LAST_FOUR:
                    says(person.card)
                    await does(
                        "record_last_four", last_four="<last_four>", last_four_of="credit_card"
                    )
                    await confirm()
                case Step.MATCH:
                    await self.match("credit_card")
                case Step.ADDRESS:
                    await confirm()
                case Step.DISCLOSURE:
                    await does("read_disclosure")
                case Step.RESPONSE:
                    says("no thanks")
                    await does("log_offer_response", offer_response="DECLINED")
                case Step.DONE:
                    return

    async def match(self, of: str = "credit_card") -> Result:
        """The agent asks for the confirmed values to be checked."""
        return await self.does(
            "authenticate_user",
            phone_number="<phone_number>",
            date_of_birth="<date_of_birth>",
            last_four="<last_four>",
            last_four_of=of,
        )
