"""A listing comes from JSON or from pasted texts; anything else is refused by the name of the key."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import ListingError
from pipeline.model import Listing
from pipeline.research import listing_from_fields, listing_from_json, quality_notes

FULL = {
    "title": " Garlic  Press\u200b,\nSteel ",
    "brand": "Brewer",
    "bullets": ["One: a", "", None, "Two:\tb"],
    "description": "First.\n\nSecond\u00a0line.\n",
    "search_terms": "mincer crusher",
    "item_highlights": None,
    "attributes": {
        "Size": "2 Pack",
        "Weight": 1.5,
        "Count": 2,
        "Dishwasher safe": True,
        "Colors": ["Red", "Blue"],
        "X": None,
    },
    "asin": "B0AAAAAA01",
}


@pytest.mark.parametrize(
    "encode", [json.dumps, lambda d: json.dumps(d).encode(), lambda d: b"\xef\xbb\xbf" + json.dumps(d).encode()]
)
def test_a_json_object_is_read_and_tidied(encode) -> None:
    listing = listing_from_json(encode(FULL))
    assert listing == Listing(
        title="Garlic Press, Steel",
        brand="Brewer",
        bullets=("One: a", "Two: b"),
        description="First.\n\nSecond line.",
        search_terms="mincer crusher",
        attributes={"Size": "2 Pack", "Weight": "1.5", "Count": "2", "Dishwasher safe": "Yes", "Colors": "Red, Blue"},
    )


def test_a_title_alone_will_do() -> None:
    assert listing_from_json('{"title": "Garlic Press"}') == Listing(title="Garlic Press")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "is not JSON"),
        ("{", "is not JSON"),
        ("<html>", "is not JSON"),
        (b"\xff\xfe", "not UTF-8"),
        ("[" * 100_000, "is not JSON"),
        ("[]", "it is a list where an object is needed"),
        ("null", "it is nothing where"),
        ("{}", "holds none of “title”, “brand”"),
        ('{"name": "x"}', "holds none of"),
        ('{"title": 5}', "“title” must be text, but is a number"),
        ('{"title": ["a"]}', "“title” must be text, but is a list"),
        ('{"bullets": "a"}', "“bullets” must be a list of texts, but is text"),
        ('{"bullets": ["a", {"b": 1}]}', "“bullets[1]” must be text, but is an object"),
        ('{"attributes": ["a"]}', "“attributes” must be an object"),
        ('{"attributes": {"Size": {"a": 1}}}', "“attributes.Size” must be text, but is an object"),
        ('{"attributes": {"Size": [1]}}', "“attributes.Size” must be text, but is a number"),
        ('{"title": "' + "x" * 1_000_001 + '"}', "larger than 1,000 kB"),
    ],
    ids=lambda text: str(text)[:30],
)
def test_anything_else_is_refused_by_the_name_of_the_key(text: str | bytes, sentence: str) -> None:
    with pytest.raises(ListingError) as refusal:
        listing_from_json(text)
    assert sentence in str(refusal.value)
    assert "\n" not in str(refusal.value)


values = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(st.one_of(st.text(), st.dictionaries(st.sampled_from(list(FULL)), values).map(json.dumps)))
def test_any_text_is_a_listing_or_refused(text: str) -> None:
    try:
        listing = listing_from_json(text)
    except ListingError:
        return
    assert all(bullet == " ".join(bullet.split()) for bullet in listing.bullets)


def test_pasted_bullets_are_lines_without_their_marks() -> None:
    text = "• One: a\n\n - Two\n3. Three\n✅ Four\n1.2 oz packs\n-20° proof\n* Six\n"
    listing = listing_from_fields("Garlic Press", "Brewer", text, "d", "s")
    assert listing.bullets == ("One: a", "Two", "Three", "Four", "1.2 oz packs", "-20° proof", "Six")
    assert listing_from_fields() == Listing()


def test_notes_say_what_is_there_and_what_is_missing() -> None:
    notes = {
        note.field: note for note in quality_notes(Listing(title="Garlic Press", bullets=("a",), search_terms="é"))
    }
    assert (notes["title"].present, notes["title"].note) == (True, "12 characters")
    assert notes["bullets"].note == "1 of 5"
    assert notes["search terms"].note == "2 bytes"
    assert (notes["description"].present, notes["description"].note) == (False, "missing")
