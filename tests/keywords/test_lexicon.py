"""What the tables and the hand-written lists hold, through the lexicon's door."""

from __future__ import annotations

import pytest

from pipeline.keywords import lexicon
from pipeline.keywords.lexicons import lists
from pipeline.text import fold

FILES = sorted(lists.GENERAL.glob("*/*.txt"))


@pytest.mark.parametrize(
    ("word", "language", "least", "most"),
    [
        ("the", "en", 7, 8),
        ("garlic", "en", 3, 5),
        ("ajo", "es", 3, 5),
        ("schwarz", "de", 4, 6),
        ("maison", "fr", 4, 6.5),
        ("cucina", "it", 4, 6),
        ("cozinha", "pt", 4, 6),
        ("keuken", "nl", 4, 6),
        ("kök", "sv", 3, 6),
        ("kuchnia", "pl", 3, 6),
        ("mutfak", "tr", 3, 6),
    ],
)
def test_frequencies_are_zipf_values(word: str, language: str, least: float, most: float) -> None:
    assert least < lexicon.zipf(word, language) < most


def test_words_and_languages_beyond_the_tables_have_no_frequency() -> None:
    assert lexicon.zipf("qwrtzpx", "en") == 0.0
    assert lexicon.zipf("the", "xx") == 0.0
    assert lexicon.zipf("", "en") == 0.0


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("garlic", "lower"),
        ("colour", "lower"),
        ("aluminium", "lower"),
        ("presser", "lower"),  # press + er
        ("multipack", "lower"),
        ("wipeable", "lower"),
        ("matcha", "lower"),  # a new word of a list
        ("christmas", "lower"),  # a common word, capital or not
        ("dracula", "proper"),
        ("nebraska", "proper"),
        ("keurig", ""),
        ("beakey", ""),
        ("", ""),
    ],
)
def test_known_tells_words_from_names_from_inventions(word: str, expected: str) -> None:
    assert lexicon.known(word) == expected


def test_brands_do_not_make_their_words_ordinary() -> None:
    assert "keekaroo" not in lexicon.vocabulary("brands", "en")  # invented names need no list
    assert "skip hop" in lexicon.vocabulary("brands", "en")
    assert lexicon.known("zuru") == ""


@pytest.mark.parametrize(
    ("plural", "singular"),
    [
        ("strawberries", "strawberry"),
        ("cookies", "cookie"),
        ("knives", "knife"),
        ("mice", "mouse"),
        ("women", "woman"),
        ("boxes", "box"),
        ("dresses", "dress"),
        ("leggings", "legging"),
        ("slices", "slice"),
        ("tomatoes", "tomato"),
    ],
)
def test_singulars(plural: str, singular: str) -> None:
    assert lexicon.singular(plural) == singular


@pytest.mark.parametrize(
    "word", ["glass", "bus", "lens", "gas", "this", "press", "canvas", "keurigs", "clothes", "garlic", ""]
)
def test_words_that_are_no_known_plural_stay(word: str) -> None:
    assert lexicon.singular(word) == word


def test_nouns_have_their_commonest_class() -> None:
    found = {
        word: lexicon.noun_class(word) for word in ("strawberry", "strawberries", "dog", "garlic", "ice cream", "xyzzy")
    }
    assert found == {
        "strawberry": "food",
        "strawberries": "food",
        "dog": "animal",
        "garlic": "plant",
        "ice cream": "food",
        "xyzzy": "",
    }
    assert 1 <= len(lexicon.noun_senses("press")) <= 3


def _related(one: str, other: str) -> int:
    """The fewest descendants of a synset that stands above both nouns."""
    return min(map(lexicon.descendants, _above(one) & _above(other)))


def _above(noun: str) -> set[int]:
    """A noun's synsets and all that stand above them."""
    senses = lexicon.noun_senses(noun)
    return {synset for sense in senses for synset in (sense, *lexicon.ancestors(sense))}


def test_kin_meet_low_in_the_tree_and_strangers_high() -> None:
    assert _related("strawberry", "blueberry") < 100 < 1500 < _related("strawberry", "stapler")


def test_ancestors_run_over_all_parents_nearest_first() -> None:
    strawberry = lexicon.noun_senses("strawberry")[0]
    above = lexicon.ancestors(strawberry)
    assert {lexicon.noun_senses("berry")[0], lexicon.noun_senses("fruit")[0]} <= set(
        above
    )  # the second is a second parent
    assert above[0] == lexicon.noun_senses("berry")[0]
    assert len(above) == len(set(above))
    assert lexicon.descendants(above[0]) < lexicon.descendants(above[-1])


def test_a_synset_has_a_class() -> None:
    assert lexicon.synset_class(lexicon.noun_senses("dog")[0]) == "animal"


def test_unknown_synsets_are_refused() -> None:
    with pytest.raises(KeyError):
        lexicon.ancestors(10_000_000)


def test_adjectives_have_synonyms_of_their_first_senses() -> None:
    assert {"dehydrated", "desiccated"} <= lexicon.adjective_synonyms("dried")
    assert "dried" not in lexicon.adjective_synonyms("dried")
    assert lexicon.adjective_synonyms("xyzzy") == frozenset()


def test_lists_have_accented_words_also_without() -> None:
    assert {"plástico", "plastico"} <= lexicon.vocabulary("materials", "es")


def test_a_language_without_a_list_has_an_empty_one() -> None:
    assert lexicon.vocabulary("colours", "ja") == frozenset()
    assert lexicon.form_groups("ja") == {}
    assert "walmart" in lexicon.vocabulary("retailers", "ja")  # retailers belong to no language


def test_a_list_that_nobody_has_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="colors"):
        lexicon.vocabulary("colors", "en")


def test_forms_and_states_come_in_groups() -> None:
    assert "slices" in lexicon.form_groups("en")["pieces"]
    assert "powder" in lexicon.form_groups("en")["powder"]
    assert "dehydrated" in lexicon.state_groups("en")["dried"]
    assert "slices" in lexicon.vocabulary("forms", "en")
    assert "en polvo" in lexicon.form_groups("es")["powder"]


def test_languages_with_lists() -> None:
    assert lexicon.languages_supported() == {"de", "en", "es", "fr", "it", "pt"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_lists_are_explained_sorted_folded_and_free_of_repeats(path: lists.Path) -> None:
    text = path.read_text("utf-8")
    assert text.startswith("# ")
    assert text.endswith("\n")
    found = lists.lines(path)
    for entries in [line.partition(": ")[2].split(", ") for line in found] if ": " in found[0] else [found]:
        assert entries == sorted(set(entries))
        assert all(entry == " ".join(fold(entry).split()) and "-" not in entry for entry in entries)
