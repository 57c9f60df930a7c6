"""Three copies for three tastes: each a legal title, highlights to go with it, woven bullets and packed search terms."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.listing.attributes import Uses
from pipeline.listing.bullets import Material, write_bullets
from pipeline.listing.chunks import Chunk, Shelf
from pipeline.listing.draft import Draft
from pipeline.listing.facts import Facts
from pipeline.listing.fallback import plain_titles
from pipeline.listing.highlights import write_highlights
from pipeline.listing.market import Market
from pipeline.listing.names import Names
from pipeline.listing.proposal import Proposal
from pipeline.listing.rules import RulePack, check
from pipeline.listing.search_terms import pack_terms
from pipeline.listing.title import Pools, Taste, Today, write_titles
from pipeline.listing.truth import Truth
from pipeline.listing.weave import weave
from pipeline.model import Copy
from pipeline.result import Violation
from pipeline.text import stem, stems, words

_TRIED = 15  # titles looked at for one that breaks not even a warning
_APART = 2  # content words that must differ between the titles of two alternatives

_CLOSEST = Taste(
    name="Closest to today's text",
    note="Keeps as much of today's title as fits and still holds strong search phrases word for word.",
    volume=60.0,
    closeness=40.0,
)
_VOLUME = Taste(name="Most search volume", note="Puts the most searches a month into the title, word for word.")
_PHRASES = Taste(
    name="Most exact phrases",
    note="Holds as many different search phrases word for word as it can, at some cost in volume.",
    volume=45.0,
    phrases=80.0,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Everything that the writing of one listing needs, read once."""

    market: Market
    facts: Facts
    truth: Truth
    pack: RulePack
    shelf: Shelf
    names: Names
    chunks: tuple[Chunk, ...]
    uses: Uses
    pools: Pools
    broad: Market
    brand: str
    other_brands: tuple[str, ...]
    never: tuple[str, ...]
    main_keyword: str

    def errors(self, copy: Copy) -> list[Violation]:
        """The rules of severity error that a copy breaks."""
        return [violation for violation in self.violations(copy) if violation.severity == "error"]

    def violations(self, copy: Copy) -> tuple[Violation, ...]:
        """All rules that a copy breaks."""
        return check(copy, self.pack, brand=self.brand, other_brands=self.other_brands, language=self.market.language)

    def shown(self, copy: Copy) -> frozenset[str]:
        """The stems that stand anywhere in a copy."""
        fields = (copy.title, copy.item_highlights, *copy.bullets, copy.search_terms)
        return frozenset(root for text in fields for root in stems(text, self.market.language))

    def forbidden(self, text: str) -> tuple[str, ...]:
        """What stands in a text that the user does not want there, as written."""
        found = []
        for entry in self.never:
            start = _place(text, entry, self.market.language)
            if start:
                found.append(text[start[0] : start[1]])
        return tuple(found)


def _place(text: str, entry: str, language: str) -> tuple[int, int] | None:
    """Where an entry of one or more words stands in a text, compared by stems."""
    wanted = stems(entry, language)
    lowered = text.lower()
    at, spans = 0, []
    for word in words(text):
        start = lowered.find(word, at)
        if start < 0:
            continue
        at = start + len(word)
        spans.append((stem(word, language), start, at))
    for first in range(len(spans) - len(wanted) + 1):
        run = spans[first : first + len(wanted)]
        if wanted and [root for root, _, _ in run] == wanted:
            return run[0][1], run[-1][2]
    return None


def tastes(facts: Facts) -> tuple[Taste, ...]:
    """The alternatives, the recommended first; without a title of today there is nothing to be close to."""
    return (_CLOSEST, _VOLUME, _PHRASES) if facts.title else (_VOLUME, _PHRASES)


