"""Amazon's listing rules applied: the rules of a store, what a copy breaks, what new copy may not hold.

Knows neither keywords nor how copy is written. The rules themselves are data (``packs/``).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from textwrap import shorten

from pipeline.listing.rule_contents import CONTENTS
from pipeline.listing.rule_lengths import LENGTHS
from pipeline.listing.rule_style import STYLE
from pipeline.listing.rule_subject import Finding, Piece, Test
from pipeline.listing.rulebook import FieldName, Rule, RulePack, pack_for, word_list
from pipeline.model import Copy
from pipeline.result import RuleSummary, Severity, Violation
from pipeline.text import words

__all__ = [
    "KINDS", "Rule", "RulePack", "banned_phrases", "banned_words", "check", "forbidden_characters", "pack_for",
    "rule_summary", "small_words",
]  # fmt: skip

_QUOTED = 80  # characters of what offends in a message; the violation itself holds all of it
KINDS: dict[str, Test] = {**LENGTHS, **CONTENTS, **STYLE}
"""Every test that a rule can ask for by its ``kind``."""


def check(
    copy: Copy,
    pack: RulePack,
    *,
    brand: str = "",
    other_brands: Sequence[str] = (),
    language: str = "en",
    description: str = "",
) -> tuple[Violation, ...]:
    """What the copy breaks, in the order of the fields, then of the rules. Empty fields break nothing.

    Each violation holds what offends as it stands in the field: for a length, what is beyond the limit.
    """
    fields = [(name, kind, text) for name, kind, text in _fields(copy, description) if text]
    return tuple(
        violation
        for name, kind, text in fields
        for violation in _broken(
            pack,
            kind,
            Piece(
                field=name,
                text=text,
                copy=copy,
                brand=brand,
                other_brands=tuple(other_brands),
                language=language,
            ),
        )
    )


def _fields(copy: Copy, description: str) -> Iterator[tuple[str, FieldName, str]]:
    yield "title", "title", copy.title
    yield "item_highlights", "item_highlights", copy.item_highlights
    for number, bullet in enumerate(copy.bullets, start=1):
        yield f"bullet {number}", "bullet", bullet
    yield "bullets", "bullets", "\n".join(copy.bullets)
    yield "search_terms", "search_terms", copy.search_terms
    yield "description", "description", description


def _broken(pack: RulePack, kind: FieldName, piece: Piece) -> Iterator[Violation]:
    for rule in pack.rules:
        if kind in rule.fields and rule.speaks(piece.language):
            for finding in KINDS[rule.kind](rule, piece):
                yield _violation(rule, piece.field, finding)


def _violation(rule: Rule, field: str, finding: Finding) -> Violation:
    over = f"{finding.actual - rule.number:,}"
    quoted = shorten(finding.text, _QUOTED, placeholder=" …")
    message = rule.message.format(text=quoted, actual=f"{finding.actual:,}", limit=f"{rule.number:,}", over=over)
    return Violation(
        field=field, rule=rule.id, severity=rule.severity, message=message, text=finding.text, source=rule.source
    )


def rule_summary(pack: RulePack) -> RuleSummary:
    """The pack's lengths for the result document."""
    return RuleSummary(
        pack=pack.name,
        title_characters=pack.title_characters,
        highlights_characters=pack.highlights_characters,
        bullet_characters=pack.bullet_max,
        search_terms_bytes=pack.search_terms_bytes,
    )


_ANY: tuple[Severity, ...] = ("error", "warning", "advice")


def banned_words(
    pack: RulePack, field: FieldName, *, language: str = "en", severities: tuple[Severity, ...] = _ANY
) -> frozenset[str]:
    """The single words, folded, that may not stand in a field; the brand's own name may be an exception."""
    single = {phrase for phrase in _phrases(pack.rules, field, language, severities) if " " not in phrase}
    return frozenset(single).union(*(_listed(rule, language) for rule in _for(pack.rules, field, language, severities)))


def banned_phrases(
    pack: RulePack, field: FieldName, *, language: str = "en", severities: tuple[Severity, ...] = _ANY
) -> tuple[str, ...]:
    """The phrases of several words, folded and parted by single spaces, that may not stand in a field; sorted."""
    return tuple(sorted(phrase for phrase in _phrases(pack.rules, field, language, severities) if " " in phrase))


def forbidden_characters(
    pack: RulePack, field: FieldName, *, language: str = "en", severities: tuple[Severity, ...] = _ANY
) -> frozenset[str]:
    """The single characters that may not stand in a field, brand names and symbols such as emoji aside."""
    return frozenset(
        character for rule in _for(pack.rules, field, language, severities) for character in rule.characters
    )


def small_words(language: str) -> frozenset[str]:
    """Prepositions, articles and conjunctions: small in a title, and exempt from its rule on repeats."""
    return word_list("small_words", language)


@cache
def _for(
    rules: tuple[Rule, ...], field: FieldName, language: str, severities: tuple[Severity, ...]
) -> tuple[Rule, ...]:
    return tuple(
        rule for rule in rules if field in rule.fields and rule.speaks(language) and rule.severity in severities
    )


def _phrases(
    rules: tuple[Rule, ...], field: FieldName, language: str, severities: tuple[Severity, ...]
) -> frozenset[str]:
    found = _for(rules, field, language, severities)
    return frozenset(" ".join(words(phrase)) for rule in found for phrase in rule.phrases)


def _listed(rule: Rule, language: str) -> frozenset[str]:
    return word_list(rule.list, language).union(rule.words) if rule.kind == "forbidden_words" else frozenset()
