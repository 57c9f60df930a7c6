"""Searched phrases woven into the seller's sentences, only where a noun phrase already stands: "our sponges".

A determiner or the brand, then the product's name, may take a longer name with the same head in the same number. Only
in languages without case and gender to mind. Anything else reads wrong too often.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.listing.clean import header_of
from pipeline.listing.facts import Facts
from pipeline.listing.market import Market, Phrase
from pipeline.listing.names import Name, Names, exact_names
from pipeline.text import stem, stems, words

_LEAST = 0.002  # share of the volume from which a phrase is worth a slot


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A name inside a bullet: where it stands, what it is, and the stems of the bullet's other words."""

    bullet: int
    start: int
    end: int
    name: Name
    near: frozenset[str]


def weave(
    bullets: Sequence[str], facts: Facts, market: Market, names: Names, shown: str, limits: tuple[int, int]
) -> tuple[str, ...]:
    """The bullets with the strongest phrases that fit.

    ``shown`` is the text of title and highlights, ``limits`` the most characters of one bullet and of all.
    """
    if not facts.grammar.weave:
        return tuple(bullets)
    woven = list(bullets)
    done: set[int] = set()
    for phrase in exact_names(market.phrases, names):
        if phrase.volume < market.volume * _LEAST or _stands(phrase, [shown, *woven], market.language):
            continue
        fits = [
            slot
            for slot in _slots(woven, facts, names, market.language)
            if slot.bullet not in done and _takes(slot, phrase, facts, market)
        ]
        for slot in fits:
            text = _filled(woven[slot.bullet], slot, phrase, facts)
            total = sum(map(len, woven)) - len(woven[slot.bullet]) + len(text)
            if len(text) <= limits[0] and total <= limits[1]:
                woven[slot.bullet] = text
                done.add(slot.bullet)
                break
    return tuple(woven)


def _stands(phrase: Phrase, texts: Sequence[str], language: str) -> bool:
    row = f" {' '.join(phrase.stems)} "
    return any(row in f" {' '.join(stems(text, language))} " for text in texts)


def _slots(bullets: Sequence[str], facts: Facts, names: Names, language: str) -> Iterator[Slot]:
    """Each determiner or brand with the longest name behind it; a head noun alone is a name too."""
    known = frozenset(names.names)
    openers = facts.grammar.determiners | set(words(facts.brand)[-1:])
    for number, bullet in enumerate(bullets):
        offset = len(bullet) - len(header_of(bullet)[1])
        found = [(m.group().lower(), m.start(), m.end()) for m in re.finditer(r"[^\W_]+(?:['\u2019][^\W_]+)*", bullet)]
        for at, (word, start, _) in enumerate(found):
            if word not in openers or start < offset:
                continue
            for width in range(4, 0, -1):
                run = found[at + 1 : at + 1 + width]
                name = tuple(token for token, _, _ in run)
                is_name = name in known or (width == 1 and len(name) == 1 and stem(name[0], language) in names.heads)
                if is_name and _ends_there(bullet, run[-1][2], found[at + 1 + width : at + 2 + width], names, language):
                    near = found[:at] + found[at + 1 + width :]
                    stems_near = frozenset(stem(token, language) for token, _, _ in near)
                    yield Slot(bullet=number, start=run[0][1], end=run[-1][2], name=name, near=stems_near)
                    break


def _ends_there(bullet: str, end: int, following: Sequence[tuple[str, int, int]], names: Names, language: str) -> bool:
    """The noun phrase is over: no hyphen, and no further noun of the name ("our makeup sponge set")."""
    glued = bullet[end : end + 1] in {"-", "'", "\u2019"}
    return not glued and not any(stem(word, language) in names.heads for word, _, _ in following)


def _takes(slot: Slot, phrase: Phrase, facts: Facts, market: Market) -> bool:
    """Same head in the same number, every word of the old name kept, nothing that only the title may say."""
    old = {stem(word, market.language) for word in slot.name}
    return (
        phrase.words[-1] == slot.name[-1]
        and phrase.words != slot.name
        and old <= set(phrase.stems)
        and not slot.near & (set(phrase.stems) - old)
        and all(root in facts.firm or root in facts.said for root in phrase.stems)
    )


def _filled(bullet: str, slot: Slot, phrase: Phrase, facts: Facts) -> str:
    """Inside a sentence a name is written small, acronyms and the like aside."""
    old = bullet[slot.start : slot.end]
    at = next((n for n in range(len(phrase.words)) if phrase.words[n : n + len(slot.name)] == slot.name), None)
    if at is not None:
        parts = [*_small(phrase.words[:at], facts), old, *_small(phrase.words[at + len(slot.name) :], facts)]
    else:
        parts = _small(phrase.words, facts)
    return bullet[: slot.start] + " ".join(parts) + bullet[slot.end :]


def _small(found: Sequence[str], facts: Facts) -> list[str]:
    own = facts.spelling.own
    return [own[(word,)] if (word,) in own else facts.grammar.spellings.get(word, word) for word in found]
