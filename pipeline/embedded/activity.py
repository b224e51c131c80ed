"""Who speaks when: LiveKit's own voice activity detection, on this machine, without a thread."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor, Future
from typing import ParamSpec, TypeVar

from livekit.agents import inference, vad

from pipeline.embedded.foreground import ForegroundVAD

P = ParamSpec("P")
T = TypeVar("T")


class InlineExecutor(Executor):
    """Runs what it is given at once, in the calling thread.

    One window of voice activity takes a fiftieth of a millisecond: handing it to a thread and back,
    thirty times a second for every call, costs more than the work itself.
    """

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Runs `fn`; the future that comes back is done."""
        done: Future[T] = Future()
        try:
            done.set_result(fn(*args, **kwargs))
        except Exception as error:  # noqa: BLE001  # it belongs to whoever awaits the future
            done.set_exception(error)
        return done


def voice_activity(min_silence: float) -> vad.VAD:
    """The detector for one session, to be fed 16 kHz audio; its weights come with the package.

    Args:
        min_silence: seconds of silence after which a stretch of speech has ended.
    """
    detector = inference.VAD(min_silence_duration=min_silence, executor=InlineExecutor())
    return ForegroundVAD(detector, min_silence)
