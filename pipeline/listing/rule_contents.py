"""Tests of rules about what a field holds: characters, words, phrases, brands, repeats."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from pipeline import text
from pipeline.listing.rule_subject import Finding, Piece, Test, Token, runs, tokens
from pipeline.listing.rulebook import Rule, word_list


def forbidden_characters(rule: Rule, piece: Piece) -> Iterator[Finding]:
    """Each forbidden character, once."""
    found = (character for character in piece.allowed(rule) if _is_forbidden(character, rule))
    yield from map(Finding, dict.fromkeys(found))


def _is_forbidden(character: str, rule: Rule) -> bool:
    return character in rule.characters or any(
        int(first, 16) <= ord(character) <= int(last, 16) for first, last in rule.ranges
    )


def regex(rule: Rule, piece: Piece) -> Iterator[Finding]:
    """Each match of the pattern, once."""
    found = (match.span() for match in re.finditer(rule.pattern, piece.allowed(rule)))
    yield from map(Finding, dict.fromkeys(piece.text[start:end] for start, end in found))


def forbidden_phrases(rule: Rule, piece: Piece) -> Iterator[Finding]:
    """Whole words in a row, whatever stands between them and however they are capitalised.

    The second half of a hyphenated word begins no phrase ("Latex-Free Shipping Box"), except among search terms.
    """
    yield from _standing(rule.phrases, piece.tokens(rule), piece.text, apart=piece.field == "search_terms")


def _standing(phrases: tuple[str, ...], found: Sequence[Token], whole: str, *, apart: bool) -> Iterator[Finding]:
    by_first = _by_first_word(phrases)
    pieces: dict[str, None] = {}
    for position, token in enumerate(found):
        for phrase in by_first.get(token.word, ()) if apart or not token.joined_left else ():
            span = found[position : position + len(phrase)]
            if [each.word for each in span] == phrase:
                pieces[whole[token.start : span[-1].end]] = None
                break
    yield from map(Finding, pieces)


@lru_cache(maxsize=256)
def _by_first_word(phrases: tuple[str, ...]) -> dict[str, list[list[str]]]:
    """The phrases' words by the first of them, the longest phrase first."""
    by_first: dict[str, list[list[str]]] = {}
    for words in sorted((text.words(phrase) for phrase in phrases), key=lambda words: (-len(words), words)):
        if words:
            by_first.setdefault(words[0], []).append(words)
    return by_first


def brands(_rule: Rule, piece: Piece) -> Iterator[Finding]:
    """The own brand and others, their words also run together."""
    named = tuple(dict.fromkeys((piece.brand, *piece.other_brands)))
    joined = tuple("".join(text.words(name)) for name in named)
    yield from _standing((*named, *joined), tokens(piece.text), piece.text, apart=True)


def forbidden_words(rule: Rule, piece: Piece) -> Iterator[Finding]:
    """Whole words. Part of a hyphenated name ("Two-Tone") is none, except among search terms."""
    listed = word_list(rule.list, piece.language).union(rule.words)
    apart = piece.field == "search_terms"
    yield from runs(
        [token for token in piece.tokens(rule) if token.word in listed and (apart or not token.hyphenated)], piece.text
    )


def word_repeats(rule: Rule, piece: Piece) -> Iterator[Finding]:
    """The same word more often than the limit; single signs and bare numbers ("10 x 10 x 10") are no words."""
    for same in _groups(rule, piece, lambda word: word):
        if len(same) > rule.number:
            yield Finding(same[rule.number].text, len(same))


def form_repeats(rule: Rule, piece: Piece) -> Iterator[Finding]:
    """More than the limit in all forms together, where no single form is."""
    for same in _groups(rule, piece, lambda word: text.stem(word, piece.language)):
        most = max(Counter(token.word for token in same).values())
        if len(same) > rule.number >= most:
            yield Finding(same[rule.number].text, len(same))


def _groups(rule: Rule, piece: Piece, key: Callable[[str], str]) -> Iterator[list[Token]]:
    small = word_list(rule.list, piece.language)
    groups: dict[str, list[Token]] = {}
    for token in tokens(piece.text):
        if len(token.word) > 1 and not token.word.isdigit() and token.word not in small:
            groups.setdefault(key(token.word), []).append(token)
    yield from groups.values()


def duplicate_words(_rule: Rule, piece: Piece) -> Iterator[Finding]:
    """The same word again, as it stands the second time."""
    same: dict[str, list[Token]] = {}
    for token in tokens(piece.text):
        same.setdefault(token.word, []).append(token)
    yield from (Finding(found[1].text, len(found)) for found in same.values() if len(found) > 1)


def duplicate_forms(_rule: Rule, piece: Piece) -> Iterator[Finding]:
    """Another form of a word that stands before it, such as its plural."""
    first: dict[str, str] = {}
    others: dict[str, None] = {}
    for token in tokens(piece.text):
        if first.setdefault(text.stem(token.word, piece.language), token.word) != token.word:
            others[token.text] = None
    yield from map(Finding, others)


def already_shown(_rule: Rule, piece: Piece) -> Iterator[Finding]:
    """Words that the visible fields hold already, in whatever form."""
    visible = "\n".join((piece.copy.title, piece.copy.item_highlights, *piece.copy.bullets))
    shown = set(text.stems(visible, piece.language))
    found = [token for token in tokens(piece.text) if text.stem(token.word, piece.language) in shown]
    yield from runs(found, piece.text)


CONTENTS: dict[str, Test] = {
    test.__name__: test
    for test in (
        forbidden_characters, regex, forbidden_phrases, brands, forbidden_words, word_repeats, form_repeats,
        duplicate_words, duplicate_forms, already_shown,
    )
}  # fmt: skip
