"""The result document: one frozen value, one JSON text, keys in the order in which they stand here.

Contract for everything that reads a result (pages, exports, REST, scripts): keys may be added, none
renamed. A missing number is None (``null``), never 0 or NaN.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import msgspec

from pipeline.model import Category, DroppedRow, FileSummary, Grade, Listing, ProductReading

SCHEMA_VERSION = 1

Severity = Literal["error", "warning", "advice"]
Band = Literal["critical", "high", "medium", "low"]


@dataclass(frozen=True, slots=True, kw_only=True)
class MainKeyword:
    """The phrase that the listing is built around, and why it is this one."""

    phrase: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """Which files went in and where the listing came from (``pasted`` or ``none``).

    Where not ``own_ranks``, no file says where the product ranks: its gaps are unknown, not none.
    """

    files: tuple[FileSummary, ...]
    listing_source: str
    own_ranks: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Funnel:
    """``rows_read = rows_dropped + duplicates_merged + keywords``."""

    rows_read: int
    rows_dropped: int
    duplicates_merged: int
    keywords: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PriorityParts:
    """The four parts that add up to a priority: points out of 40, 30, 15 and 15."""

    search_volume: float
    relevancy: float
    intent: float
    competition: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Keyword:
    """One keyword with everything that is known and decided about it; units as in ``KeywordRow``.

    ``in_title``, ``in_bullets`` and ``in_search_terms`` say whether that field of the current listing holds
    every word of the phrase; ``captured`` whether all fields together do. ``gap``: competitors rank
    in the top ten and the own product does not. ``variant_group`` is the leading phrase of its group.
    ``decided``: the user said what it is, ``locked`` against changes of many at once; ``automatic_category`` is what
    the analysis found (None in results from before there were decisions).
    """

    phrase: str
    category: Category
    reason: str
    confidence: float
    sources: tuple[str, ...]
    relevancy_score: int
    intent_score: int
    search_volume: int | None
    search_volume_trend: float | None
    title_density: int | None
    cpr: int | None
    competing_products: int | None
    cerebro_iq_score: int | None
    root: str
    variant_group: str
    own_rank: int | None
    competitor_ranks: dict[str, int | None]
    priority: int
    priority_band: Band
    opportunity: bool
    opportunity_reason: str
    in_title: bool
    in_bullets: bool
    in_search_terms: bool
    captured: bool
    gap: bool
    grade: Grade
    relevancy_reason: str
    intent_aspects: tuple[str, ...]
    priority_parts: PriorityParts
    top_10_competitors: int
    keyword_sales: int | None
    click_share: float | None
    conversion_share: float | None
    sponsored_asins: int | None
    decided: bool = False
    locked: bool = False
    automatic_category: Category | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CategoryTotal:
    """How many keywords a category holds and how many searches a month they carry."""

    count: int
    search_volume: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Root:
    """A head word (or words) with the targets that share it. ``search_volume`` is its broad volume."""

    root: str
    keywords: int
    search_volume: int
    in_listing: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NGram:
    """One to three neighbouring words of the targets: in how many, with how much volume, held by the listing?"""

    words: str
    size: int
    keywords: int
    search_volume: int
    in_listing: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Competitor:
    """One competing ASIN. ``share_of_voice`` is a fraction of 1 over all competitors and the own product.

    ``title``, ``brand`` and ``price`` (in the store's currency) are known from a competitor file only.
    """

    asin: str
    phrases_ranked: int
    top_10: int
    top_50: int
    mean_rank: float | None
    share_of_voice: float
    only_here: int
    sources: tuple[str, ...]
    own: bool = False
    title: str = ""
    brand: str = ""
    price: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleSummary:
    """The limits in force: the rule pack's name and its lengths; 0 highlights: the store has no such field."""

    pack: str
    title_characters: int
    highlights_characters: int
    bullet_characters: int
    search_terms_bytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldCopy:
    """One field of copy: its text, its sizes, the targets that it holds and their searches a month."""

    text: str
    characters: int
    bytes: int
    keywords: tuple[str, ...]
    search_volume: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """How far a copy covers the targets. ``percent`` is of keywords; ``captured_volume`` in searches a month."""

    keywords: int
    covered: int
    percent: float
    captured_volume: int
    missing_high_volume: tuple[str, ...]
    missing_high_intent: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CurrentCopy:
    """Today's listing, field by field."""

    title: FieldCopy
    item_highlights: FieldCopy
    bullets: tuple[FieldCopy, ...]
    search_terms: FieldCopy
    coverage: Coverage


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternative:
    """One proposed listing. ``exact_title_volume``: searches whose exact phrase (by stems) stands in the title.

    ``placement_score``: 0-100, see ``pipeline/listing/placement.py``. ``drafts``: the numbers, from 1, of bullets that
    hold bare facts for the seller to fill in.
    """

    name: str
    note: str
    title: FieldCopy
    item_highlights: FieldCopy
    bullets: tuple[FieldCopy, ...]
    search_terms: FieldCopy
    coverage: Coverage
    exact_title_volume: int
    placement_score: float = 0.0
    drafts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OptimizedCopy:
    """The proposed listing (the first of ``alternatives``) and the other versions to choose from."""

    title: FieldCopy
    item_highlights: FieldCopy
    bullets: tuple[FieldCopy, ...]
    search_terms: FieldCopy
    coverage: Coverage
    alternatives: tuple[Alternative, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CapturedVolume:
    """Searches a month captured before and after; ``best_possible`` is the proven most that supported words allow.

    ``targets`` is the whole volume of the targets, attainable or not.
    """

    before: int
    after: int
    best_possible: int
    targets: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BeforeAfter:
    """One figure before and after; None where there is nothing to take it from, a listing for example."""

    before: float | None
    after: float | None

    @property
    def change(self) -> float | None:
        """By how much it grew; None where a side is missing."""
        return None if self.before is None or self.after is None else self.after - self.before


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Today's listing against the proposed one. ``intent`` is the volume-weighted mean intent of captured targets."""

    captured_volume: CapturedVolume
    coverage_percent: BeforeAfter
    intent: BeforeAfter
    exact_title_volume: BeforeAfter
    placement_score: BeforeAfter
    title_characters: BeforeAfter
    highlights_characters: BeforeAfter
    bullet_characters: BeforeAfter
    search_terms_bytes: BeforeAfter
    rule_errors: BeforeAfter


@dataclass(frozen=True, slots=True, kw_only=True)
class Violation:
    """A rule that a field of the current listing breaks, with the offending text and where the rule is from.

    ``field`` is ``title``, ``item_highlights``, ``bullet 1`` …, ``bullets``, ``search_terms`` or ``description``.
    """

    field: str
    rule: str
    severity: Severity
    message: str
    text: str
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unused:
    """A word of the targets that the proposal does not use, the searches it would open, and why it is left out."""

    word: str
    search_volume: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Seo:
    """The listing part of the result; ``current`` is None when no listing was given."""

    rules: RuleSummary
    current: CurrentCopy | None
    optimized: OptimizedCopy
    comparison: Comparison
    violations: tuple[Violation, ...]
    unused: tuple[Unused, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """An attribute that shoppers ask for and the listing does not settle, with the searches at stake.

    ``options`` are the words that the answer is about: one to confirm or deny, or several to choose among; where they
    are ``exclusive`` (sizes, materials), what is not chosen is denied.
    """

    attribute: str
    search_volume: int
    phrases: tuple[str, ...]
    text: str = ""
    options: tuple[str, ...] = ()
    exclusive: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """The whole analysis."""

    schema_version: int
    asin: str
    marketplace: str
    main_keyword: MainKeyword
    warnings: tuple[str, ...]
    inputs: Inputs
    funnel: Funnel
    dropped: tuple[DroppedRow, ...]
    listing: Listing | None
    keywords: tuple[Keyword, ...]
    categories: dict[str, CategoryTotal]
    roots: tuple[Root, ...]
    competitors: tuple[Competitor, ...]
    seo: Seo
    questions: tuple[Question, ...]
    product: ProductReading
    ngrams: tuple[NGram, ...]
    pipeline_version: str

    def to_json(self) -> bytes:
        """The document as UTF-8 JSON, keys in the order of the fields."""
        return msgspec.json.encode(self)

    @classmethod
    def from_json(cls, data: bytes) -> Result:
        """Read what ``to_json`` wrote.

        :raises msgspec.ValidationError: the text is no such document.
        """
        return _DECODER.decode(data)


_DECODER = msgspec.json.Decoder(Result)
