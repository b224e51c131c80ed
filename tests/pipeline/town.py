"""An invented town's service desk: agents that the language model has never seen.

`ROSTER` declares them; `HELD_OUT` are other ways to ask for the same, never shown when fitting.
"""

from __future__ import annotations

from datetime import date
from functools import cache

from pipeline.embedded.language import Declared, Understanding
from pipeline.embedded.language.fitting import fit

TODAY = date(2026, 3, 4)
"""A Wednesday."""

_TOOLS: dict[str, dict[str, tuple[str, list[str]]]] = {
    "loans": {
        "handles": ("borrowing library books, renewing them and fines", []),
        "renew_loan": (
            "",
            [
                "can I renew my book",
                "I need more time with this book",
                "extend my loan please",
                "I have not finished reading it, can I keep it longer",
                "renew the library book",
                "push back the due date of my loan",
            ],
        ),
        "reserve_title": (
            "",
            [
                "reserve a book for me",
                "can you put a novel on hold",
                "I want to borrow that title when it is back",
                "place a hold on this book",
                "keep a copy for me",
                "is the book available to borrow",
            ],
        ),
        "pay_fine": (
            "",
            [
                "I want to pay my library fine",
                "how much do I owe for late books",
                "settle my overdue fee",
                "what is my fine",
                "I got a late fee for a book",
                "pay what I owe the library",
            ],
        ),
        "list_loans": (
            "",
            [
                "what books do I have out",
                "list my loans",
                "which books are due",
                "when do I have to bring my books back",
                "what have I borrowed",
            ],
        ),
    },
    "garage": {
        "handles": ("repairs, inspections and towing of cars", []),
        "book_repair": (
            "",
            [
                "my car makes a strange noise",
                "I need to get my brakes fixed",
                "book a repair for my car",
                "the engine light is on",
                "can a mechanic look at my car",
                "my car will not start",
                "I want to bring my car in for service",
            ],
        ),
        "request_tow": (
            "",
            [
                "I am stuck on the highway",
                "I need a tow truck",
                "my car broke down, come and get me",
                "can somebody tow my vehicle",
                "send a tow truck to the roadside",
            ],
        ),
        "repair_status": (
            "",
            [
                "is my car ready",
                "when can I pick up my car",
                "how is the repair going",
                "have you finished with my car",
                "status of the repair",
            ],
        ),
        "quote_tyres": (
            "",
            [
                "how much are new tyres",
                "price for winter tires",
                "I need four new tyres",
                "what would a set of tires cost",
                "do you sell tyres",
            ],
        ),
    },
    "flights": {
        "handles": ("flights: booking, changing seats and check-in", []),
        "find_flights": (
            "",
            [
                "I want to fly to Paris",
                "book me a flight to London",
                "what flights go to Rome tomorrow",
                "find a cheap flight",
                "I need a plane ticket",
                "when is the next flight to Berlin",
            ],
        ),
        "change_seat": (
            "",
            [
                "can I have a window seat",
                "change my seat",
                "I would like to sit on the aisle",
                "move me to a seat with more legroom",
                "pick another seat on the plane",
            ],
        ),
        "check_in": (
            "",
            [
                "check me in for my flight",
                "I want my boarding pass",
                "online check in please",
                "can I check in now",
                "get me a boarding card",
            ],
        ),
        "flight_status": (
            "",
            [
                "is my flight on time",
                "has the plane landed",
                "is the flight delayed",
                "what gate does my flight leave from",
                "when does the flight arrive",
            ],
        ),
    },
    "baggage": {
        "handles": ("suitcases: lost, damaged or too heavy", []),
        "report_lost_bag": (
            "",
            [
                "my suitcase did not arrive",
                "the airline lost my luggage",
                "my bag is missing",
                "I can not find my baggage at the airport",
                "my luggage never came out",
            ],
        ),
        "baggage_allowance": (
            "",
            [
                "how many bags can I take",
                "how heavy may my suitcase be",
                "what is the baggage limit",
                "can I bring a second bag",
                "carry on size",
            ],
        ),
        "report_damaged_bag": (
            "",
            [
                "my suitcase is broken",
                "the wheel of my bag came off",
                "they damaged my luggage",
                "my bag has a crack",
                "somebody tore my suitcase",
            ],
        ),
    },
    "desk_person": {
        "handles": ("speaking to a person at the desk", []),
        "open_ticket": (
            "",
            [
                "I want to talk to a person",
                "get me a human",
                "can I speak with somebody real",
                "connect me to an agent",
                "let me talk to your manager",
            ],
        ),
        "leave_word": (
            "",
            [
                "I want to leave a message",
                "pass on a message to the staff",
                "can you write down a note for them",
                "take a message please",
            ],
        ),
    },
}

ROSTER: tuple[Declared, ...] = tuple(
    Declared(
        label=f"{agent}.{tool}",
        agent=agent,
        tool=tool,
        examples=tuple(examples),
        handles=tools["handles"][0],
    )
    for agent, tools in _TOOLS.items()
    for tool, (_, examples) in tools.items()
    if tool != "handles"
)

HELD_OUT: dict[str, list[str]] = {
    "loans.renew_loan": [
        "may I hold on to the novel for another two weeks",
        "could you extend the book I borrowed",
        "I'm still reading, can the loan be prolonged",
    ],
    "loans.reserve_title": [
        "please set a copy aside for me",
        "put me on the waiting list for that novel",
    ],
    "loans.pay_fine": ["do I owe the library anything", "I'd like to clear my overdue charges"],
    "loans.list_loans": ["what do I still have from the library", "tell me what I borrowed"],
    "garage.book_repair": [
        "there's a weird sound when I brake",
        "my vehicle needs fixing",
        "the motor doesn't start in the morning",
    ],
    "garage.request_tow": ["I'm stranded with my car", "could you tow me to the workshop"],
    "garage.repair_status": ["did you fix my car already", "is the car done yet"],
    "garage.quote_tyres": ["what do you charge for tires", "I'm looking for a set of summer tyres"],
    "flights.find_flights": [
        "I'd like to travel to Madrid by plane",
        "are there any flights to Oslo on Friday",
    ],
    "flights.change_seat": ["I prefer sitting by the window", "could I get a different seat"],
    "flights.check_in": ["send me the boarding pass", "I'd like to check in for tomorrow's flight"],
    "flights.flight_status": ["is flight 204 late", "did my plane leave on time"],
    "baggage.report_lost_bag": ["where is my suitcase, it never showed up", "you lost my bags"],
    "baggage.baggage_allowance": [
        "how much luggage am I allowed",
        "is a second suitcase included",
    ],
    "baggage.report_damaged_bag": [
        "my luggage came back cracked",
        "the handle of my bag is broken",
    ],
    "desk_person.open_ticket": ["I need a real human being", "put me through to someone"],
    "desk_person.leave_word": ["could you give the team a message from me"],
}

OFF_TOPIC: tuple[str, ...] = (
    "what is the capital of France",
    "tell me a joke",
    "who won the football yesterday",
    "do you love me",
    "I had pasta for dinner",
    "colourless green ideas sleep furiously",
    "asdf jkl qwer",
    "what do you think about the president",
    "sing me a song",
    "bla bla bla",
    "my grandmother turned ninety",
    "how do I bake bread",
    "purple monkey dishwasher",
    "what is seventeen times four",
    "the weather is lovely",
)


@cache
def understanding() -> Understanding:
    """The town's understanding, fitted once for all tests."""
    return Understanding(ROSTER, fit(ROSTER))
