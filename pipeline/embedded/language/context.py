"""A request's chat context as exchanges: what was said, what was done about it, what was answered.

A transfer note starts afresh: what its `Request:` line says counts as just said, and what its
`Known:` lines say counts as told. `Facts:` lines tell of things, separated by semicolons, among
which the caller may mean one; `Shown:` lines of those that the caller has just heard of, in order.
Messages before it are only remembered.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from livekit.agents.llm import ChatContext, ChatItem, ChatMessage, FunctionCall, FunctionCallOutput

from pipeline.embedded.language.schemas import Value
from spoken.answers import answer

_INSTRUCTIONS = "lk."
"""Message ids that start so are livekit's own: the agent's instructions."""

_ITEMS = 80
"""Items of the chat context that are read: some twenty exchanges."""

_REQUEST = re.compile(r"^\s*Request:[ \t]*(.*)$", re.MULTILINE)
_REASON = re.compile(r"^\s*Reason:[ \t]*(.*)$", re.MULTILINE)
_FACTS = re.compile(r"^\s*Facts:[ \t]*(.*)$", re.MULTILINE)
_SHOWN = re.compile(r"^\s*Shown:[ \t]*(.*)$", re.MULTILINE)
_KNOWN = re.compile(r"^\s*Known:[ \t]*(.*)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Asked:
    """A tool's own question: the answer fills `argument` of `tool`, the others unchanged."""

    tool: str
    argument: str
    arguments: dict[str, Value]
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Offered:
    """What a tool offers instead of what it refused; a yes asks for that."""

    tool: str
    arguments: dict[str, Value]


@dataclass(frozen=True, slots=True)
class Thing:
    """Something that the caller was shown and may mean next.

    Attributes:
        kind: "product" or "order".
        about: Words that it may be told apart by, besides its name.
    """

    kind: str
    reference: str
    name: str
    price: float | None = None
    about: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A tool call and what came of it.

    Attributes:
        facts: The things it told of, each as one line of words: "ORD-1001 desk lamp delivered".
        shown: Those that the caller heard of, in order.
    """

    tool: str
    arguments: dict[str, Value]
    say: str
    refused: bool = False
    proposal: bool = False
    asked: Asked | None = None
    offered: Offered | None = None
    facts: tuple[str, ...] = ()
    shown: tuple[Thing, ...] = ()
    reply_required: bool = True


@dataclass(slots=True)
class Exchange:
    """One thing the caller said, the calls that followed, and the assistant's words."""

    said: str = ""
    outcomes: list[Outcome] = field(default_factory=list)
    spoken: list[str] = field(default_factory=list)

    @property
    def answer(self) -> str:
        """All that the assistant said in it."""
        return " ".join(self.spoken)

    @property
    def unspoken(self) -> list[Outcome]:
        """Outcomes that the caller has not heard of."""
        return [o for o in self.outcomes if o.reply_required and o.say not in self.answer]


@dataclass(slots=True)
class Conversation:
    """What one request shows of the call.

    Attributes:
        exchanges: Since the last handover, oldest first; the last one awaits an answer.
        earlier: Those before it, only remembered.
        known: Lines of what was settled before the handover.
        facts: Things that the transfer note tells of, each in a few words.
        shown: What the caller had been shown before the handover, oldest first.
    """

    exchanges: list[Exchange] = field(default_factory=lambda: [Exchange()])
    earlier: list[Exchange] = field(default_factory=list)
    known: list[str] = field(default_factory=list)
    facts: list[str] = field(default_factory=list)
    shown: list[tuple[Thing, ...]] = field(default_factory=list)

    @property
    def last_answer(self) -> str:
        """What the assistant said last, in one go."""
        spoken = [e.answer for e in (*self.earlier, *self.exchanges) if e.spoken]
        return spoken[-1] if spoken else ""


def read(chat_ctx: ChatContext) -> Conversation:
    """Read the context of one request."""
    found = Conversation()
    calls: dict[str, FunctionCall] = {}
    # Of a long call only notes still matter from before: reading all of it would take longer.
    notes = [item for item in chat_ctx.items[:-_ITEMS] if _is_note(item)]
    for item in (*notes, *chat_ctx.items[-_ITEMS:]):
        if isinstance(item, FunctionCall):
            calls[item.call_id] = item
        elif isinstance(item, FunctionCallOutput):
            found.exchanges[-1].outcomes.append(_outcome(item, calls.get(item.call_id)))
        elif isinstance(item, ChatMessage):
            _message(item, found)
    return found


