"""What the listing says of the product beyond its name, as short pieces of copy: features, uses, size and pack.

Only what the seller states, in the seller's words. Whether a piece is worth its room is decided by others.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from math import log10

from pipeline.listing.chunks import Chunk, Kind, Shelf
from pipeline.listing.facts import Facts, compatible_from, segments
from pipeline.listing.grammar import Grammar
from pipeline.listing.lexis import listed, phrases, stands_alone
from pipeline.listing.market import Market
from pipeline.listing.spelling import tokens
from pipeline.listing.truth import Truth
from pipeline.text import stem, stems, words

_LONGEST_FACT = 4
_FITS = 4.0  # points more for what a part fits: without it nobody can buy it
_MODEL = re.compile(r"(?=.*\d)[a-z]+[a-z\d]*|\d{4,}")
_LONGEST_COMPATIBLE = 50  # characters
_LIST_ITEM = 3
_TELLING = ("colours", "materials", "patterns", "features", "shapes")


@dataclass(frozen=True, slots=True, kw_only=True)
class Uses:
    """The uses that the title lists ("for baking, smoothies & cereals"), as folded words, in its order."""

    purpose: str
    items: tuple[tuple[str, ...], ...]


def find_facts(facts: Facts, market: Market, truth: Truth, shelf: Shelf, heads: frozenset[str]) -> tuple[Chunk, ...]:
    """Features, sizes and packs as chunks; the first writing of each content stays."""
    in_list = {word for item in find_uses(facts).items for word in item}
    found = [
        *_of_kind(Kind.PACK, _packs(facts), facts, shelf),
        *_of_kind(Kind.SIZE, _sizes(facts), facts, shelf),
        *_of_kind(Kind.FACT, _features(facts, heads, in_list), facts, shelf),
    ]
    chunks: dict[tuple[Kind, frozenset[str]], Chunk] = {}
    for chunk in found:
        true = chunk.content <= truth.visible or chunk.kind is not Kind.FACT
        if true and chunk.content and not chunk.content & facts.brand_stems:
            chunks.setdefault((chunk.kind, chunk.content), _charmed(chunk, market, facts))
    return tuple(chunk for chunk in chunks.values() if not _is_part(chunk, chunks.values()))


def _is_part(chunk: Chunk, others: Iterable[Chunk]) -> bool:
    """Whether a feature of one word stands in another feature: *touch* beside *touch screen*."""
    if chunk.kind is not Kind.FACT or len(chunk.words) > 1:
        return False
    return any(other.kind is Kind.FACT and chunk.content < other.content for other in others)


def _of_kind(kind: Kind, found: Iterable[tuple[str, ...]], facts: Facts, shelf: Shelf) -> Iterator[Chunk]:
    language = facts.grammar.language
    hollow = facts.grammar.suffixes | facts.grammar.prefixes | facts.grammar.inner
    for piece in found:
        text = facts.spelling.write(piece)
        yield shelf.chunk(text, kind, facts=frozenset(stem(word, language) for word in piece if word not in hollow))


def _charmed(chunk: Chunk, market: Market, facts: Facts) -> Chunk:
    """Points for the searches that ask for it, one a power of ten, for standing in the title, for what it fits."""
    asked = sum(phrase.volume for phrase in market.phrases if chunk.content <= phrase.needs)
    titled = chunk.content <= frozenset(stems(facts.title, facts.grammar.language))
    place = facts.title.lower().find(chunk.text.split()[0].lower())
    return replace(
        chunk,
        charm=0.3 + log10(1 + asked) + 1.5 * titled + _FITS * bool(compatible_from([*chunk.words, ""], facts)),
        place=place if place >= 0 else len(facts.title),
        sure=titled or asked > 0,
    )


def _features(facts: Facts, heads: frozenset[str], listed_uses: set[str]) -> Iterator[tuple[str, ...]]:
    """What the title comes with, compounds, common features, values of attributes, short segments of the title."""
    yield from (found for entry in facts.vouched if 0 < len(found := tuple(words(entry))) <= _LONGEST_FACT)
    yield from _compatibilities(facts)
    yield from _accompaniments(facts)
    for text in facts.segments:
        yield from _compounds(text, facts, loose=True)
        yield from _common(text, facts, heads)
    for text in facts.bullets:
        yield from _compounds(text, facts, loose=False)
    for key, value in facts.attributes:
        yield from _values(key, value, facts)
    for segment in facts.segments:
        yield from _segment(segment, facts, heads, listed_uses)


def _compounds(text: str, facts: Facts, *, loose: bool) -> Iterator[tuple[str, ...]]:
    """*Latex-Free*, *No Sugar Added*, *Non-Toxic*: a word and what qualifies it.

    ``loose``: without a hyphen too (*Dishwasher Safe*), which in a sentence could be two words by accident.
    """
    grammar = facts.grammar
    for piece in segments(text):
        found = words(piece)
        hyphenated = {tuple(words(token)) for token in tokens(piece) if "-" in token}
        for at, word in enumerate(found):
            before = tuple(found[max(at - 1, 0) : at + 1])
            whole = loose or _ends_a_thought(found, at, grammar)
            if word in grammar.suffixes and at and (loose or before in hyphenated) and whole:
                start = at - 2 if at > 1 and found[at - 2] in grammar.prefixes else at - 1
                if found[at - 1] not in grammar.inner | grammar.suffixes:
                    yield tuple(found[start : at + 1])
            pair = tuple(found[at : at + 2])
            if pair in hyphenated and word in grammar.prefixes and (loose or _ends_a_thought(found, at + 1, grammar)):
                yield pair


def _ends_a_thought(found: list[str], at: int, grammar: Grammar) -> bool:
    """Whether nothing follows that the word could be said of instead of the product (*water-resistant lining*)."""
    return at + 1 == len(found) or found[at + 1] in grammar.generic


def _common(text: str, facts: Facts, heads: frozenset[str]) -> Iterator[tuple[str, ...]]:
    """Features and materials of the general lists, where they speak of the product and not of a part of it.

    Single words only where they say how a thing is (*leakproof*), not what it is.
    """
    language = facts.grammar.language
    known = phrases("features", language) | phrases("materials", language)
    known = frozenset(run for run in known if len(run) > 1 or (run and stands_alone(run[0], language)))
    found = tuple(words(text))
    for at in range(len(found)):
        for width in (3, 2, 1):
            run = found[at : at + width]
            after = found[at + width : at + width + 1]
            if width == 1 and language != "en" and len(found) > 1:
                continue  # elsewhere the word may be said of the noun before it
            speaks = not after or stem(after[0], facts.grammar.language) in heads or after[0] in facts.grammar.inner
            if (
                len(run) == width
                and run in known
                and speaks
                and not set(found[max(at - 2, 0) : at]) & facts.grammar.negations
            ):
                yield run


def _compatibilities(facts: Facts) -> Iterator[tuple[str, ...]]:
    """*Compatible with Models 4396841 and EDR3RXD1*: whole, or up to the last model that there is room for."""
    for segment in facts.segments:
        found = words(segment)
        start = compatible_from(found, facts) - 1
        if start < 0:
            continue
        whole = tuple(found[start:])
        ends = [len(whole), *(at + 1 for at in range(len(whole) - 1, 0, -1) if _MODEL.fullmatch(whole[at]))]
        fitting = (whole[:end] for end in ends if len(" ".join(whole[:end])) <= _LONGEST_COMPATIBLE)
        yield from islice(fitting, 1)


def _accompaniments(facts: Facts) -> Iterator[tuple[str, ...]]:
    """What stands after a "with": *Removable Washable Cover*; a list goes on until its last item is joined."""
    for at, segment in enumerate(facts.segments):
        found = words(segment)
        starts = [
            n for n, word in enumerate(found) if word in facts.grammar.accompany and not compatible_from(found, facts)
        ]
        if not starts:
            continue
        tail = segment.split()
        begin = next(
            n for n, token in enumerate(tail) if words(token)[:1] and words(token)[0] in facts.grammar.accompany
        )
        rest = " ".join(tail[begin + 1 :])
        for item in [*_split_last(rest, facts), *_following(facts.segments[at + 1 :], rest, facts)]:
            plain = not set(item) & (facts.grammar.inner | facts.grammar.opinions)
            if plain and 0 < len(item) <= _LONGEST_FACT:
                yield item if len(item) > 1 else (facts.grammar.accompany[0], *item)


def _values(key: str, value: str, facts: Facts) -> Iterator[tuple[str, ...]]:
    """Short values that say by themselves what they are: the colour, and words of the general lists."""
    language = facts.grammar.language
    colour = bool(facts.grammar.colours & set(words(key)))
    telling = frozenset().union(*(listed(name, language) for name in _TELLING))
    for piece in re.sub(r"\([^()]*\)", "", value).split(","):
        found = tuple(words(piece))
        tells = any(stem(word, language) in telling for word in found) or found in phrases("materials", language)
        if 0 < len(found) <= 3 and (colour or tells) and not any(c.isdigit() for c in piece):
            yield found


def _segment(segment: str, facts: Facts, heads: frozenset[str], listed: set[str]) -> Iterator[tuple[str, ...]]:
    """A whole short piece of the title that is neither name, size, pack nor part of a list of uses."""
    found = tuple(words(segment))
    rooted = {stem(word, facts.grammar.language) for word in found}
    edges = {found[0], found[-1]} if found else set()
    if (
        (len(found) > 1 or (found and len(found[0]) > 3 and segment != facts.segments[0]))
        and len(found) <= _LONGEST_FACT
        and not rooted & (heads | facts.brand_stems)
        and not edges & (facts.grammar.inner | facts.grammar.suffixes - {found[-1]})
        and not set(found) & (listed | facts.grammar.opinions | set(facts.grammar.purpose))
        and not any(word[0].isdigit() for word in found)
        and found not in facts.grammar.hollow
        and not _joins(segment, facts)
    ):
        yield found


def find_uses(facts: Facts) -> Uses:
    """The list of uses that the title gives after its "for"; it ends where an item stops being short and plain."""
    purpose = facts.grammar.purpose
    for at, segment in enumerate(facts.segments):
        found = words(segment)
        starts = [n for n, word in enumerate(found) if word in purpose]
        if starts:
            first = tuple(found[starts[-1] + 1 :])
            items = [*_items([first], facts), *_following(facts.segments[at + 1 :], segment, facts)]
            kept = tuple(item for item in items if 0 < len(item) <= _LIST_ITEM)
            if kept and kept[0] == items[0]:  # else what follows belongs to another list
                return Uses(purpose=found[starts[-1]], items=tuple(dict.fromkeys(kept)))
    return Uses(purpose=purpose[0] if purpose else "", items=())


def _following(later: tuple[str, ...], first: str, facts: Facts) -> Iterator[tuple[str, ...]]:
    """The further items, only if one of them is joined as a list's last one is."""
    if _joins(first, facts):
        return
    taken: list[tuple[str, ...]] = []
    for segment in later:
        found = tuple(words(segment))
        if (
            not found
            or len(found) > 2 * _LIST_ITEM
            or "-" in segment
            or any(word in facts.grammar.purpose for word in found)
        ):
            return
        taken += _items([found], facts) if not _joins(segment, facts) else _split_last(segment, facts)
        if _joins(segment, facts):
            yield from taken
            return


