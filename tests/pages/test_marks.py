"""Marked words of a copy: what earns searches is bold, what is new italic and tinted, all else stays as it was."""

from __future__ import annotations

import re

import pytest

from pages.components.listing.marks import diffed, earning, marked, stems_of
from pipeline.model import Copy
from tests.factories_words import HOSTILE

COPY = Copy(title="Corvella Garlic Presses - with Brush", bullets=("Easy to clean",), search_terms="mincer")


def _plain(text: str) -> str:
    """Marked text as a reader sees it."""
    bare = re.sub(r":color\[(.*?)\]\{background=\"[^\"]*\"\}", r"\1", text).replace("**", "")
    return re.sub(r"\\(.)", r"\1", bare).replace("\u2060", "")


def test_only_phrases_that_are_held_whole_earn() -> None:
    assert earning(COPY, ["garlic press", "garlic crusher"], "en") == {"garlic", "press"}


def test_a_held_phrase_is_bold_in_every_form() -> None:
    text = marked(COPY.title, earning(COPY, ["garlic press"], "en"), frozenset(), "en")
    assert text == "Corvella **Garlic** **Presses** \\- with Brush"


def test_new_words_are_italic_and_tinted_and_stop_words_are_not() -> None:
    new = stems_of(COPY, "en") - stems_of(Copy(title="Corvella garlic press"), "en")
    text = marked("Press with Brush", frozenset(), new, "en")
    assert text.startswith("Press with :color[*Brush*]{background=")


def test_there_is_nothing_to_earn_without_a_copy() -> None:
    assert not earning(None, ["garlic press"], "en")
    assert not stems_of(None, "en")


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_copy_stays_text(words: str) -> None:
    everything = stems_of(Copy(title=words), "en")
    flat = re.sub(r"\s+", " ", words).strip()
    assert _plain(marked(words, frozenset(), frozenset(), "en")).strip() == flat
    assert "](" not in marked(words, everything, everything, "en").replace("\\]\\(", "").replace("]{", "")


def test_what_breaks_a_rule_is_red_where_it_stands() -> None:
    text = marked("Best Garlic Press, very long tail", frozenset(), frozenset(), "en", wrong=["Best", "g tail"])
    assert text == ":red[Best] Garlic Press\\, very :red[long] :red[tail]"


def test_a_passage_that_is_not_there_marks_nothing() -> None:
    assert marked("Garlic Press", frozenset(), frozenset(), "en", wrong=["steel", ""]) == "Garlic Press"


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_copy_stays_text_in_red_too(words: str) -> None:
    flat = re.sub(r"\s+", " ", words).strip()
    text = marked(words, frozenset(), frozenset(), "en", wrong=[words])
    bare = re.sub(r":red\[(.*?)(?<!\\)\]", r"\1", text)
    assert re.sub(r"\\(.)", r"\1", bare).replace("\u2060", "").strip() == flat


def test_a_word_that_came_or_went_is_told_by_more_than_a_colour() -> None:
    text = diffed("Garlic press, steel", "Garlic mincer, steel")
    assert "**mincer**" in text
    assert "~~press~~" in text
    assert "**Garlic" not in text
