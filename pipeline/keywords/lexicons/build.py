r"""Makes the tables that the pipeline reads, from public word lists: run by hand when a list is to be renewed.

    python -m pipeline.keywords.lexicons.build --wordnet /usr/share/wordnet \
        --words /usr/share/dict/american-english /usr/share/dict/british-english

Needs ``pip install wordfreq`` and Debian's ``wordnet-base``, ``wamerican`` and ``wbritish`` (both SCOWL); nothing of
that is needed to run the application. The same sources give the same bytes. Licences stand beside the tables.
"""

from __future__ import annotations

import argparse
import importlib
import math
import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import Path

from pipeline.keywords.lexicons import wordnet
from pipeline.keywords.lexicons.table import pack

TABLES = Path(__file__).parent / "tables"

KEPT = {"en": 80_000, "es": 100_000, "pt": 40_000, "fr": 40_000, "it": 40_000, "de": 40_000}
KEPT |= dict.fromkeys(("nl", "sv", "pl", "tr"), 25_000)
"""How many words of each language are kept, the most frequent first."""

RARE = dict.fromkeys(("es", "fr", "it", "de"), 150_000)
"""Up to which place the rarer words of a language are kept in a table of their own, read in that language's stores."""


def frequency_rows(frequencies: Mapping[str, float], kept: int, first: int = 0) -> dict[str, str]:
    """``word -> ten times its Zipf value`` for the most frequent words, letters and apostrophes only.

    The words at the places ``first`` to ``kept``.

    Zipf value: the common logarithm of a word's occurrences in a billion words (van Heuven et al. 2014).
    """
    words = [(word, share) for word, share in frequencies.items() if word.replace("'", "").isalpha()]
    words.sort(key=lambda item: (-item[1], item[0]))
    return {word: str(round(10 * (math.log10(share) + 9))) for word, share in words[first:kept]}


def word_rows(words: Iterable[str]) -> dict[str, str]:
    """``word in lower case -> ""`` or the mark of words that are only spelled with a capital; possessives left out.

    A word with accents is also listed without them, as shoppers type it.
    """
    spelled = {form for word in words if not word.endswith("'s") for form in (word, unaccented(word))}
    lower = {word for word in spelled if word == word.lower()}
    return dict.fromkeys(lower, "") | {word.lower(): wordnet.PROPER for word in spelled if word.lower() not in lower}


def unaccented(word: str) -> str:
    """The word without its combining marks."""
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))


def _read(path: Path) -> list[str]:
    return path.read_text("utf-8").splitlines()


def _wordnet_part(folder: Path, part: str) -> tuple[dict[str, tuple[int, ...]], dict[int, wordnet.Synset]]:
    index = dict(map(wordnet.parse_index, wordnet.entries(_read(folder / f"index.{part}"))))
    parsed = map(wordnet.parse_synset, wordnet.entries(_read(folder / f"data.{part}")))
    return index, {synset.offset: synset for synset in parsed}


def _spellings(folder: Path) -> set[str]:
    """All one-word lemmas of WordNet as they are spelled."""
    members = (
        member
        for part in ("noun", "verb", "adj", "adv")
        for line in wordnet.entries(_read(folder / f"data.{part}"))
        for member in wordnet.parse_synset(line).members
    )
    return {member for member in members if member.isalpha()}


def _write(name: str, rows: Mapping[str, str]) -> None:
    (TABLES / f"{name}.tsv.gz").write_bytes(pack(rows))


def build(folder: Path, lists: Iterable[Path]) -> None:
    """Write every table.

    :raises FileNotFoundError: a source is missing.
    :raises ModuleNotFoundError: wordfreq is not installed.
    """
    nouns, noun_synsets = _wordnet_part(folder, "noun")
    adjectives, adjective_synsets = _wordnet_part(folder, "adj")
    scowl = word_rows(word for path in lists for word in _read(path))
    _write("scowl", scowl)
    more = {w: mark for w, mark in word_rows(_spellings(folder)).items() if w not in scowl or (scowl[w] and not mark)}
    _write("wordnet_words", more)
    _write("wordnet_synsets", wordnet.synset_rows(noun_synsets))
    _write("wordnet_nouns", wordnet.noun_rows(nouns, noun_synsets))
    _write("wordnet_adjectives", wordnet.ring_rows(adjectives, adjective_synsets))
    _write("wordnet_plurals", wordnet.plural_rows(_read(folder / "noun.exc")))
    wordfreq = importlib.import_module("wordfreq")  # a need of the build alone, so never imported with the module
    for language, kept in KEPT.items():
        frequencies = wordfreq.get_frequency_dict(language, "best")
        _write(f"frequency_{language}", frequency_rows(frequencies, kept))
        if language in RARE:
            _write(f"rare_{language}", frequency_rows(frequencies, RARE[language], kept))


def main(arguments: list[str] | None = None) -> None:
    """Command line: ``--wordnet`` its dict folder, ``--words`` one or more word lists."""
    parser = argparse.ArgumentParser(description="Make the lexical tables.")
    parser.add_argument("--wordnet", type=Path, required=True, help="folder with index.noun, data.noun …")
    parser.add_argument("--words", type=Path, required=True, nargs="+", help="word lists, one word a line")
    options = parser.parse_args(arguments)
    build(options.wordnet, options.words)


if __name__ == "__main__":
    main()
