"""Finding listed groups of words inside phrases.

Promises every longest match, left to right, in time that depends on the phrase and not on the length of the list.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence


class Spans:
    """Groups of words, each with a number of bits; the bits of equal groups are joined."""

    def __init__(self, entries: Iterable[tuple[tuple[str, ...], int]] = ()) -> None:
        self._by_first: dict[str, dict[tuple[str, ...], int]] = {}
        for words, bits in entries:
            self.add(words, bits)

    def add(self, words: tuple[str, ...], bits: int) -> None:
        """Add one group; an empty one is ignored."""
        if words:
            groups = self._by_first.setdefault(words[0], {})
            groups[words] = groups.get(words, 0) | bits

    def find(self, words: Sequence[str]) -> Iterator[tuple[int, int, int]]:
        """Start, length and bits of the matches, which never overlap."""
        at = 0
        while at < len(words):
            length, bits = self._longest(words, at)
            if length:
                yield at, length, bits
            at += length or 1

    def _longest(self, words: Sequence[str], at: int) -> tuple[int, int]:
        groups = self._by_first.get(words[at])
        if not groups:
            return 0, 0
        found = [group for group in groups if tuple(words[at : at + len(group)]) == group]
        longest = max(found, key=len, default=())
        return len(longest), groups[longest] if longest else 0
