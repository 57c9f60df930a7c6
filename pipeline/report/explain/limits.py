"""Amazon's listing rules as they are applied: the limits of each store by date, and what is checked in which field."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from pipeline.listing import rulebook
from pipeline.listing.rule_lengths import LENGTHS
from pipeline.listing.rulebook import PackFile, Rule, RulePack
from pipeline.model import Store
from pipeline.research.stores import STORES
from pipeline.result import Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreLimits:
    """What stores with the same limits allow; ``begins`` is since when, 0 highlights: they have no such field.

    Characters but for the search terms, which count bytes; ``bullet`` is one of them, ``bullets_total`` all together.
    """

    stores: tuple[str, ...]
    begins: date
    title: int
    highlights: int
    bullet: int
    bullets_total: int
    search_terms: int


def store_limits(*, media: bool = False) -> tuple[StoreLimits, ...]:
    """The newest limits of all stores, most stores first; ``media``: of books, music and films."""
    packs = [(store, rulebook.pack_for(store, media=media)) for store in STORES]
    return tuple(
        sorted(
            (_limits(list(group)) for _, group in groupby(sorted(packs, key=_by_limits), key=_by_limits)),
            key=lambda limits: (-len(limits.stores), limits.stores),
        )
    )


def _by_limits(entry: tuple[Store, RulePack]) -> tuple[str, int]:
    _, pack = entry
    return pack.name, pack.search_terms_bytes


def _limits(alike: list[tuple[Store, RulePack]]) -> StoreLimits:
    pack = alike[0][1]
    return StoreLimits(
        stores=tuple(store.name for store, _ in alike),
        begins=_file(pack).begins,
        title=pack.title_characters,
        highlights=pack.highlights_characters,
        bullet=pack.bullet_max,
        bullets_total=pack.bullets_total,
        search_terms=pack.search_terms_bytes,
    )


def _file(pack: RulePack) -> PackFile:
    return next(file for file in rulebook.packs() if file.name == pack.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What is checked in one field besides its length: severity, what the rule says, where it is from."""

    field: str
    rules: tuple[tuple[Severity, str, str], ...]


_FIELDS = {
    "title": "Title",
    "item_highlights": "Item highlights",
    "bullet": "Bullets",
    "search_terms": "Search terms",
    "description": "Description",
}


def checked(store: Store) -> tuple[Checked, ...]:
    """The newest rules of a store, field by field, errors first."""
    pack = rulebook.pack_for(store)
    every = [(field, rule) for field in _FIELDS for rule in pack.rules if _speaks_of(rule, field)]
    return tuple(
        Checked(field=_FIELDS[field], rules=_said([rule for _, rule in rules]))
        for field, rules in groupby(every, key=lambda pair: pair[0])
    )


def _speaks_of(rule: Rule, field: str) -> bool:
    fields = {"bullet" if name == "bullets" else name for name in rule.fields}
    return field in fields and rule.kind not in LENGTHS


def _said(rules: list[Rule]) -> tuple[tuple[Severity, str, str], ...]:
    """What rules say with an ellipsis for what offends, each sentence once."""
    order = ("error", "warning", "advice")
    told = [(rule.severity, _general(rule), rule.source) for rule in rules]
    return tuple(dict.fromkeys(sorted(told, key=lambda one: order.index(one[0]))))


def _general(rule: Rule) -> str:
    return rule.message.format(text="…", actual="…", over="…", limit=f"{rule.number:,}")
