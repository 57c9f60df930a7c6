"""Backend search terms: the words that open the most searches not yet captured, packed exactly into the bytes.

Single words in small letters, none that is shown already, no brand, nothing that the rules ban. Which words are true
of the product was decided before (``truth.py``).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pipeline.listing.market import Market
from pipeline.listing.rules import RulePack, banned_words
from pipeline.listing.word_cover import Purse, best_cover
from pipeline.text import stem


def pack_terms(
    market: Market, terms: frozenset[str], shown: frozenset[str], pack: RulePack, broad: Market, own: frozenset[str]
) -> str:
    """The search terms that go with visible copy holding the stems ``shown``.

    ``terms`` are the stems that may be used. ``broad`` are searches beyond the targets: they fill what the targets
    leave free, with stems of the listing's own (``own``).
    """
    forms = term_forms(market, terms, pack)
    purse = Purse(costs=costs(forms), budget=pack.search_terms_bytes + 1)
    taken = best_cover(market.demand, shown, purse)
    left = purse.budget - sum(purse.costs[root] for root in taken)
    more = term_forms(broad, own - taken - shown, pack)
    extra = best_cover(broad.demand, shown | taken, Purse(costs=costs(more), budget=left)) if left > 0 else frozenset()
    return " ".join(_in_reading_order(taken, market, forms) + _in_reading_order(extra, broad, more))


def term_forms(market: Market, terms: frozenset[str], pack: RulePack) -> dict[str, str]:
    """The shortest usual form of each stem that may stand in the search terms."""
    banned = banned_words(pack, "search_terms", language=market.language)
    forms = {}
    for root in sorted(terms & market.tallies.keys()):
        usual = [_plain(form) for form in market.forms(root)]
        legal = [form for form in usual if form not in banned and stem(form, market.language) == root]
        if legal:
            forms[root] = min(legal, key=lambda form: (len(form.encode()), usual.index(form)))
    return forms


def costs(forms: Mapping[str, str]) -> dict[str, int]:
    """Bytes of each form with the space that parts it from the next."""
    return {root: len(form.encode()) + 1 for root, form in forms.items()}


def _plain(form: str) -> str:
    """No punctuation in search terms: the apostrophe goes."""
    return form.removesuffix("'s").replace("'", "")


def _in_reading_order(roots: Iterable[str], market: Market, forms: Mapping[str, str]) -> list[str]:
    """Words that follow each other in searches stand together; otherwise the most searched first."""
    left = sorted(roots, key=lambda root: (-market.tallies[root].volume, root))
    follows = _stem_pairs(market, frozenset(left))
    ordered: list[str] = []
    while left:
        last = ordered[-1] if ordered else ""
        following = max(left, key=lambda root: (follows.get((last, root), 0), -left.index(root)))
        ordered.append(following)
        left.remove(following)
    return [forms[root] for root in ordered]


def _stem_pairs(market: Market, roots: frozenset[str]) -> dict[tuple[str, str], int]:
    pairs: dict[tuple[str, str], int] = {}
    for phrase in market.phrases:
        for pair in zip(phrase.stems, phrase.stems[1:], strict=False):
            if pair[0] in roots and pair[1] in roots:
                pairs[pair] = pairs.get(pair, 0) + phrase.volume
    return pairs
