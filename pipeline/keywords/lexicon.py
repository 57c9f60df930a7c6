"""What is known of words in general: how frequent, spelled how, what kind of thing, in which common list.

Promises deterministic answers from tables that are read when first asked for (all of them: about 30 MB, 0.2 s). Words
are folded as ``pipeline.text.words`` folds them. It knows nothing of products, of stores or of keyword files.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from pipeline.keywords.lexicons import lists
from pipeline.keywords.lexicons.table import Table
from pipeline.keywords.lexicons.wordnet import CLASSES, PROPER

_TABLES = Path(__file__).parent / "lexicons" / "tables"
_NAMED = (
    "brands",
    "doubtful_brands",
    "retailers",
    "characters",
    "stop",
)  # lists whose words are no evidence that a word is ordinary
_CACHED = 50_000

_PREFIXES = (
    "multi", "non", "anti", "un", "re", "pre", "super", "self", "over", "under", "mini", "micro", "ultra",
    "semi", "sub", "de", "dis", "mid", "bi", "tri", "out",
)  # fmt: skip
_SUFFIXES = (
    "ers", "er", "ors", "or", "ings", "ing", "ed", "es", "s", "less", "free", "able", "ible", "ly", "ness",
    "proof", "like",
)  # fmt: skip
_PLURALS = (("ies", "y"), ("ies", "ie"), ("ves", "f"), ("ves", "fe"), ("es", ""), ("s", ""), ("men", "man"))
_ES = ("ses", "xes", "zes", "ches", "shes", "oes")  # only after these does a plural add "es"


@cache
def _table(name: str) -> Table:
    return Table.read(_TABLES / f"{name}.tsv.gz")


@cache
def _frequencies(language: str, kind: str) -> Table | None:
    path = _TABLES / f"{kind}_{language}.tsv.gz"
    return Table.read(path) if path.is_file() else None


def zipf(word: str, language: str, *, rare: bool = False) -> float:
    """How frequent a word is in a language: log10 of its occurrences in a billion words, to a tenth.

    0.0 for words beyond the most frequent 25,000 to 80,000 of a language and for languages without a table; *the*
    has 7.7, *garlic* 3.9. Languages: en es pt fr it de nl sv pl tr. ``rare`` goes on to the 150,000th word of es fr
    it de.
    """
    for kind in ("frequency", "rare") if rare else ("frequency",):
        table = _frequencies(language, kind)
        value = table.get(word) if table is not None else None
        if value:
            return int(value) / 10
    return 0.0


@lru_cache(maxsize=_CACHED)
def known(word: str) -> Literal["lower", "proper", ""]:
    """Whether English knows a word: in lower case, only with a capital (a name), or not at all.

    In lower case: so spelled by SCOWL or WordNet, in a general list, or derived from such a word by a common prefix or
    suffix. Holidays and nationalities are common words here, capital or not.
    """
    if not word:
        return ""
    if is_listed(word) or any(map(_lower, _bases(word))):
        return "lower"
    return "proper" if _capital(word) else ""


def is_listed(word: str) -> bool:
    """Whether a word stands in a word list as it is, in lower case; derived words do not."""
    return _lower(word) or word in _ordinary()


def _lower(word: str) -> bool:
    return bool(word) and (_table("scowl").get(word) == "" or _table("wordnet_words").get(word) == "")


def _capital(word: str) -> bool:
    return word in _table("scowl") or word in _table("wordnet_words")


@cache
def _ordinary() -> frozenset[str]:
    """Every single word of the English general lists."""
    entries = (vocabulary(name, "en") for name in sorted(lists.names()) if name not in (*_NAMED, *_GROUPED))
    grouped = (group for name in _GROUPED for group in lists.groups(name, "en").values())
    return frozenset(word for found in (*entries, *grouped) for entry in found for word in entry.split())


def _bases(word: str) -> Iterator[str]:
    """The words that a word may be derived from, three letters or more."""
    for prefix in _PREFIXES:
        if word.startswith(prefix) and len(word) >= len(prefix) + 3:
            yield word.removeprefix(prefix)
    for suffix in _SUFFIXES:
        base = word.removesuffix(suffix)
        if base != word and len(base) >= 3:
            yield from (base, f"{base}e")
            if base[-1] == base[-2]:
                yield base[:-1]
            if base[-1] == "i":
                yield f"{base[:-1]}y"


@lru_cache(maxsize=_CACHED)
def noun_senses(word: str) -> tuple[int, ...]:
    """Up to three synsets of a noun of one or two words, or of its singular, commonest first; empty if it is none."""
    nouns = _table("wordnet_nouns")
    value = nouns.get(word) or nouns.get(singular(word))
    return tuple(map(int, value.removeprefix(PROPER).split())) if value else ()


def noun_class(word: str) -> str:
    """WordNet's class of a noun's first sense (food, plant, animal, artifact, substance, body …); "" if none."""
    senses = noun_senses(word)
    return synset_class(senses[0]) if senses else ""


def _synset(synset: int) -> list[int]:
    value = _table("wordnet_synsets").get(str(synset))
    if value is None:
        raise KeyError(synset)
    return [int(number) for number in value.split()]


@lru_cache(maxsize=_CACHED)
def ancestors(synset: int) -> tuple[int, ...]:
    """All synsets above a synset over every parent, nearest first.

    :raises KeyError: there is no such synset.
    """
    above: list[int] = []
    level = [synset]
    while level:
        parents = (child - step for child in level for step in _synset(child)[2:])
        level = [parent for parent in dict.fromkeys(parents) if parent not in above]
        above.extend(level)
    return tuple(above)


@lru_cache(maxsize=_CACHED)
def descendants(synset: int) -> int:
    """How many synsets stand below a synset.

    :raises KeyError: there is no such synset.
    """
    return _synset(synset)[1]


def synset_class(synset: int) -> str:
    """WordNet's class of a synset.

    :raises KeyError: there is no such synset.
    """
    return CLASSES[_synset(synset)[0]]


def adjective_synonyms(word: str) -> frozenset[str]:
    """The adjectives that share one of a word's first two meanings: *dried* gives *dehydrated*, *desiccated*."""
    value = _table("wordnet_adjectives").get(word)
    return frozenset(value.split(",")) if value else frozenset()


