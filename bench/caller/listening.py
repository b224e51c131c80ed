"""What can be recognised in audio, given what may have been said.

The transcript that the room publishes says what to listen for, and counts for nothing by itself:
its words are aligned with the audio. Silence, half a sentence or another sentence does not align;
and where the reversed words fit as well, the audio is no proof.
"""

from __future__ import annotations

import re
from typing import Any, Final

import numpy as np
import pocketsphinx
from num2words import num2words

RATE: Final = 16_000
"""Hz; 16-bit mono."""
FASTEST: Final = 0.03
SLOWEST: Final = 0.16
"""Seconds a letter, pauses included: outside of these it is not this text that was said."""
LOUD: Final = 150.0
"""Root mean square of 16-bit samples, from which it is speech and not comfort noise."""
_BLOCK: Final = 3_200
_WINDOW: Final = RATE // 50 * 2
"""Bytes in 20 ms."""
_PAUSE_WINDOWS: Final = 8
_TOKEN: Final = re.compile(r"[A-Za-z']+|\d+")
_SAID_ASIDE: Final = {"tawk.to": "tawk dot to", "&": " and ", "%": " percent "}
_PRONOUNCED: Final = {"tawk": "T AO K", "marketplace": "M AA R K AH T P L EY S"}
_SOUNDS: Final = (
    "AE B K D EH F G HH IH JH K L M N AA P K R S T AH V W K+S IY Z"  # of the letters a to z
)
_LETTERS: Final = dict(zip("abcdefghijklmnopqrstuvwxyz", _SOUNDS.split(" "), strict=True))


def level(samples: bytes) -> float:
    """Root mean square of 16-bit samples."""
    return float(np.sqrt(np.mean(np.frombuffer(samples, np.int16).astype(np.float64) ** 2)))


def pauses(samples: bytes) -> list[int]:
    """Where in the audio something begins after a pause, as offsets in bytes."""
    starts: list[int] = []
    quiet = 0
    for at in range(0, len(samples) - _WINDOW, _WINDOW):
        if level(samples[at : at + _WINDOW]) < LOUD:
            quiet += 1
            continue
        if quiet >= _PAUSE_WINDOWS:
            starts.append(max(at - 2 * _WINDOW, 0))
        quiet = 0
    return starts


def _spoken_seconds(samples: bytes) -> float:
    """From the first sound to the last."""
    loud = [
        at
        for at in range(0, len(samples) - _WINDOW, _WINDOW)
        if level(samples[at : at + _WINDOW]) >= LOUD
    ]
    return (loud[-1] - loud[0] + _WINDOW) / 2 / RATE if loud else 0.0


class Ears:
    """A recogniser of one's own: the caller's ears are not the worker's. Every method blocks.

    What was listened to before is forgotten: the same audio is heard in the same way each time.
    """

    def __init__(self) -> None:
        self._decoder: Any = pocketsphinx.Decoder(lm=None, samprate=RATE, loglevel="FATAL")
        self._channel = self._decoder.get_cmn(False)

    def heard(self, samples: bytes, text: str) -> bool:
        """Whether the words of `text` are what is said in the audio, from start to end.

        Args:
            samples: 16 kHz, 16-bit, mono.
            text: what may have been said.
        """
        words = self._words(text)
        letters = sum(len(word) for word in words)
        if not words or not FASTEST <= _spoken_seconds(samples) / letters <= SLOWEST:
            return False
        self._decoder.set_cmn(self._channel)
        # A first pass also learns how the voice sounds over this line, which a second one needs.
        forwards = self._likelihood(samples, words) or self._likelihood(samples, words)
        return forwards > 0 and (
            len(words) == 1 or forwards > self._likelihood(samples, words[::-1])
        )

    def _likelihood(self, samples: bytes, words: list[str]) -> float:
        """How well the audio is these words from start to end, up to 1; 0 when it is not."""
        self._decoder.set_align_text(" ".join(words))
        self._decoder.start_stream()  # else it keeps some of the utterance before
        self._decoder.start_utt()
        for start in range(0, len(samples), _BLOCK):
            self._decoder.process_raw(samples[start : start + _BLOCK], False, False)
        self._decoder.end_utt()
        found = self._decoder.hyp()
        whole = found is not None and found.hypstr.split() == words
        return float(found.score) if whole else 0.0

    def _words(self, text: str) -> list[str]:
        """The words of a text as they are spoken, each with a pronunciation."""
        lowered = text
        for written, said in _SAID_ASIDE.items():
            lowered = re.sub(re.escape(written), said, lowered, flags=re.IGNORECASE)
        out: list[str] = []
        for token in _TOKEN.findall(lowered):
            if token.isdigit():
                out += re.findall(r"[a-z]+", num2words(int(token)))
            elif token.isupper() and 1 < len(token) <= 3 and not self._knows(token.lower()):
                out += [f"{letter.lower()}." for letter in token]
            else:
                out.append(token.lower())
        for word in out:
            if not self._knows(word):
                self._learn(word)
        return out

    def _knows(self, word: str) -> bool:
        return self._decoder.lookup_word(word) is not None

    def _learn(self, word: str) -> None:
        """Gives an unknown word a pronunciation, letter by letter where nothing better is known."""
        phones = _PRONOUNCED.get(word) or " ".join(_LETTERS[c] for c in word if c in _LETTERS)
        self._decoder.add_word(word, phones.replace("+", " "), True)
