"""How the customer can be served more easily, from here on and in later conversations."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from domain.context import Channel
from domain.errors import Refusal
from tools.action import action
from tools.call import NEEDS, Call, Need
from tools.result import Result
from tools.types import asked

# What each is, where it shows.
_DONE: dict[Need, str] = {
    "slower_speech": "I'll speak more slowly",
    "more_time": "I'll wait longer for your answers",
    "written_summary": "I'll send you a text with what we settled when we're done",
    "say_twice": "I'll say twice what I've done",
}
_BY_VOICE = frozenset({"slower_speech", "more_time"})
Needs = Annotated[
    list[Need],
    Field(min_length=1, max_length=len(NEEDS)),
    asked(
        "Shall I speak more slowly, wait longer for your answers, say twice what I've done, or "
        "send you a text with it?",
        words={
            "slower_speech": [
                "slower", "slowly", "slow down", "too fast", "speak slow", "talk slow", "fast",
            ],
            "more_time": [
                "more time", "stutter", "stammer", "need time", "wait longer", "patient",
                "interrupt me", "don't rush", "speech impediment", "think longer", "cut me off",
            ],
            "written_summary": [
                "in writing", "text me", "written", "deaf", "hard of hearing", "hearing aid",
                "can't hear well", "screen reader", "read it", "hearing loss", "hearing",
            ],
            "say_twice": [
                "twice", "repeat", "say again", "forget", "memory", "two times", "confirm again",
            ],
        },
    ),
]  # fmt: skip


@action(effect="write", category="account", requires="nothing")
async def set_accessibility_preferences(
    call: Call,
    needs: Needs,
    wanted: Annotated[
        bool, asked("Shall I do that, or stop doing it?", words={"true": ["please"], "false": []})
    ] = True,
) -> Result:
    """Serve the customer more easily: slower speech, more time, saying things twice, a text after.

    Takes effect at once, and is remembered for a customer who is identified.
    """
    named = [need for need in NEEDS if need in needs]
    call.state.needs = call.needs | set(named) if wanted else call.needs - set(named)
    remembered = await _remembered(call, named, wanted=wanted)
    if not wanted:
        return Result("All right, I'll go on as usual.")
    later = " I'll remember that for next time." if remembered else ""
    return Result(f"{_promise(call, named)}.{later}")


async def _remembered(call: Call, named: list[Need], *, wanted: bool) -> bool:
    if not call.customer.authenticated:
        return False
    try:
        await call.services.tastes.change_preference(
            "accessibility", ", ".join(named), "add" if wanted else "remove"
        )
    except Refusal:  # a locked account keeps nothing, and is served all the same
        return False
    return wanted


def _promise(call: Call, named: list[Need]) -> str:
    """What will really happen: pace and patience show by voice, a text needs somewhere to go."""
    reachable = call.customer.authenticated or call.calling_line is not None
    shown = [
        _DONE[need]
        for need in named
        if (need not in _BY_VOICE or call.channel is Channel.VOICE)
        and (need != "written_summary" or reachable)
    ]
    if not shown and "written_summary" in named:
        return "I can send you a text once I've confirmed who you are"
    if not shown:
        return "On the telephone we'll take it more slowly"
    return f"All right, {', and '.join(shown)}"
