"""What the product may be called: searched phrases that pass a grammar gate, and their overlaps.

Every test is by counts of the product's own searches and of the listing, never by a list of product words. Each
was added because of a line that no seller would publish (*sponge makeup*, *steel garlic press*).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.keywords.lexicon import singular
from pipeline.listing.facts import Facts, compatible_from, runs
from pipeline.listing.lexis import phrases
from pipeline.listing.market import Market, Pair, Phrase
from pipeline.listing.truth import Truth
from pipeline.text import stem, words

Name = tuple[str, ...]
_SEEDS = 120
_LONGEST = 6
_VARIANT = 0.05  # share of a pair's main form below which another form of it (*freeze dry*) is a slip
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
    own, fitted = frozenset(words(facts.brand)), _fitted(facts)
    passed = [core for core in spoken if gate.passes(core) and not names_another(core, own) and fitted.isdisjoint(core)]
    names = _without_variants(passed, market, facts)
    uses = dict.fromkeys(use for _, core, use in split if use and gate.passes(core) and gate.is_use(use))
    return Names(
        names=names,
        heads=gate.heads,
        uses=tuple(uses),
        two_headed=frozenset(name for name in names if gate.is_two_headed(name)),
    )


def _fitted(facts: Facts) -> frozenset[str]:
    """The brands and models that the title says the product goes with: they are no part of its name."""
    makers = phrases("brands", "en") | phrases("doubtful_brands", "en")
    found: set[str] = set()
    for segment in facts.segments:
        spoken = words(segment)
        start = compatible_from(spoken, facts) - 1
        if start >= 0:
            found.update(word for word in spoken[start:] if (word,) in makers or any(c.isdigit() for c in word))
    return frozenset(found)


def names_another(name: Sequence[str], own: frozenset[str]) -> bool:
    """Whether a name holds a known brand that is not one's own: what a part is *for* may not be what it is called."""
    known = phrases("brands", "en")
    spans = (tuple(name[at : at + width]) for at in range(len(name)) for width in (1, 2, 3))
    return any(span in known and not own.issuperset(span) for span in spans)


def parts(phrase: Sequence[str], facts: Facts) -> tuple[Name, Name]:
    """A phrase as its name and the use that follows ("for baking", without the "for"); a part may be empty."""
    for at, word in enumerate(phrase):
        if word in facts.grammar.purpose:
            return tuple(phrase[:at]), tuple(phrase[at + 1 :])
        if word in facts.grammar.accompany:
            return (), ()
    return tuple(phrase), ()


def _without_variants(names: Sequence[Name], market: Market, facts: Facts) -> tuple[Name, ...]:
    """The most searched writing of each name: *makeup* or *make up*, *botella agua* or *botella de agua*."""
    searched = {phrase.words: phrase.volume for phrase in reversed(market.phrases)}
    best: dict[str, Name] = {}
    for name in names:
        key = "".join(word for word in name if word not in facts.grammar.inner)
        if key not in best or searched.get(name, 0) > searched.get(best[key], 0):
            best[key] = name
    kept = frozenset(best.values())
    return tuple(name for name in names if name in kept)


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
        for found in runs(segment):
            for start in range(len(found)):
                for end in range(start + 2, min(len(found), start + _LONGEST) + 1):
                    yield tuple(found[start:end])


