"""Which words of the searches may be said of this product, decided before anything is optimised.

Every stem of the targets gets one standing, the first that fits. It judges words only; where they go is the
others' matter. A word that nothing supports is asked about, never used.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz.distance import OSA

from pipeline.listing.facts import Facts
from pipeline.listing.lexis import common, describes, familiar, listed, noun, written
from pipeline.listing.market import Market, Tally
from pipeline.listing.rules import RulePack, banned_words
from pipeline.model import ProductReading, UserWords
from pipeline.text import stem, stems, words

_YEAR = re.compile(r"(19|20)\d\d")
_SLIPS = 2  # letters wrong in a long word
_EXCLUSIVE = ("colours", "sizes", "materials", "audience", "occasion", "packs")
_ATTRIBUTES = (*_EXCLUSIVE, "shapes", "patterns", "features", "holidays")


class Standing(StrEnum):
    """What a word is to the product; the order is the order of the tests."""

    NEVER = "never"
    LACKS = "lacks"
    BANNED = "banned"
    BRAND = "brand"
    LISTING = "listing"
    COLOUR = "colour"
    PRODUCT = "product"
    MISSPELT = "misspelt"
    UNKNOWN = "unknown"
    ATTRIBUTE = "attribute"
    FRAGMENT = "fragment"
    RARE = "rare"


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """The standing of every stem, and what follows from it.

    ``visible`` stems may be said in title and highlights, ``terms`` may stand in the search terms; ``product``
    stems name the product although the listing does not hold them, ``own`` are the listing's that may be repeated.
    ``meant`` is the word behind a misspelling.
    """

    standings: dict[str, Standing]
    visible: frozenset[str]
    terms: frozenset[str]
    product: frozenset[str]
    own: frozenset[str]
    nouns: frozenset[str]
    meant: dict[str, str]

    def may_name(self, root: str) -> bool:
        """Whether the stem is a noun that can stand for a product."""
        return root in self.nouns


def judge(
    market: Market,
    facts: Facts,
    *,
    pack: RulePack,
    reading: ProductReading,
    user: UserWords,
    main_keyword: str,
) -> Truth:
    """Give every stem of the targets its standing."""
    court = _Court(market, facts, pack, reading, user, main_keyword)
    standings = {root: court.standing(root, tally) for root, tally in market.tallies.items()}
    supported = {root for root, standing in standings.items() if standing in {Standing.LISTING, Standing.PRODUCT}}
    product = {root for root, standing in standings.items() if standing is Standing.PRODUCT}
    spoken = {root for root in product if court.may_be_shown(root)}
    joining = {root for root, tally in market.tallies.items() if facts.grammar.connecting.issuperset(tally.forms)}
    return Truth(
        standings=standings,
        visible=frozenset(facts.firm | court.features | spoken) - court.forbidden,
        terms=frozenset(root for root in supported | joining if court.may_be_hidden(root)),
        product=frozenset(product),
        own=(facts.firm | court.features) - court.forbidden - facts.brand_stems,
        nouns=frozenset(root for root, tally in market.tallies.items() if court.is_noun(root, tally)),
        meant=court.meant,
    )


class _Court:
    """The tests, with the lists that they ask for."""

    def __init__(
        self,
        market: Market,
        facts: Facts,
        pack: RulePack,
        reading: ProductReading,
        user: UserWords,
        main_keyword: str,
    ) -> None:
        self._market, self._facts, self._language = market, facts, market.language
        self._banned = banned_words(pack, "search_terms", language=self._language)
        self._praise = facts.grammar.opinions
        self._never, self._lacks = self._single(user.never), self._single(user.lacks)
        self.forbidden = self._never | self._lacks
        self._named = frozenset(stems(main_keyword, self._language))
        self._heads = self._stems(reading.heads)
        self._core = self._named | self._heads | self._stems(reading.modifiers)
        self._brands = self._brand_stems((*reading.brands, *user.brands))
        self._lists = {name: listed(name, self._language) for name in _ATTRIBUTES}
        self._exclusive = frozenset().union(*(self._lists[name] for name in _EXCLUSIVE))
        self._attributes = frozenset().union(*self._lists.values())
        self._usual = _usual_words(market)
        names = sum(phrase.relevant for phrase in market.phrases)
        self._often = 1 if names < 20 else 2 if names < 40 else 3
        self._counted = _is_counted(facts)
        self._searched = {phrase.words: phrase.volume for phrase in reversed(market.phrases)}
        self.features = facts.said - self._exclusive
        self.meant: dict[str, str] = {}

    def _stems(self, texts: Sequence[str]) -> frozenset[str]:
        return frozenset(root for text in texts for root in stems(text, self._language))

    def _single(self, entries: Sequence[str]) -> frozenset[str]:
        """The stems of the entries that are one word; longer ones forbid a phrase, not its words."""
        return frozenset(stem(found[0], self._language) for entry in entries if len(found := words(entry)) == 1)

    def _brand_stems(self, brands: Sequence[str]) -> frozenset[str]:
        return self._single(brands) - self._core

    def standing(self, root: str, tally: Tally) -> Standing:
        """The first standing that fits."""
        facts, listed = self._facts, self._facts.firm | self._facts.said | self._facts.hidden
        form = _usual_form(tally)
        for standing, fits in (
            (Standing.NEVER, root in self._never),
            (Standing.LACKS, root in self._lacks),
            (Standing.BANNED, self._is_banned(root, form)),
            (Standing.BRAND, root in self._brands and root not in facts.firm),
            (Standing.LISTING, root in listed or (root in facts.told and root not in self._exclusive)),
            (Standing.COLOUR, bool(facts.colours) and root in self._lists["colours"] - self._lists["materials"]),
            (Standing.PRODUCT, self._is_core(root, form) or self._is_settled(form) or self._names_whom(root, tally)),
        ):
            if fits:
                return standing
        return self._unlisted(root, form, tally)

    def _is_core(self, root: str, form: str) -> bool:
        """A word of the product's own name; a number that the listing does not hold is no part of it."""
        return root in self._core and not (self._facts.given and form.isdigit())

    def _is_settled(self, form: str) -> bool:
        """A count of the package is another word for the count that the listing gives (*6 pcs*: a *pack*)."""
        return self._counted and form in self._facts.grammar.packs

    def _names_whom(self, root: str, tally: Tally) -> bool:
        """Whom it is for is part of the name where a basic name is that word and the head alone (*pet bed*)."""
        whole = (
            tally.relevant_volume >= self._market.relevant_volume * 0.03
            and tally.relevant_volume * 3 >= tally.volume * 2
        )
        return (
            whole
            and root in self._lists["audience"]
            and any(
                p.relevant and len(p.stems) == 2 and root in p.stems and set(p.stems) & self._core
                for p in self._market.phrases
            )
        )

    def _unlisted(self, root: str, form: str, tally: Tally) -> Standing:
        """The standing of a word that the listing does not hold."""
        meant = self._meant(root, form, tally) if form.isalpha() else ""
        if meant:
            self.meant[root] = meant
            return Standing.MISSPELT
        trusted = tally.relevant_phrases >= 5 and self._share(tally) >= 0.01
        if not familiar(form, self._language) and not trusted and form.isalpha():
            return Standing.UNKNOWN
        if root in self._attributes or any(c.isdigit() for c in form) or not tally.relevant_phrases:
            return Standing.ATTRIBUTE
        if len(form) < 3 and form.isascii() and tally.relevant_phrases < 10:
            return Standing.FRAGMENT
        return Standing.PRODUCT if self._is_frequent(tally) else Standing.RARE

    def _is_banned(self, root: str, form: str) -> bool:
        """Years, words of the moment and opinions; praise only where the listing does not speak so."""
        return (
            bool(_YEAR.fullmatch(form))
            or form in self._banned
            or (form in self._praise and root not in self._facts.shown)
        )

    def _is_frequent(self, tally: Tally) -> bool:
        """In enough names of the basic product to be a name of it; a short list needs fewer."""
        return (tally.relevant_phrases >= self._often and self._share(tally) >= 0.0008) or self._share(tally) >= 0.02

    def _share(self, tally: Tally) -> float:
        return tally.relevant_volume / max(self._market.relevant_volume, 1)

    def _meant(self, root: str, form: str, tally: Tally) -> str:
        """The known word that is a slip away and whose phrases have over 20 times the volume, or more for no word.

        A word that is right by itself (*freezer*) is a slip only where each of its phrases becomes another one with it.
        """
        slips = 1 if len(form) <= 5 else _SLIPS
        clearly = 20 if written(form, self._language) else 1
        near = [
            (OSA.distance(form, word), -volume, word)
            for word, volume in self._usual
            if volume > clearly * max(tally.volume, 1) and abs(len(word) - len(form)) <= _SLIPS and word != form
        ]
        found = [word for distance, _, word in sorted(near) if distance <= slips or _broken_off(form, word)]
        if clearly > 1 and common(form, self._language):
            found = [word for word in found if self._repairs_all(root, form, word)]
        return found[0] if found else self._parted(form)

    def _repairs_all(self, root: str, form: str, right: str) -> bool:
        holding = [phrase for phrase in self._market.phrases if root in phrase.needs]
        repaired = [tuple(right if word == form else word for word in phrase.words) for phrase in holding]
        return all(
            self._searched.get(words_meant, 0) > 20 * phrase.volume
            for words_meant, phrase in zip(repaired, holding, strict=True)
        )

    def _parted(self, form: str) -> str:
        """Two words of the searches written as one."""
        least = 20 * self._market.tallies[stem(form, self._language)].volume if common(form, self._language) else 0
        parted = [pair for pair, volume in self._market.pairs.items() if "".join(pair) == form and volume > least]
        best = max(parted, key=lambda pair: (self._market.pairs[pair], pair), default=("", ""))
        return " ".join(best).strip()

    def may_be_shown(self, root: str) -> bool:
        """Whether a name that the listing lacks may be said in visible copy: the product's own words, strong nouns."""
        tally = self._market.tallies[root]
        share = self._share(tally)
        return (
            root in self._named
            or self._names_whom(root, tally)
            or (share >= 0.02 and self.is_noun(root, tally) and not self._describes(tally))
            or (share >= 0.05 and root not in self._attributes and not self._describes(tally))
        )

    def _describes(self, tally: Tally) -> bool:
        return any(describes(form, self._language) for form in tally.forms)

    def may_be_hidden(self, root: str) -> bool:
        """Whether the stem may stand in the search terms: some form of it that no rule bans, and no brand."""
        forms = self._market.forms(root)
        return (
            root not in self._facts.brand_stems
            and root not in self._brands
            and any(f not in self._banned for f in forms)
        )

    def is_noun(self, root: str, tally: Tally) -> bool:
        """Whether a stem can name a product."""
        if root in self._heads or root in self._attributes:
            return root in self._heads
        return root in self._core or any(noun(form, self._language) for form in sorted(tally.forms))


def _broken_off(form: str, word: str) -> bool:
    """Whether a word is the beginning of another, its last letters left out (*free* for *freeze*)."""
    return len(form) > _SLIPS and word.startswith(form) and len(word) - len(form) <= _SLIPS


def _is_counted(facts: Facts) -> bool:
    """Whether title or attributes give a number of pieces."""
    counts = "|".join(sorted(map(re.escape, facts.grammar.counts)))
    texts = [facts.title.lower(), *(value.lower() for _, value in facts.attributes)]
    pattern = rf"\b([2-9]|\d{{2,3}})(er)?[\s-]?({counts})\b|\b({counts})\s\w+\s\d"
    return bool(counts) and any(re.search(pattern, text) for text in texts)


def _usual_words(market: Market) -> tuple[tuple[str, int], ...]:
    """The known words that could have been meant by a misspelling, with their volume."""
    return tuple(
        (form, tally.volume)
        for tally in market.tallies.values()
        if (form := _usual_form(tally)).isalpha() and common(form, market.language)
    )


def _usual_form(tally: Tally) -> str:
    return min(tally.forms, key=lambda form: (-tally.forms[form], form))
