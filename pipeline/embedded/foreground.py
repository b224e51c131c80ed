"""Who speaks in front: voice activity that a crowd behind the caller does not set off.

A model of voice activity takes any voice for speech. With people talking behind a caller it hears
no pause, so that no turn ever ends and the agent is cut off all the time. What is hardly louder
than what has been there all along is kept from it; whoever recognises speech still gets it all.
"""

from __future__ import annotations

from collections import deque
from dataclasses import replace
from typing import Final

import numpy as np
from livekit import rtc
from livekit.agents import utils, vad

_OVER: Final = (1.2, 3.2)
"""Times the level of the background from which it is the caller, where that is steady and where
it is as uneven as people who talk. Measured with a crowd 10 dB below the caller: of ten sentences
one ended without a gate, nine at 2.5, and all at 3.2. Steady noise is no speech to the detector."""
_UNEVEN: Final = (1.04, 1.4)
"""The quarter of the levels over their tenth: of white noise, and of a crowd."""
_SOFTEST: Final = 30.0
"""Root mean square of 16-bit samples below which nobody speaks in front, however still it is."""
_MEMORY: Final = 4.0
_AT_FIRST: Final = 0.2
"""Seconds that tell what the background is like, and those without which nothing is known of it."""
_BACKGROUND: Final = (10, 25)
"""Percentiles of the levels in that time: between words, a caller is as quiet as the background."""
_SMOOTHED: Final = 0.06
_HELD_OPEN: Final = 0.3
"""Seconds: a softer end of a word belongs to it."""
_LEFT: Final = 0.02
_RATE: Final = 16_000
_LEAD_IN: Final = 2 * _RATE
"""Samples that are kept of what was heard before somebody speaks; a detector wants half of it."""


class Gate:
    """Keeps the background from who listens for speech, frame by frame. Mono, any rate."""

    def __init__(self) -> None:
        self._levels: deque[tuple[float, float]] = deque()
        self._remembered = 0.0
        self._power = 0.0
        self._open_for = 0.0

    def __call__(self, frame: rtc.AudioFrame) -> rtc.AudioFrame:
        """The frame as it is where somebody speaks in front, else next to silent."""
        samples = np.frombuffer(frame.data, dtype=np.int16).astype(np.float64)
        power = float((samples**2).mean())
        threshold = self._threshold(power**0.5, frame.duration)
        kept = np.exp(-frame.duration / _SMOOTHED)
        self._power = float(kept * self._power + (1 - kept) * power)
        if self._power**0.5 > max(_SOFTEST, threshold):
            self._open_for = _HELD_OPEN
        if self._open_for > 0:
            self._open_for -= frame.duration
            return frame
        quiet = (samples * _LEFT).astype(np.int16)
        return rtc.AudioFrame(quiet.tobytes(), frame.sample_rate, 1, frame.samples_per_channel)

    def _threshold(self, level: float, seconds: float) -> float:
        self._levels.append((level, seconds))
        self._remembered += seconds
        while self._remembered > _MEMORY:
            self._remembered -= self._levels.popleft()[1]
        if self._remembered < _AT_FIRST:
            return _OVER[1] * level
        quiet, less_quiet = np.percentile([known for known, _ in self._levels], _BACKGROUND)
        uneven = less_quiet / (quiet + 1.0)
        return float(quiet * np.interp(uneven, _UNEVEN, _OVER))


class ForegroundVAD(vad.VAD):
    """A voice activity detector behind a gate.

    Args:
        detector: takes mono audio at 16 kHz.
        min_silence: seconds of silence after which it ends a stretch of speech.
    """

    def __init__(self, detector: vad.VAD, min_silence: float) -> None:
        super().__init__(capabilities=detector.capabilities)
        self.detector = detector
        self.min_silence_duration = min_silence
        """As livekit-agents asks for it."""

    @property
    def model(self) -> str:
        """Of the detector, for metrics."""
        return self.detector.model

    @property
    def provider(self) -> str:
        """Of the detector, for metrics."""
        return self.detector.provider

    def stream(self) -> vad.VADStream:
        """Who speaks when, in one stream of audio."""
        return _Stream(self)


class _Stream(vad.VADStream):
    def __init__(self, owner: ForegroundVAD) -> None:
        self._detector = owner.detector
        self._gate = Gate()
        self._stretches = utils.aio.Chan[tuple[vad.VADStream, _Heard]]()
        self._begin()
        super().__init__(owner)

    def push_frame(self, frame: rtc.AudioFrame) -> None:
        """Hands audio to the detector."""
        self._check_input_not_ended()
        self._check_not_closed()
        self._heard.add(frame)
        self._detecting.push_frame(self._gate(frame))

    def flush(self) -> None:
        """A segment is over: another detector begins to count anew."""
        self._check_input_not_ended()
        self._check_not_closed()
        if self._heard:
            self._detecting.end_input()
            self._begin()

    def end_input(self) -> None:
        """No more audio will come."""
        self._detecting.end_input()
        self._stretches.close()
        self._input_ch.close()

    def _begin(self) -> None:
        self._detecting, self._heard = self._detector.stream(), _Heard()
        self._stretches.send_nowait((self._detecting, self._heard))

    async def _main_task(self) -> None:
        try:
            async for detecting, heard in self._stretches:
                async for event in detecting:
                    self._event_ch.send_nowait(_whole(event, heard))
                await detecting.aclose()
        finally:
            await self._detecting.aclose()


def _whole(event: vad.VADEvent, heard: _Heard) -> vad.VADEvent:
    """The event with all that was heard, what the gate kept back included."""
    if event.type is vad.VADEventType.INFERENCE_DONE:
        if not event.speaking:
            heard.forget_before(event.samples_index - _LEAD_IN)
        return event
    frames = [heard.behind(frame, event.samples_index) for frame in event.frames]
    return replace(event, frames=frames)


class _Heard:
    """What came in, as it was, since a detector began to count."""

    def __init__(self) -> None:
        self._samples = bytearray()
        self._first = 0

    def __bool__(self) -> bool:
        return bool(self._samples)

    def add(self, frame: rtc.AudioFrame) -> None:
        self._samples += frame.data.tobytes()

    def forget_before(self, sample: int) -> None:
        if sample - self._first > _LEAD_IN:
            del self._samples[: (sample - self._first) * 2]
            self._first = sample

    def behind(self, frame: rtc.AudioFrame, end: int) -> rtc.AudioFrame:
        """What the gate made this frame of, which ends at this sample."""
        start = end - frame.samples_per_channel - self._first
        samples = self._samples[max(start, 0) * 2 : (end - self._first) * 2]
        if start < 0 or len(samples) != len(frame.data) * 2 or frame.sample_rate != _RATE:
            return frame
        return rtc.AudioFrame(bytes(samples), _RATE, 1, frame.samples_per_channel)
