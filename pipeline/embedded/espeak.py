"""espeak-ng as a library: text in, 16-bit mono samples out, one engine in the process."""

from __future__ import annotations

import ctypes
import functools
import importlib
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pipeline.embedded.errors import SpeechPartMissingError

_SYNCHRONOUS = 2
_DONT_EXIT = 0x8000
_CHUNK_MS = 40
_CHARS_UTF8 = 1
_RATE, _PITCH, _GAP = 1, 3, 7
_KEEP_ON, _STOP = 0, 1

_Callback = ctypes.CFUNCTYPE(
    ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.c_void_p
)


@dataclass(frozen=True)
class Voice:
    """How the synthesised speaker sounds.

    Attributes:
        name: an espeak-ng voice, with a variant after a plus sign, such as `en-us+f3`.
        words_per_minute: pace, 80 to 450.
        pitch: 0 (low) to 99 (high).
        gap: extra silence between words, in hundredths of a second at the default pace.
    """

    name: str = "en-us+f3"
    words_per_minute: int = 165
    pitch: int = 50
    gap: int = 0


CALLER = Voice("en-us+f2", 150)
"""Of thirty voices and paces the one that the embedded recogniser hears best; slower is worse."""


class Engine:
    """The library behind a lock: it keeps its voice and its callback in globals.

    Attributes:
        sample_rate: samples a second of everything that it makes.
    """

    def __init__(self, library: str, data: str) -> None:
        self._library = ctypes.CDLL(library)
        self._library.espeak_SetVoiceByName.argtypes = [ctypes.c_char_p]
        self._library.espeak_Synth.argtypes = [
            ctypes.c_char_p,
            ctypes.c_size_t,
            ctypes.c_uint,
            ctypes.c_int,
            ctypes.c_uint,
            ctypes.c_uint,
            ctypes.c_void_p,
            ctypes.c_void_p,
        ]
        self.sample_rate: int = self._library.espeak_Initialize(
            _SYNCHRONOUS, _CHUNK_MS, data.encode(), _DONT_EXIT
        )
        if self.sample_rate <= 0:
            raise SpeechPartMissingError(f"espeak-ng did not start with its data in {data}.")
        self._lock = threading.Lock()
        self._voice: Voice | None = None

    def speak(self, text: str, voice: Voice, on_samples: Callable[[bytes], bool]) -> None:
        """Synthesises `text`, blocking, and hands over samples as they are made.

        Args:
            text: what to say, as plain text.
            voice: who says it.
            on_samples: gets 16-bit little-endian mono samples; False stops the speech.

        Raises:
            SpeechPartMissingError: espeak-ng does not know the voice.
        """

        def receive(samples: Any, count: int, _events: Any) -> int:
            if not samples or count <= 0:
                return _KEEP_ON
            return _KEEP_ON if on_samples(ctypes.string_at(samples, count * 2)) else _STOP

        callback = _Callback(receive)
        encoded = text.encode()
        with self._lock:
            self._use(voice)
            self._library.espeak_SetSynthCallback(callback)
            self._library.espeak_Synth(encoded, len(encoded) + 1, 0, 1, 0, _CHARS_UTF8, None, None)

    def _use(self, voice: Voice) -> None:
        if voice == self._voice:
            return
        if self._library.espeak_SetVoiceByName(voice.name.encode()) != 0:
            raise SpeechPartMissingError(f"espeak-ng has no voice named {voice.name}.")
        self._library.espeak_SetParameter(_RATE, voice.words_per_minute, 0)
        self._library.espeak_SetParameter(_PITCH, voice.pitch, 0)
        self._library.espeak_SetParameter(_GAP, voice.gap, 0)
        self._voice = voice


_starting = threading.Lock()


def engine() -> Engine:
    """The engine of this process, started on first use (about ten milliseconds).

    Raises:
        SpeechPartMissingError: the optional package is not installed.
    """
    with _starting:
        return _start()


@functools.cache
def _start() -> Engine:
    try:
        loader = importlib.import_module("espeakng_loader")
    except ImportError as error:
        raise SpeechPartMissingError(
            "The embedded voice needs the espeakng-loader package: install the `speech` extra, "
            "or set ELEVENLABS_API_KEY or TTS_BASE_URL."
        ) from error
    return Engine(loader.get_library_path(), loader.get_data_path())
