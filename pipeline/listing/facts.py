"""What the seller's listing says, read once: its brand, its words by how far they may be trusted, its pairs.

Everything the copywriter may state about the product stands here. Nothing is judged against searches.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.listing.coverage import content_stems
from pipeline.listing.grammar import Grammar, grammar
from pipeline.listing.spelling import Spelling, calm, read_spelling, tokens
from pipeline.model import Listing, UserWords
from pipeline.text import stem, stems, words

_BREAK = re.compile(r"[\[\](){}|,;:\u2022\u3010\u3011]|(?<=\s)[-\u2013\u2014](?=\s)|[.!?](?=\s|$)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """The listing's own statements; ``given``: there is a listing.

    ``firm`` are stems of title, highlights, attribute values and what the user vouches for: they may be said of the
    product anywhere. ``said`` are stems of the bullets, ``told`` of the description, ``hidden`` of the search terms.
    ``vouched`` is what the user says that the product has. ``pairs`` are the neighbouring folded words of all visible
    text, ``words`` its words, ``segments`` the pieces of title and highlights as written.
    """

    grammar: Grammar
    given: bool
    brand: str
    title: str
    segments: tuple[str, ...]
    bullets: tuple[str, ...]
    description: str
    attributes: tuple[tuple[str, str], ...]
    vouched: tuple[str, ...]
    firm: frozenset[str]
    said: frozenset[str]
    told: frozenset[str]
    hidden: frozenset[str]
    pairs: frozenset[tuple[str, str]]
    words: frozenset[str]
    brand_stems: frozenset[str]
    spelling: Spelling

    @property
    def shown(self) -> frozenset[str]:
        """Stems of today's searchable text: title, highlights, bullets and search terms."""
        return self.firm | self.said | self.hidden

    @property
    def colours(self) -> frozenset[str]:
        """The stems of the colour attribute's value; empty when the colour is not given."""
        values = [value for key, value in self.attributes if self.grammar.colours & set(words(key))]
        return frozenset(stems(" ".join(values), self.grammar.language))


def read_facts(listing: Listing | None, user: UserWords, language: str, brand: str) -> Facts:
    """Read a listing (None: nothing is known but what the user vouches for); ``brand`` as ``brand_of`` found it."""
    own = listing or Listing()
    rules = grammar(language)
    attributes = _attributes(own, rules)
    values = [value for _, value in attributes]
    visible = [own.title, own.item_highlights, *own.bullets, own.description, *values, *user.has]
    pieces = [piece for text in visible for piece in segments(text)]

    def spoken(*texts: str) -> frozenset[str]:
        return frozenset(s for text in texts for s in content_stems(text, language))

    return Facts(
        grammar=rules,
        given=listing is not None,
        brand=brand,
        title=own.title,
        segments=tuple(segments(own.title)) + tuple(segments(own.item_highlights)),
        bullets=tuple(bullet for bullet in own.bullets if bullet.strip()),
        description=own.description,
        attributes=attributes,
        vouched=user.has,
        firm=spoken(own.title, own.item_highlights, *values, *user.has),
        said=spoken(*own.bullets),
        told=spoken(own.description),
        hidden=spoken(own.search_terms),
        pairs=_pairs(pieces),
        words=frozenset(word for piece in pieces for word in words(piece)),
        brand_stems=frozenset(stem(word, language) for word in words(f"{own.brand} {brand}")),
        spelling=read_spelling(pieces, rules),
    )


def segments(text: str) -> list[str]:
    """The pieces of a text between commas, dashes, brackets and sentence ends, as written."""
    return [piece for part in _BREAK.split(text) if (piece := part.strip(" -\u2013\u2014/&\"'"))]


def runs(segment: str) -> list[list[str]]:
    """The folded words of a segment, apart where a sign joins two things (*mincer & crusher*)."""
    return [found for part in re.split(r"[&/+]", segment) if (found := words(part))]


def compatible_from(found: Sequence[str], facts: Facts) -> int:
    """Where a piece of the title begins to say what the product goes with, counted from 1; 0 where it does not."""
    places = (
        at + 1
        for at in range(len(found))
        for phrase in facts.grammar.compatible
        if tuple(found[at : at + len(phrase)]) == phrase and at + len(phrase) < len(found)
    )
    return next(places, 0)


def _attributes(listing: Listing, rules: Grammar) -> tuple[tuple[str, str], ...]:
    return tuple(
        (key, value)
        for key, value in listing.attributes.items()
        if value.strip() and not rules.ignored & set(words(key))
    )


def _pairs(pieces: Iterable[str]) -> frozenset[tuple[str, str]]:
    return frozenset(pair for piece in pieces for run in runs(piece) for pair in pairwise(run))


def brand_of(listing: Listing | None, known_words: frozenset[str], brands: Iterable[str]) -> str:
    """The brand to begin the title with, its shouting calmed; empty when none is known.

    The title's own beginning where it agrees with the brand field (or abbreviates it), else the field.
    ``known_words`` are folded words that name products and cannot be a brand.
    """
    if listing is None:
        return ""
    title, field = tokens(listing.title), tokens(listing.brand)
    shared = _shared_start(title, field)
    if shared:
        return " ".join(calm(token) for token in shared)
    if title and field and title[0].casefold() == "".join(token[0] for token in field).casefold():
        return title[0]
    if field:
        return " ".join(calm(token) for token in field)
    known = [brand for brand in sorted(brands, key=lambda b: (-len(b), b)) if _starts(title, tokens(brand))]
    if known and not known_words & set(words(known[0])):
        return " ".join(calm(token) for token in title[: len(tokens(known[0]))])
    return ""


def _shared_start(title: list[str], field: list[str]) -> list[str]:
    shared = 0
    for left, right in zip(title, field, strict=False):
        if words(left) != words(right):
            break
        shared += 1
    telling = shared == len(field) or any(len(token) > 3 for token in title[:shared])
    return title[:shared] if telling else []


def _starts(title: list[str], brand: list[str]) -> bool:
    return bool(brand) and [words(t) for t in title[: len(brand)]] == [words(t) for t in brand]
