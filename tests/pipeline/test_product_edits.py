"""The user's words about the product win, kind by kind, and the competitors' brands are found."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from pipeline import FileError, WordsError, analyse, check, product_words_from_json
from pipeline.model import Category, ReadingEdits, Role, SourceFile, UserWords, WordEdits
from pipeline.result import Keyword, Result
from pipeline.samples import sample

XRAY = (
    "Display Order,Product Details,ASIN,Brand,Price  USD,ASIN Sales\n"
    '1,Rocker for garlic,B0SAMPLR01,Rocker,"12,50","1 200"\n'
    '2,Steel press,B0SAMPLR02,Garlic Press,"9,99",900\n'
)


@cache
def _with(**edits: WordEdits) -> Result:
    return analyse(replace(sample(), reading=ReadingEdits(**edits)))


def _keyword(result: Result, phrase: str) -> Keyword:
    return next(keyword for keyword in result.keywords if keyword.phrase == phrase)


def _change(phrase: str, **edits: WordEdits) -> tuple[Keyword, Keyword]:
    return _keyword(_with(), phrase), _keyword(_with(**edits), phrase)


def test_an_added_head_names_the_product() -> None:
    edits = WordEdits(add=("peeler",))
    before, after = _change("garlic peeler", heads=edits)
    assert (before.category, after.category) == (Category.IRRELEVANT, Category.RELEVANT)
    assert "peeler" in _with(heads=edits).product.heads


def test_a_removed_head_names_it_no_more() -> None:
    edits = WordEdits(remove=("press",))
    before, after = _change("garlic press", heads=edits)
    assert before.reason == "Names the product: garlic press"
    assert "Names the product" not in after.reason
    assert "press" not in _with(heads=edits).product.heads


def test_one_head_stays_and_is_told() -> None:
    result = _with(heads=WordEdits(remove=_with().product.heads))
    assert result.product.heads
    assert any("add the word that names it" in warning for warning in result.warnings)


def test_an_added_word_of_the_name_is_no_version() -> None:
    before, after = _change("garlic press stainless", modifiers=WordEdits(add=("stainless",)))
    assert (before.category, after.category) == (Category.DESIGN, Category.RELEVANT)


def test_a_removed_word_of_the_name_does_not_name_it() -> None:
    edits = WordEdits(remove=("garlic",))
    _, after = _change("garlic press", modifiers=edits)
    assert after.reason == "Names the product: press"
    assert "garlic" not in _with(modifiers=edits).product.modifiers


def test_an_added_form_is_the_products_own() -> None:
    before, after = _change("garlic press set", forms=WordEdits(add=("set",)))
    assert (before.category, after.category) == (Category.DESIGN, Category.RELEVANT)
    assert _with(forms=WordEdits(add=("set",))).product.forms == ("set",)


def test_an_added_attribute_counts_for_the_intent_and_a_removed_one_does_not() -> None:
    before, after = _change("large garlic mincer", attributes=WordEdits(add=("large",)))
    assert after.intent_score > before.intent_score
    assert "large" in _with(attributes=WordEdits(add=("large",))).product.attributes
    removed = WordEdits(remove=("stainless steel",))
    before, after = _change("garlic mincer stainless steel", attributes=removed)
    assert after.intent_score < before.intent_score
    assert not any("stainless" in words for words in _with(attributes=removed).product.attributes)


def test_an_added_brand_is_one_and_a_removed_one_is_judged_by_its_other_words() -> None:
    before, after = _change("garlic rocker", brands=WordEdits(add=("rocker",)))
    assert (before.category, after.category) == (Category.IRRELEVANT, Category.BRANDED)
    removed = WordEdits(remove=("zestrick",))
    before, after = _change("zestrick garlic press stainless steel", brands=removed)
    assert (before.category, after.category) == (Category.BRANDED, Category.DESIGN)
    assert "zestrick" not in _with(brands=removed).product.brands


def test_a_removed_brand_wins_over_the_users_earlier_list() -> None:
    request = replace(
        sample(), words=UserWords(brands=("rocker",)), reading=ReadingEdits(brands=WordEdits(remove=("rocker",)))
    )
    assert _keyword(analyse(request), "garlic rocker").category == Category.IRRELEVANT


def _rivals(content: str, name: str = "xray.csv") -> SourceFile:
    return SourceFile(name=name, role=Role.REVENUE, content=content.encode())


def test_competitors_brands_make_keywords_branded_and_own_words_do_not() -> None:
    found = analyse(replace(sample(), competitors_file=_rivals(XRAY)))
    assert _keyword(found, "garlic rocker").category == Category.BRANDED
    assert _keyword(found, "garlic rocker").reason == "Brand: “rocker” is a competitor's brand"
    assert _keyword(found, "garlic press").category == Category.RELEVANT
    assert found.funnel == _with().funnel


def test_competitors_get_names_brands_and_prices() -> None:
    asin = next(one.asin for one in _with().competitors if not one.own)
    found = analyse(replace(sample(), competitors_file=_rivals(XRAY.replace("B0SAMPLR01", asin))))
    known = next(one for one in found.competitors if one.asin == asin)
    assert (known.title, known.brand, known.price) == ("Rocker for garlic", "Rocker", 12.5)
    others = [one for one in found.competitors if one.asin != asin]
    assert all((one.title, one.brand, one.price) == ("", "", None) for one in others)


def test_a_keyword_file_is_no_competitor_file() -> None:
    with pytest.raises(FileError, match="add it as the revenue or design file"):
        check(replace(sample(), competitors_file=sample().files[0]))


def test_product_words_are_read_from_json() -> None:
    said = product_words_from_json(
        '{"heads": {"add": [" Mincer "], "remove": ["handle"]}, "has": ["Foldable"], "lacks": ["electric"]}'
    )
    assert said.reading == ReadingEdits(heads=WordEdits(add=("mincer",), remove=("handle",)))
    assert said.words == UserWords(has=("foldable",), lacks=("electric",))
    assert product_words_from_json('{"brands": ["acme"]}').words == UserWords(brands=("acme",))
    assert product_words_from_json('{"brands": {"add": ["acme"]}}').reading.brands == WordEdits(add=("acme",))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("{", "not JSON"),
        ("[]", "an object"),
        ('{"head": {}}', "did you mean heads"),
        ('{"heads": ["x"]}', "“heads” must be"),
        ('{"heads": {"added": []}}', "no key “heads.added”"),
        ('{"forms": {"add": "x"}}', "“forms.add” must be a list"),
        ('{"has": [1]}', "“has” must be a list"),
        ('{"heads": {"add": ["x"], "remove": ["X"]}}', "both add and remove"),
    ],
)
def test_product_words_that_cannot_be_used_are_refused_in_one_sentence(text: str, sentence: str) -> None:
    with pytest.raises(WordsError, match=sentence) as refused:
        product_words_from_json(text)
    assert "\n" not in str(refused.value)
