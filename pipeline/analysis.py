"""The five stages in reading order, from a request to its result.

Pure: everything that the result depends on stands in the request. Progress is told to ``report``, which may
raise to stop the analysis.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

from msgspec.msgpack import Decoder

from pipeline import ingest, keywords, listing, research
from pipeline.checkpoints import Checkpoints, Memory
from pipeline.errors import MainKeywordError
from pipeline.keywords import Categorisation
from pipeline.listing import Proposals, RulePack
from pipeline.model import (
    CATEGORISE,
    OPTIMISE,
    READ,
    RESEARCH,
    SCORE,
    Category,
    CompetitorInfo,
    KeywordTable,
    Product,
    Progress,
    Relevancy,
    Report,
    Request,
    Stage,
    ignore,
)
from pipeline.result import SCHEMA_VERSION, CategoryTotal, Funnel, Inputs, Keyword, Result, Seo
from pipeline.scoring import Groups, Scored, group, score
from pipeline.version import PIPELINE_VERSION


class _Researched(NamedTuple):
    """One relevancy a row, and what is to be said about the evidence."""

    relevancy: tuple[Relevancy, ...]
    notes: tuple[str, ...]


class _Categorised(NamedTuple):
    """The categories that were found, and what phrases have in common whatever their categories."""

    found: Categorisation
    groups: Groups


_READ, _RESEARCHED, _CATEGORISED = Decoder(KeywordTable), Decoder(_Researched), Decoder(_Categorised)
_SCORED, _PROPOSED = Decoder(Scored), Decoder(Proposals)


def check(request: Request) -> Product:
    """Refuse what cannot be analysed, quickly: before a job exists.

    :raises pipeline.errors.InputError: in one sentence, with the remedy.
    """
    product = research.parse_product(request.product, request.marketplace)
    if len(request.main_keyword) > ingest.MAX_PHRASE_CHARACTERS:
        raise MainKeywordError.too_long(ingest.MAX_PHRASE_CHARACTERS)
    ingest.check(request.files, max_bytes=request.max_file_bytes)
    if request.competitors_file:
        ingest.read_competitors(request.competitors_file, max_bytes=request.max_file_bytes)
    return product


def analyse(request: Request, report: Report = ignore, memory: Memory | None = None) -> Result:
    """Analyse one product.

    :param memory: holds the stages that an earlier analysis of the request finished, and is handed the others.
    :raises pipeline.errors.InputError: the request cannot be analysed; beyond that only what ``report`` and
        ``memory`` raise.
    """
    done = Checkpoints(memory, request)
    product = research.parse_product(request.product, request.marketplace)
    request = replace(request, words=keywords.user_words(request.words, request.reading))
    table = done.stage(READ, _READ, lambda: _read(request, product, report))
    rivals = _rivals(request)
    relevancy, notes = done.stage(RESEARCH, _RESEARCHED, lambda: _research(request, product, table, report))
    found, groups = done.stage(
        CATEGORISE, _CATEGORISED, lambda: _categorise(request, product, table, relevancy, rivals, report)
    )
    done.decided(keywords.in_force(request.decisions))
    found = keywords.decided(found, table.rows, relevancy, request.decisions, request.main_keyword)
    scored = done.stage(SCORE, _SCORED, lambda: _score(request, product, table, relevancy, found, groups, report))
    pack = listing.pack_for(product.store)
    proposals = done.stage(OPTIMISE, _PROPOSED, lambda: _optimise(request, product, scored, found, pack, report))
    _tell(report, OPTIMISE, 0.9, "Comparing today's listing with the proposed one")
    result = _result(
        request,
        product,
        table,
        scored,
        found,
        rivals,
        proposals,
        _seo(request, product, scored, found, proposals, pack),
        (*product.warnings, *table.warnings, *notes, *found.warnings),
    )
    _tell(report, OPTIMISE, 1, "Done")
    return result


def _tell(report: Report, stage: Stage, share: float, message: str) -> None:
    """Report a stage that is ``share`` (0-1) of the way through."""
    report(Progress(round(stage.start + (stage.end - stage.start) * share), stage.label, message))


def _within(report: Report, stage: Stage, message: str) -> Callable[[float], None]:
    """A callback for a stage's own share (0-1) of its way."""
    return lambda share: _tell(report, stage, share, message)


