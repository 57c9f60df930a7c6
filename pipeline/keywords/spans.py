"""Finding listed groups of words inside phrases.

Promises every longest match, left to right, in time that depends on the phrase and not on the length of the list.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence


class Spans:
    """Groups of words, each with a number of bits; the bits of equal groups are joined."""

    def __init__(self, entries: Iterable[tuple[tuple[str, ...], int]] = ()) -> None:
        self._bits: dict[tuple[str, ...], int] = {}
        self._longest: dict[str, int] = {}
        for words, bits in entries:
            self.add(words, bits)

    def add(self, words: tuple[str, ...], bits: int) -> None:
        """Add one group; an empty one is ignored."""
        if words:
            self._bits[words] = self._bits.get(words, 0) | bits
            self._longest[words[0]] = max(self._longest.get(words[0], 0), len(words))

    def find(self, words: Sequence[str]) -> Iterator[tuple[int, int, int]]:
        """Start, length and bits of the matches, which never overlap."""
        at = 0
        while at < len(words):
            length = self._match(words, at)
            if length:
                yield at, length, self._bits[tuple(words[at : at + length])]
            at += length or 1

    def _match(self, words: Sequence[str], at: int) -> int:
        """How many words the longest group that begins here has; 0 without one."""
        most = min(self._longest.get(words[at], 0), len(words) - at)
        return next((length for length in range(most, 0, -1) if tuple(words[at : at + length]) in self._bits), 0)
