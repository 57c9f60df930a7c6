"""How the tables are made: the small steps of the build, on made-up sources."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.keywords.lexicons import build, wordnet
from pipeline.keywords.lexicons.table import Table, pack

BERRY = "00000002 13 n 01 berry 0 001 @ 00000001 n 0000 | a small fruit"
STRAWBERRY = (
    '00000003 13 n 02 strawberry 0 garden_berry 0 002 @ 00000002 n 0000 #p 00000009 n 0000 | sweet; "red | fruit"'
)
FRUIT = "00000001 20 n 01 fruit 0 001 ~ 00000002 n 0000 | the ripe part"

KEYS = st.text(st.characters(exclude_characters="\t\n", exclude_categories=["Cs"]), min_size=1, max_size=8)
VALUES = st.text(st.characters(exclude_characters="\t\n", exclude_categories=["Cs"]), max_size=8)


@given(st.dictionaries(KEYS, VALUES, max_size=30), KEYS)
def test_a_table_gives_back_what_was_packed(rows: dict[str, str], other: str) -> None:
    table = Table(pack(rows))
    assert dict(table.items()) == rows
    assert len(table) == len(rows)
    assert all(table.get(key) == value and key in table for key, value in rows.items())
    assert table.get(other) == rows.get(other)


def test_a_table_is_the_same_to_the_byte_in_any_order() -> None:
    assert pack({"b": "2", "a": "1"}) == pack({"a": "1", "b": "2"})


@pytest.mark.parametrize("row", [("a\tb", ""), ("a", "\n"), ("", "x")])
def test_rows_that_would_break_the_format_are_refused(row: tuple[str, str]) -> None:
    with pytest.raises(ValueError, match="cannot be a row"):
        pack(dict([row]))


def test_frequencies_keep_the_most_frequent_words() -> None:
    shares = {"the": 0.05, "press": 1e-5, "don't": 1e-3, "4k": 1e-2, "rare": 1e-8}
    assert build.frequency_rows(shares, 3) == {"the": "77", "don't": "60", "press": "40"}


def test_words_are_told_by_their_capitals() -> None:
    rows = build.word_rows(["press", "Press", "Paris", "press's", "éclair"])
    assert rows == {"press": "", "paris": "^", "éclair": "", "eclair": ""}


def test_wordnet_lines_are_read() -> None:
    found = wordnet.parse_synset(STRAWBERRY)
    assert (found.offset, found.kind, found.members, found.parents) == (3, "food", ("strawberry", "garden berry"), (2,))
    assert wordnet.parse_index("dried_fruit n 2 1 @ 2 0 00000003 00000001  ") == ("dried fruit", (3, 1))
    assert list(wordnet.entries(["  1 licence", "", "word n"])) == ["word n"]


def test_synsets_are_numbered_from_the_top_with_their_descendants() -> None:
    synsets = {synset.offset: synset for synset in map(wordnet.parse_synset, (BERRY, STRAWBERRY, FRUIT))}
    plant, food = wordnet.CLASSES.index("plant"), wordnet.CLASSES.index("food")
    assert wordnet.synset_rows(synsets) == {"1": f"{plant} 2", "2": f"{food} 1 1", "3": f"{food} 0 1"}


def test_nouns_keep_their_first_senses_and_their_capitals() -> None:
    lines = (FRUIT, BERRY, "00000004 18 n 01 Berry 0 001 @ 00000001 n 0000 | a poet")
    synsets = {synset.offset: synset for synset in map(wordnet.parse_synset, lines)}
    index = {"berry": (2, 4), "fruit": (1,), "one two three": (1,), "genus berry": (1,)}
    assert set(wordnet.noun_rows(index, synsets)) == {"berry", "fruit"}
    assert wordnet.noun_rows({"berry": (4,)}, synsets) == {}  # a person's name


def test_adjective_rings_leave_out_the_word_itself() -> None:
    synset = wordnet.parse_synset("00000007 00 s 03 dried 0 dehydrated 0 desiccated(p) 0 000 | x")
    assert wordnet.ring_rows({"dried": (7,)}, {7: synset}) == {"dried": "dehydrated,desiccated"}


def test_irregular_plurals() -> None:
    assert wordnet.plural_rows(["mice mouse", "oil_of mouse", "sheep sheep", ""]) == {"mice": "mouse"}
