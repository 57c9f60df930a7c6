"""The attributes that a title gives the product, as its seller wrote them.

Promises each attribute whole: groups that a list knows (*stainless steel*), numbers with what they count (*1.2 oz*,
*pack of 4*, *6 pcs*), features in two words (*latex free*), single words. It judges no phrase.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import reduce
from itertools import zip_longest
from operator import or_

from pipeline.keywords import traits
from pipeline.keywords.phrases import Phrase
from pipeline.keywords.vocabulary import Vocabulary
from pipeline.text import fold, words

_IN_PARTS = re.compile(r"\b[^\W\d]*(\d\w*(?:[.,/\u2044\u2013-]\d\w*)+)")  # 1.2, 17,5, 1/2, 10-12: ``words`` parts them
_COUNTED = traits.NUMBER | traits.MEASURE | traits.PACK


@dataclass(frozen=True, slots=True, kw_only=True)
class _Piece:
    """A word of the title, or a number that its own marks part. ``inside``: it goes on with a listed group."""

    text: str
    mark: int
    own: int
    barred: bool
    inside: bool

    @property
    def is_attribute(self) -> bool:
        return bool(self.mark & traits.ATTRIBUTE) and not self.barred

    @property
    def links(self) -> bool:
        """A function word, as in pack *of*; *in* behind a number is none."""
        return bool(self.own & traits.STOP) and not self.mark & traits.MEASURE

    @property
    def is_number(self) -> bool:
        return self.text[0].isdigit()


def title_attributes(
    title: Phrase, barred: frozenset[int], models: Mapping[str, frozenset[str]], vocabulary: Vocabulary
) -> tuple[str, ...]:
    """The title's attributes in its order.

    :param barred: stems that are none: the product's name, what the user took out.
    :param models: the numbers of each name (*iphone* 15): they count nothing.
    """
    runs: list[list[_Piece]] = []
    before: _Piece | None = None
    pieces = list(_pieces(title, barred, vocabulary))
    for piece, after in zip_longest(pieces, pieces[1:]):
        if runs and before is runs[-1][-1] and _goes_on(before, piece):
            runs[-1].append(piece)
        elif piece.is_attribute or (_counts(piece, after) and not (before and before.text in models)):
            runs.append([piece])
        before = piece
    return tuple(filter(None, map(_text, runs)))


def _goes_on(before: _Piece, piece: _Piece) -> bool:
    """Whether a piece belongs to the attribute that ends right before it."""
    if before.links:
        return piece.inside or bool(piece.mark & _COUNTED and not piece.barred)  # pack of | 4
    if piece.is_number:
        return piece.inside or before.text == "x"
    measured = piece.mark & before.mark & traits.MEASURE
    return piece.is_attribute and bool(
        piece.inside or measured or _counts(before, piece) or piece.own & traits.SECOND_HALF
    )


def _counts(number: _Piece, pack: _Piece | None) -> bool:
    """Whether a number says how many there are: *6* pcs."""
    bare = number.is_number and not number.mark & traits.MEASURE
    return bare and pack is not None and pack.is_attribute and bool(pack.mark & traits.PACK)


def _text(run: list[_Piece]) -> str:
    """What a run says, without function words at its end; nothing where that is a bare number."""
    while run and run[-1].links:
        run = run[:-1]
    return "" if all(piece.text.isdigit() for piece in run) else " ".join(piece.text for piece in run)


def _pieces(title: Phrase, barred: frozenset[int], vocabulary: Vocabulary) -> Iterator[_Piece]:
    tokens = tuple(word.text for word in title.words)
    inside = {at for start, length, _ in vocabulary.spans(tokens) for at in range(start + 1, start + length)}
    numbers = {tuple(words(found)): found for found in _IN_PARTS.findall(fold(title.text))}
    at = 0
    while at < len(tokens):
        parts = next((parts for parts in numbers if tokens[at : at + len(parts)] == parts), tokens[at : at + 1])
        last = at + len(parts) - 1
        word = title.words[last]
        yield _Piece(
            text=numbers.get(parts, word.text),
            mark=reduce(or_, title.traits[at : last + 1]),
            own=word.traits,
            barred=word.stem in barred,
            inside=at in inside,
        )
        at = last + 1
