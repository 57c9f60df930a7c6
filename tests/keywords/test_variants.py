"""Which phrases are one phrase in other clothes."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.keywords.variants import variant_groups

WORDS = (
    "garlic",
    "press",
    "presses",
    "galric",
    "crusher",
    "makeup",
    "make",
    "up",
    "sponge",
    "for",
    "the",
    "4oz",
    "4",
    "oz",
    "no",
)
PHRASES = st.lists(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join), min_size=1, max_size=25, unique=True
)


def _leader(phrase: str, *others: str, language: str = "en") -> str:
    """The leader of a phrase searched 100 times a month, beside others searched 1,000 times."""
    return variant_groups([phrase, *others], [100, *[1000] * len(others)], language)[0]


@pytest.mark.parametrize(
    ("phrase", "leader"),
    [
        ("garlic presses", "garlic press"),
        ("press garlic", "garlic press"),
        ("press for garlic", "garlic press"),
        ("garlic-press", "garlic press"),
        ("non-stick pan", "nonstick pan"),
        ("make up sponges", "makeup sponge"),
        ("mens socks", "men's socks"),
        ("4oz jar", "jar 4 oz"),
        ("galric press", "garlic press"),
        ("stainles garlic press", "stainless garlic press"),
        ("air pods case", "airpods case"),
    ],
)
def test_variants_have_one_leader(phrase: str, leader: str) -> None:
    assert _leader(phrase, leader) == leader


@pytest.mark.parametrize(
    ("phrase", "other"),
    [
        ("garlic press", "garlic peeler"),
        ("garlic slicer", "garlic slicers set"),
        ("6 pack socks", "12 pack socks"),
        ("baby cot", "baby coat"),  # two known words are never slips of each other
        ("sugar free candy", "sugar candy"),
        ("candy without sugar", "candy with sugar"),
        ("under bed storage", "over bed storage"),
        ("garlic press", "garlic presser"),
    ],
)
def test_other_phrases_stand_alone(phrase: str, other: str) -> None:
    assert _leader(phrase, other) == phrase


def test_a_slip_must_be_searched_much_less() -> None:
    assert variant_groups(["keekaro pad", "keekaroo pad"], [900, 1000], "en") == ("keekaro pad", "keekaroo pad")
    assert variant_groups(["keekaro pad", "keekaroo pad"], [90, 1000], "en") == ("keekaroo pad", "keekaroo pad")


def test_short_unknown_words_are_not_corrected() -> None:
    assert _leader("oxe press", "ox press") == "oxe press"


def test_two_slips_are_believed_in_a_long_word_with_its_first_letter() -> None:
    assert _leader("strawbrrries dried", "strawberries dried") == "strawberries dried"
    assert _leader("kitchennaied mixer", "kitchenaid mixer") == "kitchenaid mixer"
    assert _leader("xtrawbrries dried", "strawberries dried") == "xtrawbrries dried"


def test_variants_of_a_slip_follow_it() -> None:
    phrases = ["garlic press", "galric press", "press galric"]
    assert variant_groups(phrases, [5000, 50, 20], "en") == ("garlic press",) * 3


def test_other_languages_vary_too() -> None:
    assert _leader("prensas de ajo", "prensa ajo", language="es") == "prensa ajo"
    assert _leader("knoblauchpresen", "knoblauchpressen", language="de") == "knoblauchpressen"


def test_missing_volumes_are_fine() -> None:
    assert variant_groups(["garlic presses", "garlic press"], [None, None], "en") == ("garlic press", "garlic press")
    assert variant_groups([], [], "en") == ()
    assert variant_groups(["for the", "!!!"], [1, None], "en") == ("for the", "!!!")


@settings(max_examples=60)
@given(PHRASES, st.randoms(use_true_random=False))
def test_groups_do_not_depend_on_the_order_and_are_led_by_their_most_searched(
    phrases: list[str], shuffled: object
) -> None:
    volumes = [(7 * len(phrase)) ** 2 % 997 for phrase in phrases]
    groups = dict(zip(phrases, variant_groups(phrases, volumes, "en"), strict=True))
    searched = dict(zip(phrases, volumes, strict=True))
    assert all(groups[leader] == leader for leader in groups.values())
    assert all(searched[leader] >= searched[phrase] for phrase, leader in groups.items())
    again = list(phrases)
    shuffled.shuffle(again)  # type: ignore[attr-defined]
    assert dict(zip(again, variant_groups(again, [searched[p] for p in again], "en"), strict=True)) == groups
