"""How the product is read from titles of any shape, from a list alone, and what is shown of it."""

from __future__ import annotations

import pytest

from benchmarks.labelled import UNKNOWN
from pipeline.keywords import Context, categorise
from pipeline.model import Category, KeywordRow, Listing, ProductReading, Relevancy
from tests.keywords.made_lists import STORES, rows, verdicts

STRAWBERRIES = [
    "freeze dried strawberries", "dried strawberries", "freeze dried strawberry", "dehydrated strawberries",
    "organic dried strawberries", "freeze dried strawberry slices", "dried strawberries bulk", "strawberry powder",
    "frozen strawberries", "fresh strawberries", "freeze dried raspberries", "banana chips", "dried fruit",
    "freeze dried fruit", "whole freeze dried strawberries", "strawberry juice",
]  # fmt: skip


def _reading(title: str, phrases: list[str], **known: str) -> ProductReading:
    context = Context(listing=Listing(title=title, **known) if title else None, store=STORES["US"])
    return categorise(rows(phrases), [UNKNOWN] * len(phrases), context).reading


@pytest.mark.parametrize(
    "title",
    [
        "Freeze Dried Strawberries Slices, Organic Fruit Snack",
        "BREWER Bulk Freeze Dried Strawberries Slices - Pack of 4 (1.2 Oz Each)",
        "Upgraded Version, Freeze Dried Strawberry Slices",
        "Freeze Dried Strawberry Slices Pack of 4 No Sugar Added Fruit Snack for Baking Smoothies Cereals and Travel",
    ],
)
def test_a_form_word_as_the_titles_head_does_not_hide_the_kind(title: str) -> None:
    reading = _reading(title, STRAWBERRIES)
    assert "strawberries" in reading.heads
    assert {"dried", "freeze"} <= set(reading.modifiers)
    assert reading.forms == ("slices",)


def test_another_form_state_or_kind_is_irrelevant_and_the_wider_kind_too_broad() -> None:
    found = verdicts(STRAWBERRIES, title="Freeze Dried Strawberries Slices, Organic Fruit Snack")
    reasons = {phrase: verdict.reason for phrase, verdict in found.items()}
    assert reasons["strawberry powder"] == "Another form: “powder”, your product is slices"
    assert reasons["strawberry juice"] == "Another form: “juice”, your product is slices"
    assert reasons["frozen strawberries"] == "Another form: “frozen”, your product is dried"
    assert reasons["freeze dried raspberries"] == "Another product: “raspberries”"
    assert reasons["whole freeze dried strawberries"] == "Another product: “whole” is not what your title says"
    assert found["dried fruit"].category == Category.OUTLIER
    assert found["dehydrated strawberries"].category == Category.RELEVANT


def test_several_names_in_one_title_are_all_heads() -> None:
    phrases = [
        "garlic press",
        "garlic mincer",
        "garlic crusher",
        "garlic mincers",
        "steel garlic mincer",
        "potato masher",
    ]
    reading = _reading("Garlic Press, Stainless Steel Garlic Mincer, Garlic Crusher", phrases)
    assert {"press", "mincer"} <= set(reading.heads)
    assert reading.modifiers == ("garlic",)
    assert reading.attributes == ("stainless steel",)


@pytest.mark.parametrize(
    ("title", "attributes"),
    [
        ("Garlic Press - Pack of 4 (1.2 Oz Each), Latex Free", ("pack of 4", "1.2 oz", "latex free")),
        ("Garlic Press 4 Pack 7.5 Inch Stainless Steel, Set of Two",
         ("4 pack", "7.5 inch", "stainless steel", "set of two")),
        ("Garlic Press 8.5x11 Inch Black, 1/2 inch deep, 1,000 Pieces",
         ("8.5x11 inch", "black", "1/2 inch", "deep", "1,000 pieces")),
        ("Garlic Press 10-12 Inch 30 lb Bag", ("10-12 inch", "30 lb bag")),
        ("Garlic Press, Pack of Garlic, 6 Pcs, 1.5L, 12 x 9 in", ("pack", "6 pcs", "1.5l", "12 x 9 in")),
        ("Garlic Press for iPhone 15 Bulk, Model 2.0", ("bulk",)),
    ],
)  # fmt: skip
def test_the_titles_attributes_are_listed_whole(title: str, attributes: tuple[str, ...]) -> None:
    assert _reading(title, ["garlic press", "garlic presses"]).attributes == attributes


def test_the_titles_decimal_comma_is_kept_in_stores_that_write_it() -> None:
    context = Context(listing=Listing(title="Knoblauchpresse, 17,5 cm, Packung mit 3 Stück"), store=STORES["DE"])
    reading = categorise(rows(["knoblauchpresse"]), [UNKNOWN], context).reading
    assert reading.attributes == ("17,5 cm", "packung mit 3 stück")


def test_synonyms_are_learned_from_what_competitors_rank_for() -> None:
    phrases = ["garlic press", "garlic press steel", "garlic presses", "garlic press for kitchen", "garlic press red",
               "garlic crusher", "garlic crusher tool", "large garlic crusher",
               "garlic crushers", "garlic bread"]  # fmt: skip
    scores = [
        Relevancy(score=9, from_ranks=0 if "bread" in p else 9, top_10=0, competitors=0, reason="") for p in phrases
    ]
    context = Context(listing=Listing(title="Garlic Press, Heavy Duty"), store=STORES["US"])
    found = categorise(rows(phrases), scores, context)
    assert set(found.reading.heads) == {"press", "crusher"}
    assert found.verdicts[phrases.index("garlic crusher")].category == Category.RELEVANT
    assert found.verdicts[phrases.index("garlic bread")].category == Category.IRRELEVANT


