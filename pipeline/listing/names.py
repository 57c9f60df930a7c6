"""What the product may be called: searched phrases that pass a grammar gate, and their overlaps.

Every test is by counts of the product's own searches and of the listing, never by a list of product words. Each
was added because of a line that no seller would publish (*sponge makeup*, *steel garlic press*).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pipeline.listing.facts import Facts, segments
from pipeline.listing.market import Market, Pair, Phrase
from pipeline.listing.truth import Truth
from pipeline.text import stem, words

Name = tuple[str, ...]
_SEEDS = 120
_LONGEST = 6
_FIXED = 0.7  # share of a word's neighbours that one word must make up to be its fixed partner


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """The candidate names as folded words, and the stems that name the product by themselves."""

    names: tuple[Name, ...]
    heads: frozenset[str]
    uses: tuple[Name, ...]
    two_headed: frozenset[Name]


def find_names(market: Market, truth: Truth, facts: Facts) -> Names:
    """Every name that the gate lets through, most searched first, and the uses that shoppers add to them."""
    gate = _Gate(market, truth, facts)
    seeds = [phrase for phrase in market.phrases if phrase.needs and phrase.needs <= truth.visible][:_SEEDS]
    split = [(phrase, *parts(phrase.words, facts)) for phrase in seeds]
    cores = dict.fromkeys(core for _, core, _ in split if core)
    merged = dict.fromkeys([*cores, *_merge(tuple(cores), gate)])
    spoken = dict.fromkeys([*merged, *_from_title(facts)])
    names = tuple(core for core in spoken if gate.passes(core))
    uses = dict.fromkeys(use for _, core, use in split if use and gate.passes(core) and gate.is_use(use))
    return Names(
        names=names,
        heads=gate.heads,
        uses=tuple(uses),
        two_headed=frozenset(name for name in names if gate.is_two_headed(name)),
    )


def parts(phrase: Sequence[str], facts: Facts) -> tuple[Name, Name]:
    """A phrase as its name and the use that follows ("for baking", without the "for"); a part may be empty."""
    for at, word in enumerate(phrase):
        if word in facts.grammar.purpose:
            return tuple(phrase[:at]), tuple(phrase[at + 1 :])
        if word in facts.grammar.inner:
            return (), ()
    return tuple(phrase), ()


def _merge(cores: tuple[Name, ...], gate: _Gate) -> Iterator[Name]:
    """Names that overlap, as one: *freeze dried strawberries* + *strawberries slices*; two rounds."""
    found = cores
    for _ in range(2):
        made = dict.fromkeys(
            whole for left in found for right in cores for whole in _overlaps(left, right) if gate.passes(whole)
        )
        yield from made
        found = tuple(made)


def _overlaps(left: Name, right: Name) -> Iterator[Name]:
    for shared in range(1, min(len(left), len(right))):
        whole = left + right[shared:]
        if left[-shared:] == right[:shared] and len(whole) <= _LONGEST:
            yield whole


def _from_title(facts: Facts) -> Iterator[Name]:
    """Runs of words of the seller's own title."""
    for segment in facts.segments:
        found = [word for word in words(segment)]
        for start in range(len(found)):
            for end in range(start + 1, min(len(found), start + _LONGEST) + 1):
                yield tuple(found[start:end])


