"""Charts of the competitors: who is seen, and who ranks where."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Mapping, Sequence
from typing import Any

from pipeline.model import TARGETS
from pipeline.report.chart import Chart, Mark, figure, nothing, safe
from pipeline.report.ordering import alike
from pipeline.report.theme import ACCENT, ACCENT_SCALE, BEFORE, ON_ACCENT
from pipeline.report.words import MISSING, not_drawn, number, percent, plural
from pipeline.research.evidence import TOP, is_top
from pipeline.result import Competitor, Keyword, Result

BARS = 16
ROWS = 12
COLUMNS = 16
FEW = 7
"""Rivals whose ranks can be read in the heat map of a phone."""

_FAR = 100
_LINE = 19  # characters of one of a label's two lines


def share_of_voice(result: Result) -> Chart:
    """Each product's share of the visibility, one's own in the accent. Empty where the files hold no ranks."""
    seen = sorted(result.competitors, key=lambda c: (-c.share_of_voice, c.asin))
    if not any(c.share_of_voice for c in seen):
        return nothing("The files hold no competitor ranks, so there is no share of voice")
    shown = seen[:BARS]
    shown += [c for c in seen[BARS:] if c.own]
    hidden = len(seen) - len(shown)
    names = [_name(c) for c in shown]
    return Chart(
        title=_voice_title(seen),
        subtitle="Search volume weighted by organic rank" + not_drawn(hidden, "smaller one"),
        figure=figure(
            [_voice_trace(shown)],
            height=max(280, min(420, 40 + 24 * len(shown))),
            bargap=0.25,
            xaxis={"visible": False, "range": [0, 112 * shown[0].share_of_voice]},
            yaxis={"autorange": "reversed", "showgrid": False},
        ),
        alt="; ".join(f"{name}: {percent(100 * c.share_of_voice)}" for name, c in zip(names, shown, strict=True)) + ".",
        legend=(Mark("You", ACCENT), Mark("Competitors", BEFORE)),
    )


def _name(competitor: Competitor) -> str:
    return "You" if competitor.own else competitor.asin


def _voice_title(seen: Sequence[Competitor]) -> str:
    own = next((c for c in seen if c.own), None)
    first = next((c for c in seen if not c.own), None)
    if own is None or not own.share_of_voice:
        return (
            f"{first.asin} leads with {percent(100 * first.share_of_voice)} of the voice" if first else "No competitors"
        )
    rival = f", {first.asin} {percent(100 * first.share_of_voice)}" if first else ""
    return f"You hold {percent(100 * own.share_of_voice)} of the voice{rival}"


def _voice_trace(shown: Sequence[Competitor]) -> dict[str, Any]:
    return {
        "type": "bar",
        "orientation": "h",
        "y": [safe(_name(c)) for c in shown],
        "x": [100 * c.share_of_voice for c in shown],
        "marker": {"color": [ACCENT if c.own else BEFORE for c in shown], "cornerradius": 4},
        "text": [percent(100 * c.share_of_voice) for c in shown],
        "textposition": "outside",
        "cliponaxis": False,
        "customdata": [[number(c.top_10), number(c.phrases_ranked)] for c in shown],
        "hovertemplate": "<b>%{y}</b><br>%{text} of the voice<br>In the top 10 for %{customdata[0]} of %{customdata[1]}"
        "<extra></extra>",
    }


def rank_heatmap(result: Result, rows: int = ROWS, columns: int = COLUMNS) -> Chart:
    """Ranks of the own product and of the strongest rivals, one a column, for the targets with the most to win.

    The biggest gaps come first, then the most searched other targets; of those and of the rivals, the ones that are
    alike stand side by side. Empty where the files hold no ranks or there are no targets.
    """
    ranked = sorted(result.competitors, key=lambda c: (-c.share_of_voice, c.asin))
    every = [c.asin for c in ranked if not c.own]
    targets = [k for k in result.keywords if k.category in TARGETS]
    if not every or not targets:
        return nothing("No competitor ranks to compare" if targets else "No targets to compare ranks on")
    shown = sorted(targets, key=lambda k: (not k.gap, -(k.search_volume or 0), k.phrase))[:rows]
    rivals = _rivals_alike(every[: columns - 1], shown)
    shown = _targets_alike(shown, rivals)
    table = [[k.own_rank, *(k.competitor_ranks.get(asin) for asin in rivals)] for k in shown]
    names = ["You", *rivals]
    drawn = f"the {len(rivals)} strongest rivals" if len(every) > len(rivals) else "rivals"
    title = _heat_title(shown, rivals) if result.inputs.own_ranks else "Where rivals rank; no file says where you do"
    return Chart(
        title=title,
        subtitle=f"Filled: ranks 1–10. Biggest gaps on top; {drawn}, those most like you on the left",
        figure=figure(
            [_tiles(table, names, shown), *_numbers(table)],
            height=max(280, min(420, 60 + 30 * len(shown))),
            xaxis=_label_axis(["You", *_endings(rivals)]) | {"side": "top"},
            yaxis=_label_axis([_two_lines(k.phrase) for k in shown]) | {"range": [len(shown) - 0.5, -0.5]},
        ),
        alt=f"{title}. First rows: " + "; ".join(_row_words(k) for k in shown[:3]) + ".",
    )


def _rivals_alike(rivals: Sequence[str], shown: Sequence[Keyword]) -> list[str]:
    """First the rival whose ranks are most like the own ones, then always the one most like the last."""
    own = [_strength(k.own_rank) or 0 for k in shown]
    order = alike([own, *([_strength(k.competitor_ranks.get(asin)) or 0 for k in shown] for asin in rivals)])
    return [rivals[place - 1] for place in order[1:]]


def _targets_alike(shown: Sequence[Keyword], rivals: Sequence[str]) -> list[Keyword]:
    """Gaps as they are; after them each target beside the one for which the same products rank."""
    gaps, others = [k for k in shown if k.gap], [k for k in shown if not k.gap]
    ranks = [[k.own_rank, *(k.competitor_ranks.get(asin) for asin in rivals)] for k in others]
    return gaps + [others[place] for place in alike([[_strength(r) or 0 for r in row] for row in ranks])]


def _heat_title(shown: Sequence[Keyword], rivals: Sequence[str]) -> str:
    held = {asin: sum(is_top(k.competitor_ranks.get(asin)) for k in shown) for asin in rivals}
    best = max(rivals, key=lambda asin: held[asin])
    you = sum(is_top(k.own_rank) for k in shown)
    return f"You are in the top 10 for {you:,} of {plural(len(shown), 'target')}, {best} for {held[best]:,}"


def _row_words(keyword: Keyword) -> str:
    you = f"you rank {keyword.own_rank}" if keyword.own_rank else "you do not rank"
    best = min((rank for rank in keyword.competitor_ranks.values() if rank), default=None)
    return f"{keyword.phrase}: {you}, best rival {number(best)}"


def _endings(asins: Sequence[str]) -> list[str]:
    """The shortest endings, of five characters at least, that tell the ASINs apart."""
    for length in range(5, 11):
        cut = [asin[-length:] for asin in asins]
        if len({*cut}) == len({*asins}):
            break
    return [safe(text) for text in cut]


def _two_lines(phrase: str) -> str:
    """A phrase as the label of a row, in two lines, so that a phone keeps its width for the ranks."""
    return "<br>".join(safe(line) for line in textwrap.wrap(phrase, _LINE, max_lines=2, placeholder="…"))


def _label_axis(labels: Sequence[str]) -> dict[str, Any]:
    """Numbered places with labels: equal labels stay two places, and the second trace does not widen the axis."""
    return {
        "tickvals": [*range(len(labels))],
        "ticktext": list(labels),
        "range": [-0.5, len(labels) - 0.5],
        "showgrid": False,
    }


def _strength(rank: int | None) -> float | None:
    """0 (far) to 1 (first), with a step between rank 10 and 11: what shoppers see stands out."""
    if rank is None:
        return None
    if rank <= TOP:
        return 1 - 0.4 * (rank - 1) / (TOP - 1)
    return max(0.0, 0.55 * (1 - math.log(rank / TOP) / math.log(_FAR / TOP)))


def _tiles(table: Sequence[Sequence[int | None]], names: Sequence[str], shown: Sequence[Keyword]) -> Mapping[str, Any]:
    said = [
        [[safe(k.phrase), safe(name), "not ranked" if rank is None else f"rank {rank:,}"] for name, rank in pairs]
        for k, pairs in zip(shown, (list(zip(names, row, strict=True)) for row in table), strict=True)
    ]
    return {
        "type": "heatmap",
        "z": [[_strength(rank) for rank in row] for row in table],
        "zmin": 0,
        "zmax": 1,
        "colorscale": [list(step) for step in ACCENT_SCALE],
        "showscale": False,
        "xgap": 2,
        "ygap": 2,
        "hoverongaps": True,
        "customdata": said,
        "hovertemplate": "<b>%{customdata[0]}</b><br>%{customdata[1]}: %{customdata[2]}<extra></extra>",
    }


def _numbers(table: Sequence[Sequence[int | None]]) -> list[Mapping[str, Any]]:
    """Over the tiles: light on the strong ones, the theme's own colour on the others.

    Plotly's own contrast ignores alpha and picks white on pale tiles.
    """
    places = [(column, row, rank) for row, ranks in enumerate(table) for column, rank in enumerate(ranks)]
    strong = [place for place in places if is_top(place[2])]
    pale = [place for place in places if not is_top(place[2])]
    return [_written(strong) | {"textfont": {"color": ON_ACCENT}}, _written(pale)]


def _written(places: Sequence[tuple[int, int, int | None]]) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "text",
        "x": [column for column, _, _ in places],
        "y": [row for _, row, _ in places],
        "text": [MISSING if rank is None else "99+" if rank > 99 else str(rank) for *_, rank in places],
        "hoverinfo": "skip",
    }
