"""A chart of two analyses: how many searches a month stand behind what was won, lost, new and gone."""

from __future__ import annotations

from typing import Any

from pipeline.comparison import Changes, PhraseChange
from pipeline.report.chart import Chart, Mark, figure, nothing
from pipeline.report.compare_views import View, select, volume
from pipeline.report.theme import ACCENT, BEFORE, WORSE
from pipeline.report.words import number, plural

_ROW, _EDGES, _LEAST = 32, 44, 110
_ROWS = {
    View.WON: ("Won top 10", ACCENT),
    View.UP: ("Moved up", ACCENT),
    View.LOST: ("Lost top 10", WORSE),
    View.DOWN: ("Moved down", WORSE),
    View.NEW: ("New", BEFORE),
    View.GONE: ("Gone", BEFORE),
}
_MARKS = (Mark("Better", ACCENT), Mark("Worse", WORSE), Mark("In one analysis only", BEFORE))


def volume_moves(changes: Changes) -> Chart:
    """The targets' searches a month by what became of the own rank. Empty: no target moved, came or went.

    Each bar's ``customdata`` begins with the name of the view that holds its phrases.
    """
    found = {view: [c for c in select(changes.phrases, view) if c.target] for view in _ROWS}
    shown = {view: phrases for view, phrases in found.items() if phrases}
    if not shown:
        return nothing("No target moved, came or went")
    title = _title(changes, found)
    drawn = {_ROWS[view][1] for view in shown}
    return Chart(
        title=title,
        subtitle="Searches a month of the targets",
        figure=figure(
            [_bars(shown)],
            height=max(_LEAST, _EDGES + _ROW * len(shown)),
            xaxis={"visible": False, "range": [0, 1.6 * max(1, *map(volume, shown.values()))]},
            yaxis={"autorange": "reversed", "showgrid": False},
        ),
        alt=f"{title}. " + "; ".join(f"{_ROWS[view][0]}: {_said(phrases)}" for view, phrases in shown.items()) + ".",
        legend=tuple(mark for mark in _MARKS if mark.colour in drawn),
    )


def _title(changes: Changes, found: dict[View, list[PhraseChange]]) -> str:
    up, down = found[View.WON] + found[View.UP], found[View.LOST] + found[View.DOWN]
    whose = "You rank" if changes.same_product else f"{changes.after.asin} ranks"
    if up and down:
        return f"{whose} better for {number(volume(up))} searches, worse for {number(volume(down))}"
    if up or down:
        return f"{whose} {'better' if up else 'worse'} for {number(volume(up or down))} searches"
    return "No rank moved; targets came and went with the files"


def _said(phrases: list[PhraseChange]) -> str:
    return f"{number(volume(phrases))} · {plural(len(phrases), 'phrase')}"


def _bars(shown: dict[View, list[PhraseChange]]) -> dict[str, Any]:
    rows = [_ROWS[view] for view in shown]
    return {
        "type": "bar",
        "orientation": "h",
        "y": [label for label, _ in rows],
        "x": [volume(phrases) for phrases in shown.values()],
        "marker": {"color": [colour for _, colour in rows], "cornerradius": 4},
        "text": [_said(phrases) for phrases in shown.values()],
        "textposition": "outside",
        "cliponaxis": False,
        "customdata": [[view.value] for view in shown],
        "hovertemplate": "<b>%{y}</b><br>%{text}<extra></extra>",
    }
