"""The chart of roots: targets under their head words, by searches, and what of it the listing lacks."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pipeline.model import TARGETS
from pipeline.report.chart import Chart, Mark, figure, nothing, safe
from pipeline.report.theme import ACCENT, CAPTURED, CLEAR, HEADING, ON_ACCENT, TRACK
from pipeline.report.words import number, plural, share
from pipeline.result import Keyword, Result

LEAVES = 250
_LABELLED = 0.025
_HEADED = 0.05  # a narrower heading is drawn as dust
_WIDTH = 17
_WHOLE = "all"


@dataclass(slots=True)
class _Tree:
    """The tiles of a treemap, column by column."""

    ids: list[str] = field(default_factory=list)
    parents: list[str] = field(default_factory=list)
    values: list[int] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    hover: list[str] = field(default_factory=list)
    colours: list[str] = field(default_factory=list)
    inks: list[str] = field(default_factory=list)

    def add(self, identity: str, parent: str, value: int, text: str, hover: str, colour: str, ink: str) -> None:
        """One tile."""
        columns = (self.ids, self.parents, self.values, self.text, self.hover, self.colours, self.inks)
        for column, entry in zip(columns, (identity, parent, value, text, hover, colour, ink), strict=True):
            column.append(entry)  # type: ignore[attr-defined]


def root_treemap(result: Result) -> Chart:
    """Targets as tiles under their roots; grey is captured, the accent is what today's listing misses.

    Without a listing all tiles are grey. The smallest phrases beyond ``LEAVES`` share one tile under their root.
    Empty where no target has a search volume.
    """
    targets = [k for k in result.keywords if k.category in TARGETS and k.search_volume]
    if not targets:
        return nothing("No target has a search volume")
    listed = result.seo.current is not None
    legend = (Mark("Not in your listing yet", ACCENT), Mark("Captured", CAPTURED)) if listed else ()
    return Chart(
        title=_title(targets, listed=listed),
        subtitle="Area is searches a month, grouped by root",
        figure=figure([_trace(_tree(targets, listed=listed))], height=420, margin={"l": 0, "r": 0, "t": 0, "b": 0}),
        alt=_alt(targets),
        legend=legend,
    )


def _grouped(targets: Sequence[Keyword]) -> dict[str, list[Keyword]]:
    """Targets by root: biggest root first, biggest phrase first."""
    groups: dict[str, list[Keyword]] = {}
    for keyword in sorted(targets, key=lambda k: (-(k.search_volume or 0), k.phrase)):
        groups.setdefault(keyword.root, []).append(keyword)
    return dict(sorted(groups.items(), key=lambda item: (-_volume(item[1]), item[0])))


def _volume(members: Sequence[Keyword]) -> int:
    return sum(k.search_volume or 0 for k in members)


def _title(targets: Sequence[Keyword], *, listed: bool) -> str:
    missing = [k for k in targets if not k.captured] if listed else list(targets)
    if not missing:
        return "Your listing captures every target"
    root, members = next(iter(_grouped(missing).items()))
    part, whole = _volume(members), _volume(missing)
    if not listed:
        return f"“{root}” is the biggest root: {share(part, whole)} of the searches"
    if part * 2 > whole:  # a root that is nearly everything says nothing
        first = max(missing, key=lambda k: (k.search_volume or 0, k.phrase))
        return f"Your listing misses {number(whole)} searches, {number(first.search_volume)} of them “{first.phrase}”"
    return f"“{root}” leads what your listing misses: {number(part)} of {number(whole)} searches"


def _alt(targets: Sequence[Keyword]) -> str:
    rows = []
    for root, members in list(_grouped(targets).items())[:5]:
        lacking = _volume([k for k in members if not k.captured])
        rows.append(f"{root}: {number(_volume(members))} searches, {number(lacking)} not captured")
    return "; ".join(rows) + "."


def _tree(targets: Sequence[Keyword], *, listed: bool) -> _Tree:
    tree, whole = _Tree(), _volume(targets)
    tree.add(_WHOLE, "", whole, plural(len(targets), "target"), f"{number(whole)} searches a month", CLEAR, HEADING)
    kept = {k.phrase for k in sorted(targets, key=lambda k: (-(k.search_volume or 0), k.phrase))[:LEAVES]}
    for number_, (root, members) in enumerate(_grouped(targets).items()):
        identity = f"root {number_}"
        hover = (
            f"<b>{safe(root)}</b><br>{number(_volume(members))} searches a month in {plural(len(members), 'phrase')}"
        )
        heading = safe(root) if _volume(members) >= whole * _HEADED else ""
        tree.add(identity, _WHOLE, _volume(members), heading, hover, TRACK, HEADING)
        _add_leaves(tree, identity, members, kept, whole, listed=listed)
    return tree


def _add_leaves(
    tree: _Tree, root: str, members: Sequence[Keyword], kept: set[str], whole: int, *, listed: bool
) -> None:
    for index, k in enumerate(member for member in members if member.phrase in kept):
        volume = k.search_volume or 0
        state = ("captured" if k.captured else "not in your listing yet") if listed else k.category.value
        hover = f"<b>{safe(k.phrase)}</b><br>{number(volume)} searches a month<br>{state}"
        colour = CAPTURED if listed and k.captured else ACCENT
        label = _label(k.phrase, volume) if volume >= whole * _LABELLED else ""
        tree.add(f"{root}.{index}", root, volume, label, hover, colour, ON_ACCENT)
    rest = [k for k in members if k.phrase not in kept]
    if rest:
        hover = f"{plural(len(rest), 'smaller phrase')}<br>{number(_volume(rest))} searches a month"
        tree.add(f"{root}.rest", root, _volume(rest), "", hover, TRACK, HEADING)


def _label(phrase: str, volume: int) -> str:
    """The phrase in short lines, at most four, and its searches; wrapped here because Plotly does not wrap."""
    lines = textwrap.wrap(phrase, _WIDTH, max_lines=4, placeholder=" …") or [phrase]
    return "<br>".join([*(safe(line) for line in lines), number(volume)])


def _trace(tree: _Tree) -> Mapping[str, Any]:
    return {
        "type": "treemap",
        "ids": tree.ids,
        "parents": tree.parents,
        "values": tree.values,
        "labels": tree.text,
        "customdata": tree.hover,
        "branchvalues": "total",
        "sort": True,
        "textinfo": "label",
        "hovertemplate": "%{customdata}<extra></extra>",
        "textfont": {"color": tree.inks},
        "marker": {
            "colors": tree.colours,
            "line": {"width": 0},
            "pad": {"t": 22, "l": 2, "r": 2, "b": 2},
            "cornerradius": 3,
        },
        "tiling": {"pad": 2},
        "pathbar": {"visible": False},
        "root": {"color": CLEAR},
    }
