"""Charts of the whole analysis: what is captured, how searches divide, what became of the rows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pipeline.model import TARGETS, Category
from pipeline.report.chart import Chart, Mark, category_mark, figure, nothing
from pipeline.report.theme import ACCENT, BEFORE, COLOUR, HEADING, INK, ON_ACCENT, TRACK
from pipeline.report.words import METRICS, number, plural, share
from pipeline.result import CapturedVolume, CategoryTotal, Result

_SPEAKING: Mapping[Category, str] = {
    Category.RELEVANT: "name your product",
    Category.DESIGN: "name your product with an attribute",
    Category.BRANDED: "name a brand",
    Category.FOREIGN: "are in another language",
    Category.OUTLIER: "are too broad to win",
    Category.IRRELEVANT: "are for other products",
}


def captured_volume(result: Result, alternative: int = 0) -> Chart:
    """Searches captured today and by a proposal, against the proven best possible. Empty without targets."""
    volume = result.seo.comparison.captured_volume
    if not volume.targets:
        return nothing("No targets with searches, so there is nothing to capture")
    after = result.seo.optimized.alternatives[alternative].coverage.captured_volume if alternative else volume.after
    bars = [("Today", volume.before, BEFORE, INK)] if result.seo.current else []
    bars.append(("Proposed", after, ACCENT, ON_ACCENT))
    return Chart(
        title=_captured_title(volume, after, today=bool(result.seo.current)),
        subtitle=f"Searches a month that the listing captures, of {number(volume.targets)} in all targets",
        figure=figure(
            _captured_bars(bars, volume),
            height=280,
            barmode="overlay",
            xaxis={
                "range": [0, volume.targets * 1.02],
                "tickformat": "~s",
                "title": {"text": METRICS["search_volume"].axis},
                "showgrid": False,
            },
            yaxis={"autorange": "reversed", "showgrid": False},
            shapes=[_best_line(volume.best_possible)],
            annotations=[_best_label(volume)],
            margin={"l": 8, "r": 12, "t": 30, "b": 8},
        ),
        alt="; ".join(f"{name}: {number(v)} searches, {share(v, volume.targets)}" for name, v, *_ in bars)
        + f"; best possible: {number(volume.best_possible)} of {number(volume.targets)}.",
    )


def _captured_title(volume: CapturedVolume, after: int, *, today: bool) -> str:
    before = f", today {share(volume.before, volume.targets)}" if today else ""
    return f"The proposal captures {share(after, volume.targets)} of the searches{before}"


def _captured_bars(bars: list[tuple[str, int, str, str]], volume: CapturedVolume) -> list[dict[str, Any]]:
    names = [name for name, *_ in bars]
    track = {
        "type": "bar",
        "orientation": "h",
        "y": names,
        "x": [volume.targets] * len(bars),
        "marker": {"color": TRACK, "cornerradius": 4},
        "hoverinfo": "skip",
    }
    filled = {
        "type": "bar",
        "orientation": "h",
        "y": names,
        "x": [value for _, value, *_ in bars],
        "marker": {"color": [colour for _, _, colour, _ in bars], "cornerradius": 4},
        "text": [f"\u00a0{number(v)} · {share(v, volume.targets)}" for _, v, *_ in bars],
        "textposition": ["inside" if v > volume.targets * 0.35 else "outside" for _, v, *_ in bars],
        "insidetextanchor": "start",
        "insidetextfont": {"color": [ink for *_, ink in bars]},
        "textangle": 0,
        "hovertemplate": "%{y}: %{x:,} searches a month<extra></extra>",
    }
    return [track, filled]


def _best_line(best: int) -> dict[str, Any]:
    return {
        "type": "line", "x0": best, "x1": best, "y0": 0, "y1": 1, "yref": "paper",
        "line": {"color": HEADING, "width": 1.5, "dash": "dot"},
    }  # fmt: skip


def _best_label(volume: CapturedVolume) -> dict[str, Any]:
    right = volume.best_possible > volume.targets * 0.5
    return {
        "text": f"best possible {number(volume.best_possible)} · {share(volume.best_possible, volume.targets)}",
        "x": volume.best_possible,
        "y": 1,
        "yref": "paper",
        "xanchor": "right" if right else "left",
        "yanchor": "bottom",
        "showarrow": False,
    }


def category_share(result: Result) -> Chart:
    """How the searches divide over the six categories, and how many phrases each holds.

    Without search volumes it is the phrases that divide. Each bar's ``customdata`` begins with its category.
    """
    totals = {category: result.categories[category.value] for category in Category}
    searches = sum(total.search_volume for total in totals.values())
    phrases = sum(total.count for total in totals.values())
    if not phrases:
        return nothing("The files hold no keywords")
    what, whole = ("searches", searches) if searches else ("phrases", phrases)
    parts = {c: total.search_volume if searches else total.count for c, total in totals.items() if total.count}
    return Chart(
        title=_share_title(parts, what),
        subtitle=f"Share of the {what} by category, with its phrases",
        figure=figure(
            [_share_trace(parts, totals, whole)],
            height=220,
            bargap=0.3,
            xaxis={"visible": False, "range": [0, 1.7 * max(*parts.values(), 1)]},
            yaxis={"autorange": "reversed", "showgrid": False},
        ),
        alt="; ".join(
            f"{c.value}: {share(part, whole)} of the {what}, {share(totals[c].count, phrases)} of the phrases"
            for c, part in parts.items()
        )
        + ".",
    )


def _share_title(parts: Mapping[Category, int], what: str) -> str:
    biggest = max(parts, key=lambda category: parts[category])
    most = f"{share(parts[biggest], sum(parts.values()))} {_SPEAKING[biggest]}"
    if biggest in TARGETS:
        return f"Of the {what} {most}"
    targets = sum(part for category, part in parts.items() if category in TARGETS)
    return f"{share(targets, sum(parts.values()))} of the {what} are worth winning, {most}"


def _share_trace(parts: Mapping[Category, int], totals: Mapping[Category, CategoryTotal], whole: int) -> dict[str, Any]:
    return {
        "type": "bar",
        "orientation": "h",
        "y": [category.value for category in parts],
        "x": list(parts.values()),
        "marker": {"color": [COLOUR[category] for category in parts], "cornerradius": 4},
        "text": [f"{share(part, whole)} · {plural(totals[c].count, 'phrase')}" for c, part in parts.items()],
        "textposition": "outside",
        "cliponaxis": False,
        "customdata": [[c.value, number(totals[c].search_volume)] for c in parts],
        "hovertemplate": "<b>%{y}</b><br>%{customdata[1]} searches a month<br>%{text}<extra></extra>",
    }


def _merged(duplicates: int, keywords: int) -> str:
    if not duplicates:
        return f"Each row is a keyword of its own: {number(keywords)}"
    return f"{plural(duplicates, 'duplicate')} merged into {plural(keywords, 'keyword')}"


def funnel(result: Result) -> Chart:
    """From the rows of the files to the targets that the listing misses."""
    counts = {category: result.categories[category.value].count for category in Category if category in TARGETS}
    targets, read = sum(counts.values()), result.funnel.rows_read
    if not read:
        return nothing("The files hold no rows")
    steps = [("Rows read", read), ("Keywords", result.funnel.keywords), ("Targets", targets)]
    parts: list[tuple[str, int, str, str]] = [("Rows read", read, BEFORE, ""), ("Keywords", steps[1][1], BEFORE, "")]
    parts += [("Targets", count, COLOUR[category], category.value) for category, count in counts.items()]
    if result.seo.current:
        missed = targets - result.seo.current.coverage.covered
        steps.append(("Not captured yet", missed))
        parts.append(("Not captured yet", missed, ACCENT, ""))
    dropped = result.funnel.rows_dropped
    lost = "none was dropped" if not dropped else f"{dropped:,} {'was' if dropped == 1 else 'were'} dropped"
    return Chart(
        title=f"{targets:,} of {plural(read, 'row')} {'is' if targets == 1 else 'are'} worth working on; {lost}",
        subtitle=_merged(result.funnel.duplicates_merged, steps[1][1]),
        figure=figure(
            [_funnel_trace(part) for part in parts],
            height=280,
            barmode="stack",
            xaxis={"visible": False, "range": [0, read * 1.12]},
            yaxis={"autorange": "reversed", "showgrid": False},
            annotations=[_count_label(name, count) for name, count in steps],
        ),
        alt=", ".join(f"{name.lower()} {count:,}" for name, count in steps).capitalize() + f"; {lost}.",
        legend=(*(category_mark(c, shape=False) for c in counts), *_missed_mark(result)),
    )


def _missed_mark(result: Result) -> tuple[Mark, ...]:
    return (Mark("Not captured yet", ACCENT),) if result.seo.current else ()


def _funnel_trace(part: tuple[str, int, str, str]) -> dict[str, Any]:
    name, count, colour, note = part
    return {
        "type": "bar",
        "orientation": "h",
        "y": [name],
        "x": [count],
        "marker": {"color": colour},
        "hovertemplate": f"{note or name}: {count:,}<extra></extra>",
    }


def _count_label(name: str, count: int) -> dict[str, Any]:
    return {"x": count, "y": name, "text": f"{count:,}", "xanchor": "left", "xshift": 4, "showarrow": False}
