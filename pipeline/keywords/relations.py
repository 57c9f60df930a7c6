"""How a word stands to the product among the kinds of things: wider, narrower, a sibling, or strange.

Promises one of four relations by WordNet's hierarchy of nouns: *fruit* is wider than *strawberry*, *raspberry* its
sibling. It helps with foods and plants; things made by people meet only at words such as *device*.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum

from pipeline.keywords import lexicon

_STEPS = 6  # how far above a kind a wider word may stand
_WIDEST = 1500  # kinds below a wider word: beyond that it is no kind of anything
_NEAR = 60  # kinds below the one right above a name, to be another word for it
_FAMILY = 600  # kinds below the nearest common ancestor of siblings
_LIVING = frozenset({"food", "plant", "animal"})
EDIBLE = frozenset({"food", "plant"})
MATTER = EDIBLE | {"substance"}


class Relation(IntEnum):
    """What a word is to the product; ``SAME``: another word for one of its names, or the kind right above or below."""

    NONE = 0
    WIDER = 1
    NARROWER = 2
    SIBLING = 3
    OTHER_FOOD = 4
    SAME = 5


class Relatives:
    """The relations of words to a few words that name the product, at most twelve of them.

    Only ``natural`` products, kinds of food or plant, have siblings and other foods beside them.
    """

    def __init__(self, names: Iterable[str], *, natural: bool) -> None:
        self._natural = natural
        known = [found for name in names if (found := lexicon.noun_senses(name))]
        senses = [sense for found in known for sense in found]
        self._first = frozenset(found[0] for found in known)
        self._parents = frozenset(
            above[0]
            for sense in self._first
            if (above := lexicon.ancestors(sense)) and lexicon.descendants(above[0]) <= _NEAR
        )
        self._senses = frozenset(senses)
        self._wider: set[int] = set()
        self._families: set[int] = set()
        for sense in senses:
            above = lexicon.ancestors(sense)
            self._wider.update(a for a in above[:_STEPS] if lexicon.descendants(a) <= _WIDEST)
            if natural and lexicon.synset_class(sense) in _LIVING:
                self._families.update(a for a in (sense, *above) if lexicon.descendants(a) <= _FAMILY)

    def _is_near(self, sense: int) -> bool:
        """Whether two things are called by the same word, or one is the kind right above the other."""
        if lexicon.synset_class(sense) != "artifact":
            return False
        parents = lexicon.ancestors(sense)[:1]
        return sense in self._first or not self._first.isdisjoint(parents) or sense in self._parents

    def of(self, word: str) -> Relation:
        """The relation of one word, by its first three meanings; by the first where there are no siblings."""
        senses = lexicon.noun_senses(word)
        if not senses or not self._senses:
            return Relation.NONE
        if not self._natural and self._is_near(senses[0]):
            return Relation.SAME
        if any(sense in self._wider for sense in senses):
            return Relation.WIDER
        above = [(sense, lexicon.ancestors(sense)) for sense in (senses if self._natural else senses[:1])]
        if any(not self._senses.isdisjoint(over) for _, over in above):
            return Relation.NARROWER
        for sense, over in above:
            if lexicon.synset_class(sense) in _LIVING and not self._families.isdisjoint((sense, *over)):
                return Relation.SIBLING
        other = self._natural and lexicon.synset_class(senses[0]) in EDIBLE
        return Relation.OTHER_FOOD if other else Relation.NONE
