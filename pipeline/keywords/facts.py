"""One phrase held against the product: everything that the rules ask, found in one pass over its words.

Promises facts, no decision. ``known`` parts that are the same for all phrases stand in ``Setting``.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from functools import cached_property

from pipeline.keywords import traits
from pipeline.keywords.brands import Mark, Names
from pipeline.keywords.evidence import Evidence
from pipeline.keywords.forms import Shapes
from pipeline.keywords.phrases import Phrase
from pipeline.keywords.product import Product
from pipeline.keywords.relations import Relation

_EXPLAINED = (
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
    rivals: Names
    own_brand: Names
    shapes: Shapes
    head_first: bool = False
    language: str = "en"
    said_to_have: tuple[str, ...] = ()


@dataclass(kw_only=True)
class Facts:
    """One phrase's facts. Lists hold positions; a *main* word stands before the phrase's first preposition.

    ``left`` are words that nothing explains, ``titled`` those that only the title does.
    """

    phrase: Phrase
    setting: Setting
    foreign: tuple[str, str]
    heads: list[int] = field(default_factory=list)
    core: list[int] = field(default_factory=list)
    kinds: list[int] = field(default_factory=list)
    left: list[int] = field(default_factory=list)
    attributes: list[int] = field(default_factory=list)
    titled: list[int] = field(default_factory=list)
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
        return bool(self.setting.product.kinds) and not self.kinds

    @property
    def head(self) -> int:
        """The position of the head, -1 if nothing heads the phrase."""
        return self.phrase.head

    @property
    def governs(self) -> bool:
        """Whether the head makes the product's name its mere attribute: *press cleaner*, *bolsa esterilla*."""
        return any(at > self.head if self.setting.head_first else at < self.head for at in self.heads)

    @property
    def head_traits(self) -> int:
        """The traits of the head."""
        return self.phrase.traits[self.head] if self.head >= 0 else 0

    @cached_property
    def on_type(self) -> bool:
        """Whether the phrase names the product: a head with enough of its name, or a relevancy that makes up for it."""
        if not self.heads or self.lacks_kind:
            return False
        generic = bool(self.head_traits & traits.GENERIC) and self.head not in self.core
        if self.names >= self.setting.product.needed:
            return not generic or (self.high and not self.traits & traits.OCCASION)
        return len(self.phrase.content) >= 2 and self.high and not generic

    def having(self, trait: int) -> list[int]:
        """The positions of content words with one of some traits."""
        return [at for at in self.phrase.content if self.phrase.traits[at] & trait]

    def name_of(self, names: Names) -> str:
        """The first of some names in the phrase, as it stands there; empty if there is none."""
        found = names.within([word.text for word in self.phrase.words])
        return self.text(*range(found[0], found[0] + found[1])) if found else ""

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
        if self.phrase.words[at].stem in self.setting.product.own_shapes:
            return True
        if not self.phrase.traits[at] & traits.FORM:
            return False
        return bool(self.setting.shapes.forms.of(self.phrase.words[at].text) & self.setting.product.forms)


def gather(phrase: Phrase, setting: Setting, foreign: tuple[str, str]) -> Facts:
    """Hold one phrase against the product."""
    facts = Facts(phrase=phrase, setting=setting, foreign=foreign)
    product = setting.product
    for at in phrase.content:
        word, mark = phrase.words[at], phrase.traits[at]
        facts.traits |= mark
        version = mark & traits.ATTRIBUTE & ~word.traits  # only as part of a group: grain *free*
        if (word.stem in product.core or facts.relation(at) is Relation.SAME) and not version:
            _name(facts, at)
        elif not facts.is_own_form(at):
            _beside(facts, at)
    return facts


def _name(facts: Facts, at: int) -> None:
    """Note a word of the product's name."""
    stem, product = facts.phrase.words[at].stem, facts.setting.product
    facts.core.append(at)
    if stem in product.heads and at < facts.phrase.reach:
        facts.heads.append(at)
    if stem in product.kinds:
        facts.kinds.append(at)


def _beside(facts: Facts, at: int) -> None:
    """Note a word beside the product's name."""
    mark, product = facts.phrase.traits[at], facts.setting.product
    if mark & traits.BRAND and product.natural and facts.relation(at) is not Relation.NONE:
        facts.left.append(at)  # an apple among fruits is no computer
    elif _is_attribute(facts, at):
        facts.attributes.append(at)
    elif mark & traits.COLOUR or not mark & _EXPLAINED:
        (facts.titled if facts.phrase.words[at].stem in product.page.title else facts.left).append(at)


def _is_attribute(facts: Facts, at: int) -> bool:
    """Whether a word makes a version: by the user, a list, as a place of use, but no *orange* among fruits."""
    mark = facts.phrase.traits[at]
    if facts.phrase.words[at].stem in facts.setting.product.has:
        return True
    if mark & traits.COLOUR and facts.setting.product.natural and facts.relation(at) is Relation.SIBLING:
        return False
    return bool(mark & traits.ATTRIBUTE or (mark & traits.PLACE and at != facts.head))
