"""The browser's tab: every logo that it may show is there, and is nothing but a drawing."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from pages.components.browser_tab import Icon, icon


@pytest.mark.parametrize("name", get_args(Icon))
def test_every_logo_is_a_small_drawing_of_its_own(name: Icon) -> None:
    drawing = Path(icon(name)).read_text("utf-8")
    assert drawing.startswith("<svg ")
    assert "href" not in drawing
    assert len(drawing) < 2_000


def test_states_are_told_apart() -> None:
    assert len({Path(icon(name)).read_bytes() for name in get_args(Icon)}) == len(get_args(Icon))
