"""What a chart is: a finding in words, a figure, and the finding once more for those who do not see it.

Charts know nothing of pages. ``title``, ``subtitle`` and ``alt`` are plain text that may hold words from files: whoever
shows them makes them literal first. Inside ``figure`` such words are escaped already.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import plotly.graph_objects as go

from pipeline.model import Category
from pipeline.report.theme import COLOUR, GLYPH, STILL, TEMPLATE

LABEL_CHARACTERS = 42
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Mark:
    """One entry of a legend: a glyph in a colour, then the word."""

    label: str
    colour: str
    glyph: str = "■"


def category_mark(category: Category, *, shape: bool = True) -> Mark:
    """A category's entry; without its shape where the chart draws areas."""
    return Mark(category.value, COLOUR[category], GLYPH[category] if shape else "■")


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A figure under a title that states its finding or question.

    ``empty``: there is nothing to draw, the title says why and the figure is valid but bare. ``legend``: what the
    colours that appear mean, for a line of words below. ``config``: how Plotly should behave.
    """

    title: str
    subtitle: str
    figure: go.Figure
    alt: str
    empty: bool = False
    legend: tuple[Mark, ...] = ()
    config: Mapping[str, Any] = field(default_factory=lambda: STILL)


def safe(text: object) -> str:
    """Untrusted text on one line, literal inside Plotly, which otherwise reads ``<a>`` and ``<b>`` as markup."""
    return html.escape(_SPACE.sub(" ", str(text)).strip(), quote=False)


def short(text: str, characters: int = LABEL_CHARACTERS) -> str:
    """``safe`` and cut to a label's length, with an ellipsis."""
    return safe(shortened(text, characters))


def shortened(text: str, characters: int = LABEL_CHARACTERS) -> str:
    """Plain text on one line, cut to a length with an ellipsis."""
    flat = _SPACE.sub(" ", text).strip()
    return flat if len(flat) <= characters else flat[: characters - 1].rstrip() + "…"


def figure(traces: Iterable[Mapping[str, Any]] = (), **layout: Any) -> go.Figure:
    """A figure in the project's look. All traces and the whole layout in one call: Plotly's checks cost by the call.

    Its data never change: a page that draws it again, in another height or for another theme, moves what is there.
    """
    return go.Figure(data=list(traces), layout={"template": TEMPLATE, "datarevision": 0, **layout})


def nothing(title: str, subtitle: str = "") -> Chart:
    """A chart for data that are not there."""
    bare = figure(xaxis={"visible": False}, yaxis={"visible": False}, height=280)
    return Chart(title=title, subtitle=subtitle, figure=bare, alt=title, empty=True)
