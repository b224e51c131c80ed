"""`python -m channels.chat`: talk to the marketplace in a terminal, or from a script."""

from __future__ import annotations

import asyncio
import sys
import uuid
from typing import Annotated

import typer
from rich.console import Console

import logs
import wiring
from agents.speaking import SessionVoice
from channels.chat.lines import JsonLines, typed_lines
from channels.chat.terminal import Terminal
from config import Settings
from conversations.text import Limits, open_text
from domain.context import Channel
from spoken.phones import phone_number


def main(
    phone: Annotated[
        str | None, typer.Option(help="The number that the line presents, any spelling.")
    ] = None,
    conversation_id: Annotated[str | None, typer.Option(help="Names the conversation.")] = None,
    json: Annotated[
        bool, typer.Option("--json", help="One JSON object a line on standard output.")
    ] = False,
) -> None:
    """Talk to the marketplace's customer service by typing."""
    settings = wiring.settings_or_stop()
    line = phone_number(phone) if phone else None
    if phone and line is None:
        wiring.stop(f"--phone {phone!r} is not a telephone number.")
    logs.to_files(settings)
    wiring.trace(settings)
    call_id = conversation_id or f"chat-{uuid.uuid4().hex[:12]}"
    asyncio.run(_talk(settings, call_id, line, as_json=json))


async def _talk(settings: Settings, call_id: str, line: str | None, *, as_json: bool) -> None:
    ui = JsonLines(sys.stdout) if as_json else Terminal(Console())
    typed = ui.typed_lines() if isinstance(ui, Terminal) and sys.stdin.isatty() else typed_lines()
    limits = Limits(
        message_chars=settings.max_message_chars,
        turn_seconds=settings.stream_timeout_ms / 1000,
        tool_rounds=settings.max_tool_steps,
    )
    async with wiring.in_process(settings, wiring.understanding(settings)) as house:
        voice = SessionVoice(ended=lambda: None)
        call = house.new_call(call_id, Channel.CHAT, voice, calling_line=line)
        call.timeline.subscribe(ui.event)
        if isinstance(ui, Terminal) and sys.stdin.isatty():
            ui.welcome(house.roster.hint)
        model = wiring.text_model(house, call)
        wiring.spare_what_is_loaded()
        async with open_text(call, house.roster, voice, model, limits, ui.message) as talk:
            ui.turn_end()
            async for text in typed:
                await talk.say(text)
                ui.turn_end()
                if talk.ended:
                    break


if __name__ == "__main__":
    typer.run(main)
