"""Item Highlights: short phrases parted by commas that say what the title has no room for.

Other names first, then facts, the list of uses last, so that its own commas read as one list.
"""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.listing.attributes import Uses
from pipeline.listing.chunks import Chunk, Kind, Shelf
from pipeline.listing.draft import Draft
from pipeline.listing.facts import Facts

_MOST = 6
_MOST_NAMES = 3
_WIDTH = 30
_ORDER = (Kind.NAME, Kind.FACT, Kind.SIZE, Kind.PACK, Kind.USE)
_NAME_WEIGHT = 100.0


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
    """What the title states of the product; its name may be varied."""
    stated = (chunk.content for chunk in title.chunks if chunk.kind is not Kind.NAME)
    return title.told.union(*stated)


def _says_more(chunk: Chunk, title: Draft) -> bool:
    """Nothing that the title says already: other words than its own, and for a name another pair of words."""
    if chunk.content <= title.stems:
        return False
    titled = {pair for own in title.chunks for pair in zip(own.stems, own.stems[1:], strict=False)}
    pairs = list(zip(chunk.stems, chunk.stems[1:], strict=False))
    return chunk.kind is not Kind.NAME or not pairs or pairs[-1] not in titled


def _plus(draft: Draft, chunk: Chunk) -> Draft | None:
    names = sum(own.kind is Kind.NAME for own in draft.chunks)
    if len(draft.chunks) >= _MOST or (chunk.kind is Kind.NAME and names >= _MOST_NAMES):
        return None
    if any(own.content <= chunk.content for own in draft.chunks):
        return None
    return draft.plus(chunk, repeats=3)


def _best(drafts: Iterable[Draft], title: Draft, shelf: Shelf) -> list[Draft]:
    found = {draft.text: draft for draft in drafts}

    def rank(draft: Draft) -> tuple[float, int, str]:
        gain = shelf.worth(draft.exact - title.exact) + shelf.worth(draft.literal - title.literal)
        score = _NAME_WEIGHT * gain / (2 * shelf.volume or 1) + draft.charm
        return -round(score, 6), len(draft.text), draft.text

    return sorted(found.values(), key=rank)[:_WIDTH]


def use_lists(uses: Uses, facts: Facts, shelf: Shelf) -> list[Chunk]:
    """The seller's list of uses, whole and shortened from its end; at least two items, or it reads cut off."""
    joiner = "&" if "&" in facts.grammar.joiners else facts.grammar.joiners[0] if facts.grammar.joiners else "&"
    chunks = []
    for count in range(len(uses.items), 1, -1):
        items = [facts.spelling.write(item) for item in uses.items[:count]]
        text = f"{uses.purpose} {', '.join(items[:-1])} {joiner} {items[-1]}"
        chunks.append(shelf.chunk(text[:1].upper() + text[1:], Kind.USE, charm=1.0 + 0.5 * count))
    return chunks
