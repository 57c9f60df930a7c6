"""Before and after: the figures, the missing listing, and the words that changed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.listing.compare import compare, mean_intent, word_diff
from pipeline.listing.rules import pack_for
from pipeline.model import Category, Copy, Store, Target
from pipeline.result import BeforeAfter

US = Store(
    code="US",
    name="Shop",
    host="amazon.example",
    marketplace_id="M",
    languages=("en",),
    currency="USD",
    title_characters=75,
    search_terms_bytes=249,
)
PACK = pack_for(US)


def target(phrase: str, searches: int, intent: int = 1) -> Target:
    return Target(
        phrase=phrase, category=Category.RELEVANT, search_volume=searches, relevancy_score=8, intent_score=intent
    )


TARGETS = (target("garlic press", 600, 1), target("steel garlic press", 300, 3), target("garlic rocker", 100, 2))
BEFORE = Copy(title="Garlic Press!", bullets=("Short", "Grip: Soft to the hand"))
AFTER = Copy(
    title="Yoho Steel Garlic Press",
    item_highlights="Soft Grip",
    bullets=("Grip: Soft to the hand",),
    search_terms="mincér",
)


def test_every_figure_before_and_after() -> None:
    found = compare(BEFORE, AFTER, TARGETS, 950, PACK)
    assert (found.captured_volume.before, found.captured_volume.after) == (600, 900)
    assert (found.captured_volume.best_possible, found.captured_volume.targets) == (950, 1000)
    assert found.coverage_percent == BeforeAfter(before=33.3, after=66.7)
    assert found.intent == BeforeAfter(before=1.0, after=1.67)
    assert found.exact_title_volume == BeforeAfter(before=600, after=900)
    assert found.title_characters == BeforeAfter(before=13, after=23)
    assert found.highlights_characters == BeforeAfter(before=0, after=9)
    assert found.bullet_characters == BeforeAfter(before=27, after=22)
    assert found.search_terms_bytes == BeforeAfter(before=0, after=7)
    assert found.rule_errors == BeforeAfter(before=2, after=0)


def test_without_a_listing_there_is_nothing_before() -> None:
    found = compare(None, AFTER, TARGETS, 950, PACK)
    assert found.captured_volume.before == 0
    for figure in (found.coverage_percent, found.intent, found.title_characters, found.rule_errors):
        assert figure.before is None
        assert figure.after is not None


def test_what_is_reached_is_possible() -> None:
    assert compare(BEFORE, AFTER, TARGETS, 100, PACK).captured_volume.best_possible == 900


def test_intent_needs_searches_to_weigh_by() -> None:
    assert mean_intent(()) is None
    assert mean_intent((target("garlic", 0, 3),)) is None
    assert compare(BEFORE, Copy(), TARGETS, 0, PACK).intent.after is None


def test_a_diff_names_what_became_of_each_word() -> None:
    parts = [(part.change, part.text) for part in word_diff("Garlic Press, Red Steel", "Garlic Press in Blue Steel")]
    assert parts == [
        ("kept", "Garlic Press "),
        ("removed", ", Red "),
        ("added", "in Blue "),
        ("kept", "Steel"),
    ]


def test_hyphenated_words_and_apostrophes_stay_whole() -> None:
    parts = word_diff("Women's Latex-Free Sponge", "Men's Latex-Free Sponge")
    assert [(part.change, part.text) for part in parts] == [
        ("removed", "Women's "),
        ("added", "Men's "),
        ("kept", "Latex-Free Sponge"),
    ]


def test_texts_beyond_any_field_are_replaced_whole() -> None:
    long = "word " * 5_000
    assert [part.change for part in word_diff(long, long + "more")] == ["removed", "added"]


@given(st.text(alphabet="ab ,-'é\n", max_size=60), st.text(alphabet="ab ,-'é\n", max_size=60))
def test_a_diff_loses_no_letter(before: str, after: str) -> None:
    parts = word_diff(before, after)
    assert "".join(part.text for part in parts if part.change != "removed") == after
    old = "".join(part.text for part in parts if part.change != "added")
    assert "".join(old.split()) == "".join(before.split())
    assert all(part.text for part in parts)
