"""pocketsphinx with one grammar at a time: 16 kHz samples in, the words that were said out."""

from __future__ import annotations

import functools
import importlib
import threading
from collections import OrderedDict
from typing import Any, Final

import numpy as np

from pipeline.embedded.errors import SpeechPartMissingError
from pipeline.embedded.grammar import Grammar

SAMPLE_RATE: Final = 16_000
"""Samples a second that the acoustic model was trained on; input must be 16-bit mono at this."""

_BLOCK_BYTES: Final = 640
"""20 ms: the library holds the interpreter for a whole block, so a long one stalls the loop."""
_FRAME_BYTES: Final = 320
"""10 ms."""
_GRAMMARS_KEPT: Final = 24
_WORD_PENALTY: Final = 0.2
"""Below the default 0.65: on connected digits it trades rare deletions for many insertions."""

_REMEMBERED: Final = 500.0
"""Frames of 10 ms for which pocketsphinx takes a mean that it is given."""
_OWN_SHARE: Final = 0.5
"""Of what is said now in the mean that is taken off it; the rest is from before. Measured: of 24
phrases in white noise at 10 dB, 6 are understood without it and 14 with it."""

_NO_MATTER_WHAT: Final = "#JSGF V1.0; grammar no_matter_what; public <word> = uh;"
"""The least to look for: what is not searched as it comes is searched at its end, in one go."""

_BEAM: Final = 1e-40
_WORD_BEAM: Final = 1e-25
"""Narrower than the defaults (1e-48, 7e-29): a third less work, and as many words right."""


class Decoder:
    """The recogniser of a process. Not for the event loop: every method blocks.

    Raises:
        SpeechPartMissingError: the optional package is not installed.
    """

    def __init__(self) -> None:
        try:
            library = importlib.import_module("pocketsphinx")
        except ImportError as error:
            raise SpeechPartMissingError(
                "The embedded recogniser needs the pocketsphinx package: install the `speech` "
                "extra, or set DEEPGRAM_API_KEY or STT_BASE_URL."
            ) from error
        self._decoder: Any = library.Decoder(
            lm=None,
            samprate=SAMPLE_RATE,
            wip=_WORD_PENALTY,
            beam=_BEAM,
            pbeam=_BEAM,
            wbeam=_WORD_BEAM,
            loglevel="FATAL",
        )
        self._lock = threading.Lock()
        self._loaded: OrderedDict[str, str] = OrderedDict()
        self._made = 0
        self.first_channel: str = self._decoder.get_cmn(False)

    def knows(self, word: str) -> bool:
        """Whether the pronunciation of a lower-case word is known."""
        return self._decoder.lookup_word(word) is not None

    def decode(self, samples: bytes, grammar: Grammar, channel: str) -> tuple[str, str]:
        """The words heard, empty if nothing fits the grammar, and the channel as heard by now.

        Args:
            samples: 16-bit mono samples at `SAMPLE_RATE` with a little silence around the speech.
            grammar: what may be said.
            channel: mean of the speaker's spectrum as an earlier call returned it; for the first
                one of a speaker `first_channel`. It keeps two calls of one process apart.
        """
        with self._lock:
            self._process(samples, grammar.jsgf, self._heard_over(samples, channel))
            hypothesis = self._decoder.hyp()
            heard = "" if hypothesis is None else str(hypothesis.hypstr)
            if heard and not grammar.takes_parts and not self._is_whole(heard):
                heard = ""
            return heard, str(self._decoder.get_cmn(False))

    def _heard_over(self, samples: bytes, channel: str) -> str:
        """The channel with what these samples tell of it, before anything is looked for in them.

        Not to search at once also has the library keep all of what comes then and later; it drops
        the last frames of an utterance otherwise.
        """
        self._process(samples, _NO_MATTER_WHAT, channel, search=False)
        before = np.array(channel.split(","), dtype=np.float64)
        moved = np.array(self._decoder.get_cmn(True).split(","), dtype=np.float64) - before
        frames = len(samples) / _FRAME_BYTES
        own = moved * (_REMEMBERED + frames) / frames
        return ",".join(f"{mean:.2f}" for mean in before + _OWN_SHARE * own)

    def _process(self, samples: bytes, jsgf: str, channel: str, *, search: bool = True) -> None:
        self._activate(jsgf)
        self._decoder.set_cmn(channel)
        # Called unnecessary by the library; without it the end of the last utterance is heard here.
        self._decoder.start_stream()
        self._decoder.start_utt()
        for start in range(0, len(samples), _BLOCK_BYTES):
            self._decoder.process_raw(samples[start : start + _BLOCK_BYTES], not search, False)
        self._decoder.end_utt()

    def _activate(self, jsgf: str) -> None:
        name = self._loaded.get(jsgf)
        if name is None:
            self._made += 1
            name = f"g{self._made}"
            self._decoder.add_jsgf_string(name, jsgf)
            self._loaded[jsgf] = name
        self._loaded.move_to_end(jsgf)
        self._decoder.activate_search(name)
        if len(self._loaded) > _GRAMMARS_KEPT:
            self._decoder.remove_search(self._loaded.popitem(last=False)[1])

    def _is_whole(self, heard: str) -> bool:
        """Whether the words end where the grammar may end, not halfway through a sentence."""
        return bool(self._decoder.get_fsg(self._decoder.current_search()).accept(heard))


_starting = threading.Lock()


def decoder() -> Decoder:
    """The decoder of this process (27 MB), made on first use in about 0.15 s.

    Making it holds the interpreter: a worker makes it while it has no call, by
    `pipeline.prewarm`.
    """
    with _starting:
        return _start()


@functools.cache
def _start() -> Decoder:
    return Decoder()