class _Gate:
    """The grammar tests, with the counts that they ask for."""

    def __init__(self, market: Market, truth: Truth, facts: Facts) -> None:
        self._market, self._truth, self._facts = market, truth, facts
        self._language = market.language
        self._scarce = market.volume * 0.001
        self._before, self._after = _partners(market, facts)
        self._main_form = _main_forms(market)
        self.heads = _heads(market, truth, facts)

    def passes(self, name: Name) -> bool:
        """Whether the words in this order name the product in acceptable language."""
        rooted = [stem(word, self._language) for word in name]
        return (
            0 < len(name) <= _LONGEST
            and self._is_true(name, rooted)
            and self._has_shape(name, rooted)
            and all(self._is_said(pair) for pair in pairwise(name))
            and not self._breaks_a_pair(name)
        )

    def _is_true(self, name: Name, rooted: list[str]) -> bool:
        visible, praise = (
            self._truth.visible - (self._facts.brand_stems - self._truth.product),
            self._facts.grammar.opinions,
        )
        inner = self._facts.grammar.inner
        return (
            all(root in visible or word in inner for word, root in zip(name, rooted, strict=True))
            and len(set(rooted)) == len(rooted)
            and not any(
                word in praise and root not in self._facts.firm for word, root in zip(name, rooted, strict=True)
            )
            and all(self._is_supported(name, at, root) for at, root in enumerate(rooted))
        )

    def _is_supported(self, name: Name, at: int, root: str) -> bool:
        """A word of the listing in the listing's form (*slices* are not *sliced*), or a name that needs no listing.

        A word that only the bullets hold says something about its neighbour there, and about nothing else.
        """
        if root in self._facts.firm and root not in self._truth.product:
            return self._is_same_word(name[at]) or name[at] in self._facts.grammar.inner
        if root in self._facts.firm or root in self._truth.product or name[at] in self._facts.grammar.inner:
            return True
        around = [name[at : at + 2], name[max(at - 1, 0) : at + 1]]
        return any(pair in self._facts.pairs for pair in around if len(pair) == 2)

    def _is_same_word(self, word: str) -> bool:
        if self._language != "en" or word in self._facts.words:
            return True
        single = singular(word)
        return single in self._facts.words or any(
            singular(own) == single for own in self._facts.words if own[0] == word[0]
        )

    def _has_shape(self, name: Name, rooted: list[str]) -> bool:
        last = self._facts.grammar.heads_last
        name, rooted = self._unbundled(name, rooted)
        head, inner = (rooted[-1], name[:-1]) if last else (rooted[0], name[1:])
        edges = {name[0], name[-1]}
        suffix_alone = name[0] in self._facts.grammar.suffixes
        return (
            head in self.heads
            and not edges & self._facts.grammar.inner
            and not suffix_alone
            and not any(word.isdigit() and not self._is_counted(name, at) for at, word in enumerate(name))
            and not (last and any(self._is_plural(word) for word in inner))
        )

    def _unbundled(self, name: Name, rooted: list[str]) -> tuple[Name, list[str]]:
        """Without a last *set* or *kit* that the seller himself puts behind the name."""
        bundled = len(name) > 1 and name[-1] in self._facts.grammar.bundles and name[-2:] in self._facts.pairs
        return (name[:-1], rooted[:-1]) if bundled else (name, rooted)

    def _is_counted(self, name: Name, at: int) -> bool:
        """Whether a number stands before the same word in the listing or belongs to the product's name."""
        return name[at : at + 2] in self._facts.pairs or stem(name[at], self._language) in self._truth.product

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
        main = self._main_form.get((stem(pair[0], self._language), stem(pair[1], self._language)), 0)
        free_suffix = pair[1] in self._facts.grammar.suffixes
        usual = volume >= max(self._scarce, 1) and volume * 2 >= reverse and volume >= main * _VARIANT
        return usual and not free_suffix

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
        """Whether two nouns that each name the product stand in it, unless the seller puts them side by side."""
        places = [at for at, word in enumerate(name) if stem(word, self._language) in self.heads]
        return any(
            right - left > 1 or name[left : right + 1] not in self._facts.pairs for left, right in pairwise(places)
        )


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


def _main_forms(market: Market) -> dict[Pair, int]:
    """The volume of the most searched writing of each pair of stems."""
    main: dict[Pair, int] = {}
    for (left, right), volume in market.pairs.items():
        rooted = (stem(left, market.language), stem(right, market.language))
        main[rooted] = max(main.get(rooted, 0), volume)
    return main


def _partners(market: Market, facts: Facts) -> tuple[dict[str, str], dict[str, str]]:
    """Words that hardly ever begin (end) a phrase because one other word stands before (after) them."""
    before: dict[str, dict[str, int]] = {}
    after: dict[str, dict[str, int]] = {}
    for phrase in market.phrases:
        padded = ("", *phrase.words, "")
        for left, right in pairwise(padded):
            before.setdefault(right, {})[left] = before.get(right, {}).get(left, 0) + phrase.volume
            after.setdefault(left, {})[right] = after.get(left, {}).get(right, 0) + phrase.volume
    starts = {words(segment)[0] for segment in facts.segments if words(segment)} | {
        right for left, right in facts.pairs if stem(left, market.language) in facts.brand_stems
    }
    own_before = _fixed(before, facts, {(right, left) for left, right in facts.pairs})
    own_after = _fixed(after, facts, set(facts.pairs))
    return {word: partner for word, partner in own_before.items() if word not in starts}, own_after


def _fixed(neighbours: dict[str, dict[str, int]], facts: Facts, listed: set[Pair]) -> dict[str, str]:
    """Words with one neighbour for most of their volume, unless the seller gives them another one."""
    others: dict[str, set[str]] = {}
    for word, neighbour in listed:
        others.setdefault(word, set()).add(neighbour)
    fixed = {}
    for word, counts in neighbours.items():
        partner = max(sorted(counts), key=lambda w: counts[w])
        is_partner = word and partner and partner not in facts.grammar.inner and not others.get(word, set()) - {partner}
        if is_partner and counts[partner] > _FIXED * sum(counts.values()):
            fixed[word] = partner
    return fixed


def exact_names(phrases: Iterable[Phrase], names: Names) -> tuple[Phrase, ...]:
    """The phrases that are names themselves, as searched, stacks of two names aside."""
    allowed = frozenset(names.names) - names.two_headed
    return tuple(phrase for phrase in phrases if phrase.words in allowed)
