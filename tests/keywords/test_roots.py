"""Roots, their broad volume, and the sequences of words that searches run on."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.keywords.roots import NGRAMS, broad_volumes, head_roots, ngrams
from pipeline.model import ProductReading
from pipeline.text import stems

PRESS = ProductReading(heads=("press", "crusher"), modifiers=("garlic",))
SLICES = ProductReading(heads=("strawberry", "slices"), modifiers=("freeze", "dried"))
WORD = st.sampled_from(["garlic", "press", "presses", "for", "the", "red", "onion"])
TARGETS = st.lists(
    st.tuples(st.lists(WORD, min_size=1, max_size=5).map(" ".join), st.none() | st.integers(0, 9999)), max_size=20
)


def _root(phrase: str, reading: ProductReading = PRESS) -> str:
    return head_roots([phrase], [100], [phrase], reading, "en")[0]


@pytest.mark.parametrize(
    ("phrase", "root"),
    [
        ("stainless steel garlic press", "press"),
        ("garlic press and crusher", "press"),  # the words before the first preposition or conjunction come first
        ("garlic press crusher", "press crusher"),
        ("cover for garlic press", "cover"),
        ("garlic crushr", "crusher"),  # a slip of the head
        ("gift for men", "gift"),
        ("peeler black large", "peeler"),
        ("black large", "large"),
        ("", ""),
    ],
)
def test_the_root_is_what_a_phrase_is_about(phrase: str, root: str) -> None:
    assert _root(phrase) == root


def test_roots_of_the_same_stems_share_the_most_searched_spelling() -> None:
    phrases = ["dried strawberry slices", "slices strawberries dried", "strawberry"]
    assert head_roots(phrases, [100, 900, 50], phrases, SLICES, "en") == (
        "slices strawberries",
        "slices strawberries",
        "strawberry",
    )


def test_a_variant_has_the_root_of_its_leader() -> None:
    phrases = ["garlic press", "garlikpress"]
    assert head_roots(phrases, [500, 5], ["garlic press"] * 2, PRESS, "en") == ("press", "press")


def test_broad_volume_adds_up_the_targets_of_a_root() -> None:
    found = broad_volumes(
        [("press", 100), ("crusher", 300), ("press", 250), ("press", None)], frozenset(stems("presses")), "en"
    )
    assert [(root.root, root.keywords, root.search_volume, root.in_listing) for root in found] == [
        ("press", 3, 350, True),
        ("crusher", 1, 300, False),
    ]


def test_sequences_are_counted_once_a_phrase_and_know_the_listing() -> None:
    targets = [("garlic press garlic press", 100), ("garlic presses", 50), ("press for garlic", None)]
    found = {gram.words: gram for gram in ngrams(targets, frozenset(stems("garlic")), "en")}
    assert (found["garlic"].keywords, found["garlic"].search_volume, found["garlic"].in_listing) == (3, 150, True)
    assert (found["garlic press"].keywords, found["garlic press"].search_volume, found["garlic press"].in_listing) == (
        2,
        150,
        False,
    )
    assert found["press for garlic"].size == 3
    assert not {"for", "for garlic", "press for"} & set(found)


@given(TARGETS)
def test_sequences_never_carry_more_than_all_targets(targets: list[tuple[str, int | None]]) -> None:
    found = ngrams(targets, frozenset(), "en")
    whole = sum(volume or 0 for _, volume in targets)
    assert all(gram.search_volume <= whole and 1 <= gram.keywords <= len(targets) for gram in found)
    assert all(gram.size == len(gram.words.split()) for gram in found)
    assert [gram.search_volume for gram in found] == sorted((gram.search_volume for gram in found), reverse=True)


def test_only_the_most_searched_sequences_are_kept() -> None:
    letters = "abcdefghij"
    targets = [
        (f"{a}{b}x{c}", at) for at, (a, b, c) in enumerate((a, b, c) for a in letters for b in letters for c in "kl")
    ]
    found = ngrams(targets, frozenset(), "en")
    assert len(found) == NGRAMS
    assert found[0].search_volume == len(targets) - 1


def test_no_targets_no_roots() -> None:
    assert broad_volumes([], frozenset(), "en") == ()
    assert ngrams([], frozenset(), "en") == ()
