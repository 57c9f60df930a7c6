"""Rule packs: Amazon's listing rules of one date, read from ``packs/*.toml``.

A pack says which stores, products and dates it is for, the lengths, and a list of rules; a pack may extend an
older one and replace its rules by their ids. A new file in the folder is a new pack: nothing here knows any
pack or rule by name. What a rule's ``kind`` tests is ``rule_kinds.py``'s matter.
"""

from __future__ import annotations

import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal

import msgspec

from pipeline.model import Store
from pipeline.result import Severity

FieldName = Literal["title", "item_highlights", "bullet", "bullets", "search_terms", "description"]
_HERE = Path(__file__).parent


class Rule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One rule. ``kind`` names the test; the other keys are its material, as far as the kind uses them.

    ``certainty`` is *stated* (in Amazon's own text), *reported* (by sellers) or *assumed* (by analogy). ``message``
    may hold ``{text}`` (what offends), ``{actual}``, ``{limit}`` and ``{over}``. ``limit`` is a number or the name of
    one of the pack's limits; ``list`` names a list of ``word_lists.toml``; ``except_brand`` lets the brand's name
    pass; ``fix`` names the repair of ``fixes.py`` that mends it, if one does; ``languages`` and ``except_languages``
    say for which languages of the copy the rule is meant (empty: all).
    """

    id: str
    fields: tuple[FieldName, ...]
    kind: str
    severity: Severity
    message: str
    source: str
    certainty: Literal["stated", "reported", "assumed"]
    limit: int | str = 0
    characters: tuple[str, ...] = ()
    ranges: tuple[tuple[str, str], ...] = ()
    words: tuple[str, ...] = ()
    list: str = ""
    phrases: tuple[str, ...] = ()
    pattern: str = ""
    except_brand: bool = False
    fix: str = ""
    languages: tuple[str, ...] = ()
    except_languages: tuple[str, ...] = ()

    @property
    def number(self) -> int:
        """The limit as a number: in a pack that was read, names are resolved."""
        return int(self.limit)

    def speaks(self, language: str) -> bool:
        """Whether the rule is meant for copy in that language."""
        return language not in self.except_languages and (not self.languages or language in self.languages)


class RulePack(msgspec.Struct, frozen=True, kw_only=True):
    """The rules in force for one store, one kind of product and one date.

    Lengths are the most characters allowed (``bullet_min``: the least); 0 highlights: the store has no such field.
    ``pair_characters`` is title and highlights together, ``bullets_total`` all bullets together.
    """

    name: str
    title_characters: int
    highlights_characters: int
    pair_characters: int
    bullet_min: int
    bullet_max: int
    bullets_total: int
    bullets_wanted: int
    search_terms_bytes: int
    rules: tuple[Rule, ...]


class PackFile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A file of ``packs/``, its parent's limits and rules already in it once it comes from ``packs``."""

    name: str
    begins: date
    media: tuple[bool, ...]
    stores_but: tuple[str, ...] = ()
    extends: str = ""
    without: tuple[str, ...] = ()
    limits: dict[str, int] = {}
    rules: tuple[Rule, ...] = ()

    def serves(self, store: Store, *, media: bool) -> bool:
        """Whether the pack is for that store and kind of product, the date aside."""
        return media in self.media and store.code not in self.stores_but


# msgspec learns a class when it first meets it, which no two threads may do at once
msgspec.json.Decoder(PackFile)


@cache
def packs() -> tuple[PackFile, ...]:
    """Every pack, oldest first, with what it extends filled in."""
    files = [
        msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), type=PackFile)
        for path in sorted((_HERE / "packs").glob("*.toml"))
    ]
    by_name = {file.name: file for file in files}
    return tuple(sorted((_with_parent(file, by_name) for file in files), key=lambda file: (file.begins, file.name)))


def _with_parent(file: PackFile, by_name: dict[str, PackFile]) -> PackFile:
    if not file.extends:
        return file
    parent = _with_parent(by_name[file.extends], by_name)
    rules = {rule.id: rule for rule in parent.rules if rule.id not in file.without}
    rules.update((rule.id, rule) for rule in file.rules)
    return msgspec.structs.replace(file, limits={**parent.limits, **file.limits}, rules=tuple(rules.values()))


def pack_for(store: Store, *, media: bool = False, on: date | None = None) -> RulePack:
    """The rules for a store's listings; ``media`` means books, music, films. ``on`` None: the newest rules.

    Before the first known pack the first one holds.
    """
    serving = [file for file in packs() if file.serves(store, media=media)]
    begun = [file for file in serving if on is None or file.begins <= on]
    return _in_force((begun[-1] if begun else serving[0]).name, store.search_terms_bytes)


@cache
def _in_force(name: str, search_terms_bytes: int) -> RulePack:
    file = next(file for file in packs() if file.name == name)
    limits = {**file.limits, "search_terms_bytes": search_terms_bytes}
    rules = tuple(
        msgspec.structs.replace(rule, limit=limits[rule.limit] if isinstance(rule.limit, str) else rule.limit)
        for rule in file.rules
    )
    return RulePack(name=file.name, rules=rules, **limits)


@cache
def word_list(name: str, language: str) -> frozenset[str]:
    """A named list of ``word_lists.toml`` in one language; empty where the file has none for it."""
    return frozenset(_word_lists()[name].get(language, "").split()) if name else frozenset()


@cache
def _word_lists() -> dict[str, dict[str, str]]:
    text = (_HERE / "word_lists.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text), type=dict[str, dict[str, str]])
