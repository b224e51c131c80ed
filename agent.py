"""The voice worker: how a room becomes a session. `python agent.py start | dev | console`.

Wiring only. This file is imported again in every job process, so nothing heavy happens here.
"""

from __future__ import annotations

import asyncio
import ctypes.util
import sys
from functools import partial

import structlog
from livekit import rtc
from livekit.agents import AgentServer, JobContext, JobProcess, cli

import logs
import wiring
from agents.session import CallSession
from agents.speaking import SessionVoice
from channels.livekit_server import connect
from channels.phone.outgoing import Outgoing
from channels.phone.staff import staff_phones
from channels.voice import answering, arriving, ending
from channels.voice import room as rooms
from channels.voice.admission import NEVER_FULL, Admission
from channels.voice.bad_line import BadLine
from channels.voice.breakdown import Breakdown
from channels.voice.capacity import Capacity
from channels.voice.going_on import lose_nothing
from channels.voice.person import TakeOver
from channels.voice.showing import Shown
from channels.voice.silence import Silence
from channels.voice.taken import Taken
from channels.voice.worker import MeasuredServer
from config import Settings
from conversations.telemetry.observer import CallObserver
from deploy.notices import say_ready
from domain.context import Channel
from domain.events import Ended, Started
from pipeline.builder import VoiceParts, preload_modules, prewarm
from tools.bridging import PHRASES
from tools.call import Call

log = structlog.get_logger(__name__)

LOADED_WITHIN = 60.0
"""Seconds a job process has to load; the usual ten kill it again and again on a busy machine."""
LAST_WORDS_WITHIN = 0.5
"""Seconds that the line stays for a transcript of what was said last, once the call is over."""
ECHO_UNTIL = 1.0
"""Seconds of the first words in which a line may return them; the usual three hold callers up."""
NO_PORTAUDIO = (
    "The console needs libportaudio2, which is not installed (`apt-get install libportaudio2`). "
    "`make chat` holds the same conversation without it."
)


def prepare(process: JobProcess) -> None:
    """Loads what every call of this process needs, before there is a call."""
    logs.keep_private_values_out()
    settings = wiring.settings_or_stop()
    process.userdata["settings"] = settings
    wiring.trace(settings)
    process.userdata["understanding"] = wiring.understanding(settings)
    prewarm(settings)
    wiring.spare_what_is_loaded()


async def answer(ctx: JobContext) -> None:
    """Takes one call from the first word to the last."""
    settings: Settings = ctx.proc.userdata["settings"]
    async with wiring.over_http(settings, ctx.proc.userdata["understanding"]) as house:
        await ctx.connect()
        if (caller := await arriving.arrived(ctx)) is not None:
            with wiring.noting_cost(settings):
                await _serve(ctx, house, caller)


async def _serve(ctx: JobContext, house: wiring.House, caller: rtc.RemoteParticipant) -> None:
    outgoing = Outgoing.of(ctx.room.metadata or "")
    ringing = house.settings.ringing_timeout + arriving.CALLER_AFTER
    if outgoing and not await answering.answered(ctx.room, caller, ringing):
        ctx.shutdown("not answered")
        return
    ended = asyncio.Event()
    voice = SessionVoice()
    people = TakeOver(house.services.desk, house.settings)
    call = house.new_call(
        ctx.room.name,
        Channel.VOICE,
        voice,
        # Who calls by the console is a mock, and so is what they present.
        calling_line=None if ctx.is_fake_job() else rooms.calling_line(caller),
        outgoing=outgoing.reason if outgoing else None,
        people=people,
    )
    if outgoing:
        answering.expect_greeting(call)
    parts = wiring.voice_parts(house, call)
    session = _session(house, call, voice, parts)
    session.on("close", lambda _: ended.set())
    call.timeline.subscribe(Shown(ctx.room))
    call.timeline.record(Started(channel=Channel.VOICE))
    options = rooms.room_options(house.settings.max_message_chars)
    phones = staff_phones(house.settings, ctx.api, ctx.room, caller)
    people.attach(session, ctx.room, caller, options, phones)
    await session.start(
        house.roster.opening(call), room=ctx.room, room_options=options, record=False
    )
    rooms.render_transcript(session)
    keypad = rooms.listen_for_keys(ctx.room, session)
    if outgoing:
        judge = partial(wiring.greeting_judge, parts)
        await answering.meet(session, ctx.room, judge, outgoing.voicemail)
    await ending.over(ended, call.timeline)
    keypad.close()
    if await people.close():
        await ctx.delete_room()
    call.timeline.record(Ended(reason=call.state.ending if call.state.ended else "hung up"))


def _session(
    house: wiring.House, call: Call, voice: SessionVoice, parts: VoiceParts
) -> CallSession:
    """The session of a call, with all that watches over it."""
    voice.synthesise_with(parts.disclosure)
    voice.have_ready(PHRASES, parts.spoken)
    voice.slow_down_with(parts.slower)
    session = CallSession(
        call,
        voice,
        **parts.options(),
        max_tool_steps=house.settings.max_tool_steps - 1,
        user_away_timeout=house.settings.user_away_timeout,
        transcription_timeout=2.0,
        session_close_transcript_timeout=LAST_WORDS_WITHIN,
        aec_warmup_duration=ECHO_UNTIL,
    )
    CallObserver(session)
    Silence(session)
    BadLine(session, house.roster.menu)
    Breakdown(session, parts.apology)
    lose_nothing(session)
    return session


def worker(settings: Settings) -> AgentServer:
    """The worker of these settings, ready to run."""
    takes = wiring.capacity(settings)
    secret = settings.secrets().livekit_secret.get_secret_value()
    taken = Taken(partial(connect, settings))
    server = MeasuredServer(
        setup_fnc=prepare,
        ws_url=settings.livekit_url,
        api_key=settings.livekit_api_key,
        api_secret=secret,
        host=settings.host,
        port=settings.worker_port,
        num_idle_processes=wiring.idle_processes(settings, takes),
        initialize_process_timeout=LOADED_WITHIN,
        load_threshold=NEVER_FULL,
        # agent.py for what it imports: each job process runs it again.
        preload_modules=["agent", settings.roster, *preload_modules(settings)],
        log_level=settings.log_level.upper(),
    )
    admission = Admission(takes.calls, server, taken.say)
    server.load_fnc = admission.load
    server.rtc_session(answer, agent_name=settings.agent_name, on_request=admission.consider)
    server.on("worker_registered", lambda *_: _ready(takes))
    return server


def _ready(takes: Capacity) -> None:
    log.info("capacity", calls=takes.calls, why=takes.why)
    say_ready(str(takes))


if __name__ == "__main__":
    if "console" in sys.argv[1:] and ctypes.util.find_library("portaudio") is None:
        wiring.stop(NO_PORTAUDIO)
    chosen = wiring.settings_or_stop()
    logs.to_files(chosen)
    log.info("turn_detection", chosen=wiring.turn_detection(chosen))
    wiring.understanding(chosen)  # fitted where it is not yet: not by many processes at a time
    cli.run_app(worker(chosen))
