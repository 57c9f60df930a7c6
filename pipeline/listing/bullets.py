"""Bullets: the seller's own points, repaired and brought inside the limits; plain facts where there are too few.

Nothing is claimed that the listing does not claim. Which searched phrases go into them is ``weave.py``'s matter.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pipeline.listing.attributes import Uses
from pipeline.listing.chunks import Chunk, Kind
from pipeline.listing.clean import Check, clean_bullet, header_of, shorten
from pipeline.listing.facts import Facts
from pipeline.listing.grammar import Grammar
from pipeline.listing.market import Market
from pipeline.listing.rules import RulePack, check
from pipeline.listing.spelling import capital
from pipeline.model import Copy
from pipeline.text import stems, words

_ENOUGH = 3  # bullets from which no draft of bare facts is added
_SENTENCES = 40
_SHORT = 80
_LONGEST_HEADER = 45
_FEATURES = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What bullets can be made of where the seller has written too few."""

    names: tuple[str, ...]
    facts: tuple[Chunk, ...]
    uses: Uses


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """The bullets, and those of them that are drafts of bare facts."""

    bullets: tuple[str, ...]
    drafts: frozenset[str]


def write_bullets(facts: Facts, market: Market, material: Material, pack: RulePack, never: Check) -> Written:
    """Clean bullets within every limit, at most as many as are usual."""
    mended = _mended(facts, pack, never)
    best = _headed(_strongest(mended, facts, market, pack.bullets_wanted), material, pack)
    told = [*best, *_told(best, facts, market, material, pack, never)]
    bare = _drafts(told, facts, material, pack)
    bullets = within_total(_legal([*told, *bare], pack, facts.grammar), pack, facts.grammar)
    return Written(bullets=bullets, drafts=frozenset(bare))


def _mended(facts: Facts, pack: RulePack, never: Check) -> list[str]:
    proper = frozenset(words(facts.brand))
    found = []
    for text in _with_headers(facts.bullets):
        cleaned = clean_bullet(text, facts.grammar, pack, proper, never)
        short = shorten(cleaned, pack.bullet_max, facts.grammar)
        if len(short) >= pack.bullet_min and short not in found:
            found.append(short)
    return found


def _with_headers(bullets: Sequence[str]) -> Iterator[str]:
    """A bullet that is nothing but a header belongs to the one after it."""
    waiting = ""
    for bullet in bullets:
        text = bullet.strip()
        if text.endswith(":") and len(words(text)) <= 6:
            waiting = text
            continue
        yield f"{waiting} {text}" if waiting and not header_of(text)[0] else text
        waiting = ""


def _strongest(bullets: list[str], facts: Facts, market: Market, wanted: int) -> list[str]:
    """The bullets in their order without the weakest: praise goes first, then what says the least of its own."""
    kept = list(bullets)
    while len(kept) > wanted:
        kept.remove(min(reversed(kept), key=lambda bullet: _strength(bullet, kept, facts, market)))
    return kept


def _strength(bullet: str, others: Sequence[str], facts: Facts, market: Market) -> tuple[int, int, int]:
    language = market.language
    elsewhere = {root for other in others if other is not bullet for root in stems(other, language)}
    own = {root for root in stems(bullet, language) if root not in elsewhere and root not in facts.firm}
    praise = sum(word in facts.grammar.opinions for word in words(bullet))
    searched = sum(market.tallies[root].volume for root in own if root in market.tallies)
    return -max(praise - 1, 0), searched, len(own)


def _headed(bullets: list[str], material: Material, pack: RulePack) -> list[str]:
    """A short bullet without a header gets a name of the product as its header, each another one."""
    spare = [name for name in material.names if len(name) <= _LONGEST_HEADER]
    headed = []
    for bullet in bullets:
        fitting = [name for name in spare if not set(words(name)) & set(words(bullet))]
        short = len(bullet) <= _SHORT and not header_of(bullet)[0]
        if short and fitting and len(fitting[0]) + 2 + len(bullet) <= pack.bullet_max:
            spare.remove(fitting[0])
            headed.append(f"{fitting[0]}: {bullet}")
        else:
            headed.append(bullet)
    return headed


def _told(
    best: Sequence[str], facts: Facts, market: Market, material: Material, pack: RulePack, never: Check
) -> list[str]:
    """Sentences of the description up to the usual number."""
    found: list[str] = []
    spare = list(dict.fromkeys(material.names))
    for sentence in _sentences(facts, [*best], market, pack, never):
        if len(best) + len(found) >= pack.bullets_wanted:
            break
        header = spare.pop(0) if spare and not header_of(sentence)[0] else ""
        text = f"{header}: {sentence}" if header else sentence
        found.append(text if len(text) <= pack.bullet_max else sentence)
    return found