def test_another_model_is_another_product() -> None:
    found = verdicts(
        ["iphone 15 case", "iphone 14 case", "galaxy s23 case"], title="Case for iPhone 15 and Galaxy S24, Clear"
    )
    assert found["iphone 15 case"].category != Category.IRRELEVANT
    assert found["iphone 14 case"].reason == "Another model: “iphone 14”, your product is for iphone 15"
    assert found["galaxy s23 case"].reason == "Another model: “s23”, your product is for s24"


def test_the_other_sex_and_species_are_other_products() -> None:
    shirts = verdicts(["mens t shirt", "womens t shirt"], title="Men's Cotton T-Shirt, Crew Neck")
    assert shirts["womens t shirt"].category == Category.IRRELEVANT
    food = verdicts(["dog food", "cat food", "wet dog food"], title="Dry Dog Food, Chicken")
    assert [food[phrase].category for phrase in ("cat food", "wet dog food")] == [Category.IRRELEVANT] * 2


def test_parts_and_questions_are_no_product() -> None:
    phrases = ["changing pad", "changing pad cover", "how to clean a changing pad", "changing pad instructions"]
    found = verdicts(phrases, title="Baby Changing Pad, Wipeable")
    assert found["changing pad cover"].reason == "Something for the product, not the product: “cover”"
    assert found["how to clean a changing pad"].category == Category.IRRELEVANT
    assert found["changing pad instructions"].category == Category.IRRELEVANT


def test_compounds_and_misspellings_are_read_as_what_was_meant() -> None:
    phrases = ["makeup sponge", "make up sponge", "makeup sponges", "makup sponge", "makeup spnge", "makeupsponge",
               "pink makeup sponge", "makeup sponge set"]  # fmt: skip
    found = verdicts(phrases, title="Makeup Sponge Set, Latex Free")
    assert {found[phrase].category for phrase in phrases[:6]} == {Category.RELEVANT}
    assert {found[phrase].category for phrase in phrases[6:]} == {Category.DESIGN}


def test_german_compounds_are_read_as_their_parts() -> None:
    phrases = ["knoblauchpresse", "knoblauch presse", "kartoffelpresse"]
    found = verdicts(phrases, title="Knoblauchpresse Edelstahl, Presse für Knoblauch", code="DE")
    assert found["knoblauch presse"].category == found["knoblauchpresse"].category == Category.RELEVANT
    assert found["kartoffelpresse"].category == Category.IRRELEVANT


@pytest.mark.parametrize(
    "phrase", ["brotzeitbox", "frühstücksbox", "pausenbox", "gemüse ausstecher", "frischhaltedosen"]
)
def test_a_german_compound_is_a_word_however_rare_and_no_brand(phrase: str) -> None:
    found = verdicts([phrase], title="Brotdose Kinder mit Fächern, Lunchbox für Schule", code="DE")
    assert found[phrase].category != Category.BRANDED


@pytest.mark.parametrize("name", ["chapstick", "vibram", "kleenex"])
def test_a_brand_that_could_be_parted_stays_one(name: str) -> None:
    found = verdicts([name], title="Brotdose Kinder mit Fächern, Lunchbox für Schule", code="DE")
    assert found[name].category == Category.BRANDED


def test_what_all_competitors_rank_for_is_another_name_for_the_product() -> None:
    ranks = {"brotdose": 10, "brotdose kinder": 10, "frühstücksdose": 9, "thermoskanne": 2}
    found = verdicts(ranks, title="Brotdose Kinder mit Fächern, Lunchbox für Schule", code="DE", ranks=ranks)
    assert found["frühstücksdose"].category == Category.RELEVANT
    assert found["thermoskanne"].category == Category.IRRELEVANT


def test_without_a_listing_the_list_tells_the_product() -> None:
    table = [
        KeywordRow(phrase="wine saver", search_volume=2000),
        KeywordRow(phrase="wine saver pump", search_volume=300),
        KeywordRow(phrase="vacuum wine saver", search_volume=400),
        KeywordRow(phrase="kitchen gadgets", search_volume=90_000),
    ]
    scores = [Relevancy(score=r, from_ranks=r, top_10=0, competitors=0, reason="") for r in (10, 8, 8, 0)]
    found = categorise(table, scores, Context(listing=None, store=STORES["US"]))
    assert found.main_keyword.phrase == "wine saver"
    assert "saver" in found.reading.heads
    assert found.verdicts[3].category == Category.OUTLIER


def test_what_is_shown_is_bounded() -> None:
    phrases = [f"{word}x garlic press" for word in map("zorb{}".format, map(chr, range(97, 123)))] * 1
    phrases += [f"kwib{a}{b} garlic press" for a in "abcdefgh" for b in "abcdefgh"]
    reading = _reading("Garlic Press, Stainless Steel", phrases)
    assert len(reading.brands) == 60
    assert all(len(part) <= 12 for part in (reading.heads, reading.modifiers, reading.forms, reading.attributes))
