"""Three copies for three tastes: each a legal title, highlights with it, woven bullets, packed search terms."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.listing.bullets import Material, write_bullets
from pipeline.listing.desk import Desk
from pipeline.listing.draft import Draft
from pipeline.listing.facts import Facts
from pipeline.listing.fallback import plain_titles
from pipeline.listing.highlights import write_highlights
from pipeline.listing.proposal import Proposal
from pipeline.listing.search_terms import pack_terms
from pipeline.listing.title import Jury, Taste, Today, write_titles
from pipeline.listing.weave import weave
from pipeline.model import Copy
from pipeline.text import stem, stems

_TRIED = 15  # titles looked at for one that breaks not even a warning
_MOST = 3
_MORE = 1.01  # times as much of what it promises, for an alternative to be worth showing
_APART = 2  # content words that must differ between the titles of two alternatives

_Choice = tuple[Taste, Draft]

_CLOSEST = Taste(
    name="Closest to today's text",
    note="Keeps as much of today's title as fits and still holds strong search phrases word for word.",
    measure="closeness",
    volume=75.0,
    closeness=35.0,
)
_VOLUME = Taste(
    name="Most search volume",
    note="Puts the most searches a month into the title, word for word.",
    measure="volume",
)
_PHRASES = Taste(
    name="Most exact phrases",
    note="Holds as many different search phrases in the title as it can, word for word.",
    measure="phrases",
    volume=45.0,
    phrases=80.0,
)
_FACTS = Taste(
    name="Most product facts",
    note="Names the product once and gives the room to what sets it apart.",
    measure="facts",
    volume=60.0,
    charm=2.5,
)
_OTHER = Taste(
    name="Other names", note="Names the product in other words, at some cost in search volume.", measure="names"
)
_ANY = Taste(
    name="Another selection", note="Names other facts about the product, at some cost in search volume.", measure="none"
)


def tastes(facts: Facts) -> tuple[Taste, ...]:
    """The alternatives, the recommended first; without a title of today there is nothing to be close to."""
    others = (_VOLUME, _PHRASES, _FACTS, _OTHER, _ANY)
    return (_CLOSEST, *others) if facts.title else others


def choose(desk: Desk, wanted: Sequence[Taste]) -> Iterator[Proposal]:
    """Up to three proposals, each the best by its taste and different from the ones before; always at least one."""
    written = write_bullets(desk.facts, desk.market, _material(desk), desk.pack, desk.never.found)
    base = tuple(bullet for bullet in written.bullets if desk.may_stand(Copy(bullets=(bullet,))))
    drafts = tuple(number for number, bullet in enumerate(base, start=1) if bullet in written.drafts)
    jury = Jury(desk.shelf, _today(desk.facts))
    chosen: list[_Choice] = []
    for taste in wanted:
        draft = _title(desk, taste, chosen, jury) if len(chosen) < _MOST else None
        if draft is not None:
            chosen.append((taste, draft))
            yield Proposal(name=taste.name, note=taste.note, copy=_copy(desk, draft, base), drafts=drafts)
    if not chosen:
        text = next((t for t in plain_titles(desk) if desk.may_stand(Copy(title=t))), "")
        plain = Draft(grammar=desk.facts.grammar, limit=desk.pack.title_characters, opening=text)
        yield Proposal(name=wanted[0].name, note=wanted[0].note, copy=_copy(desk, plain, base), drafts=drafts)


def _material(desk: Desk) -> Material:
    spelling = desk.facts.spelling
    searched = {phrase.words: phrase.volume for phrase in reversed(desk.market.phrases)}
    ranked = sorted(desk.names.names, key=lambda name: (-searched.get(name, 0), name))
    distinct = {frozenset(stem(word, desk.market.language) for word in name): name for name in reversed(ranked)}
    kept = [name for name in ranked if name in distinct.values() and not set(name) & desk.facts.grammar.inner]
    return Material(names=tuple(spelling.write(name) for name in kept[:8]), facts=desk.chunks, uses=desk.uses)


def _title(desk: Desk, taste: Taste, chosen: Sequence[_Choice], jury: Jury) -> Draft | None:
    """The taste's best legal title, one without a warning if there is one.

    None where one of those chosen already has as much of what the taste promises.
    """
    legal = []
    for draft in write_titles(desk.pools, desk.facts, jury, taste, desk.pack.title_characters):
        if not _adds(draft, chosen, taste, jury) or desk.never.found(draft.text):
            continue
        broken = desk.violations(Copy(title=draft.text))
        if any(v.severity == "error" for v in broken) or desk.sources.unsupported(Copy(title=draft.text)):
            continue
        legal.append((sum(violation.severity == "warning" for violation in broken), draft))
        if not legal[-1][0] or len(legal) >= _TRIED:
            break
    return min(legal, key=lambda pair: pair[0])[1] if legal else None


def _adds(draft: Draft, chosen: Sequence[_Choice], taste: Taste, jury: Jury) -> bool:
    """Whether a title is a choice: other words than those chosen, and each has the most of what its taste promises."""
    return all(
        len(draft.stems ^ other.stems) >= _APART
        and _keeps_its_promise(draft, other, taste, jury)
        and jury.measure(draft, promised) <= jury.measure(other, promised)
        for promised, other in chosen
    )


def _keeps_its_promise(draft: Draft, other: Draft, taste: Taste, jury: Jury) -> bool:
    if taste.measure == "none":
        return True
    if taste.measure == "names":
        return draft.names != other.names
    return jury.measure(draft, taste) > jury.measure(other, taste) * _MORE


def _today(facts: Facts) -> Today:
    language = facts.grammar.language
    pieces = [stems(segment, language) for segment in facts.segments]
    return Today(
        stems=frozenset(root for piece in pieces for root in piece) - facts.brand_stems,
        pairs=frozenset(pair for piece in pieces for pair in pairwise(piece)),
        first=frozenset(pairwise(pieces[0]) if pieces else ()),
    )


def _copy(desk: Desk, title: Draft, base: tuple[str, ...]) -> Copy:
    highlights = _highlights(desk, title)
    shown = f"{title.text}, {highlights}"
    limits = (desk.pack.bullet_max, desk.pack.bullets_total)
    bullets = weave(base, desk.facts, desk.market, desk.names, shown, limits)
    kept = tuple(new if desk.may_stand(Copy(bullets=(new,))) else old for new, old in zip(bullets, base, strict=True))
    visible = Copy(title=title.text, item_highlights=highlights, bullets=kept)
    return replace(visible, search_terms=_terms(desk, visible))


def _highlights(desk: Desk, title: Draft) -> str:
    room = min(desk.pack.highlights_characters, desk.pack.pair_characters - len(title.text))
    pool = (*desk.pools.names, *desk.pools.facts)
    for draft in write_highlights(title, pool, desk.facts, desk.shelf, max(room, 0)):
        copy = Copy(title=title.text, item_highlights=draft.text)
        if desk.may_stand(copy):
            return draft.text
    return ""


def _terms(desk: Desk, visible: Copy) -> str:
    """Packed, then packed again without any word that the checker still finds fault with."""
    terms, own, shown = desk.truth.terms, desk.truth.own, desk.shown(visible)
    while True:
        text = pack_terms(desk.market, terms, shown, desk.pack, desk.broad, own)
        broken = [v for v in desk.violations(replace(visible, search_terms=text)) if v.field == "search_terms"]
        offending = [*(v.text for v in broken), *(found.split()[0] for found in desk.never.found(text))]
        wrong = {root for piece in offending for root in stems(piece, desk.market.language)} & (terms | own)
        if not wrong:
            return text if not any(v.severity == "error" for v in broken) else ""
        terms, own = terms - wrong, own - wrong