def _joins(segment: str, facts: Facts) -> bool:
    return any(token in facts.grammar.joiners for token in segment.lower().split())


def _split_last(segment: str, facts: Facts) -> list[tuple[str, ...]]:
    pattern = "|".join(re.escape(joiner) for joiner in facts.grammar.joiners)
    return [found for part in re.split(rf"(?i)(?:^|\s)(?:{pattern})\s", segment) if (found := tuple(words(part)))]


def _items(found: Iterable[tuple[str, ...]], facts: Facts) -> list[tuple[str, ...]]:
    """Items without the joiner inside."""
    out: list[tuple[str, ...]] = []
    for item in found:
        part: list[str] = []
        for word in item:
            if word in facts.grammar.joiners:
                out.append(tuple(part))
                part = []
            else:
                part.append(word)
        out.append(tuple(part))
    return [item for item in out if item]


def _packs(facts: Facts) -> Iterator[tuple[str, ...]]:
    """*Pack of 4*, *6 Pcs*, *4er Pack* of the title, then of the attributes."""
    for text in (*facts.segments, *(value for _, value in facts.attributes)):
        found = words(text)
        for at, word in enumerate(found):
            if word not in facts.grammar.counts:
                continue
            after = found[at + 1 : at + 3]
            if {"1", "1er"} & {found[at - 1] if at else "", *after[1:]}:
                continue
            if len(after) == 2 and after[0] in facts.grammar.small and after[1].isdigit():
                yield (word, *after)
            elif at and re.fullmatch(r"\d{1,3}(er)?", found[at - 1]) and not _decimal(text, found[at - 1]):
                yield (found[at - 1], word)


def _decimal(text: str, number: str) -> bool:
    return bool(re.search(rf"[.,/]{re.escape(number)}\b", text))


def _sizes(facts: Facts) -> Iterator[tuple[str, ...]]:
    """A measure of the title with its unit: *1.2 Oz*, *24 x 18 Inches*; the seller's digits, nothing converted."""
    units = "|".join(sorted(map(re.escape, facts.grammar.units), key=lambda unit: (-len(unit), unit)))
    number = r"\d+(?:[.,]\d+)?(?:\s?[-–]\s?\d+(?:[.,]\d+)?)?"
    units = "|".join(unit for unit in units.split("|") if unit not in facts.grammar.counts)
    pattern = re.compile(rf"(?<![\w.,–-]){number}(?:\s?[x×]\s?{number}){{0,3}}[\s-]?(?:{units})\b", re.IGNORECASE)
    for segment in facts.segments:
        for match in pattern.finditer(segment):
            yield tuple(re.split(r"\s+|(?<=\d)-(?=[^\W\d])", match.group().lower()))
