"""Shapes and states of goods: slices or powder, fresh or frozen.

Promises the groups that a word or phrase names. Words of different groups name different goods: who searches for
powder does not want slices. It knows nothing of the product.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipeline import text
from pipeline.keywords import lexicon
from pipeline.keywords.lexicons import lists


class Groups:
    """One file of groups, in the languages of a store; a word may belong to several groups."""

    def __init__(self, by_group: Iterable[Mapping[str, frozenset[str]]]) -> None:
        self._groups: dict[str, frozenset[str]] = {}
        self._longest = 1
        for groups in by_group:
            for group, members in sorted(groups.items()):
                for member in members:
                    key = " ".join(text.words(member))
                    self._groups[key] = self._groups.get(key, frozenset()) | {group}
                    self._longest = max(self._longest, key.count(" ") + 1)

    def of(self, word: str) -> frozenset[str]:
        """The groups of one word; empty for a word that names none."""
        return self._groups.get(word) or self._groups.get(lexicon.singular(word), frozenset())

    def within(self, words: Sequence[str]) -> frozenset[str]:
        """The groups named anywhere in a row of words."""
        found: frozenset[str] = frozenset()
        for start in range(len(words)):
            for length in range(1, min(self._longest, len(words) - start) + 1):
                key = words[start] if length == 1 else " ".join(words[start : start + length])
                found |= self.of(key) if length == 1 else self._groups.get(key, frozenset())
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Shapes:
    """The groups of a store's languages: shapes that goods come in, states and other words that exclude each other.

    ``contrasts`` have groups such as ``sex/men`` and ``sex/women``, ``cut/whole`` and ``cut/cut``; ``near`` nouns
    that name the same product with the same words beside them: *mat* and *pad*.
    """

    forms: Groups
    states: Groups
    contrasts: Groups
    near: Groups


@lru_cache(maxsize=32)
def shapes_for(languages: tuple[str, ...]) -> Shapes:
    """The groups for a store, read once."""
    return Shapes(
        forms=Groups(lexicon.form_groups(language) for language in languages),
        states=Groups(lexicon.state_groups(language) for language in languages),
        contrasts=Groups(lists.groups("contrasts", language) for language in languages),
        near=Groups(lists.groups("near_nouns", language) for language in languages),
    )


def dimension(group: str) -> str:
    """What a group is one side of: ``sex`` of ``sex/men``."""
    return group.partition("/")[0]


def contrary(own: frozenset[str], said: frozenset[str]) -> frozenset[str]:
    """The dimensions in which a phrase says something else than the title, and nothing that the title says too."""

    def by_dimension(groups: frozenset[str]) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for group in groups:
            found.setdefault(dimension(group), set()).add(group)
        return found

    mine, theirs = by_dimension(own), by_dimension(said)
    return frozenset(name for name in mine if name in theirs and mine[name].isdisjoint(theirs[name]))