def _read(request: Request, product: Product, report: Report) -> KeywordTable:
    names = " and ".join(file.name for file in request.files)
    _tell(report, READ, 0, f"Reading {names}")
    return ingest.read(
        request.files,
        _within(report, READ, f"Reading {names}"),
        own_asin=product.asin,
        max_bytes=request.max_file_bytes,
    )


def _rivals(request: Request) -> tuple[CompetitorInfo, ...]:
    if request.competitors_file is None:
        return ()
    return ingest.read_competitors(request.competitors_file, max_bytes=request.max_file_bytes)


def _research(request: Request, product: Product, table: KeywordTable, report: Report) -> _Researched:
    rivals = len({asin for file in table.files for asin in file.asins})
    _tell(report, RESEARCH, 0, f"Comparing {len(table.rows):,} keywords over {rivals} competitors")
    title = request.listing.title if request.listing else ""
    return _Researched(*research.relevancy(table, title, product.store.language))


def _categorise(
    request: Request,
    product: Product,
    table: KeywordTable,
    relevancy: tuple[Relevancy, ...],
    rivals: tuple[CompetitorInfo, ...],
    report: Report,
) -> _Categorised:
    message = f"Categorising {len(table.rows):,} keywords"
    _tell(report, CATEGORISE, 0, message)
    context = keywords.Context(
        listing=request.listing,
        store=product.store,
        main_keyword=request.main_keyword,
        words=request.words,
        edits=request.reading,
        rivals=tuple(sorted({rival.brand for rival in rivals if rival.brand and rival.asin != product.asin})),
    )
    found = keywords.categorise(table.rows, relevancy, context, _within(report, CATEGORISE, message))
    return _Categorised(found, group(table, found.reading, product.store.language))


def _score(
    request: Request,
    product: Product,
    table: KeywordTable,
    relevancy: tuple[Relevancy, ...],
    found: Categorisation,
    groups: Groups,
    report: Report,
) -> Scored:
    _tell(report, SCORE, 0, f"Scoring {len(table.rows):,} keywords")
    copy = listing.listing_copy(request.listing) if request.listing else None
    return score(table, relevancy, found, groups, copy, product.store.language)


def _optimise(
    request: Request, product: Product, scored: Scored, found: Categorisation, pack: RulePack, report: Report
) -> Proposals:
    targets = listing.targets_of(scored.keywords)
    _tell(report, OPTIMISE, 0, f"Placing {len(targets):,} target phrases")
    return listing.propose(
        request.listing,
        targets,
        pack=pack,
        language=product.store.language,
        main_keyword=found.main_keyword.phrase,
        reading=found.reading,
        words=request.words,
        outliers=listing.targets_of(scored.keywords, frozenset({Category.OUTLIER})),
    )


def _seo(
    request: Request, product: Product, scored: Scored, found: Categorisation, proposals: Proposals, pack: RulePack
) -> Seo:
    return listing.build_seo(
        request.listing,
        proposals,
        listing.targets_of(scored.keywords),
        pack,
        language=product.store.language,
        other_brands=found.reading.brands,
    )


def _result(
    request: Request,
    product: Product,
    table: KeywordTable,
    scored: Scored,
    found: Categorisation,
    rivals: tuple[CompetitorInfo, ...],
    proposals: Proposals,
    seo: Seo,
    warnings: tuple[str, ...],
) -> Result:
    return Result(
        schema_version=SCHEMA_VERSION,
        asin=product.asin,
        marketplace=product.store.code,
        main_keyword=found.main_keyword,
        warnings=warnings,
        inputs=Inputs(
            files=table.files,
            listing_source="pasted" if request.listing else "none",
            own_ranks=table.own_ranks,
        ),
        funnel=Funnel(
            rows_read=table.rows_read,
            rows_dropped=len(table.dropped),
            duplicates_merged=table.duplicates_merged,
            keywords=len(table.rows),
        ),
        dropped=table.dropped,
        listing=request.listing,
        keywords=scored.keywords,
        categories={category.value: _total(scored.keywords, category) for category in Category},
        roots=scored.roots,
        competitors=research.competitors(table, product.asin, rivals),
        seo=seo,
        questions=proposals.questions,
        product=found.reading,
        ngrams=scored.ngrams,
        pipeline_version=PIPELINE_VERSION,
    )


def _total(scored: tuple[Keyword, ...], category: Category) -> CategoryTotal:
    members = [keyword for keyword in scored if keyword.category == category]
    return CategoryTotal(count=len(members), search_volume=sum(keyword.search_volume or 0 for keyword in members))
