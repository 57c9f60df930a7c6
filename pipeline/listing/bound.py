"""The most volume that supported words can capture within the fields, proven: what every proposal is measured by.

An upper bound for any copy that uses only words of the listing and words judged to name the product: room is counted
as if visible text needed no grammar and no other word, so no copy can beat it.
"""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.listing.market import Market
from pipeline.listing.rules import RulePack
from pipeline.listing.search_terms import costs
from pipeline.listing.truth import Truth
from pipeline.listing.word_cover import Purse, most_volume
from pipeline.text import stem


def best_possible(
    market: Market, truth: Truth, terms: Mapping[str, str], vocabulary: frozenset[str], pack: RulePack
) -> int:
    """The bound. ``vocabulary`` are the words that visible copy may hold, ``terms`` the search terms by stem."""
    shortest: dict[str, int] = {}
    for word in sorted(vocabulary):
        root = stem(word, market.language)
        shortest[root] = min(shortest.get(root, len(word)), len(word))
    for root in sorted(truth.visible):
        if root in market.tallies:
            length = min(map(len, market.tallies[root].forms))
            shortest[root] = min(shortest.get(root, length), length)
    visible = Purse(costs={root: length + 1 for root, length in shortest.items()}, budget=visible_room(pack))
    hidden = Purse(costs=costs(terms), budget=pack.search_terms_bytes + 1)
    return most_volume(market.demand, (visible, hidden))


def visible_room(pack: RulePack) -> int:
    """Characters of title, highlights and bullets, each field's end counted as one space more."""
    return pack.title_characters + pack.highlights_characters + pack.bullets_total + 2 + pack.bullets_wanted
