"""What categorising promises whatever the list: one verdict a row, the same for any order, reasons for people."""

from __future__ import annotations

import random
import re
from dataclasses import replace

import pytest

from benchmarks.labelled import UNKNOWN, Labelled, made
from pipeline.keywords import Context, categorise
from pipeline.model import Category, Grade, KeywordRow, Listing, Relevancy, UserWords
from tests.keywords.made_lists import STORES, rows, verdicts

PRODUCTS = made()
PRESS = "Garlix Garlic Press, Stainless Steel Garlic Mincer with Soft Handle"
INTERNAL = re.compile(
    r"\b(residual|stem|head|heads|core|ent|path|trait|idf|zipf|ridge|wordnet|none|nan)\b", re.IGNORECASE
)


every_product = pytest.mark.parametrize("product", PRODUCTS, ids=lambda product: product.name)


@every_product
def test_most_phrases_of_any_kind_of_product_are_right(product: Labelled) -> None:
    assert len(product.labels) >= 40
    assert product.right(product.categorise()) >= 0.8


@every_product
def test_a_main_keyword_does_nearly_as_well_as_a_listing(product: Labelled) -> None:
    assert product.right(product.categorise(listing=False, main_keyword=True)) >= 0.65


@every_product
def test_without_listing_and_keyword_the_product_is_still_found(product: Labelled) -> None:
    assert product.right(product.categorise(listing=False)) >= 0.6


@every_product
def test_no_list_ends_in_one_category(product: Labelled) -> None:
    found = [verdict.category for verdict in product.categorise().verdicts]
    assert max(map(found.count, Category)) <= 0.5 * len(found)


@pytest.mark.parametrize("opening", ["Upgraded Version, ", "Brand Liner 157 mil (4mm) ", "2024 New! ", "Zorblax X200 "])
@every_product
def test_what_stands_before_the_product_in_its_title_hardly_matters(product: Labelled, opening: str) -> None:
    listing = product.context.listing
    assert listing is not None
    titled = replace(product, context=replace(product.context, listing=replace(listing, title=opening + listing.title)))
    assert product.right(titled.categorise()) >= product.right(product.categorise()) - 0.08


@every_product
def test_a_phrase_gets_the_same_verdict_in_any_order(product: Labelled) -> None:
    straight = product.categorise()
    mixed = list(zip(product.rows, product.relevancy, straight.verdicts, strict=True))
    random.Random(7).shuffle(mixed)
    table, scores, expected = map(tuple, zip(*mixed, strict=True))
    shuffled = replace(product, rows=table, relevancy=scores).categorise()
    assert shuffled.verdicts == expected
    assert shuffled.reading == straight.reading
    assert shuffled.main_keyword == straight.main_keyword


@every_product
def test_every_verdict_has_a_reason_for_people_and_an_honest_confidence(product: Labelled) -> None:
    for verdict in product.categorise().verdicts:
        assert verdict.reason[0].isupper()
        assert not INTERNAL.search(re.sub("“[^”]*”|: [^:]*$", "", verdict.reason)), verdict.reason
        assert 0 < verdict.confidence < 1
        assert verdict.grade in Grade


def test_an_empty_list_is_no_error() -> None:
    found = categorise([], [], Context(listing=None, store=STORES["US"]))
    assert found.verdicts == ()
    assert found.main_keyword.phrase == ""


@pytest.mark.parametrize(
    "phrase", ["", " ", "!!!", "💄", "\x00", "'", "-", "42", "a", "b01f36jexe|b07czcq481", "x" * 5000]
)
def test_no_phrase_breaks_it(phrase: str) -> None:
    found = verdicts([phrase, "garlic press"], title=PRESS)
    assert found["garlic press"].category == Category.RELEVANT
    assert found[phrase].category in Category


def test_progress_only_grows_and_ends_within_one() -> None:
    told: list[float] = []
    table = rows(f"garlic press {word}" for word in map(str, range(1200)))
    categorise(table, [UNKNOWN] * len(table), Context(listing=None, store=STORES["US"]), told.append)
    assert told == sorted(told)
    assert told[0] > 0
    assert told[-1] <= 1


def test_a_report_that_raises_stops_it() -> None:
    def stop(_share: float) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        categorise(rows(["garlic press"]), [UNKNOWN], Context(listing=None, store=STORES["US"]), stop)


def test_the_users_brands_make_keywords_branded_however_they_are_spelled() -> None:
    phrases = ["blue moon garlic press", "bluemoon garlic press", "blue moons garlic press", "garlic press"]
    found = verdicts(phrases, title=PRESS, words=UserWords(brands=("Blue Moon",)))
    assert [found[phrase].category for phrase in phrases] == [Category.BRANDED] * 3 + [Category.RELEVANT]
    assert "your list" in found["blue moon garlic press"].reason


def test_an_attribute_that_the_product_lacks_makes_keywords_irrelevant() -> None:
    phrases = ["red garlic press", "stainless steel garlic press"]
    found = verdicts(phrases, title=PRESS, words=UserWords(lacks=("red",)))
    assert found["red garlic press"].category == Category.IRRELEVANT
    assert found["red garlic press"].reason == "Another product: yours is not “red”, as you said"
    assert found["stainless steel garlic press"].category == Category.DESIGN


def test_only_attributes_that_the_product_has_count_as_aspects() -> None:
    phrases = ["red garlic press", "stainless steel garlic press for kitchen", "dishwasher safe garlic press"]
    found = verdicts(phrases, title=PRESS, words=UserWords(has=("dishwasher safe",)))
    assert [found[phrase].aspects.attribute for phrase in phrases] == ["", "stainless steel", "dishwasher safe"]
    assert found["stainless steel garlic press for kitchen"].aspects.use == "kitchen"
    assert found["red garlic press"].aspects.product == "garlic press"


def test_the_main_keyword_is_the_users_or_the_strongest_relevant_one() -> None:
    table = [
        KeywordRow(phrase="garlic press", search_volume=900),
        KeywordRow(phrase="garlic mincer", search_volume=5000),
        KeywordRow(phrase="kitchen gadgets", search_volume=90_000),
    ]
    scores = [Relevancy(score=score, from_ranks=None, top_10=0, competitors=0, reason="") for score in (10, 8, 2)]
    listing = Listing(title=PRESS)
    free = categorise(table, scores, Context(listing=listing, store=STORES["US"])).main_keyword
    chosen = categorise(table, scores, Context(listing=listing, store=STORES["US"], main_keyword="garlic press"))
    assert free.phrase == "garlic mincer"
    assert "5,000 searches a month" in free.reason
    assert chosen.main_keyword.phrase == "garlic press"


def test_a_store_without_word_lists_is_served_and_told_so() -> None:
    table = rows(["ガーリックプレス", "にんにく絞り", "garlic press"])
    japan, america = (
        categorise(table, [UNKNOWN] * 3, Context(listing=None, store=STORES[code])).warnings for code in ("JP", "US")
    )
    assert any("word lists" in warning for warning in japan)
    assert not any("word lists" in warning for warning in america)
