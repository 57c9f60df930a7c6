"""What the user does not want to read in any copy: words and phrases, found by stems, as written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipeline.text import stem, stems, words


class Never:
    """The user's never-words, and the attributes that the product has not."""

    def __init__(self, entries: Iterable[str], language: str) -> None:
        self._language = language
        self._wanted = sorted({tuple(stems(entry, language)) for entry in entries} - {()})

    def found(self, text: str) -> tuple[str, ...]:
        """What of it stands in a text, as written there."""
        spans = list(self._spans(text)) if self._wanted else []
        return tuple(text[start:end] for entry in self._wanted for start, end in self._places(entry, spans))

    def _spans(self, text: str) -> Iterator[tuple[str, int, int]]:
        """Each word's stem and place."""
        lowered, at = text.lower(), 0
        for word in words(text):
            start = lowered.find(word, at)
            if start >= 0:
                at = start + len(word)
                yield stem(word, self._language), start, at

    def _places(self, entry: tuple[str, ...], spans: list[tuple[str, int, int]]) -> Iterator[tuple[int, int]]:
        for first in range(len(spans) - len(entry) + 1):
            run = spans[first : first + len(entry)]
            if tuple(root for root, _, _ in run) == entry:
                yield run[0][1], run[-1][2]
