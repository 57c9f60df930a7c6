"""The sections of Help by their tabs, and the topics by which an address opens them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from pages.components.help import about, categories, columns, files, rules, scores
from pipeline.report.explain import SCORES

Draw = Callable[[str, Callable[[], None]], None]
"""Draws a section; given the key of the chosen score and what to call when another is chosen."""

_SCORES = "Scores"


def _plain(draw: Callable[[], None]) -> Draw:
    return lambda _key, _changed: draw()


SECTIONS: Mapping[str, Draw] = {
    "Export files": _plain(files.export_files),
    "Columns": _plain(columns.columns),
    _SCORES: scores.scores,
    "Categories": _plain(categories.categories),
    "Listing rules": _plain(rules.rules),
    "Limits and privacy": _plain(about.privacy),
    "Keyboard": _plain(about.keyboard),
    "API": _plain(about.api),
}
"""Every section by the words on its tab, in reading order."""

TOPICS: Mapping[str, str] = {
    "export": "Export files",
    "columns": "Columns",
    "scores": _SCORES,
    "categories": "Categories",
    "rules": "Listing rules",
    "limits": "Limits and privacy",
    "keyboard": "Keyboard",
    "api": "API",
    **dict.fromkeys(SCORES, _SCORES),
}
"""The tab of every topic; scores are topics of their own."""


def place_of(topic: str) -> tuple[str, str]:
    """The tab that holds a topic, and the score that it is; the first tab for what is no topic."""
    return TOPICS.get(topic, next(iter(SECTIONS))), topic if topic in SCORES else ""


def topic_of(tab: str, score: str) -> str:
    """What an address names for a tab and, among the scores, the one that is shown."""
    if tab == _SCORES and score in SCORES:
        return score
    return next(topic for topic, section in TOPICS.items() if section == tab)
