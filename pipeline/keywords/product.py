"""What the product is, as far as listing and list tell: the value that all tests of a phrase are made against.

Promises plain sets and numbers, no judgement of any phrase. Words are the numbers of their stems.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The words of the listing by where they stand. ``whole`` includes everything, ``beyond`` all but the title."""

    title: frozenset[int] = frozenset()
    beyond: frozenset[int] = frozenset()
    whole: frozenset[int] = frozenset()
    brand: frozenset[int] = frozenset()
    category: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """What counts as a high relevancy in this list.

    ``high`` is reached by the usual phrase of the product, ``top`` by the best; 11 is never reached: the list tells
    nothing.
    """

    high: float = 11.0
    top: float = 9.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Product:
    """The product as read.

    ``heads`` name it, ``modifiers`` belong to its basic name. ``kinds`` are the heads without which a phrase is about
    something else (*strawberry* for strawberry slices, *collagen* for collagen powder); empty for products that are no
    natural kind. ``edible`` says that a kind is a food or plant. ``needed`` is how
    many words of the name make a phrase the product's. ``models`` maps a word to the numbers that follow it in
    the title (*iphone* 15). ``has``, ``denied`` and ``own_shapes`` are the user's: attributes that it has and is not
    known to have, shapes that no list knows. ``audiences`` are words for whom the product is
    anyway: *baby* for a changing pad.
    """

    page: Page
    heads: frozenset[int]
    modifiers: frozenset[int]
    kinds: frozenset[int]
    needed: int
    thresholds: Thresholds
    forms: frozenset[str]
    form_word: str
    states: frozenset[str]
    contrasts: frozenset[str]
    models: dict[str, frozenset[str]] = field(default_factory=dict)
    has: frozenset[int] = frozenset()
    denied: frozenset[int] = frozenset()
    own_shapes: frozenset[int] = frozenset()
    lacks: dict[frozenset[int], str] = field(default_factory=dict)
    audiences: frozenset[int] = frozenset()
    edible: bool = False

    @property
    def core(self) -> frozenset[int]:
        """All words of the product's name."""
        return self.heads | self.modifiers

    @property
    def natural(self) -> bool:
        """Whether the product is a kind of food or plant, which has siblings."""
        return self.edible and bool(self.kinds)
