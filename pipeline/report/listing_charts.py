"""The chart of the listing: how many searches each field holds today and as proposed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.model import TARGETS
from pipeline.report.chart import Chart, Mark, figure, nothing
from pipeline.report.theme import ACCENT, BEFORE
from pipeline.report.words import number, share
from pipeline.result import Alternative, CurrentCopy, FieldCopy, OptimizedCopy, Result

AnyCopy = CurrentCopy | OptimizedCopy | Alternative


@dataclass(frozen=True, slots=True)
class _Row:
    """One field: searches a month of the targets that it holds by itself."""

    field: str
    before: int
    after: int


def coverage_by_field(result: Result, alternative: int = 0) -> Chart:
    """Searches held by each field alone and by the whole listing, today and as proposed. Empty without targets.

    Item highlights are left out where the store has no such field.
    """
    volumes = {k.phrase: k.search_volume or 0 for k in result.keywords if k.category in TARGETS}
    whole = sum(volumes.values())
    if not whole:
        return nothing("No target has a search volume")
    today, proposed = result.seo.current, result.seo.optimized.alternatives[alternative]
    after = _held(proposed, volumes)
    before = _held(today, volumes) if today else dict.fromkeys(after, 0)
    rows = [
        _Row(name, before[name], after[name])
        for name in after
        if before[name] or after[name] or name != "Item highlights"
    ]
    series = [("Today", BEFORE, [row.before for row in rows])] if today else []
    series.append(("Proposed", ACCENT, [row.after for row in rows]))
    return Chart(
        title=_title(rows, listed=today is not None, whole=whole),
        subtitle="Share of target searches that each field holds by itself",
        figure=figure(
            [_bars(name, colour, values, rows, whole) for name, colour, values in series],
            height=320,
            barmode="group",
            bargroupgap=0.12,
            xaxis={"range": [0, 112], "tickvals": [0, 25, 50, 75, 100], "ticksuffix": " %"},
            yaxis={"autorange": "reversed", "showgrid": False},
        ),
        alt="; ".join(_row_words(row, whole, listed=today is not None) for row in rows) + ".",
        legend=tuple(Mark(name, colour) for name, colour, _ in series),
    )


def _held(copy: AnyCopy, volumes: dict[str, int]) -> dict[str, int]:
    """Searches by field. A phrase that two bullets hold counts once."""
    bullets = {phrase for bullet in copy.bullets for phrase in bullet.keywords}

    def volume(field: FieldCopy) -> int:
        return sum(volumes.get(phrase, 0) for phrase in {*field.keywords})

    return {
        "Title": volume(copy.title),
        "Item highlights": volume(copy.item_highlights),
        "Bullets": sum(volumes.get(phrase, 0) for phrase in bullets),
        "Search terms": volume(copy.search_terms),
        "Whole listing": copy.coverage.captured_volume,
    }


def _title(rows: Sequence[_Row], *, listed: bool, whole: int) -> str:
    if not listed:
        return f"The proposed title alone holds {share(rows[0].after, whole)} of the target searches"
    gain = max(rows[:-1], key=lambda row: row.after - row.before)
    if gain.after <= gain.before:
        return "No field of the proposal holds more than today's"
    grows = "The title gains" if gain.field == "Title" else f"{gain.field} gain"
    return f"{grows} most: from {share(gain.before, whole)} to {share(gain.after, whole)} of the searches"


def _row_words(row: _Row, whole: int, *, listed: bool) -> str:
    before = f"{share(row.before, whole)} today, " if listed else ""
    return f"{row.field}: {before}{share(row.after, whole)} proposed"


def _bars(name: str, colour: str, values: Sequence[int], rows: Sequence[_Row], whole: int) -> dict[str, Any]:
    return {
        "type": "bar",
        "orientation": "h",
        "name": name,
        "y": [row.field for row in rows],
        "x": [100 * value / whole for value in values],
        "marker": {"color": colour, "cornerradius": 4},
        "text": [share(value, whole) for value in values],
        "textposition": "outside",
        "cliponaxis": False,
        "customdata": [number(value) for value in values],
        "hovertemplate": f"%{{y}}, {name.lower()}: %{{customdata}} searches a month, %{{text}}<extra></extra>",
    }
