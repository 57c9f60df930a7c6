"""The listing part of the made-up results of ``tests/factories.py``, added up from their keywords."""

from __future__ import annotations

from collections.abc import Callable

from pipeline.model import TARGETS, Listing
from pipeline.result import (
    Alternative,
    BeforeAfter,
    CapturedVolume,
    Comparison,
    Coverage,
    CurrentCopy,
    FieldCopy,
    Keyword,
    OptimizedCopy,
    RuleSummary,
    Seo,
    Severity,
    Unused,
    Violation,
)
from pipeline.text import stems, words
from tests.factories_words import (
    BULLETS,
    HIGHLIGHTS,
    PROPOSED,
    STOP,
    TERMS,
)


def holds(texts: tuple[str, ...], phrase: str) -> bool:
    """Whether the texts together hold every stem of the phrase, stop words aside."""
    wanted = set(stems(phrase)) - STOP
    return bool(wanted) and wanted <= {stem for text in texts for stem in stems(text)}


def targets_of(keywords: tuple[Keyword, ...]) -> tuple[Keyword, ...]:
    return tuple(k for k in keywords if k.category in TARGETS)


def volume_of(keywords: tuple[Keyword, ...] | list[Keyword]) -> int:
    return sum(k.search_volume or 0 for k in keywords)


def _field(text: str, targets: tuple[Keyword, ...]) -> FieldCopy:
    held = [k for k in targets if holds((text,), k.phrase)]
    return FieldCopy(
        text=text,
        characters=len(text),
        bytes=len(text.encode()),
        keywords=tuple(k.phrase for k in held),
        search_volume=volume_of(held),
    )


def _coverage(texts: tuple[str, ...], targets: tuple[Keyword, ...]) -> Coverage:
    covered = [k for k in targets if holds(texts, k.phrase)]
    missing = sorted((k for k in targets if k not in covered), key=lambda k: -(k.search_volume or 0))
    return Coverage(
        keywords=len(targets),
        covered=len(covered),
        percent=round(100 * len(covered) / len(targets), 1) if targets else 0.0,
        captured_volume=volume_of(covered),
        missing_high_volume=tuple(k.phrase for k in missing[:5]),
        missing_high_intent=tuple(k.phrase for k in missing if k.intent_score > 1)[:5],
    )


def _alternative(number: int, targets: tuple[Keyword, ...]) -> Alternative:
    name, note, title = PROPOSED[number]
    bullets = BULLETS[: 5 - number]
    return Alternative(
        name=name,
        note=note,
        title=_field(title, targets),
        item_highlights=_field(HIGHLIGHTS, targets),
        bullets=tuple(_field(bullet, targets) for bullet in bullets),
        search_terms=_field(TERMS, targets),
        coverage=_coverage((title, HIGHLIGHTS, *bullets, TERMS), targets),
        exact_title_volume=volume_of([k for k in targets if k.phrase in title.lower()]),
    )


def _current(listing: Listing, targets: tuple[Keyword, ...]) -> CurrentCopy:
    texts = (listing.title, *listing.bullets, listing.search_terms)
    return CurrentCopy(
        title=_field(listing.title, targets),
        item_highlights=_field("", targets),
        bullets=tuple(_field(bullet, targets) for bullet in listing.bullets),
        search_terms=_field(listing.search_terms, targets),
        coverage=_coverage(texts, targets),
    )


def _violations(listing: Listing) -> tuple[Violation, ...]:
    found: tuple[tuple[str, str, Severity, str, str], ...] = (
        ("title", "title-length", "error", f"{len(listing.title)} characters, at most 75.", listing.title),
        ("title", "title-repeats", "error", "“Garlic” stands three times; at most twice.", "Garlic"),
        ("title", "title-capitals", "warning", "“PREMIUM” is in capitals.", "PREMIUM"),
        ("bullet 1", "bullet-end", "advice", "Ends with a full stop.", "years."),
    )
    return tuple(
        Violation(field=field, rule=rule, severity=severity, message=message, text=text, source="Pack 2026-07-27")
        for field, rule, severity, message, text in found
    )


def _comparison(
    current: CurrentCopy | None, best: Alternative, targets: tuple[Keyword, ...], errors: int
) -> Comparison:
    def both(read: Callable[[CurrentCopy], float], then: float) -> BeforeAfter:
        return BeforeAfter(before=read(current) if current else None, after=then)

    after, whole = best.coverage.captured_volume, volume_of(targets)
    before = current.coverage.captured_volume if current else 0
    exact = volume_of([k for k in targets if current and k.phrase in current.title.text.lower()])
    return Comparison(
        captured_volume=CapturedVolume(
            before=before,
            after=after,
            best_possible=max(before, after) + (whole - max(before, after)) // 4,
            targets=whole,
        ),
        coverage_percent=both(lambda today: today.coverage.percent, best.coverage.percent),
        intent=both(lambda _: 1.2, 1.6),
        exact_title_volume=both(lambda _: exact, best.exact_title_volume),
        placement_score=both(lambda _: 30.0, 60.0),
        title_characters=both(lambda today: today.title.characters, best.title.characters),
        highlights_characters=both(lambda _: 0, best.item_highlights.characters),
        bullet_characters=both(
            lambda today: sum(b.characters for b in today.bullets), sum(b.characters for b in best.bullets)
        ),
        search_terms_bytes=both(lambda today: today.search_terms.bytes, best.search_terms.bytes),
        rule_errors=both(lambda _: errors, 0),
    )


def _with(word: str, targets: tuple[Keyword, ...]) -> list[Keyword]:
    return [k for k in targets if word in words(k.phrase)]


def _unused(targets: tuple[Keyword, ...], best: Alternative) -> tuple[Unused, ...]:
    held = {s for f in (best.title, best.item_highlights, *best.bullets, best.search_terms) for s in stems(f.text)}
    missing = sorted({w for k in targets for w in words(k.phrase) if not {*stems(w)} <= held | STOP})
    found = [
        Unused(word=w, search_volume=volume_of(_with(w, targets)), reason="The limits are full.") for w in missing[:20]
    ]
    return tuple(sorted(found, key=lambda u: (-u.search_volume, u.word)))


def seo_of(keywords: tuple[Keyword, ...], listing: Listing | None) -> Seo:
    targets = targets_of(keywords)
    current = _current(listing, targets) if listing else None
    alternatives = tuple(_alternative(number, targets) for number in range(3))
    best = alternatives[0]
    violations = _violations(listing) if listing else ()
    return Seo(
        rules=RuleSummary(
            pack="2026-07-27",
            title_characters=75,
            highlights_characters=125,
            bullet_characters=255,
            search_terms_bytes=249,
        ),
        current=current,
        optimized=OptimizedCopy(
            title=best.title,
            item_highlights=best.item_highlights,
            bullets=best.bullets,
            search_terms=best.search_terms,
            coverage=best.coverage,
            alternatives=alternatives,
        ),
        comparison=_comparison(current, best, targets, sum(v.severity == "error" for v in violations)),
        violations=violations,
        unused=_unused(targets, best),
    )
