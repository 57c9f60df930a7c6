"""What phrases are about in a word or two, and which words their searches run on.

Promises a root a phrase, the broad volume of each root, and the frequent one- to three-word sequences of the targets,
each with whether the listing holds it. It knows nothing of how categories were found.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from rapidfuzz.distance import OSA

from pipeline.keywords import lexicon
from pipeline.model import ProductReading
from pipeline.result import NGram, Root
from pipeline.text import stem, words

NGRAMS = 70
"""How many sequences of each size are kept, the most searched first."""

_QUALIFIERS = ("colours", "sizes", "packs", "units", "quality", "neutral", "audience", "shop", "occasion", "holidays")

_SLIPS = 5  # from so many letters on an unknown word may be a misspelt head

Stems = tuple[str, ...]

Heads = tuple[tuple[str, str], ...]
"""Words that say what a phrase is about, each with its stem."""


def head_roots(
    phrases: Sequence[str],
    volumes: Sequence[int | None],
    leaders: Sequence[str],
    reading: ProductReading,
    language: str,
) -> tuple[str, ...]:
    """The root of each phrase: its words that name the product, else its last word that names anything.

    Words after the first preposition count only where none stands before it (*cover for changing pad* is about
    covers). Roots of the same stems, in any order, get one text: as they are spelled in the most searches.

    :param leaders: for each phrase the phrase that leads its variant group, whose root it shares.
    """
    heads = _Heads(reading, language)
    roots = [heads.of(leader) for leader in leaders]
    own = [
        root if phrase == leader else heads.of(phrase)
        for phrase, leader, root in zip(phrases, leaders, roots, strict=True)
    ]
    keys = [_key(root) for root in roots]
    alike = (
        (key, " ".join(word for word, _ in root), volume)
        for key, root, volume in zip(keys, own, volumes, strict=True)
        if key == _key(root)
    )
    shown = _most_searched(alike)
    return tuple(shown.get(key) or " ".join(key) for key in keys)


def _key(root: Heads) -> Stems:
    return tuple(sorted({base for _, base in root}))


class _Heads:
    """Finds the words that say what a phrase is about."""

    def __init__(self, reading: ProductReading, language: str) -> None:
        self._language = language
        heads = (word for head in reading.heads for word in words(head))
        self._heads = {word: stem(word, language) for word in dict.fromkeys(heads)}
        self._prepositions = lexicon.vocabulary("prepositions", language)
        qualifiers = (entry for name in _QUALIFIERS for entry in lexicon.vocabulary(name, language))
        self._stop = lexicon.vocabulary("stop", language)
        self._idle = {*self._stop, *(entry for entry in qualifiers if " " not in entry)}

    def of(self, phrase: str) -> Heads:
        """The head words, slips put right, else the last word that is not idle; empty for an empty phrase only."""
        tokens = words(phrase)
        cut = next((at for at, token in enumerate(tokens) if at and token in self._prepositions), len(tokens))
        telling = [token for token in tokens[:cut] if token not in self._idle and not token[0].isdigit()]
        return (
            self._among(tokens[:cut])
            or self._plain(telling[-1:])
            or self._among(tokens[cut:])
            or self._plain([token for token in tokens[:cut] if token not in self._stop][-1:] or tokens[-1:])
        )

    def _among(self, tokens: list[str]) -> Heads:
        heads = {base: word for token in tokens for word, base in self._meant(token)}
        return tuple((word, base) for base, word in heads.items())

    def _plain(self, tokens: list[str]) -> Heads:
        return tuple((token, stem(token, self._language)) for token in tokens)

    def _meant(self, token: str) -> Heads:
        """The word itself where it is a head, the head that an unknown word is a slip away from, or nothing."""
        base = stem(token, self._language)
        if base in self._heads.values():
            return ((token, base),)
        if len(token) < _SLIPS or not token.isalpha() or lexicon.known(token) or lexicon.zipf(token, self._language):
            return ()
        forms = {token, token.removesuffix("s")}
        near = (item for item in self._heads.items() if any(OSA.distance(form, item[0]) <= 1 for form in forms))
        return tuple(islice(near, 1))


def _most_searched(entries: Iterable[tuple[Stems, str, int | None]]) -> dict[Stems, str]:
    """For each key the text that carries the most searches; of equals the shortest, then the first by alphabet."""
    searched: defaultdict[Stems, defaultdict[str, int]] = defaultdict(lambda: defaultdict(int))
    for key, text, volume in entries:
        searched[key][text] += volume or 0
    return {key: min(texts, key=lambda text: (-texts[text], len(text), text)) for key, texts in searched.items()}


def broad_volumes(targets: Iterable[tuple[str, int | None]], held: frozenset[str], language: str) -> tuple[Root, ...]:
    """The roots of the targets, most searched first.

    :param targets: root and searches a month of each Relevant or Design-Specific phrase.
    :param held: the stems that stand somewhere in the listing.
    """
    counts: defaultdict[str, int] = defaultdict(int)
    totals: defaultdict[str, int] = defaultdict(int)
    for root, volume in targets:
        counts[root] += 1
        totals[root] += volume or 0
    order = sorted(counts, key=lambda root: (-totals[root], -counts[root], root))
    return tuple(
        Root(
            root=root, keywords=counts[root], search_volume=totals[root], in_listing=_holds(held, words(root), language)
        )
        for root in order
    )


@dataclass(slots=True)
class _Sequence:
    keywords: int = 0
    volume: int = 0
    texts: dict[str, int] = field(default_factory=lambda: defaultdict(int))


def ngrams(targets: Sequence[tuple[str, int | None]], held: frozenset[str], language: str) -> tuple[NGram, ...]:
    """Neighbouring words of the targets, one to three, most searched first; a phrase counts once for each.

    Sequences that begin or end with a function word are left out, and of each size all but the ``NGRAMS`` first.

    :param targets: phrase and searches a month of each Relevant or Design-Specific phrase.
    :param held: the stems that stand somewhere in the listing.
    """
    stop = lexicon.vocabulary("stop", language)
    found: defaultdict[Stems, _Sequence] = defaultdict(_Sequence)
    for phrase, volume in targets:
        for key, text in _sequences(words(phrase), stop, language).items():
            one = found[key]
            one.keywords += 1
            one.volume += volume or 0
            one.texts[text] += volume or 0
    every = sorted((_ngram(key, one, held) for key, one in found.items()), key=_by_volume)
    return tuple(sorted((gram for size in (1, 2, 3) for gram in _of_size(every, size)[:NGRAMS]), key=_by_volume))


def _sequences(tokens: list[str], stop: frozenset[str], language: str) -> Mapping[Stems, str]:
    found: dict[Stems, str] = {}
    for size in (1, 2, 3):
        for at in range(len(tokens) - size + 1):
            part = tokens[at : at + size]
            if part[0] not in stop and part[-1] not in stop:
                found.setdefault(tuple(stem(token, language) for token in part), " ".join(part))
    return found


def _ngram(key: Stems, one: _Sequence, held: frozenset[str]) -> NGram:
    text = min(one.texts, key=lambda text: (-one.texts[text], len(text), text))
    return NGram(
        words=text, size=len(key), keywords=one.keywords, search_volume=one.volume, in_listing=held.issuperset(key)
    )


def _of_size(grams: list[NGram], size: int) -> list[NGram]:
    return [gram for gram in grams if gram.size == size]


def _by_volume(gram: NGram) -> tuple[int, int, int, str]:
    return (-gram.search_volume, -gram.keywords, gram.size, gram.words)


def _holds(held: frozenset[str], tokens: list[str], language: str) -> bool:
    return bool(tokens) and all(stem(token, language) in held for token in tokens)
