"""One self-contained HTML page of a result, to send or to print: it asks nothing of the network and runs only Plotly.

Every text is escaped; the page's own policy forbids whatever would get past that to load anything.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from string import Template
from typing import Any

from plotly.offline import get_plotlyjs

from pipeline.model import TARGETS
from pipeline.report import figures
from pipeline.report.action import targets, volume
from pipeline.report.actions import actions
from pipeline.report.chart import Chart
from pipeline.report.gaps import Gap, gaps, gaps_title, gaps_unknown
from pipeline.report.markup import card, element, escaped, table
from pipeline.report.words import METRICS, MISSING, Metric, number, plural, share
from pipeline.result import Competitor, FieldCopy, Keyword, Result

ROWS = 300
_TARGETS = (
    "phrase", "category", "search_volume", "priority", "relevancy_score", "own_rank", "top_10_competitors", "captured",
    "reason",
)  # fmt: skip
_GAPS = ("phrase", "search_volume", "own_rank", "best_rival_rank", "best_rival", "top_10_competitors")
_COMPETITORS = ("asin", "share_of_voice", "phrases_ranked", "top_10", "top_50", "mean_rank")
_WHOLE_ROW = ("share_of_voice", "rank_heatmap")
_PAGE = Path(__file__).with_name("report_page.html")


def html_report(result: Result, alternative: int = 0, made: date | None = None) -> bytes:
    """The page: headline numbers, first steps, charts, the proposed listing, targets, competitors, questions.

    :param alternative: the number of the proposal that is shown.
    :param made: the day of the analysis, which the result itself does not know.
    """
    drawn = {name: chart for name, chart in _charts(result, alternative).items() if not chart.empty}
    day = f" · {_day(made)}" if made else ""
    page = _template().substitute(
        title=escaped(f"{result.main_keyword.phrase} · {result.asin}{day}"),
        body="\n".join(_body(result, drawn, alternative, made)),
        plotly=get_plotlyjs(),
        figures=_figures(drawn),
    )
    return page.encode()


@cache
def _template() -> Template:
    return Template(_PAGE.read_text("utf-8"))


def _day(made: date) -> str:
    return f"{made.day} {made:%B %Y}"


def _charts(result: Result, alternative: int) -> Mapping[str, Chart]:
    """Every chart by the id of its place, in reading order."""
    return {
        "captured_volume": figures.captured_volume(result, alternative),
        "category_share": figures.category_share(result),
        "funnel": figures.funnel(result),
        "keyword_map": figures.keyword_map([k for k in result.keywords if k.category in TARGETS], selectable=False),
        "root_treemap": figures.root_treemap(result),
        "coverage_by_field": figures.coverage_by_field(result, alternative),
        "overlap": figures.overlap(result),
        "quadrant": figures.quadrant(result),
        "share_of_voice": figures.share_of_voice(result),
        "rank_heatmap": figures.rank_heatmap(result),
    }


def _figures(drawn: Mapping[str, Chart]) -> str:
    """Figures as JSON that no HTML parser can take for markup."""
    made: dict[str, Any] = {identity: json.loads(chart.figure.to_json()) for identity, chart in drawn.items()}
    text = json.dumps(made, ensure_ascii=True, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _body(result: Result, drawn: Mapping[str, Chart], alternative: int, made: date | None) -> Iterator[str]:
    rivals = plural(sum(not c.own for c in result.competitors), "competitor")
    files = ", ".join(file.name for file in result.inputs.files)
    yield element("h1", result.main_keyword.phrase)
    product = f"{result.asin} · Amazon {result.marketplace} · {rivals} · {files}"
    yield element("p", f"{product} · analysed on {_day(made)}" if made else product, "quiet")
    yield from (element("p", warning, "quiet") for warning in result.warnings)
    yield f'<div class="numbers">{"".join(_numbers(result))}</div>'
    yield from _steps(result)
    yield element("h2", "What the files say")
    yield f'<div class="charts">{"".join(_chart(identity, chart) for identity, chart in drawn.items())}</div>'
    yield element("h2", "Proposed listing")
    yield from _listing(result, alternative)
    yield from _tables(result)


def _numbers(result: Result) -> Iterator[str]:
    captured, found = result.seo.comparison.captured_volume, targets(result)
    lost = [k for k in found if k.gap]
    today = share(captured.before, captured.targets) if result.seo.current else "–"
    after = share(captured.after, captured.targets)
    yield _number(METRICS["targets"].label, number(len(found)), f"of {plural(len(result.keywords), 'keyword')}")
    yield _number(METRICS["targets_volume"].label, number(captured.targets), "a month")
    yield _number(METRICS["captured_today"].label, today, f"of the searches; {after} proposed")
    unknown = gaps_unknown(result)
    gap = (MISSING, unknown) if unknown else (number(len(lost)), f"{number(volume(lost))} searches")
    yield _number(METRICS["gaps"].label, *gap)
    errors = result.seo.comparison.rule_errors
    yield _number(METRICS["rule_errors_today"].label, number(errors.before), f"{number(errors.after)} proposed")


def _number(label: str, value: str, note: str) -> str:
    return card(element("span", label, "quiet"), element("strong", value), element("span", note, "quiet"))


def _steps(result: Result) -> Iterator[str]:
    found = actions(result)
    if found:
        yield element("h2", "What to do first")
        rows = (
            f"<li>{element('b', step.title)} {element('span', step.evidence, 'quiet')} "
            f"{element('span', f'{number(step.search_volume)} searches a month', 'quiet')}</li>"
            for step in found
        )
        yield f"<ol>{''.join(rows)}</ol>"


def _chart(identity: str, chart: Chart) -> str:
    place = f'<div id="{identity}" role="img" aria-label="{escaped(chart.alt)}"></div>'
    legend = "".join(
        f'<span style="color:{mark.colour}">{mark.glyph}</span>&nbsp;{escaped(mark.label)} ' for mark in chart.legend
    )
    return card(
        element("h3", chart.title),
        element("p", chart.subtitle, "quiet"),
        f'<div class="wide">{place}</div>',
        f'<p class="quiet">{legend}</p>',
        kind="row" if identity in _WHOLE_ROW else "",
    )


def _listing(result: Result, alternative: int) -> Iterator[str]:
    copy, rules = result.seo.optimized.alternatives[alternative], result.seo.rules
    yield element("p", METRICS["length"].help, "quiet")
    yield _field("Title", copy.title, rules.title_characters)
    if rules.highlights_characters:
        yield _field("Item highlights", copy.item_highlights, rules.highlights_characters)
    for place, bullet in enumerate(copy.bullets, 1):
        yield _field(f"Bullet {place}", bullet, rules.bullet_characters)
    size = f"{copy.search_terms.bytes} / {rules.search_terms_bytes} B"
    yield _sized("Search terms", copy.search_terms.text, size)


def _field(name: str, field: FieldCopy, limit: int) -> str:
    return _sized(name, field.text, f"{field.characters} / {limit}")


def _sized(name: str, text: str, size: str) -> str:
    """A field's name with its length beside it, and its text below: as readable on a phone as on paper."""
    head = f'<p class="quiet">{element("b", name)} {element("span", size)}</p>'
    return f'<div class="field">{head}{element("p", text or MISSING)}</div>'


