"""Words and stems: the one reading of text that coverage, categories and copy all share."""

from __future__ import annotations

import re
import threading
import unicodedata
from functools import cache, lru_cache

import snowballstemmer

_LANGUAGES = {
    "ar": "arabic", "de": "german", "en": "english", "es": "spanish", "fr": "french", "hi": "hindi",
    "it": "italian", "nl": "dutch", "pt": "portuguese", "sv": "swedish", "tr": "turkish", "pl": "polish",
}  # fmt: skip
_STEMMING = threading.Lock()  # Snowball's stemmers keep the word they work on in themselves
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")


def fold(text: str) -> str:
    """Compatibility form, lower case, typographic apostrophes straightened, hyphens kept."""
    return unicodedata.normalize("NFKC", text).replace("\u2019", "'").lower()


def phrase_key(phrase: str) -> str:
    """What makes two cleaned phrases the same: case, compatibility forms and spaces do not count."""
    return " ".join(unicodedata.normalize("NFKC", phrase).casefold().split())


def words(text: str) -> list[str]:
    """The runs of letters and digits of a text, folded; apostrophes inside a word stay, hyphens part words."""
    return _WORD.findall(fold(text))


@cache
def _stemmer(language: str) -> snowballstemmer.stemmer | None:
    name = _LANGUAGES.get(language)
    return snowballstemmer.stemmer(name) if name in snowballstemmer.algorithms() else None


@lru_cache(maxsize=200_000)
def stem(word: str, language: str = "en") -> str:
    """The Snowball stem of one folded word; the word itself in languages that Snowball does not know."""
    stemmer = _stemmer(language)
    bare = word.removesuffix("'s").replace("'", "")
    if stemmer is None:
        return bare
    with _STEMMING:
        return str(stemmer.stemWord(bare))


def stems(text: str, language: str = "en") -> list[str]:
    """The stems of a text's words, in order, with repeats and stop words."""
    return [stem(word, language) for word in words(text)]
