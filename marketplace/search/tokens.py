"""Text cut into words: lower case, without accents and apostrophes."""

from __future__ import annotations

import re
import unicodedata

WORD = re.compile(r"[^\W_]+")
_APOSTROPHES = str.maketrans("", "", "'’`´")
# fmt: off
STOP_WORDS = frozenset({
    "a", "about", "actually", "also", "an", "and", "any", "anything", "are", "as", "at", "be",
    "buy", "can", "cheap", "cheapest", "could", "d", "did", "do", "does", "doesnt", "dont", "find",
    "for", "from", "get", "give", "good", "got", "had", "has", "have", "hello", "help", "hey", "hi",
    "how", "i", "id", "if", "ill", "im", "in", "is", "it", "its", "ive", "just", "kind", "kinda",
    "know", "let", "lets", "like", "ll", "look", "looking", "m", "many", "maybe", "me", "more",
    "much", "my", "need", "nice", "not", "of", "ok", "okay", "on", "one", "ones", "or", "our",
    "please", "really", "recommend", "s", "sell", "she", "show", "so", "some", "something", "sort",
    "t", "take", "takes", "tell", "than", "thanks", "that", "thats", "the", "their", "them",
    "there", "these", "they", "thing", "things", "this", "those", "to", "too", "uh", "um", "under",
    "us", "use", "very", "wanna", "want", "was", "we", "well", "were", "what", "whats", "when",
    "where", "which", "who", "why", "will", "with", "wont", "would", "yeah", "you", "your",
})
# fmt: on


def plain(text: str) -> str:
    """Lower case, without accents and apostrophes."""
    if text.isascii():
        return text.lower().translate(_APOSTROPHES)
    decomposed = unicodedata.normalize("NFKD", text.lower().translate(_APOSTROPHES))
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def tokens(text: str) -> list[str]:
    """The words of a text in order."""
    return WORD.findall(plain(text))
