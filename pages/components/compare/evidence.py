"""The evidence of one phrase in two analyses: what became of its rank, who moved, and its figures then and now."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from pages.components import charts
from pages.components.compare.compared import Compared
from pages.components.routes import now, zone
from pages.components.words import dots, grey, md, small, when
from pipeline import Move, PhraseChange
from pipeline.report.compare_charts import phrase_ranks
from pipeline.report.words import METRICS, number
from pipeline.result import Keyword

_SAID = {
    Move.WON: "Won the top 10",
    Move.LOST: "Lost the top 10",
    Move.UP: "Moved up",
    Move.DOWN: "Slipped",
    Move.ENTERED: "Ranks now and did not before",
    Move.LEFT: "Ranked before and does not now",
    Move.SAME: "Keeps its rank",
    Move.UNRANKED: "Does not rank",
    Move.NEW: "Only in the later files",
    Move.GONE: "Only in the earlier files",
}

_STILL = frozenset({Move.SAME, Move.UNRANKED, Move.NEW, Move.GONE})  # nothing that began at some time


def evidence(change: PhraseChange, compared: Compared) -> None:
    """Draw the card's content."""
    changes = compared.changes
    with st.container(gap="xxsmall"):
        st.markdown(f"#### {md(change.phrase)}", anchors=False)
        st.markdown(dots(f"**{_SAID[change.move]}**", _ranks(change), _since(change, compared)))
        if changes.listed:
            _listing(change)
    own = "You" if changes.same_product else f"{changes.before.asin}, then {changes.after.asin}"
    chart = phrase_ranks(change, own, rows=8)
    with st.container(gap=None):
        st.markdown(f"**{md(chart.title)}**")
        st.markdown(small(md(chart.subtitle)))
    charts.draw(chart, compared.key("cmp_ranks"))
    _figures(change)
    _categories(change)


def _ranks(change: PhraseChange) -> str:
    old, new = change.rank_before, change.rank_after
    if change.before is None or change.after is None or old == new:
        return f"rank {old or new}" if old or new else ""
    return f"rank {number(old)} → {number(new)}"


def _since(change: PhraseChange, compared: Compared) -> str:
    if change.move in _STILL or not compared.changes.same_product:
        return ""
    return grey(f"since {when(compared.before.created_at, now(), zone())}")


def _listing(change: PhraseChange) -> None:
    """Whether the listings hold its words; a word that was lost is the likeliest thing to mend."""
    held = [side.captured for side in (change.before, change.after) if side]
    if change.words_lost:
        st.markdown(":red[:material/error:] Your listing held its words before and does not now.")
    elif all(held):
        st.markdown(small("Your listing holds its words."))
    elif any(held):
        st.markdown(small("Your listing holds its words now and did not before."))
    else:
        st.markdown(small("Your listing does not hold its words."))


_FIGURES: dict[str, Callable[[Keyword], int | None]] = {
    "search_volume": lambda keyword: keyword.search_volume,
    "top_10_competitors": lambda keyword: keyword.top_10_competitors,
    "relevancy_score": lambda keyword: keyword.relevancy_score,
    "priority": lambda keyword: keyword.priority,
    "title_density": lambda keyword: keyword.title_density,
}


def _figures(change: PhraseChange) -> None:
    """The market's figures on both sides, each under its metric's name."""
    sides = [side for side in (change.before, change.after) if side]
    said = (
        f"{METRICS[metric].label} {' → '.join(dict.fromkeys(number(read(side)) for side in sides))}"
        for metric, read in _FIGURES.items()
    )
    st.markdown(small(dots(*said)))


def _categories(change: PhraseChange) -> None:
    """Both categories with their reasons where they differ, else the one."""
    if change.recategorised and change.before and change.after:
        _category("Then", change.before)
        _category("Now", change.after)
    else:
        _category("", change.now)


def _category(when: str, keyword: Keyword) -> None:
    label = f"{grey(when)} " if when else ""
    st.markdown(f":small[{label}{charts.category(keyword.category)} · {grey(md(keyword.reason))}]")