def _drafts(told: Sequence[str], facts: Facts, material: Material, pack: RulePack) -> list[str]:
    """Bare facts up to the least number of bullets that Amazon asks for."""
    bare = (shorten(draft, pack.bullet_max, facts.grammar) for draft in _bare(facts, material, told))
    return [draft for draft in bare if len(draft) >= pack.bullet_min][: max(_ENOUGH - len(told), 0)]


def _sentences(facts: Facts, best: Sequence[str], market: Market, pack: RulePack, never: Check) -> Iterator[str]:
    """Sentences of the seller's description that speak of the product and of something new, in their order."""
    proper = frozenset(words(facts.brand))
    said = {root for bullet in best for root in stems(bullet, market.language)}
    for sentence in _split(facts.description)[:_SENTENCES]:
        rooted = set(stems(sentence, market.language))
        ours = sum(root in market.tallies for root in rooted)
        text = clean_bullet(sentence, facts.grammar, pack, proper, never)
        if ours >= 2 and len(rooted - said) >= 4 and text and len(text) <= pack.bullet_max:
            said |= rooted
            yield text


def _split(text: str) -> list[str]:
    sentences: list[str] = []
    for line in text.splitlines():
        rest = line.strip()
        while rest:
            ends = [at for mark in (". ", "! ", "? ") if (at := rest.find(mark)) > 0]
            cut = min(ends) + 1 if ends else len(rest)
            sentences.append(rest[:cut].strip())
            rest = rest[cut:].strip()
    return sentences


def _bare(facts: Facts, material: Material, best: Sequence[str]) -> Iterator[str]:
    """Bullets of facts alone, each a header and what belongs to it."""
    joiner = next((word for word in facts.grammar.joiners if word.isalpha()), "&")
    used = {header_of(bullet)[0] for bullet in best}
    names = [name for name in material.names if len(name) <= _LONGEST_HEADER and name not in used]
    features = [chunk.text for chunk in material.facts if chunk.kind is Kind.FACT][:_FEATURES]
    features += [chunk.text for chunk in material.facts if chunk.kind in {Kind.SIZE, Kind.PACK}]
    for name, some in zip(names, _shared(features, len(names)), strict=False):
        yield f"{name}: {', '.join(some)}"
    spare = names[len(_shared(features, len(names))) :]
    items = [" ".join(item) for item in material.uses.items if not any(word[0].isdigit() for word in item)]
    if spare and len(items) > 1:
        yield f"{spare[0]}: {capital(material.uses.purpose)} {', '.join(items[:-1])} {joiner} {items[-1]}"
    details = [(key, value) for key, value in facts.attributes if any(c.isalpha() for c in value)]
    if details:
        yield "; ".join([f"{details[0][0]}: {details[0][1]}", *(f"{key} {value}" for key, value in details[1:4])])


def _shared(features: Sequence[str], names: int) -> list[Sequence[str]]:
    """The features dealt out over a few bullets, two or three a bullet, in their order."""
    bullets = min(_ENOUGH, names, max(len(features) // 2, 1)) if len(features) > 1 else 0
    size = -(-len(features) // bullets) if bullets else 0
    return [features[at * size : (at + 1) * size] for at in range(bullets) if features[at * size : (at + 1) * size]]


def _legal(bullets: Iterable[str], pack: RulePack, grammar: Grammar) -> list[str]:
    """Without those that still break a rule of severity error: a bullet less is better than a listing suppressed."""
    return [
        bullet
        for bullet in dict.fromkeys(bullets)
        if not any(v.severity == "error" for v in check(Copy(bullets=(bullet,)), pack, language=grammar.language))
    ]


def within_total(bullets: Sequence[str], pack: RulePack, grammar: Grammar) -> tuple[str, ...]:
    """The bullets cut, the longest first, until all together fit."""
    kept = list(bullets)
    while (over := sum(map(len, kept)) - pack.bullets_total) > 0:
        tried = [(at, shorten(bullet, len(bullet) - 1, grammar)) for at, bullet in enumerate(kept)]
        enough = [(len(kept[at]) - len(cut) - over, at, cut) for at, cut in tried if len(kept[at]) - len(cut) >= over]
        longest = max(range(len(kept)), key=lambda at: (len(kept[at]), -at))
        at, cut = min(enough)[1:] if enough else tried[longest]
        if len(cut) < pack.bullet_min:
            kept.pop(at)
        else:
            kept[at] = cut
    return tuple(kept)
