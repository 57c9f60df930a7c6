"""What the copywriter knows of a language, read from ``grammar.toml``: closed lists of general words.

No word of any one niche stands there. A language without a table gets empty lists, and with them the kind of
copy that needs no grammar.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

import msgspec

from pipeline.keywords import lexicon
from pipeline.listing.rulebook import word_list
from pipeline.text import words

_FILE = Path(__file__).with_name("grammar.toml")


class _Table(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    heads: Literal["last", "first"] = "last"
    weave: bool = False
    title_case: bool = True
    purpose: str = ""
    joiners: str = "&"
    accompany: str = ""
    compatible: tuple[str, ...] = ()
    connecting: str = ""
    determiners: str = ""
    opinions: str = ""
    suffixes: str = ""
    prefixes: str = ""
    counts: str = ""
    bundles: str = ""
    packs: str = ""
    generic: str = ""
    openers: tuple[str, ...] = ()
    guards: str = ""
    negations: str = ""
    colours: str = ""
    ignored: str = ""
    hollow: tuple[str, ...] = ()
    spellings: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grammar:
    """One language's lists; what each holds is said at the top of ``grammar.toml``."""

    language: str
    heads_last: bool
    weave: bool
    title_case: bool
    purpose: tuple[str, ...]
    joiners: tuple[str, ...]
    accompany: tuple[str, ...]
    compatible: tuple[tuple[str, ...], ...]
    connecting: frozenset[str]
    small: frozenset[str]
    never_capital: frozenset[str]
    determiners: frozenset[str]
    opinions: frozenset[str]
    suffixes: frozenset[str]
    prefixes: frozenset[str]
    counts: frozenset[str]
    bundles: frozenset[str]
    packs: frozenset[str]
    generic: frozenset[str]
    units: frozenset[str]
    openers: tuple[str, ...]
    guards: frozenset[str]
    negations: frozenset[str]
    colours: frozenset[str]
    ignored: frozenset[str]
    hollow: frozenset[tuple[str, ...]]
    spellings: dict[str, str]

    @property
    def inner(self) -> frozenset[str]:
        """Words that stand inside a phrase and never at its end."""
        return self.small | frozenset(self.accompany) | frozenset(self.purpose) | frozenset(self.joiners)


@cache
def grammar(language: str) -> Grammar:
    """The lists of one language (ISO 639-1)."""
    table = _tables().get(language, _Table())
    small = word_list("small_words", language)
    return Grammar(
        language=language,
        heads_last=table.heads == "last",
        weave=table.weave,
        title_case=table.title_case,
        spellings={word.lower(): word for word in _tables()["world"].spellings.split()},
        purpose=tuple(table.purpose.split()),
        joiners=tuple(table.joiners.split()),
        accompany=tuple(table.accompany.split()),
        compatible=tuple(tuple(words(phrase)) for phrase in table.compatible),
        connecting=frozenset(table.connecting.split()) | small,
        small=small,
        never_capital=word_list("never_capital", language) or small,
        determiners=frozenset(table.determiners.split()),
        opinions=frozenset(table.opinions.split()),
        suffixes=frozenset(table.suffixes.split()) | lexicon.vocabulary("feature_suffixes", language),
        prefixes=frozenset(table.prefixes.split()),
        counts=frozenset(table.counts.split()),
        bundles=frozenset(table.bundles.split()),
        packs=frozenset(table.packs.split()),
        generic=frozenset(table.generic.split()),
        units=_units(small),
        openers=table.openers,
        guards=frozenset(table.guards.split()),
        negations=frozenset(table.negations.split()),
        colours=frozenset(table.colours.split()),
        ignored=frozenset(table.ignored.split()),
        hollow=frozenset(tuple(words(phrase)) for phrase in table.hollow),
    )


def _units(small: frozenset[str]) -> frozenset[str]:
    """Units of measure; the world writes most of them as English does."""
    return (word_list("units", "en") | {"fl oz"}) - small - {"and", "or", "to", "in"}


# msgspec learns a class when it first meets it, which no two threads may do at once
msgspec.json.Decoder(_Table)


@cache
def _tables() -> dict[str, _Table]:
    return msgspec.convert(tomllib.loads(_FILE.read_text(encoding="utf-8")), type=dict[str, _Table])