class _Gate:
    """The grammar tests, with the counts that they ask for."""

    def __init__(self, market: Market, truth: Truth, facts: Facts) -> None:
        self._market, self._truth, self._facts = market, truth, facts
        self._language = market.language
        self._scarce = market.volume * 0.001
        self._before, self._after = _partners(market, facts)
        self.heads = _heads(market, truth, facts)

    def passes(self, name: Name) -> bool:
        """Whether the words in this order name the product in acceptable language."""
        rooted = [stem(word, self._language) for word in name]
        return (
            0 < len(name) <= _LONGEST
            and self._is_true(name, rooted)
            and self._has_shape(name, rooted)
            and all(self._is_said(pair) for pair in zip(name, name[1:], strict=False))
            and not self._breaks_a_pair(name)
        )

    def _is_true(self, name: Name, rooted: list[str]) -> bool:
        visible, praise = self._truth.visible, self._facts.grammar.opinions
        return (
            all(root in visible for root in rooted)
            and len(set(rooted)) == len(rooted)
            and not any(
                word in praise and root not in self._facts.firm for word, root in zip(name, rooted, strict=True)
            )
            and all(self._is_supported(name, at, root) for at, root in enumerate(rooted))
        )

    def _is_supported(self, name: Name, at: int, root: str) -> bool:
        """A word that only the bullets hold says something about its neighbour there, and about nothing else."""
        if root in self._facts.firm or root in self._truth.product or root not in self._facts.said:
            return True
        around = [name[at : at + 2], name[max(at - 1, 0) : at + 1]]
        return any(pair in self._facts.pairs for pair in around if len(pair) == 2)

    def _has_shape(self, name: Name, rooted: list[str]) -> bool:
        last = self._facts.grammar.heads_last
        head, inner = (rooted[-1], name[:-1]) if last else (rooted[0], name[1:])
        edges = {name[0], name[-1]}
        suffix_alone = name[0] in self._facts.grammar.suffixes
        return (
            head in self.heads
            and not edges & self._facts.grammar.inner
            and not suffix_alone
            and not any(word.isdigit() for word in name)
            and not (last and any(self._is_plural(word) for word in inner))
        )

    def _is_plural(self, word: str) -> bool:
        """Whether shoppers also say it in the singular, and it names the product: no plural stands inside a name."""
        root = stem(word, self._language)
        shorter = (
            [form for form in self._market.tallies[root].forms if len(form) < len(word)] if root in self.heads else []
        )
        return bool(shorter)

    def _is_said(self, pair: Pair) -> bool:
        """The pair is searched, not by the way and not mainly the other way round, or the seller writes it."""
        if pair in self._facts.pairs:
            return True
        volume, reverse = self._market.pairs.get(pair, 0), self._market.pairs.get((pair[1], pair[0]), 0)
        free_suffix = pair[1] in self._facts.grammar.suffixes
        return not free_suffix and volume >= max(self._scarce, 1) and volume * 2 >= reverse

    def _breaks_a_pair(self, name: Name) -> bool:
        """Whether a word stands without its fixed partner: *stainless* without *steel*, *press* without *garlic*."""
        first, last = self._before.get(name[0]), self._after.get(name[-1])
        return first is not None or last is not None

    def is_use(self, use: Name) -> bool:
        """Whether "for" may stand before it: true, and not the product itself ("sponge for makeup sponge")."""
        rooted = [stem(word, self._language) for word in use]
        content = [root for word, root in zip(use, rooted, strict=True) if word not in self._facts.grammar.inner]
        edges = {use[0], use[-1]} if use else set()
        return (
            0 < len(use) <= 3
            and bool(content)
            and not edges & self._facts.grammar.inner
            and all(root in self._truth.visible for root in content)
            and not set(rooted) & self.heads
            and any(root in self._facts.firm or root in self._truth.product for root in content)
        )

    def is_two_headed(self, name: Name) -> bool:
        """Whether two nouns that each name the product stand in it (*beauty blender makeup sponge*)."""
        return sum(stem(word, self._language) in self.heads for word in name) > 1


def _heads(market: Market, truth: Truth, facts: Facts) -> frozenset[str]:
    """The stems that end (or begin) the names of the basic product with at least 2 % of its volume."""
    last = facts.grammar.heads_last
    volume: dict[str, int] = {}
    followed: dict[str, int] = {}
    for phrase in market.phrases:
        core = parts(phrase.words, facts)[0]
        if not core or not phrase.relevant:
            continue
        rooted = [stem(word, market.language) for word in core]
        head, rest = (rooted[-1], rooted[:-1]) if last else (rooted[0], rooted[1:])
        volume[head] = volume.get(head, 0) + phrase.volume
        for root in rest:
            followed[root] = followed.get(root, 0) + phrase.volume
    least = sum(volume.values()) * 0.02
    return frozenset(
        root
        for root, amount in volume.items()
        if amount >= least and amount * 2 >= followed.get(root, 0) and truth.may_name(root)
    )


def _partners(market: Market, facts: Facts) -> tuple[dict[str, str], dict[str, str]]:
    """Words that hardly ever begin (end) a phrase because one other word stands before (after) them."""
    before: dict[str, dict[str, int]] = {}
    after: dict[str, dict[str, int]] = {}
    for phrase in market.phrases:
        padded = ("", *phrase.words, "")
        for left, right in zip(padded, padded[1:], strict=False):
            before.setdefault(right, {})[left] = before.get(right, {}).get(left, 0) + phrase.volume
            after.setdefault(left, {})[right] = after.get(left, {}).get(right, 0) + phrase.volume
    return _fixed(before, facts), _fixed(after, facts)


def _fixed(neighbours: dict[str, dict[str, int]], facts: Facts) -> dict[str, str]:
    fixed = {}
    for word, counts in neighbours.items():
        partner = max(sorted(counts), key=lambda w: counts[w])
        if word and partner and partner not in facts.grammar.inner and counts[partner] > _FIXED * sum(counts.values()):
            fixed[word] = partner
    return fixed


def exact_names(phrases: Iterable[Phrase], names: Names) -> tuple[Phrase, ...]:
    """The phrases that are names themselves, as searched."""
    allowed = frozenset(names.names)
    return tuple(phrase for phrase in phrases if phrase.words in allowed)


__all__ = ["Name", "Names", "exact_names", "find_names", "parts", "segments"]
