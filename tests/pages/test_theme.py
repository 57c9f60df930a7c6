"""The configuration: both themes are complete, colours are the charts' own, production values are safe."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from pipeline.report.theme import COLOUR

ROOT = Path(__file__).resolve().parents[2]
CONFIG: dict[str, Any] = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))


def test_the_categories_come_first_and_there_are_exactly_ten_colours() -> None:
    colours = CONFIG["theme"]["chartCategoricalColors"]
    assert len(colours) == 10  # with fewer, Plotly drops the whole list
    assert colours[:6] == list(COLOUR.values())


def test_both_themes_set_the_same_colours() -> None:
    assert CONFIG["theme"]["light"].keys() == CONFIG["theme"]["dark"].keys()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("text", ["textColor", "grayTextColor", "linkColor"])
def test_text_can_be_read(theme: str, text: str) -> None:
    colours = CONFIG["theme"][theme]
    assert _contrast(colours[text], colours["backgroundColor"]) >= 4.5


def test_nothing_leaks_in_production() -> None:
    assert CONFIG["client"]["showErrorDetails"] == "none"
    assert CONFIG["browser"]["gatherUsageStats"] is False
    assert CONFIG["server"]["fileWatcherType"] == "none"
    assert CONFIG["server"]["maxUploadSize"] == 50


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    """Relative luminance by WCAG 2."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
