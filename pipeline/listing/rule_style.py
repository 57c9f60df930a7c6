"""Tests of rules about style: capitals, the brand in front, headers, numerals, phrases said twice."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline import text
from pipeline.listing.rule_subject import Finding, Piece, Test, Token, first_word, masked, runs, tokens
from pipeline.listing.rulebook import Rule, word_list

_NEW_START = re.compile(r"[,;:/&|(\[.!?\u2013\u2014-]\s*\Z")
_HEADER = r"\s*(?:[^:\uff1a]{1,%d}[:\uff1a]\s*\S|[\[\u3010\u300c][^\]\u3011\u300d]{1,%d}[\]\u3011\u300d])"
_NUMERAL = re.compile(r"(?<![\w.,/$€£#+-])([1-9]) ([a-z]{3,30})(?![\w-])")


def starts_with_brand(_rule: Rule, piece: Piece) -> Iterator[Finding]:
    """The whole name, its first word (Brewer for Brewer Outdoor Solutions) or its initials (GWT) will do."""
    brand, title = text.words(piece.brand), text.words(piece.text)
    if not brand or not title:
        return
    joined, initials = "".join(brand), "".join(word[0] for word in brand)
    first = {brand[0], initials} if len(brand) > 1 else {brand[0]}
    if title[0] not in first and not "".join(title).startswith(joined):
        yield Finding(first_word(piece.text))


def capital_words(rule: Rule, piece: Piece) -> Iterator[Finding]:
    """Words in small letters throughout, where they are neither small words nor units after a number."""
    small = word_list(rule.list, piece.language) | word_list("units", piece.language)
    found = [token for token in piece.tokens(rule) if _is_small(token, piece) and token.word not in small]
    yield from runs(found, piece.text)


def _is_small(token: Token, piece: Piece) -> bool:
    """Letters only, more than one; the second half of a hyphenated word may be small."""
    inside = piece.text[max(0, token.start - 1) : token.start] in {"-", "\u2010", "\u2011", "'", "\u2019"}
    return len(token.text) > 1 and token.text.islower() and token.text[0].isalpha() and not inside


def small_words(rule: Rule, piece: Piece) -> Iterator[Finding]:
    """Small words with a capital, inside a phrase and not at its start."""
    listed = word_list(rule.list, piece.language)
    found = [token for token in piece.tokens(rule) if token.word in listed and _is_capital_inside(token, piece.text)]
    yield from runs(found, piece.text)


def _is_capital_inside(token: Token, whole: str) -> bool:
    before = whole[max(0, token.start - 3) : token.start]
    starts_phrase = not before.strip() or bool(_NEW_START.search(before))
    is_word = len(token.text) > 1  # "A" may be a vitamin
    return is_word and token.text[0].isupper() and not starts_phrase and not token.hyphenated


def all_capitals(rule: Rule, piece: Piece) -> Iterator[Finding]:
    """Words of at least so many letters in capitals throughout (shorter ones are mostly abbreviations)."""
    allowed = masked(piece.text, piece.brand, as_written=True)
    found = [token for token in tokens(allowed) if _shouts(token.text, rule.number)]
    yield from runs(found, piece.text)


def _shouts(word: str, letters: int) -> bool:
    return len(word) >= letters and word.isalpha() and word.isupper()


def small_letters(_rule: Rule, piece: Piece) -> Iterator[Finding]:
    """Words with a capital."""
    found = [token for token in tokens(piece.text) if token.text != token.text.lower()]
    yield from runs(found, piece.text)


def first_capital(_rule: Rule, piece: Piece) -> Iterator[Finding]:
    """A first word without any capital ("iPhone" has one)."""
    word = first_word(piece.text)
    if word[:1].islower() and word.islower():
        yield Finding(word)


def header(rule: Rule, piece: Piece) -> Iterator[Finding]:
    """Text without "Header: " or "[Header]" within the first characters; its first words are shown."""
    if piece.text.strip() and not re.match(_HEADER % (rule.number, rule.number), piece.text):
        start = tokens(piece.text)[:5]
        yield Finding(piece.text[start[0].start : start[-1].end] if start else piece.text[: rule.number])


def small_numerals(rule: Rule, piece: Piece) -> Iterator[Finding]:
    """1 to 9 before an ordinary word; not after a name ("Style 4") or "step", nor before a unit."""
    units = word_list(rule.list, piece.language)
    for match in _NUMERAL.finditer(piece.text):
        before = tokens(piece.text[max(0, match.start() - 40) : match.start()])[-1:]
        is_name = any(_can_be_numbered(token.text) or token.word in rule.words for token in before)
        if match[2] not in units and not is_name:
            yield Finding(match.group())


def _can_be_numbered(word: str) -> bool:
    return word[0].isupper() or word[0].isdigit() or len(word) == 1


def repeated_phrases(rule: Rule, piece: Piece) -> Iterator[Finding]:
    """So many words in a row, half of them of content, that stand in an earlier bullet too."""
    size, small = rule.number, word_list(rule.list, piece.language)
    earlier = {row for bullet in piece.copy.bullets[: piece.bullet] for row in _rows(text.words(bullet), size)}
    found = tokens(piece.text)
    repeated: dict[int, Token] = {}
    for position, row in enumerate(_rows([token.word for token in found], size)):
        if row in earlier and sum(word not in small for word in row) * 2 >= size:
            repeated.update((place, found[place]) for place in range(position, position + size))
    yield from runs([repeated[place] for place in sorted(repeated)], piece.text)


def _rows(words: list[str], size: int) -> list[tuple[str, ...]]:
    return [tuple(words[start : start + size]) for start in range(len(words) - size + 1)]


STYLE: dict[str, Test] = {
    test.__name__: test
    for test in (
        starts_with_brand, capital_words, small_words, all_capitals, small_letters, first_capital, header,
        small_numerals, repeated_phrases,
    )
}  # fmt: skip