def _is_note(item: ChatItem) -> bool:
    return isinstance(item, ChatMessage) and item.role in ("system", "developer")


def _message(item: ChatMessage, found: Conversation) -> None:
    text = (item.text_content or "").strip()
    if item.role == "assistant":
        found.exchanges[-1].spoken.append(text)
    elif item.role == "user":
        found.exchanges.append(Exchange(said=text))
    elif not item.id.startswith(_INSTRUCTIONS):
        found.known += _KNOWN.findall(text)
        found.facts += [fact for line in _FACTS.findall(text) for fact in line.split(";")]
        found.shown += [tuple(_noted(line)) for line in _SHOWN.findall(text)]
        found.earlier += found.exchanges
        found.exchanges = [Exchange(said=_request(text))]


def _request(note: str) -> str:
    """What the note asks for; its reason, where the caller's last word was only a yes."""
    request, reason = _REQUEST.search(note), _REASON.search(note)
    if request and reason and answer(request[1]) != "unclear":
        return reason[1].strip()
    return request[1].strip() if request else ""


def _outcome(output: FunctionCallOutput, call: FunctionCall | None) -> Outcome:
    result = _object(output.output)
    arguments = _object(call.arguments) if call else {}
    say = result.get("say")
    asked = result.get("ask")
    options = result.get("options")
    offered = result.get("offer")
    return Outcome(
        tool=output.name or (call.name if call else ""),
        arguments={name: value for name, value in arguments.items() if value is not None},
        say=say if isinstance(say, str) else ("" if result else output.output.strip()),
        refused=output.is_error,
        proposal=result.get("proposal") is True,
        asked=_asked(asked, options) if isinstance(asked, dict) else None,
        offered=_offered(offered) if isinstance(offered, dict) else None,
        facts=tuple(map(_line, _things(result.get("facts")))),
        shown=tuple(_listed(result.get("shown"))),
        reply_required=output.reply_required,
    )


def _listed(shown: object) -> Iterator[Thing]:
    """The things that a tool output says were shown."""
    for thing in shown if isinstance(shown, list) else ():
        if isinstance(thing, dict):
            said = {name: str(thing.get(name, "")) for name in ("kind", "id", "name", "about")}
            price = _price(str(thing.get("price", "")))
            yield Thing(said["kind"], said["id"], said["name"], price, said["about"])


def _noted(line: str) -> Iterator[Thing]:
    """The things of a `Shown:` line: "product ELEC004 | Desk lamp | 39.99 | Lumo black; …"."""
    for thing in line.split(";"):
        number, name, price, about = ([part.strip() for part in thing.split("|")] + [""] * 4)[:4]
        kind, _, reference = number.partition(" ")
        if reference and name:
            yield Thing(kind, reference, name, _price(price), about)


def _price(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def _things(facts: object) -> list[object]:
    """The single things among facts: the members of its lists, and the facts as one."""
    if isinstance(facts, list):
        return facts
    if not isinstance(facts, dict):
        return []
    lists = [value for value in facts.values() if isinstance(value, list)]
    return [facts, *(thing for things in lists for thing in things if isinstance(thing, dict))]


def _line(thing: object) -> str:
    if isinstance(thing, dict):
        return " ".join(map(_line, thing.values()))
    if isinstance(thing, list):
        return " ".join(map(_line, thing))
    return str(thing) if isinstance(thing, str | int | float) else ""


def _asked(asked: Mapping[str, object], options: object) -> Asked | None:
    tool, argument, arguments = asked.get("tool"), asked.get("argument"), asked.get("arguments")
    if not isinstance(tool, str) or not isinstance(argument, str):
        return None
    return Asked(
        tool=tool,
        argument=argument,
        arguments=dict(arguments) if isinstance(arguments, dict) else {},
        options=tuple(map(str, options)) if isinstance(options, list) else (),
    )


def _offered(offered: Mapping[str, object]) -> Offered | None:
    tool, arguments = offered.get("tool"), offered.get("arguments")
    if not isinstance(tool, str) or not isinstance(arguments, dict):
        return None
    return Offered(tool, arguments)


def _object(text: str) -> dict[str, Value]:
    """The JSON object in the text; empty when it holds none."""
    try:
        found = json.loads(text)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
