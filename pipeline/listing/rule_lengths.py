"""Tests of rules about sizes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.listing.rule_subject import Finding, Piece, Test
from pipeline.listing.rulebook import Rule
from pipeline.listing.sizes import utf8

_PARTS = re.compile("[,\uff0c\u3001\u060c]")


def max_characters(rule: Rule, piece: Piece) -> Iterator[Finding]:
    """What stands beyond the limit offends."""
    if len(piece.text) > rule.number:
        yield Finding(piece.text[rule.number :], len(piece.text))


def min_characters(rule: Rule, piece: Piece) -> Iterator[Finding]:
    """The whole text is too short."""
    if len(piece.text) < rule.number:
        yield Finding(piece.text, len(piece.text))


def max_bytes(rule: Rule, piece: Piece) -> Iterator[Finding]:
    """What stands from the first character that does not fit whole offends."""
    data = utf8(piece.text)
    if len(data) > rule.number:
        fits = len(data[: rule.number].decode("utf-8", "ignore"))
        yield Finding(piece.text[fits:], len(data))


def title_at_most(rule: Rule, piece: Piece) -> Iterator[Finding]:
    """The field may be filled only beside a short title."""
    if piece.text and len(piece.copy.title) > rule.number:
        yield Finding(piece.text, len(piece.copy.title))


def max_pair_characters(rule: Rule, piece: Piece) -> Iterator[Finding]:
    """Title and this field together."""
    together = len(piece.copy.title) + len(piece.text)
    if piece.text and together > rule.number:
        yield Finding(piece.text[max(0, rule.number - len(piece.copy.title)) :], together)


def max_part_characters(rule: Rule, piece: Piece) -> Iterator[Finding]:
    """Each part between commas."""
    parts = (part.strip() for part in _PARTS.split(piece.text))
    yield from (Finding(part, len(part)) for part in parts if len(part) > rule.number)


def max_total_characters(rule: Rule, piece: Piece) -> Iterator[Finding]:
    """All bullets together, nothing between them counted; what offends starts within the first that is beyond."""
    total, left = sum(map(len, piece.copy.bullets)), rule.number
    for number, bullet in enumerate(piece.copy.bullets):
        if len(bullet) > left:
            yield Finding("\n".join((bullet[left:], *piece.copy.bullets[number + 1 :])), total)
            return
        left -= len(bullet)


def min_items(rule: Rule, piece: Piece) -> Iterator[Finding]:
    """Too few bullets; none at all means that nobody handed them in, which is no fault of theirs."""
    filled = sum(bool(bullet.strip()) for bullet in piece.copy.bullets)
    if 0 < filled < rule.number:
        yield Finding("", filled)


def max_items(rule: Rule, piece: Piece) -> Iterator[Finding]:
    """The first bullet too many offends."""
    filled = [bullet for bullet in piece.copy.bullets if bullet.strip()]
    if len(filled) > rule.number:
        yield Finding(filled[rule.number], len(filled))


LENGTHS: dict[str, Test] = {
    test.__name__: test
    for test in (
        max_characters, min_characters, max_bytes, title_at_most, max_pair_characters, max_part_characters,
        max_total_characters, min_items, max_items,
    )
}  # fmt: skip
