"""Compounds and misspellings: what the list and the listing themselves show, and nothing else."""

from __future__ import annotations

import pytest

from pipeline.keywords.tidy import Lookup, Tidy, learn, plain_words

KNOWN = frozenset(
    [
        "makeup",
        "make",
        "up",
        "sponge",
        "sponges",
        "blender",
        "beauty",
        "pad",
        "jumbo",
        "for",
        "face",
        "set",
        "freeze",
        "dried",
        "fruit",
    ]
)


def _learn(*phrases: str, page: str = "", language: str = "en") -> Tidy:
    lookup = Lookup(known=KNOWN.__contains__, foreign=lambda word: word == "esponja")
    return learn([plain_words(phrase) for phrase in phrases], frozenset(plain_words(page)), lookup, language)


def _tidied(tidy: Tidy, phrase: str) -> str:
    return " ".join(tidy.apply(plain_words(phrase)))


def test_words_are_folded_and_marks_fall_away() -> None:
    assert plain_words("Beauty™ Blender® — 4-Pack’s 💄") == ("beauty", "blender", "4", "pack's")


def test_a_pair_that_the_listing_writes_as_one_is_joined() -> None:
    assert _tidied(_learn("make up sponge", page="Makeup Sponge"), "make up sponge set") == "makeup sponge set"


def test_the_more_frequent_spelling_of_the_list_wins() -> None:
    together = _learn("makeup sponge", "makeup", "makeup set", "make up")
    apart = _learn("freeze dried", "freeze dried fruit", "dried freeze dried", "freezedried")
    assert _tidied(together, "make up") == "makeup"
    assert _tidied(apart, "freezedried fruit") == "freeze dried fruit"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("spnge", "sponge"), ("makup sponge", "makeup sponge"), ("spogne", "sponge"), ("beautty", "beauty")],
)
def test_unknown_words_near_frequent_ones_are_repaired(typed: str, meant: str) -> None:
    lines = [f"{word} set" for word in ("makeup sponge", "sponges", "beauty", "makeup", "sponge beauty")] * 3
    assert _tidied(_learn(*lines, typed), typed) == meant


def test_a_short_word_with_another_first_letter_may_be_a_brand() -> None:
    lines = ["jumbo pad"] * 4
    assert _tidied(_learn(*lines, "bumbo face"), "bumbo face") == "bumbo face"
    assert _tidied(_learn(*lines, "bumbo pad"), "bumbo pad") == "jumbo pad"


def test_foreign_words_are_not_misspellings() -> None:
    assert _tidied(_learn(*["sponge set"] * 4, "esponja set"), "esponja set") == "esponja set"


def test_closed_compounds_are_parted_in_the_languages_that_have_them() -> None:
    phrases = ["sponge", "sponge set", "pad sponge", "padsponge"]
    assert _tidied(_learn(*phrases, language="de"), "facesponge padsponge") == "facesponge pad sponge"
