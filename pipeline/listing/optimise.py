"""The listing optimiser: from today's listing and the target phrases to copies that may go live.

First it is settled what may be said (``truth.py``), then chunks of good grammar are gathered, then each alternative
takes the title that suits its taste, highlights that add to it, the seller's bullets repaired, and search terms packed
exactly. Deterministic, whatever the order of the targets.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.listing.alternatives import choose, tastes
from pipeline.listing.attributes import find_facts, find_uses
from pipeline.listing.bound import best_possible
from pipeline.listing.chunks import Shelf
from pipeline.listing.desk import Desk
from pipeline.listing.facts import Facts, brand_of, read_facts
from pipeline.listing.market import Market, read_market
from pipeline.listing.names import find_names
from pipeline.listing.never import Never
from pipeline.listing.pools import gather
from pipeline.listing.proposal import Proposals
from pipeline.listing.provenance import Sources
from pipeline.listing.questions import find_questions, find_unused
from pipeline.listing.rules import RulePack
from pipeline.listing.search_terms import term_forms
from pipeline.listing.truth import Truth, judge
from pipeline.model import Listing, ProductReading, Target, UserWords
from pipeline.text import stems
from pipeline.text import words as split

_EXACT = 400  # visible phrases, most searched first, that are looked for letter by letter


def propose(
    listing: Listing | None,
    targets: Sequence[Target],
    *,
    pack: RulePack,
    language: str,
    main_keyword: str,
    reading: ProductReading,
    words: UserWords,
    outliers: Sequence[Target] = (),
) -> Proposals:
    """Up to three copies to choose from, the recommended first; there is always one, if need be an empty one.

    No copy breaks a rule of severity error or holds a word without a source. ``outliers`` are broad phrases that free
    bytes of the search terms may serve.
    """
    market = read_market(targets, language)
    brand = brand_of(listing, _product_words(market, main_keyword), reading.brands)
    facts = read_facts(listing, words, language, brand)
    truth = judge(market, facts, pack=pack, reading=reading, user=words, main_keyword=main_keyword)
    sources = Sources(listing, targets, language)
    desk = _desk(
        listing, market, facts, truth, pack, reading, words, read_market(outliers, language), main_keyword, sources
    )
    chosen = tuple(choose(desk, tastes(facts)))
    bound = best_possible(
        market, truth, term_forms(market, truth.terms, pack), _vocabulary(listing, words, facts), pack
    )
    return Proposals(
        alternatives=chosen,
        best_possible=bound,
        unused=find_unused(market, truth, desk.shown(chosen[0].copy)),
        questions=find_questions(market, truth, facts),
    )


def _product_words(market: Market, main_keyword: str) -> frozenset[str]:
    return frozenset(form for tally in market.tallies.values() for form in tally.forms) | frozenset(split(main_keyword))


def _vocabulary(listing: Listing | None, user: UserWords, facts: Facts) -> frozenset[str]:
    """Every folded word that visible copy may hold besides the names that searches give the product."""
    own = listing or Listing()
    attributes = [f"{key} {value}" for key, value in own.attributes.items()]
    texts = [own.title, own.brand, own.item_highlights, *own.bullets, own.description, *attributes, *user.has]
    never = Never((*user.never, *user.lacks), facts.grammar.language)
    spoken = frozenset(word for text in texts for word in split(text)) | facts.grammar.connecting
    return frozenset(word for word in spoken if not never.found(word))


def _desk(
    listing: Listing | None,
    market: Market,
    facts: Facts,
    truth: Truth,
    pack: RulePack,
    reading: ProductReading,
    user: UserWords,
    broad: Market,
    main_keyword: str,
    sources: Sources,
) -> Desk:
    shelf = Shelf(market, [phrase for phrase in market.phrases if phrase.needs <= truth.visible][:_EXACT])
    never = Never((*user.never, *user.lacks), market.language)
    found = find_names(market, truth, facts)
    names = replace(found, names=tuple(name for name in found.names if not never.found(" ".join(name))))
    uses = find_uses(facts)
    core = frozenset(stems(main_keyword, market.language))
    chunks = tuple(chunk for chunk in find_facts(facts, market, truth, shelf, names.heads) if not chunk.content <= core)
    return Desk(
        market=market,
        facts=facts,
        truth=truth,
        pack=pack,
        shelf=shelf,
        names=names,
        chunks=chunks,
        uses=uses,
        pools=gather(names, chunks, facts, market, shelf, pack, main_keyword),
        broad=broad,
        brand=listing.brand if listing else "",
        other_brands=(*reading.brands, *user.brands),
        never=never,
        main_keyword=main_keyword,
        sources=sources,
    )
