"""Titles for want of a searched name: today's own cut to the limit, the main keyword, the strongest phrase."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.listing.coverage import content_stems
from pipeline.listing.desk import Desk
from pipeline.listing.spelling import calm, capital
from pipeline.text import stem, words


def plain_titles(desk: Desk) -> Iterator[str]:
    """Candidates, the best first; whether they are legal is for the checker."""
    limit = desk.pack.title_characters
    for parts in _cuts(desk.facts.segments):
        text = ", ".join(capital(" ".join(map(calm, part.split()))) for part in parts)
        if len(text) <= limit and not desk.never.found(text):
            yield text
            yield _without_repeats(text, desk)
    said = [phrase for phrase in (desk.main_keyword, *(p.text for p in desk.market.phrases)) if _is_true(phrase, desk)]
    for phrase in said:
        for opening in (f"{desk.facts.brand} ".lstrip(), ""):
            text = opening + desk.facts.spelling.write(words(phrase))
            if words(phrase) and len(text) <= limit and not desk.never.found(text):
                yield text
    if desk.facts.brand and len(desk.facts.brand) <= limit:
        yield desk.facts.brand


def _is_true(phrase: str, desk: Desk) -> bool:
    return content_stems(phrase, desk.market.language) <= desk.truth.visible


def _cuts(segments: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The title's pieces, ever fewer, then ever fewer words of the first."""
    for count in range(len(segments), 0, -1):
        yield segments[:count]
    first = segments[0].split() if segments else []
    for count in range(len(first) - 1, 0, -1):
        yield (" ".join(first[:count]),)


def _without_repeats(text: str, desk: Desk) -> str:
    """Without the third and later of the same word, and without the number that hung on it."""
    seen: dict[str, int] = {}
    kept: list[str] = []
    dropped = False
    for token in text.split():
        roots = [stem(word, desk.market.language) for word in words(token)]
        dropped = any(seen.get(root, 0) >= 2 for root in roots) or (dropped and token[:1].isdigit())
        if not dropped:
            kept.append(token)
            for root in roots:
                seen[root] = seen.get(root, 0) + 1
    return " ".join(kept)
