"""Item Highlights: short phrases parted by commas that say what the title has no room for.

Other names first, then facts, the list of uses last, so that its own commas read as one list.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from pipeline.listing.attributes import Uses
from pipeline.listing.chunks import Chunk, Kind, Shelf
from pipeline.listing.draft import Draft
from pipeline.listing.facts import Facts
from pipeline.listing.spelling import capital

_MOST = 6
_MOST_NAMES = 3
_WIDTH = 30
_ORDER = (Kind.NAME, Kind.FACT, Kind.SIZE, Kind.PACK, Kind.USE)
_VOLUME_WEIGHT = 150.0
_NAME_WEIGHT = 2.5
_REPEAT = 1.0  # points off for a pair of words that the title holds


def write_highlights(title: Draft, pool: Iterable[Chunk], facts: Facts, shelf: Shelf, limit: int) -> list[Draft]:
    """Finished highlights to go with this title, best first; the last one is always empty."""
    empty = Draft(grammar=facts.grammar, limit=limit, order=_ORDER, told=_told(title))
    fresh = [chunk for chunk in pool if _says_more(chunk, title)]
    beam = [empty]
    for _ in range(_MOST if limit else 0):
        grown = [made for draft in beam for chunk in fresh if (made := _plus(draft, chunk)) is not None]
        beam = _best([*beam, *grown], title, shelf)
    return beam if empty in beam else [*beam, empty]


def _told(title: Draft) -> frozenset[str]:
    """What the title states of the product, its use included; its name may be varied."""
    stated = [chunk.content for chunk in title.chunks if chunk.kind is not Kind.NAME]
    uses = [_use(chunk, title) for chunk in title.chunks if chunk.kind is Kind.NAME]
    return title.told.union(*stated, *uses)


def _use(chunk: Chunk, title: Draft) -> frozenset[str]:
    """The stems behind a name's "for"."""
    starts = [at for at, word in enumerate(chunk.words) if word in title.grammar.purpose]
    return frozenset(chunk.stems[starts[0] + 1 :]) if starts else frozenset()


def _says_more(chunk: Chunk, title: Draft) -> bool:
    """Nothing that the title says already: other words than its own, and for a name another pair of words."""
    if chunk.content <= title.stems:
        return False
    titled = {pair for own in title.chunks for pair in pairwise(own.stems)}
    pairs = list(pairwise(_core(chunk, title)))
    return chunk.kind is not Kind.NAME or not pairs or pairs[-1] not in titled


def _core(chunk: Chunk, title: Draft) -> tuple[str, ...]:
    """The stems of a name without its use and without small words."""
    starts = [at for at, word in enumerate(chunk.words) if word in title.grammar.purpose]
    end = starts[0] if starts else len(chunk.words)
    return tuple(s for s, w in zip(chunk.stems[:end], chunk.words[:end], strict=True) if w not in title.grammar.inner)


def _plus(draft: Draft, chunk: Chunk) -> Draft | None:
    names = sum(own.kind is Kind.NAME for own in draft.chunks)
    if len(draft.chunks) >= _MOST or (chunk.kind is Kind.NAME and names >= _MOST_NAMES):
        return None
    if any(own.content <= chunk.content for own in draft.chunks):
        return None
    return draft.plus(chunk, repeats=3)


def _best(drafts: Iterable[Draft], title: Draft, shelf: Shelf) -> list[Draft]:
    found = {draft.text: draft for draft in drafts}
    titled = {pair for own in title.chunks for pair in pairwise(own.stems)}

    def rank(draft: Draft) -> tuple[float, int, str]:
        gain = shelf.worth(draft.exact - title.exact) + shelf.worth(draft.literal - title.exact)
        names = sum(chunk.kind is Kind.NAME for chunk in draft.chunks)
        said = sum(pair in titled for chunk in draft.chunks for pair in pairwise(chunk.stems))
        score = _VOLUME_WEIGHT * gain / (2 * shelf.volume or 1) + _NAME_WEIGHT * names + draft.charm - _REPEAT * said
        return -round(score, 6), len(draft.text), draft.text

    return sorted(found.values(), key=rank)[:_WIDTH]


def use_lists(uses: Uses, facts: Facts, shelf: Shelf) -> list[Chunk]:
    """The seller's list of uses, whole and with items left out; at least two, or it reads cut off."""
    joiner = facts.grammar.joiners[0] if facts.grammar.joiners else "&"
    chunks = []
    for kept in _sublists(uses.items):
        items = [facts.spelling.write(item) for item in kept]
        text = capital(f"{uses.purpose} {', '.join(items[:-1])} {joiner} {items[-1]}")
        told = shelf.chunk(" ".join(items), Kind.USE).content
        chunks.append(shelf.chunk(text, Kind.USE, facts=told, charm=1.0 + 0.5 * len(items)))
    return chunks


def _sublists(items: tuple[tuple[str, ...], ...]) -> list[tuple[tuple[str, ...], ...]]:
    whole = [items[:count] for count in range(len(items), 1, -1)]
    without = [items[:at] + items[at + 1 :] for at in range(len(items)) if len(items) > 2]
    return [kept for kept in dict.fromkeys([*whole, *without]) if len(kept) > 1]
