"""What stands in each sheet of the workbook: headings, widths and cells, no XLSX."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pipeline.model import TARGETS, Category
from pipeline.report.columns import Cell, columns
from pipeline.report.metrics import METRICS
from pipeline.report.words import percent, plural, share
from pipeline.result import Alternative, BeforeAfter, Competitor, CurrentCopy, Result

Row = Sequence[Cell]


@dataclass(frozen=True, slots=True)
class Heading:
    """A column's heading, width in characters, number format, whether long text wraps, and its name in the glossary."""

    heading: str
    width: int = 12
    format: str = "#,##0"
    wrap: bool = False
    metric: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A sheet: its name (at most 31 characters), columns and rows; ``filtered``: a table to sort and filter."""

    name: str
    columns: Sequence[Heading]
    rows: Sequence[Row]
    filtered: bool = True


def _headings(*metrics: tuple[str, int]) -> list[Heading]:
    return [Heading(_titled(name), width, wrap=width > 40, metric=name) for name, width in metrics]


def _titled(name: str) -> str:
    return METRICS[name].titled


def overview(result: Result) -> Sheet:
    """The headline numbers."""
    notes = ((_titled("note"), warning) for warning in result.warnings)
    rows = [*_about(result), *_counts(result), *_captured(result), *notes]
    return Sheet(name="Overview", columns=_headings(("what", 36), ("value", 80)), rows=rows, filtered=False)


def _about(result: Result) -> Iterator[Row]:
    yield _titled("asin"), result.asin
    yield _titled("store"), result.marketplace
    yield _titled("main_keyword"), result.main_keyword.phrase
    yield _titled("main_keyword_reason"), result.main_keyword.reason
    for file in result.inputs.files:
        yield f"{_titled('file')}, {file.role.value}", f"{file.name} ({file.format}, {plural(file.rows, 'row')})"


def _counts(result: Result) -> Iterator[Row]:
    for name in ("rows_read", "rows_dropped", "duplicates_merged", "keywords"):
        yield _titled(name), getattr(result.funnel, name)
    for category, total in result.categories.items():
        yield category, total.count
    yield _titled("targets"), sum(k.category in TARGETS for k in result.keywords)


def _captured(result: Result) -> Iterator[Row]:
    volume = result.seo.comparison.captured_volume
    yield _titled("targets_volume"), volume.targets
    yield _titled("captured_volume_today"), volume.before if result.seo.current else None
    yield _titled("captured_volume_proposed"), volume.after
    yield _titled("best_possible"), volume.best_possible
    yield _titled("of_best_possible"), share(volume.after, volume.best_possible)


def keywords(result: Result, category: Category) -> Sheet:
    """All keywords of a category with every column."""
    table = columns(result)
    return Sheet(
        name=category.value,
        columns=[Heading(each.heading, each.width, each.format, metric=each.metric) for each in table],
        rows=[[column.read(k) for column in table] for k in result.keywords if k.category is category],
    )


def roots(result: Result) -> Sheet:
    """Roots with their broad volume."""
    return Sheet(
        name="Roots",
        columns=_headings(("root", 30), ("words_targets", 10), ("broad_volume", 14), ("words_held", 10)),
        rows=[[r.root, r.keywords, r.search_volume, _yes(r.in_listing)] for r in result.roots],
    )


def words(result: Result) -> Sheet:
    """One to three neighbouring words of the targets."""
    return Sheet(
        name="Words",
        columns=_headings(
            ("words", 30), ("words_size", 8), ("words_targets", 10), ("broad_volume", 14), ("words_held", 10)
        ),
        rows=[[n.words, n.size, n.keywords, n.search_volume, _yes(n.in_listing)] for n in result.ngrams],
    )


def competitors(result: Result) -> Sheet:
    """Each product's ranks and share of voice."""
    names = ("share_of_voice", "phrases_ranked", "top_10", "top_50", "mean_rank", "only_here")
    heads = _headings(("asin", 14), ("own", 8), ("competitor_files", 18))
    heads += [
        Heading(_titled(name), 12, "0.0" if name in {"share_of_voice", "mean_rank"} else "#,##0", metric=name)
        for name in names
    ]
    return Sheet(name="Competitors", columns=heads, rows=[_competitor(c) for c in result.competitors])


def _competitor(c: Competitor) -> Row:
    files = "; ".join(c.sources)
    voice = round(100 * c.share_of_voice, 2)
    return c.asin, _yes(c.own), files, voice, c.phrases_ranked, c.top_10, c.top_50, c.mean_rank, c.only_here


def listing(result: Result) -> Sheet:
    """Today's copy and each proposal, field by field, and both compared."""
    heads = _headings(
        ("version", 18), ("field", 18), ("text", 90), ("characters", 11), ("bytes", 8), ("field_volume", 12)
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
        ("severity", 10), ("field", 16), ("violation", 70), ("offending", 50), ("rule", 22), ("rule_source", 30)
    )
    rows = [[v.severity, v.field, v.message, v.text, v.rule, v.source] for v in result.seo.violations]
    return Sheet(name="Rules", columns=heads, rows=rows)


def questions(result: Result) -> Sheet:
    """What shoppers ask for and the listing does not settle."""
    heads = _headings(("attribute", 30), ("attribute_volume", 14), ("attribute_phrases", 80))
    rows = [(q.attribute, q.search_volume, "; ".join(q.phrases)) for q in result.questions]
    return Sheet(name="Questions", columns=heads, rows=rows)


def dropped(result: Result) -> Sheet:
    """Every row that is no keyword, with its reason."""
    heads = _headings(("file", 30), ("row", 8), ("dropped_phrase", 36), ("dropped_reason", 60))
    return Sheet(name="Dropped rows", columns=heads, rows=[[d.file, d.row, d.phrase, d.reason] for d in result.dropped])


def meanings(sheets: Iterable[Sheet]) -> Sheet:
    """What every column of these sheets means, each heading once, in their order."""
    named = {heading.metric: heading.heading for sheet in sheets for heading in sheet.columns}
    named["competitor_rank"] = _titled("competitor_rank")  # one for the columns of all competitors
    rows = [(heading, METRICS[name].help) for name, heading in named.items()]
    return Sheet(name="What columns mean", columns=_headings(("term", 36), ("meaning", 100)), rows=rows, filtered=False)


def _yes(value: bool) -> str:
    return "yes" if value else "no"
