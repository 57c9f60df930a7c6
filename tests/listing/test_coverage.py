"""What a copy holds: by stems, field by field, each search counted once, and never less for more words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.listing.coverage import (
    captured,
    content_stems,
    coverage,
    exact_phrases,
    exact_volume,
    field_copy,
    held,
    read_copy,
    volume,
)
from pipeline.model import Category, Copy, Target


def target(phrase: str, searches: int = 100, intent: int = 1) -> Target:
    return Target(
        phrase=phrase, category=Category.RELEVANT, search_volume=searches, relevancy_score=8, intent_score=intent
    )


COPY = Copy(
    title="Yoho Garlic Press for Nuts",
    item_highlights="Rust-Free, Soft Grip",
    bullets=("Steel: Crushes cloves", "Care: Washes in a dishwasher; crushes ginger"),
    search_terms="mincer kitchen",
)


@pytest.mark.parametrize(
    "phrase",
    ["garlic presses", "press garlic", "press for the garlic", "garlic-press mincer", "grip dishwashers", "Rust free"],
)
def test_a_phrase_is_held_by_its_stems_in_any_order_and_over_all_fields(phrase: str) -> None:
    assert held(COPY, "en").holds(phrase)


@pytest.mark.parametrize("phrase", ["garlic rocker", "pressed-in lid", "", "!!!", "the"])
def test_a_phrase_with_another_word_or_none_is_not_held(phrase: str) -> None:
    assert not held(COPY, "en").holds(phrase)


def test_a_phrase_of_stop_words_needs_all_of_them() -> None:
    assert content_stems("for the", "en") == {"for", "the"}
    assert not held(COPY, "en").holds("for the")
    assert held(Copy(title="The Case for All"), "en").holds("for the")


def test_each_field_is_asked_apart() -> None:
    reading = held(COPY, "en")
    assert reading.in_title("nut press")
    assert reading.in_highlights("soft grip")
    assert reading.in_bullets("steel for ginger")
    assert reading.in_search_terms("kitchen mincers")
    assert not reading.in_title("garlic mincer")
    assert not reading.in_bullets("garlic")
    assert reading.holds("garlic mincer")


def test_stems_follow_the_stores_language() -> None:
    assert held(Copy(title="Knoblauchpressen für Küche"), "de").holds("knoblauchpresse")
    assert held(Copy(title="にんにく 絞り"), "ja").holds("絞り にんにく")


def test_captured_keeps_the_order_of_the_targets() -> None:
    targets = (target("mincer", 5), target("rocker", 9), target("garlic", 7))
    assert [each.phrase for each in captured(COPY, targets, "en")] == ["mincer", "garlic"]


def test_a_field_counts_characters_bytes_and_searches() -> None:
    copy = field_copy("Presse à ail", (target("presse ail", 40), target("ail", 60), target("piment")), "fr")
    assert (copy.characters, copy.bytes) == (12, 13)
    assert copy.keywords == ("ail", "presse ail")
    assert copy.search_volume == 100


@pytest.mark.parametrize(("text", "size"), [("汉字", 6), ("é", 2), ("😀", 4), ("a b", 3), ("", 0)])
def test_bytes_are_utf8(text: str, size: int) -> None:
    assert field_copy(text, (), "en").bytes == size
    assert field_copy(text, (), "en").characters == len(text)


def test_a_keyword_of_an_earlier_bullet_is_named_again_and_counted_once() -> None:
    targets = (target("crush", 10), target("ginger", 30), target("garlic", 500))
    first, second = read_copy(COPY, targets, "en").bullets
    assert (first.keywords, first.search_volume) == (("crush",), 10)
    assert (second.keywords, second.search_volume) == (("ginger", "crush"), 30)


def test_title_and_bullets_are_counted_apart() -> None:
    copy = Copy(title="Garlic Press", bullets=("Garlic: Crushes it",))
    fields = read_copy(copy, (target("garlic", 7),), "en")
    assert fields.title.search_volume == fields.bullets[0].search_volume == 7
    assert fields.coverage.captured_volume == 7


def test_coverage_by_count_and_volume_with_what_is_missing() -> None:
    targets = (
        target("garlic press", 900),
        target("rocker", 50, intent=3),
        target("peeler", 800),
        target("grater", 0, 0),
    )
    found = coverage(COPY, targets, "en")
    assert (found.keywords, found.covered, found.percent, found.captured_volume) == (4, 1, 25.0, 900)
    assert found.missing_high_volume == ("peeler", "rocker", "grater")
    assert found.missing_high_intent == ("rocker", "peeler")


def test_ten_missing_phrases_are_named_and_equals_go_by_the_alphabet() -> None:
    targets = tuple(target(f"word{letter}") for letter in "mlkjihgfedcba")
    found = coverage(COPY, targets, "en")
    assert found.missing_high_volume == tuple(f"word{letter}" for letter in "abcdefghij")
    assert found.missing_high_intent == found.missing_high_volume


def test_no_targets_are_no_percent() -> None:
    assert coverage(COPY, (), "en").percent == 0


def test_exact_volume_wants_the_words_in_a_row() -> None:
    targets = (
        target("garlic presses", 10),
        target("press garlic", 100),
        target("press for nut", 1000),
        target("press nuts", 5000),
    )
    assert exact_volume("Yoho Garlic Press for Nuts", targets, "en") == 1010
    assert [each.phrase for each in exact_phrases("Garlic-Press", targets, "en")] == ["garlic presses"]


def test_exact_words_are_whole_words() -> None:
    assert exact_volume("Garlic Press", (target("lic press"), target("garlic pre"), target("")), "en") == 0


WORDS = st.lists(
    st.sampled_from(("garlic", "press", "presses", "for", "the", "nut", "nuts", "steel", "ø", "汉字", "it's", "-")),
    max_size=6,
)
TEXT = WORDS.map(" ".join)
TARGETS = st.lists(st.builds(target, TEXT, st.integers(0, 1000)), max_size=8)


@given(TEXT, TEXT, TEXT, TEXT, TARGETS)
def test_more_words_never_capture_less(title: str, bullet: str, terms: str, more: str, targets: list[Target]) -> None:
    copy = Copy(title=title, bullets=(bullet,), search_terms=terms)
    before = volume(captured(copy, targets, "en"))
    for grown in (
        Copy(title=f"{title} {more}", bullets=(bullet,), search_terms=terms),
        Copy(title=title, bullets=(f"{more} {bullet}",), search_terms=terms),
        Copy(title=title, bullets=(bullet, more), search_terms=terms),
        Copy(title=title, item_highlights=more, bullets=(bullet,), search_terms=terms),
        Copy(title=title, bullets=(bullet,), search_terms=f"{terms} {more}"),
    ):
        assert volume(captured(grown, targets, "en")) >= before


@given(TEXT, TEXT, TEXT, TARGETS)
def test_what_a_field_names_the_whole_captures(title: str, bullet: str, terms: str, targets: list[Target]) -> None:
    copy = Copy(title=title, bullets=(bullet,), search_terms=terms)
    fields = read_copy(copy, targets, "en")
    named = {*fields.title.keywords, *fields.bullets[0].keywords, *fields.search_terms.keywords}
    assert named <= {each.phrase for each in captured(copy, targets, "en")}


@given(st.text(), st.lists(st.builds(target, st.text(), st.integers(0, 9)), max_size=5))
def test_any_text_can_be_read(text: str, targets: list[Target]) -> None:
    copy = Copy(title=text, bullets=(text,), search_terms=text)
    assert read_copy(copy, targets, "en").coverage.keywords == len(targets)
    assert exact_volume(text, targets, "en") <= volume(captured(copy, targets, "en"))