def _tables(result: Result) -> Iterator[str]:
    found = sorted(targets(result), key=lambda k: (-k.priority, k.phrase))
    more = f"The first {ROWS:,} of {len(found):,} by priority" if len(found) > ROWS else "By priority"
    violations = ((v.severity, v.field, v.message) for v in result.seo.violations)
    questions = ((q.attribute, q.search_volume, "; ".join(q.phrases)) for q in result.questions)
    yield element("h2", "Targets")
    yield table(_heads(*_TARGETS), map(_target, found[:ROWS]), more)
    yield from _gaps(result)
    yield element("h2", "Competitors")
    yield table(_heads(*_COMPETITORS), map(_competitor, result.competitors))
    if result.seo.violations:
        yield element("h2", "What breaks the rules today")
        yield table(_heads("severity", "field", "violation"), violations)
    if result.questions:
        yield element("h2", "Shoppers ask, your listing does not say")
        yield table(_heads("attribute", "attribute_volume", "attribute_phrases"), questions)


def _heads(*names: str) -> tuple[Metric, ...]:
    return tuple(METRICS[name] for name in names)


def _gaps(result: Result) -> Iterator[str]:
    found = gaps(result)
    if found:
        yield element("h2", METRICS["gaps"].label)
        yield table(_heads(*_GAPS), map(_gap, found[:ROWS]), gaps_title(result))


def _gap(gap: Gap) -> tuple[str | int | None, ...]:
    k = gap.keyword
    return k.phrase, k.search_volume, k.own_rank, gap.rank, gap.rival, k.top_10_competitors


def _target(k: Keyword) -> tuple[str | int | None, ...]:
    held = "yes" if k.captured else "no"
    return (
        k.phrase, k.category.value, k.search_volume, k.priority, k.relevancy_score, k.own_rank, k.top_10_competitors,
        held, k.reason,
    )  # fmt: skip


def _competitor(c: Competitor) -> tuple[str | int | float | None, ...]:
    name = f"{c.asin} (you)" if c.own else c.asin
    return name, 100 * c.share_of_voice, c.phrases_ranked, c.top_10, c.top_50, c.mean_rank
