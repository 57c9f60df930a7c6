"""The listing part of the result, put together from today's listing and the optimiser's proposals."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.listing.compare import compare
from pipeline.listing.coverage import exact_volume, read_copy
from pipeline.listing.fixes import fixed
from pipeline.listing.placement import placement_score
from pipeline.listing.proposal import Proposal, Proposals
from pipeline.listing.rules import RulePack, check, pack_for, rule_summary
from pipeline.model import TARGETS, Category, Copy, Listing, Store, Target
from pipeline.result import Alternative, CurrentCopy, Keyword, OptimizedCopy, RuleSummary, Seo, Violation


def listing_copy(listing: Listing) -> Copy:
    """The searchable fields of a listing, without the space around them and without empty bullets."""
    return Copy(
        title=listing.title.strip(),
        item_highlights=listing.item_highlights.strip(),
        bullets=tuple(bullet.strip() for bullet in listing.bullets if bullet.strip()),
        search_terms=listing.search_terms.strip(),
    )


def targets_of(keywords: Iterable[Keyword], categories: frozenset[Category] = TARGETS) -> tuple[Target, ...]:
    """The keywords of these categories; by default those that a listing should capture."""
    return tuple(
        Target(
            phrase=keyword.phrase,
            category=keyword.category,
            search_volume=keyword.search_volume or 0,
            relevancy_score=keyword.relevancy_score,
            intent_score=keyword.intent_score,
        )
        for keyword in keywords
        if keyword.category in categories
    )


def build_seo(
    listing: Listing | None,
    proposals: Proposals,
    targets: Sequence[Target],
    pack: RulePack,
    *,
    language: str = "en",
    other_brands: Sequence[str] = (),
) -> Seo:
    """Today's copy, the proposed ones, both compared, and the rules that today's copy breaks."""
    today = listing_copy(listing) if listing else None
    brand = listing.brand if listing else ""
    alternatives = tuple(_alternative(proposal, targets, language) for proposal in proposals.alternatives)
    return Seo(
        rules=rule_summary(pack),
        current=read_copy(today, targets, language) if today else None,
        optimized=_optimized(alternatives),
        comparison=compare(
            today,
            proposals.alternatives[0].copy,
            targets,
            proposals.best_possible,
            pack,
            language=language,
            brand=brand,
            other_brands=other_brands,
        ),
        violations=_violations(listing, pack, language, other_brands),
        unused=proposals.unused,
    )


def _violations(
    listing: Listing | None, pack: RulePack, language: str, other_brands: Sequence[str]
) -> tuple[Violation, ...]:
    if listing is None:
        return ()
    return check(
        listing_copy(listing),
        pack,
        brand=listing.brand,
        other_brands=other_brands,
        language=language,
        description=listing.description,
    )


def _alternative(proposal: Proposal, targets: Sequence[Target], language: str) -> Alternative:
    fields = read_copy(proposal.copy, targets, language)
    return Alternative(
        name=proposal.name,
        note=proposal.note,
        title=fields.title,
        item_highlights=fields.item_highlights,
        bullets=fields.bullets,
        search_terms=fields.search_terms,
        coverage=fields.coverage,
        exact_title_volume=exact_volume(proposal.copy.title, targets, language),
        placement_score=placement_score(proposal.copy, targets, language),
        drafts=proposal.drafts,
    )


def _optimized(alternatives: tuple[Alternative, ...]) -> OptimizedCopy:
    best = alternatives[0]
    return OptimizedCopy(
        title=best.title,
        item_highlights=best.item_highlights,
        bullets=best.bullets,
        search_terms=best.search_terms,
        coverage=best.coverage,
        alternatives=alternatives,
    )


def mended(
    copy: Copy,
    violation: Violation,
    store: Store,
    *,
    media: bool = False,
    brand: str = "",
    other_brands: Sequence[str] = (),
) -> Copy | None:
    """An edited copy with one violation repaired by the newest rules of its store; None where no repair helps."""
    pack = pack_for(store, media=media)
    return fixed(copy, violation, pack, brand=brand, other_brands=other_brands, language=store.language)


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """A copy under the user's hands: its fields with their sizes, what it captures, what it breaks.

    ``errors`` counts the violations that keep it from going live.
    """

    rules: RuleSummary
    fields: CurrentCopy
    violations: tuple[Violation, ...]
    errors: int
    exact_title_volume: int
    placement_score: float


def review(
    copy: Copy,
    targets: Sequence[Target],
    store: Store,
    *,
    media: bool = False,
    brand: str = "",
    other_brands: Sequence[str] = (),
    description: str = "",
) -> Review:
    """Judge an edited copy by the newest rules of its store; quick enough for every edit."""
    pack = pack_for(store, media=media)
    found = check(copy, pack, brand=brand, other_brands=other_brands, language=store.language, description=description)
    return Review(
        rules=rule_summary(pack),
        fields=read_copy(copy, targets, store.language),
        violations=found,
        errors=sum(violation.severity == "error" for violation in found),
        exact_title_volume=exact_volume(copy.title, targets, store.language),
        placement_score=placement_score(copy, targets, store.language),
    )
