"""What stands in each sheet of the workbook: headings, widths and cells, no XLSX."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.model import TARGETS, Category
from pipeline.report.columns import Cell, columns
from pipeline.report.metrics import METRICS
from pipeline.report.words import percent, plural, share
from pipeline.result import Alternative, BeforeAfter, Competitor, CurrentCopy, Result

Row = Sequence[Cell]


@dataclass(frozen=True, slots=True)
class Heading:
    """A column's heading, width in characters, number format, and whether long text wraps."""

    heading: str
    width: int = 12
    format: str = "#,##0"
    wrap: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A sheet: its name (at most 31 characters), columns and rows; ``filtered``: a table to sort and filter."""

    name: str
    columns: Sequence[Heading]
    rows: Sequence[Row]
    filtered: bool = True


def _headings(*names: tuple[str, int]) -> list[Heading]:
    return [Heading(name, width, wrap=width > 40) for name, width in names]


def overview(result: Result) -> Sheet:
    """The headline numbers."""
    rows = [*_about(result), *_counts(result), *_captured(result), *(("Note", warning) for warning in result.warnings)]
    return Sheet(name="Overview", columns=_headings(("What", 36), ("Value", 80)), rows=rows, filtered=False)


def _about(result: Result) -> Iterator[Row]:
    yield "ASIN", result.asin
    yield "Store", result.marketplace
    yield METRICS["main_keyword"].label, result.main_keyword.phrase
    yield "Why this one", result.main_keyword.reason
    for file in result.inputs.files:
        yield f"File, {file.role.value}", f"{file.name} ({file.format}, {plural(file.rows, 'row')})"


def _counts(result: Result) -> Iterator[Row]:
    yield "Rows read", result.funnel.rows_read
    yield "Rows dropped", result.funnel.rows_dropped
    yield "Duplicates merged", result.funnel.duplicates_merged
    yield METRICS["keywords"].label, result.funnel.keywords
    for category, total in result.categories.items():
        yield category, total.count
    yield METRICS["targets"].label, sum(k.category in TARGETS for k in result.keywords)


def _captured(result: Result) -> Iterator[Row]:
    volume = result.seo.comparison.captured_volume
    yield _titled("targets_volume"), volume.targets
    yield "Captured today (searches a month)", volume.before if result.seo.current else None
    yield "Captured by the proposal (searches a month)", volume.after
    yield "Best possible (searches a month)", volume.best_possible
    yield "Proposal, share of the best possible", share(volume.after, volume.best_possible)


def keywords(result: Result, category: Category) -> Sheet:
    """All keywords of a category with every column."""
    table = columns(result)
    return Sheet(
        name=category.value,
        columns=[Heading(column.heading, column.width, column.format) for column in table],
        rows=[[column.read(k) for column in table] for k in result.keywords if k.category is category],
    )


def roots(result: Result) -> Sheet:
    """Roots with their broad volume."""
    return Sheet(
        name="Roots",
        columns=_headings(("Root", 30), ("Targets", 10), ("Broad volume (a month)", 14), ("In listing", 10)),
        rows=[[r.root, r.keywords, r.search_volume, _yes(r.in_listing)] for r in result.roots],
    )


def words(result: Result) -> Sheet:
    """One to three neighbouring words of the targets."""
    return Sheet(
        name="Words",
        columns=_headings(
            ("Words", 30), ("Size", 8), ("Targets", 10), ("Search volume (a month)", 14), ("In listing", 10)
        ),
        rows=[[n.words, n.size, n.keywords, n.search_volume, _yes(n.in_listing)] for n in result.ngrams],
    )


def competitors(result: Result) -> Sheet:
    """Each product's ranks and share of voice."""
    names = ("share_of_voice", "phrases_ranked", "top_10", "top_50", "mean_rank", "only_here")
    heads = [Heading("ASIN", 14), Heading("Yours", 8), Heading("Files", 18)]
    heads += [
        Heading(_titled(name), 12, "0.0" if name in {"share_of_voice", "mean_rank"} else "#,##0") for name in names
    ]
    return Sheet(name="Competitors", columns=heads, rows=[_competitor(c) for c in result.competitors])


def _competitor(c: Competitor) -> Row:
    files = "; ".join(c.sources)
    voice = round(100 * c.share_of_voice, 2)
    return c.asin, _yes(c.own), files, voice, c.phrases_ranked, c.top_10, c.top_50, c.mean_rank, c.only_here


def listing(result: Result) -> Sheet:
    """Today's copy and each proposal, field by field, and both compared."""
    heads = _headings(
        ("Version", 18), ("Field", 18), ("Text", 90), ("Characters", 11), ("Bytes", 8), ("Search volume", 12)
    )
    versions: list[tuple[str, CurrentCopy | Alternative]] = [
        (f"Proposal {alternative.name}", alternative) for alternative in result.seo.optimized.alternatives
    ]
    if result.seo.current:
        versions.insert(0, ("Today", result.seo.current))
    rows = [row for name, copy in versions for row in _fields(name, copy)]
    return Sheet(name="Listing", columns=heads, rows=[*rows, *_compared(result)], filtered=False)


def _fields(version: str, copy: CurrentCopy | Alternative) -> Iterator[Row]:
    named = [("Title", copy.title), ("Item highlights", copy.item_highlights)]
    named += [(f"Bullet {number}", bullet) for number, bullet in enumerate(copy.bullets, 1)]
    for name, field in [*named, ("Search terms", copy.search_terms)]:
        yield version, name, field.text, field.characters, field.bytes, field.search_volume
    yield version, "Coverage", percent(copy.coverage.percent), None, None, copy.coverage.captured_volume


def _compared(result: Result) -> Iterator[Row]:
    """One line of words for each figure before and after."""
    names = (
        "exact_title_volume",
        "placement_score",
        "intent",
        "title_characters",
        "bullet_characters",
        "search_terms_bytes",
        "rule_errors",
    )
    for name in names:
        pair: BeforeAfter = getattr(result.seo.comparison, name)
        yield "Before → after", _titled(name), f"{_said(pair.before)} → {_said(pair.after)}", None, None, None


def _said(value: float | None) -> str:
    return "–" if value is None else f"{value:,.2f}".rstrip("0").rstrip(".")


def rules(result: Result) -> Sheet:
    """Which rules today's listing breaks."""
    heads = _headings(
        ("Severity", 10), ("Field", 16), ("What and why", 70), ("Offending text", 50), ("Rule", 22), ("Source", 30)
    )
    rows = [[v.severity, v.field, v.message, v.text, v.rule, v.source] for v in result.seo.violations]
    return Sheet(name="Rules", columns=heads, rows=rows)


def questions(result: Result) -> Sheet:
    """What shoppers ask for and the listing does not settle."""
    heads = _headings(("Attribute", 30), ("Search volume (a month)", 14), ("Phrases", 80))
    rows = [(q.attribute, q.search_volume, "; ".join(q.phrases)) for q in result.questions]
    return Sheet(name="Questions", columns=heads, rows=rows)


def dropped(result: Result) -> Sheet:
    """Every row that is no keyword, with its reason."""
    heads = _headings(("File", 30), ("Row", 8), ("Phrase", 36), ("Reason", 60))
    return Sheet(name="Dropped rows", columns=heads, rows=[[d.file, d.row, d.phrase, d.reason] for d in result.dropped])


def _titled(name: str) -> str:
    metric = METRICS[name]
    return f"{metric.label} ({metric.unit})" if metric.unit else metric.label


def _yes(value: bool) -> str:
    return "yes" if value else "no"
