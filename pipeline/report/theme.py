"""One place for colours and shapes, and the Plotly template that all charts share.

Figures never ask whether the page is light or dark: grounds are transparent, gridlines and tracks have alpha, marks
hold on both grounds, text inside a mark gets ``ON``, all other text gets no colour and inherits the page's.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import plotly.graph_objects as go

from pipeline.model import Category

COLOUR: Final[Mapping[Category, str]] = {
    Category.RELEVANT: "#009E73",
    Category.DESIGN: "#0072B2",
    Category.BRANDED: "#E69F00",
    Category.FOREIGN: "#CC79A7",
    Category.OUTLIER: "#56B4E9",
    Category.IRRELEVANT: "#8A8F98",
}
"""The categories' colours (Okabe and Ito's, told apart by colour-blind readers)."""

GLYPH: Final[Mapping[Category, str]] = dict(zip(Category, "●◆■▲✚○", strict=True))
"""The categories' shapes in words."""

SYMBOL: Final[Mapping[Category, str]] = dict(
    zip(Category, ("circle", "diamond", "square", "triangle-up", "cross", "circle-open"), strict=True)
)
"""The categories' shapes in charts: the same as ``GLYPH``."""

INK: Final = "#14161A"
ON: Final[Mapping[Category, str]] = dict.fromkeys(Category, INK) | {Category.DESIGN: "#FFFFFF"}
"""Text on an area filled with a category's colour, at least 4.5 : 1."""

ACCENT: Final = "#6D64E8"
BEFORE: Final = "#8A8F98"
WORSE: Final = "#D55E00"
"""What fell behind: Okabe and Ito's vermilion, which no category has, told apart from the accent by everybody."""

CAPTURED: Final = "#6E7480"
ON_ACCENT: Final = "#FFFFFF"
GRID: Final = "rgba(128,136,150,0.20)"
TRACK: Final = "rgba(128,136,150,0.18)"
PALE: Final = "rgba(128,136,150,0.38)"
HEADING: Final = "#757C89"
"""The one grey for text that reads on both grounds (4.2 : 1 on each): headings of treemap tiles."""

CLEAR: Final = "rgba(0,0,0,0)"
ACCENT_SCALE: Final = (
    (0.0, "rgba(109,100,232,0.05)"),
    (0.55, "rgba(109,100,232,0.32)"),
    (0.6, "rgba(109,100,232,0.84)"),
    (1.0, "rgba(109,100,232,1)"),
)
"""Pale up to 0.55 for text in the theme's colour, strong from 0.6 for light text."""

HEIGHT: Final = 320
STILL: Final[Mapping[str, Any]] = {"displaylogo": False, "displayModeBar": False, "scrollZoom": False}
"""Plotly's settings for a chart in which nothing can be selected."""

SELECTABLE: Final[Mapping[str, Any]] = {
    "displaylogo": False,
    "displayModeBar": "hover",
    "scrollZoom": False,
    "modeBarButtonsToRemove": ["zoom2d", "pan2d", "zoomIn2d", "zoomOut2d", "autoScale2d", "lasso2d", "toImage"],
}
"""Plotly's settings for a chart whose points can be selected with a box."""


def tint(category: Category) -> str:
    """The category's colour at 20 %: a ground that leaves the text's colour alone on both themes."""
    return COLOUR[category] + "33"


_AXIS: Final = {
    "automargin": True,
    "gridcolor": GRID,
    "zeroline": False,
    "showline": False,
    "ticks": "",
    "title": {"standoff": 10},
}

# Not registered by name: a figure that carries its template does not depend on what was imported before it.
TEMPLATE: Final = go.layout.Template(
    layout={
        "paper_bgcolor": CLEAR,
        "plot_bgcolor": CLEAR,
        "margin": {"l": 8, "r": 12, "t": 8, "b": 8},
        "height": HEIGHT,
        "showlegend": False,
        "dragmode": False,
        "separators": ".,",
        "bargap": 0.35,
        "hoverlabel": {"align": "left"},
        "colorway": [*COLOUR.values(), ACCENT, CAPTURED],
        "xaxis": _AXIS,
        "yaxis": _AXIS | {"ticklabelstandoff": 6},
    }
)
"""The look of every chart."""
