"""Words on a page: untrusted text stays text, times and sizes read as people say them."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.components.words import day, elapsed, md, on_primary, size, when

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
_MARKUP = re.compile(r"(?<!\\)(?:\\\\)*[!\"#$%&'()*+,\-./:;<=>?@\[\]^_`{|}~]")


@given(st.text())
def test_no_punctuation_is_left_to_markdown(text: str) -> None:
    assert not _MARKUP.search(md(text))


@given(st.text())
def test_the_text_stays_the_text(text: str) -> None:
    shown = re.sub(r"\\(.)", r"\1", md(text).replace("\u2060", ""))
    assert shown == re.sub(r"\s+", " ", text.replace("\u2060", "")).strip()


@pytest.mark.parametrize("text", ["https://evil.example", "www.evil.example", "a@evil.example", "->", ":streamlit:"])
def test_what_is_recognised_after_the_escapes_is_parted(text: str) -> None:
    assert "\u2060" in md(text)


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (datetime(2026, 11, 24, 9, 5, tzinfo=UTC), "today 10:05"),
        (datetime(2026, 11, 23, 22, 30, tzinfo=UTC), "yesterday 23:30"),
        (datetime(2026, 11, 23, 23, 30, tzinfo=UTC), "today 00:30"),
        (datetime(2026, 11, 3, 9, 5, tzinfo=UTC), "3 Nov 10:05"),
        (datetime(2025, 11, 3, 9, 5, tzinfo=UTC), "3 Nov 2025"),
    ],
)
def test_times_are_the_visitors_own(moment: datetime, words: str) -> None:
    assert when(moment, NOW, "Europe/Berlin") == words


def test_without_a_time_zone_the_clock_names_its_own() -> None:
    assert when(NOW, NOW) == "today 12:00 UTC"
    assert when(NOW, NOW, "Not/AZone").startswith("today 12:00")
    assert day(NOW, "Asia/Tokyo") == "24 Nov"


@pytest.mark.parametrize(("seconds", "words"), [(4.9, "0:04"), (-3, "0:00"), (125, "2:05"), (3729, "1:02:09")])
def test_elapsed_time(seconds: float, words: str) -> None:
    assert elapsed(seconds) == words


@pytest.mark.parametrize(("count", "words"), [(0, "0 B"), (812, "812 B"), (33_400, "33 KB"), (4_210_000, "4.2 MB")])
def test_sizes(count: int, words: str) -> None:
    assert size(count) == words


def test_only_a_button_that_can_be_pressed_gets_the_colour_for_a_filled_ground() -> None:
    assert on_primary("Apply", "check") == ":violet[:material/check: Apply]"
    assert on_primary("Apply", "check", pressable=False) == ":material/check: Apply"