def choose(desk: Desk, wanted: Sequence[Taste]) -> Iterator[Proposal]:
    """One proposal for each taste that comes out different from the ones before; always at least one."""
    base = write_bullets(desk.facts, desk.market, _material(desk), desk.pack, desk.forbidden)
    titles: list[str] = []
    for taste in wanted:
        draft = _title(desk, taste, titles)
        if draft is None:
            break
        titles.append(draft.text)
        yield Proposal(name=taste.name, note=taste.note, copy=_copy(desk, draft, base))
    if not titles:
        text = next((t for t in plain_titles(desk) if not desk.errors(Copy(title=t))), "")
        empty = Draft(grammar=desk.facts.grammar, limit=desk.pack.title_characters, opening=text)
        yield Proposal(name=wanted[0].name, note=wanted[0].note, copy=_copy(desk, empty, base))


def _material(desk: Desk) -> Material:
    spelling = desk.facts.spelling
    ranked = sorted(
        desk.names.names,
        key=lambda name: (
            -desk.shelf.worth(desk.shelf.chunk(" ".join(name), desk.chunks[0].kind).exact) if desk.chunks else 0,
            name,
        ),
    )
    return Material(names=tuple(spelling.write(name) for name in ranked[:8]), facts=desk.chunks, uses=desk.uses)


def _title(desk: Desk, taste: Taste, earlier: Sequence[str]) -> Draft | None:
    """The best legal title that differs from the earlier ones, one that breaks no warning if there is one."""
    today = _today(desk.facts)
    drafts = write_titles(desk.pools, desk.facts, desk.shelf, today, taste, desk.pack.title_characters)
    legal = []
    for draft in drafts:
        if not _differs(draft.text, earlier, desk.market.language) or desk.forbidden(draft.text):
            continue
        broken = desk.violations(Copy(title=draft.text))
        if any(violation.severity == "error" for violation in broken):
            continue
        legal.append((sum(violation.severity == "warning" for violation in broken), draft))
        if not legal[-1][0] or len(legal) >= _TRIED:
            break
    return min(legal, key=lambda pair: pair[0])[1] if legal else None


def _differs(text: str, earlier: Sequence[str], language: str) -> bool:
    mine = set(stems(text, language))
    return all(len(mine ^ set(stems(other, language))) >= _APART for other in earlier)


def _today(facts: Facts) -> Today:
    language = facts.grammar.language
    pieces = [stems(segment, language) for segment in facts.segments]
    return Today(
        stems=frozenset(root for piece in pieces for root in piece) - facts.brand_stems,
        pairs=frozenset(pair for piece in pieces for pair in zip(piece, piece[1:], strict=False)),
    )


def _copy(desk: Desk, title: Draft, base: tuple[str, ...]) -> Copy:
    highlights = _highlights(desk, title)
    shown = f"{title.text}, {highlights}"
    limits = (desk.pack.bullet_max, desk.pack.bullets_total)
    bullets = weave(base, desk.facts, desk.market, desk.names, shown, limits)
    kept = tuple(new if not desk.errors(Copy(bullets=(new,))) else old for new, old in zip(bullets, base, strict=True))
    visible = Copy(title=title.text, item_highlights=highlights, bullets=kept)
    return replace(visible, search_terms=_terms(desk, visible))


def _highlights(desk: Desk, title: Draft) -> str:
    room = min(desk.pack.highlights_characters, desk.pack.pair_characters - len(title.text))
    pool = (*desk.pools.names, *desk.pools.facts)
    for draft in write_highlights(title, pool, desk.facts, desk.shelf, max(room, 0)):
        copy = Copy(title=title.text, item_highlights=draft.text)
        if not desk.forbidden(draft.text) and not any(v.field == "item_highlights" for v in desk.errors(copy)):
            return draft.text
    return ""


def _terms(desk: Desk, visible: Copy) -> str:
    """Packed, then packed again without any word that the checker still finds fault with."""
    truth, shown = desk.truth, desk.shown(visible)
    while True:
        text = pack_terms(desk.market, truth, shown, desk.pack, desk.broad.demand)
        broken = [v for v in desk.violations(replace(visible, search_terms=text)) if v.field == "search_terms"]
        wrong = {root for v in broken for root in stems(v.text, desk.market.language)} & truth.terms
        if not wrong:
            return text if not any(v.severity == "error" for v in broken) else ""
        truth = replace(truth, terms=truth.terms - wrong)