@lru_cache(maxsize=_CACHED)
def singular(word: str) -> str:
    """The singular of an English noun; the word itself if it is none or its singular is unknown."""
    irregular = _table("wordnet_plurals").get(word)
    if irregular is not None:
        return irregular
    if len(word) < 4 or word.endswith("ss") or word in vocabulary("stop", "en"):
        return word
    accept = _noun if _noun(word) else _lower
    return max(filter(accept, _stripped(word)), key=lambda found: zipf(found, "en"), default=word)


def _stripped(word: str) -> Iterator[str]:
    for ending, instead in _PLURALS:
        if word.endswith(ending) and (ending != "es" or word.endswith(_ES)):
            yield word.removesuffix(ending) + instead


def _noun(word: str) -> bool:
    value = _table("wordnet_nouns").get(word)
    return len(word) > 2 and value is not None and not value.startswith(PROPER)


def vocabulary(list_name: str, language: str) -> frozenset[str]:
    """A general word list, folded, accented words also without accents, some entries phrases.

    Empty if the language has no such list.

    :raises ValueError: no language has a list of this name.
    """
    return lists.entries(list_name, language)


_GROUPED = ("forms", "states")


def form_groups(language: str) -> Mapping[str, frozenset[str]]:
    """Shapes that goods come in, by group: ``pieces`` (slices, chunks), ``powder``, ``liquid`` …"""
    return MappingProxyType(lists.groups("forms", language))


def state_groups(language: str) -> Mapping[str, frozenset[str]]:
    """States of goods that exclude each other, by group: ``fresh``, ``frozen``, ``dried`` …"""
    return MappingProxyType(lists.groups("states", language))


def languages_supported() -> frozenset[str]:
    """Languages with general lists of their own."""
    return lists.languages()
