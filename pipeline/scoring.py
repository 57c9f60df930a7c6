"""Puts what is known about each phrase together and scores it: one ``Keyword`` a row, and the roots and word runs.

The formulas stand in ``pipeline/keywords``; here is only which figures go into which.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields

from pipeline import listing, research
from pipeline.keywords import Categorisation
from pipeline.keywords.intent import intent
from pipeline.keywords.opportunity import Candidate, Market, opportunity
from pipeline.keywords.priority import Measures, Scale, priority
from pipeline.keywords.roots import broad_volumes, head_roots, ngrams
from pipeline.keywords.variants import variant_groups
from pipeline.model import TARGETS, Copy, FileSummary, KeywordRow, KeywordTable, ProductReading, Relevancy, Verdict
from pipeline.result import Keyword, NGram, Root

_AS_READ = tuple(field.name for field in fields(KeywordRow) if field.name in {field.name for field in fields(Keyword)})
"""What a keyword carries as the files say it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """Every keyword, the most urgent first, and what the targets have in common."""

    keywords: tuple[Keyword, ...]
    roots: tuple[Root, ...]
    ngrams: tuple[NGram, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Groups:
    """What phrases have in common whatever their categories: one root and one leading variant a row."""

    roots: tuple[str, ...]
    leaders: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """All that is known of one phrase before it is scored."""

    row: KeywordRow
    relevancy: Relevancy
    verdict: Verdict
    root: str
    leader: str

    @property
    def is_target(self) -> bool:
        return self.verdict.category in TARGETS

    @property
    def measures(self) -> Measures:
        return Measures(
            search_volume=self.row.search_volume,
            competing_products=self.row.competing_products,
            cpr=self.row.cpr,
            title_density=self.row.title_density,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Setting:
    """What one phrase is measured against: the list's targets, the files' competitors, today's listing."""

    files: tuple[FileSummary, ...]
    own_ranks: bool
    scale: Scale
    market: Market
    held: listing.Held


def group(table: KeywordTable, reading: ProductReading, language: str) -> Groups:
    """Find each row's root and the phrase that leads its variants."""
    phrases = [row.phrase for row in table.rows]
    volumes = [row.search_volume for row in table.rows]
    leaders = variant_groups(phrases, volumes, language)
    return Groups(roots=head_roots(phrases, volumes, leaders, reading, language), leaders=leaders)


def score(
    table: KeywordTable,
    relevancy: Sequence[Relevancy],
    found: Categorisation,
    groups: Groups,
    copy: Copy | None,
    language: str,
) -> Scored:
    """Score every row of the table.

    :param relevancy: one entry a row, as ``found.verdicts`` and ``groups``.
    :param copy: today's listing, to tell what it holds already.
    """
    parts = zip(table.rows, relevancy, found.verdicts, groups.roots, groups.leaders, strict=True)
    known = tuple(
        _Known(row=row, relevancy=score, verdict=verdict, root=root, leader=leader)
        for row, score, verdict, root, leader in parts
    )
    targets = [each for each in known if each.is_target]
    held = listing.held(copy or Copy(), language)
    setting = _Setting(
        files=table.files,
        own_ranks=table.own_ranks,
        scale=Scale.of(each.measures for each in targets),
        market=Market.of((each.row.search_volume, each.row.title_density) for each in targets),
        held=held,
    )
    return Scored(
        keywords=tuple(sorted((_keyword(each, setting) for each in known), key=_urgency)),
        roots=broad_volumes(((each.root, each.row.search_volume) for each in targets), held.everywhere, language),
        ngrams=ngrams([(each.row.phrase, each.row.search_volume) for each in targets], held.everywhere, language),
    )


def _keyword(each: _Known, setting: _Setting) -> Keyword:
    row, held = each.row, setting.held
    intent_score, aspects = intent(each.verdict)
    points, band, parts = priority(
        each.measures,
        category=each.verdict.category,
        relevancy_score=each.relevancy.score,
        intent_score=intent_score,
        scale=setting.scale,
    )
    chance, why = opportunity(_candidate(each), setting.market)
    return Keyword(
        **{name: getattr(row, name) for name in _AS_READ},
        category=each.verdict.category,
        reason=each.verdict.reason,
        confidence=each.verdict.confidence,
        grade=each.verdict.grade,
        decided=each.verdict.automatic is not None,
        locked=each.verdict.locked,
        automatic_category=each.verdict.automatic or each.verdict.category,
        sources=tuple(file.role.value for file in row.files),
        relevancy_score=each.relevancy.score,
        relevancy_reason=each.relevancy.reason,
        intent_score=intent_score,
        intent_aspects=aspects,
        root=each.root,
        variant_group=each.leader,
        competitor_ranks=research.competitor_ranks(row, setting.files),
        top_10_competitors=research.top_10_competitors(row, setting.files),
        gap=setting.own_ranks and research.is_gap(row),
        priority=points,
        priority_band=band,
        priority_parts=parts,
        opportunity=chance,
        opportunity_reason=why,
        in_title=held.in_title(row.phrase),
        in_bullets=held.in_bullets(row.phrase),
        in_search_terms=held.in_search_terms(row.phrase),
        captured=held.holds(row.phrase),
    )


def _urgency(keyword: Keyword) -> tuple[int, int, str]:
    return -keyword.priority, -(keyword.search_volume or 0), keyword.phrase


def _candidate(each: _Known) -> Candidate:
    return Candidate(
        phrase=each.row.phrase,
        category=each.verdict.category,
        leader=each.leader,
        root=each.root,
        search_volume=each.row.search_volume,
        relevancy_score=each.relevancy.score,
        title_density=each.row.title_density,
    )
