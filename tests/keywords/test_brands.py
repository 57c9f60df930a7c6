"""Brands: listed, invented, possessive, one's own, of ordinary words by their competing products."""

from __future__ import annotations

from dataclasses import replace

import pytest

from benchmarks.labelled import UNKNOWN
from pipeline.keywords import Context, categorise
from pipeline.model import Category, KeywordRow, Listing
from tests.keywords.made_lists import STORES, verdicts

PRESS = "Garlix Garlic Press, Stainless Steel Garlic Mincer with Soft Handle"


@pytest.mark.parametrize(
    "phrase",
    [
        "oxo good grips garlic press",
        "zyliss garlic press",
        "kitchenaid garlic press",
        "garlic press joseph joseph",
        "anthony's garlic press",
        "garlix garlic press",
        "hello kitty garlic press",
        "ikea garlic press",
    ],
)
def test_brands_are_told_by_their_words(phrase: str) -> None:
    verdict = verdicts([phrase, "garlic press"], title=PRESS, brand="Garlix Kitchen")[phrase]
    assert verdict.category == Category.BRANDED
    assert verdict.reason.startswith("Brand: “")


@pytest.mark.parametrize(
    "phrase", ["garlic press", "soft garlic press", "garlic press with handle", "metal garlic press"]
)
def test_ordinary_words_are_no_brands(phrase: str) -> None:
    assert verdicts([phrase], title=PRESS, brand="Garlix")[phrase].category in {Category.RELEVANT, Category.DESIGN}


def test_initials_of_the_own_brand_count_where_the_title_has_them() -> None:
    found = verdicts(["gwt makeup sponge", "gold makeup sponge"], title="GWT Makeup Sponge", brand="Gold Water Trading")
    assert found["gwt makeup sponge"].category == Category.BRANDED
    assert found["gold makeup sponge"].category == Category.DESIGN


def test_a_name_in_the_title_is_what_the_product_is_for_not_a_brand() -> None:
    found = verdicts(
        ["iphone 15 case", "casetify iphone 15 case"], title="Clear Case for iPhone 15, Slim", brand="Halvex"
    )
    assert found["iphone 15 case"].category == Category.RELEVANT
    assert found["casetify iphone 15 case"].category == Category.BRANDED


def test_far_too_few_competing_products_make_an_ordinary_word_a_brand() -> None:
    plain = ["changing pad", "baby changing pad", "diaper changing pad", "changing pad for baby", "changing pads",
             "changing pad baby", "diaper changing pads", "baby diaper changing pad", "changing pads for baby",
             "changing pad for diaper"]  # fmt: skip
    versions = [f"{word} changing pad" for word in ("pink", "blue", "foam", "large", "small", "soft", "grey", "green")]
    named = ["thimble changing pad", "thimble baby changing pad", "changing pad thimble"]
    competing = dict.fromkeys(plain, 6000) | dict.fromkeys(versions, 2000) | dict.fromkeys(named, 120)
    phrases = [*plain, *versions, *named]
    found = verdicts(phrases, title="Baby Changing Pad, Wipeable", ranks=dict.fromkeys(phrases, 8), competing=competing)
    assert [found[phrase].category for phrase in named] == [Category.BRANDED] * 3
    assert found[named[0]].reason == "Brand: “thimble” — 120 competing products where similar phrases have 6,000"
    assert found["pink changing pad"].category == Category.DESIGN


def test_an_apple_among_fruits_is_no_computer() -> None:
    phrases = ["dried apples", "apple chips", "dried strawberries", "apple watch band"]
    found = verdicts(phrases, title="Freeze Dried Strawberries Slices")
    assert found["dried apples"].category == Category.IRRELEVANT
    assert found["dried apples"].reason == "Another product: “apples”"
    assert found["apple watch band"].category == Category.BRANDED


def test_clicks_on_a_few_products_are_told_beside_few_competing_products() -> None:
    plain = [f"changing pad {number}" for number in range(2, 30)]
    rows = [KeywordRow(phrase=phrase, competing_products=6000, search_volume=100) for phrase in plain]
    rows += [
        KeywordRow(phrase=phrase, competing_products=120, search_volume=100, click_share=81.6)
        for phrase in ("thimble changing pad", "changing pad thimble", "thimble baby changing pad")
    ]
    scores = [replace(UNKNOWN, from_ranks=8)] * len(rows)
    context = Context(listing=Listing(title="Baby Changing Pad, Wipeable"), store=STORES["US"])
    reasons = [verdict.reason for verdict in categorise(rows, scores, context).verdicts[-3:]]
    assert all(reason.endswith(", and 82 % of clicks go to three products") for reason in reasons)
