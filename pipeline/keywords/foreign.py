"""Which phrases are not in the store's languages.

Promises a judgement relative to the store: Spanish is foreign in the US, English in Mexico. Loan words (*matcha*),
equally frequent in both languages, are not foreign. Word lists and frequencies decide, not a language detector: those
fail on phrases of two to four words.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property, lru_cache

from pipeline.keywords import lexicon
from pipeline.keywords.vocabulary import Vocabulary

_RIVALS = {"en": 0.0, "es": 0.0, "pt": 0.3, "it": 0.5, "fr": 0.5, "de": 0.5, "nl": 0.8, "sv": 0.8, "pl": 0.8, "tr": 0.8}
"""By how much a language's frequencies are lowered: less often the second language of a store's shoppers."""

_NAMES = {"en": "English", "es": "Spanish", "pt": "Portuguese", "it": "Italian", "fr": "French", "de": "German",
          "nl": "Dutch", "sv": "Swedish", "pl": "Polish", "tr": "Turkish"}  # fmt: skip
_SCRIPTS = {"ja": ("kana", "han"), "ar": ("arabic",), "hi": ("devanagari",)}
_RANGES = (
    ("latin", 0x0041, 0x024F), ("latin", 0x1E00, 0x1EFF), ("arabic", 0x0600, 0x077F), ("devanagari", 0x0900, 0x097F),
    ("kana", 0x3040, 0x30FF), ("han", 0x3400, 0x9FFF), ("kana", 0xFF66, 0xFF9F),
)  # fmt: skip
_LEAST = 2.0  # Zipf value below which a word is no evidence for a language
_PLAIN = 2.8
_APART = 1.0  # ten times as frequent elsewhere as in the store's own languages
_BORROWED = 1.3  # the same for English words, which other languages borrow
_STRONG = 2.0  # apart enough for one word to outweigh one of the store's own
_EVERYDAY = 4.0  # an everyday word of the other language, and no word of the store's own: enough by itself
_SHORT, _LONG = 4, 5  # letters of such a word in the languages that are nearest to a store's, and in others
_FAR, _RARE = 0.2, 0.8  # lowered by so much: another language, one that is hardly met
_SURE = 2  # words that show a language that is hardly met
_SHARE = 0.3  # of the letters in a strange script


class Strangers:
    """Foreign words and phrases for one store."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._languages = vocabulary.languages
        self._rivals = {code: less for code, less in _RIVALS.items() if code not in vocabulary.languages}
        self._scripts = frozenset(s for code in self._languages for s in _SCRIPTS.get(code, ("latin",)))

    @cached_property
    def _function_words(self) -> dict[str, str]:
        own = frozenset(word for code in self._languages for word in lexicon.vocabulary("stop", code))
        return {
            word: code
            for code in reversed(self._rivals)
            for word in sorted(lexicon.vocabulary("stop", code) - own)
            if len(word) > 1
        }

    @lru_cache(maxsize=100_000)  # noqa: B019 - one a store, as its vocabulary
    def language_of(self, word: str) -> str:
        """The language that a word belongs to when it is none of the store's; empty otherwise."""
        if word[0].isdigit() or (self._is_native(word) and len(word) > 1):
            return ""
        scores = ((lexicon.zipf(word, code) - less, code) for code, less in self._rivals.items())
        score, code = max(scores, key=lambda pair: pair[0], default=(0.0, ""))
        return code if score >= max(_LEAST, self._usual(word, code)) else ""

    def _usual(self, word: str, code: str) -> float:
        """The frequency from which a word belongs to another language rather than to the store's.

        English words live in every language's shops, so English must be further ahead; a word of a third language must
        be no English one either.
        """
        own = self._vocabulary.frequency(word)
        if "en" in self._languages:
            return own + _APART
        return own + _BORROWED if code == "en" else max(own, lexicon.zipf(word, "en")) + _APART

    def is_plain(self, word: str) -> bool:
        """Whether a word is so frequent in another language that it is no misspelling."""
        code = self.language_of(word)
        return bool(code) and lexicon.zipf(word, code) >= _PLAIN

    def _is_native(self, word: str) -> bool:
        """English is known by word lists, other languages by their general lists alone; frequency decides the rest."""
        if "en" in self._languages:
            return word.isascii() and self._vocabulary.known(word) == "lower"
        return self._vocabulary.lists(word)

    def language(self, words: Sequence[str], own: frozenset[str], least: int = 1) -> tuple[str, str]:
        """The name of a foreign phrase's language and the words that show it; empty when the phrase is not foreign.

        ``own`` are words of the listing, never foreign. ``least`` is how many foreign words there must be.
        """
        if self._strange_script(words):
            return "another script", " ".join(words)
        strange = [
            (word, code) for word in words if len(word) > 1 and word not in own and (code := self.language_of(word))
        ]
        telling = {word for word, _ in strange} | {word for word in words if word in self._function_words}
        if len(telling) < least or all(word in self._function_words for word, _ in strange):
            return "", ""
        if any(self._is_everyday(word, code) for word, code in strange) or self._all_english(words):
            return self._named(strange)
        function = any(word in self._function_words and word not in own for word in words)
        native = sum(self._counts_as_native(word, own) for word in words)
        if not function and len(strange) < native + (not self._outweighs(strange)):
            return "", ""
        if all(_RIVALS[code] >= _RARE for _, code in strange) and (native or len(strange) < _SURE):
            return "", ""
        return self._named(strange)

    @staticmethod
    def _named(strange: Sequence[tuple[str, str]]) -> tuple[str, str]:
        codes = [code for _, code in strange]
        return _NAMES[max(codes, key=codes.count)], " ".join(word for word, _ in strange)

    def _is_everyday(self, word: str, code: str) -> bool:
        """Whether a word is of every day elsewhere and hardly ever met in the store's languages: *cama* in the US."""
        if len(word) < (_SHORT if _RIVALS[code] < _FAR else _LONG) or _RIVALS[code] >= _RARE:
            return False
        frequency = lexicon.zipf(word, code)
        return frequency >= _EVERYDAY and frequency >= self._vocabulary.frequency(word) + _STRONG

    def _all_english(self, words: Sequence[str]) -> bool:
        """Whether a phrase in a store of another language consists of nothing but English words."""
        return "en" not in self._languages and all(lexicon.known(word) == "lower" for word in words)

    def _outweighs(self, strange: Sequence[tuple[str, str]]) -> bool:
        """Whether as many strange words as native ones make a phrase foreign: not if they may all be borrowed."""
        if "en" in self._languages:
            return True
        apart = (lexicon.zipf(word, code) - self._vocabulary.frequency(word) for word, code in strange)
        return max(apart) >= _STRONG

    def _counts_as_native(self, word: str, own: frozenset[str]) -> bool:
        if word[0].isdigit() or word in self._function_words:
            return False
        return word in own or (not self.language_of(word) and bool(self._vocabulary.known(word)))

    def _strange_script(self, words: Sequence[str]) -> bool:
        letters = [c for word in words for c in word if c.isalpha()]
        if all(c.isascii() for c in letters):
            return False
        strange = sum(_script(c) not in self._scripts and _script(c) != "latin" for c in letters)
        return strange >= _SHARE * len(letters)


@lru_cache(maxsize=4096)
def _script(letter: str) -> str:
    code = ord(letter)
    return next((name for name, first, last in _RANGES if first <= code <= last), "other")
