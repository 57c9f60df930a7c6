"""One phrase held against the product: everything that the rules ask, found in one pass over its words.

Promises facts, no decision. ``known`` parts that are the same for all phrases stand in ``Setting``.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from pipeline.keywords import traits
from pipeline.keywords.brands import Mark, Names
from pipeline.keywords.evidence import Evidence
from pipeline.keywords.forms import Groups
from pipeline.keywords.phrases import Phrase
from pipeline.keywords.product import Product
from pipeline.keywords.relations import Relation

_EXPLAINED_RESIDUE = (
    traits.ATTRIBUTE | traits.AUDIENCE | traits.OCCASION | traits.SHOP | traits.NEUTRAL | traits.STOP | traits.NUMBER
    | traits.RETAILER | traits.BRAND | traits.CHARACTER
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What is the same for every phrase of a list."""

    product: Product
    evidence: Evidence
    marks: dict[str, Mark]
    relations: dict[int, Relation]
    user_brands: Names
    own_brand: Names
    forms: Groups
    states: Groups
    contrasts: Groups
    head_first: bool = False


@dataclass(slots=True, kw_only=True)
class Facts:
    """One phrase's facts. Lists hold positions; a *main* word stands before the phrase's first preposition."""

    phrase: Phrase
    setting: Setting
    foreign: tuple[str, str]
    heads: list[int] = field(default_factory=list)
    core: list[int] = field(default_factory=list)
    kinds: list[int] = field(default_factory=list)
    left: list[int] = field(default_factory=list)
    attributes: list[int] = field(default_factory=list)
    traits: int = 0

    @property
    def relevancy(self) -> float:
        """The relevancy by ranks, 0-10; by the title's words where the files have no evidence."""
        return 10 * math.sqrt(self.phrase.trust) if self.phrase.relevancy is None else float(self.phrase.relevancy)

    @property
    def high(self) -> bool:
        """Whether competitors rank as for the product's usual phrases."""
        return self.relevancy >= self.setting.product.thresholds.high

    @property
    def names(self) -> int:
        """How many different words of the product's name the phrase holds."""
        return len({self.phrase.words[at].stem for at in self.core})

    @property
    def lacks_kind(self) -> bool:
        """Whether a natural product's kind is missing."""
        return self.setting.product.natural and not self.kinds

    @property
    def head(self) -> int:
        """The position of the head, -1 if nothing heads the phrase."""
        return self.phrase.head

    @property
    def head_first(self) -> bool:
        """Whether the language puts what a phrase is about first."""
        return self.setting.head_first

    @property
    def governs(self) -> bool:
        """Whether the head stands where it makes the product's name its mere attribute: *press cleaner*, *bolsa esterilla*."""
        return any(at > self.head if self.head_first else at < self.head for at in self.heads)

    @property
    def head_traits(self) -> int:
        """The traits of the head."""
        return self.phrase.traits[self.head] if self.head >= 0 else 0

    def text(self, *positions: int) -> str:
        """The words at some positions, as in the phrase."""
        return " ".join(self.phrase.words[at].text for at in sorted(positions))

    def main(self) -> range:
        """The positions before the first preposition, *and* aside."""
        return range(self.phrase.reach)

    def relation(self, at: int) -> Relation:
        """How the word at a position stands to the product."""
        found = self.setting.relations.get(self.phrase.words[at].stem, Relation.NONE)
        if self.setting.product.natural and self.phrase.traits[at] & traits.FOOD and found is Relation.NONE:
            return Relation.OTHER_FOOD
        return found

    def is_own_form(self, at: int) -> bool:
        """Whether the word at a position names a shape that the product comes in."""
        if not self.phrase.traits[at] & traits.FORM:
            return False
        return bool(self.setting.forms.of(self.phrase.words[at].text) & self.setting.product.forms)


def gather(phrase: Phrase, setting: Setting, foreign: tuple[str, str]) -> Facts:
    """Hold one phrase against the product."""
    facts = Facts(phrase=phrase, setting=setting, foreign=foreign)
    product = setting.product
    core, heads, kinds, title = product.core, product.heads, product.kinds, product.page.title
    for at in phrase.content:
        stem, mark = phrase.words[at].stem, phrase.traits[at]
        facts.traits |= mark
        variant = mark & traits.ATTRIBUTE & ~phrase.words[at].traits  # only as part of a group: grain *free*
        if stem in core and not variant:
            facts.core.append(at)
            if stem in heads and at < phrase.reach:
                facts.heads.append(at)
            if stem in kinds:
                facts.kinds.append(at)
            continue
        if facts.is_own_form(at):
            continue
        if mark & traits.BRAND and product.natural and facts.relation(at) is not Relation.NONE:
            facts.left.append(at)  # an apple among fruits is no computer
        elif _is_attribute(facts, at):
            facts.attributes.append(at)
        elif (mark & traits.COLOUR or not mark & _EXPLAINED_RESIDUE) and stem not in title:
            facts.left.append(at)
    return facts


def _is_attribute(facts: Facts, at: int) -> bool:
    """Whether a word makes a version: by a list, as a place of use, but no *orange* among fruits."""
    mark = facts.phrase.traits[at]
    if mark & traits.COLOUR and facts.setting.product.natural and facts.relation(at) is Relation.SIBLING:
        return False
    return bool(mark & traits.ATTRIBUTE or (mark & traits.PLACE and at != facts.head))
