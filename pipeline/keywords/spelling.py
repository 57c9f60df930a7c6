"""Which unknown words of a list are slips of other words of it.

Promises candidates by optimal string alignment distance without comparing every word with every other: two words
within a distance share what is left of them after so many deletions. It knows nothing of volumes nor of languages.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping

from rapidfuzz.distance import OSA

_SHORTEST = 4  # shorter words have too many neighbours to be slips of one
_LONG = 8  # from here two slips are believed where the first letter is right


class Spelling:
    """The words of a list with what each unknown one may have been meant to be."""

    def __init__(self, vocabulary: Iterable[str], known: Callable[[str], bool]) -> None:
        words = sorted(word for word in vocabulary if word.isalpha() and len(word) >= _SHORTEST)
        unknown = {word: _remainders(word) for word in words if not known(word)}
        wanted = set().union(*unknown.values())
        shared: defaultdict[str, list[str]] = defaultdict(list)
        for word in words:
            for rest in wanted.intersection(_remainders(word)):
                shared[rest].append(word)
        self._meant = {word: _nearest(word, rests, shared) for word, rests in unknown.items()}

    def corrections(self, key: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
        """The sorted word tuples that a sorted word tuple may have been meant to be: one word put right, or all."""
        unknown = [word for word in key if self._meant.get(word)]
        for word in unknown:
            rest = set(key) - {word}
            for meant in self._meant[word]:
                yield tuple(sorted(rest | {meant}))
        if len(unknown) > 1:
            yield tuple(sorted(set(key) - set(unknown) | {self._meant[word][0] for word in unknown}))


def _remainders(word: str) -> set[str]:
    """The word with one letter left out, and of a long word two; itself too."""
    once = {word[:at] + word[at + 1 :] for at in range(len(word))}
    if len(word) >= _LONG:
        once |= {rest[:at] + rest[at + 1 :] for rest in once for at in range(len(rest))}
    return once | {word}


def _nearest(word: str, rests: Iterable[str], shared: Mapping[str, list[str]]) -> list[str]:
    """The other words within reach, nearest first."""
    others = {other for rest in rests for other in shared.get(rest, ())} - {word}
    distances = {other: OSA.distance(word, other) for other in others}
    near = (other for other in others if distances[other] <= _reach(word, other))
    return sorted(near, key=lambda other: (distances[other], other))


def _reach(word: str, other: str) -> int:
    return 2 if min(len(word), len(other)) >= _LONG and word[0] == other[0] else 1
