"""What to ask the seller: attributes that shoppers search for and the listing does not settle.

Sorted by the searches at stake. Values that exclude each other (sizes, colours, materials) make one question, and so
do words of one family (*rocker*, *rocking*). Only questions; what the answers change is not known here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from pipeline.listing.facts import Facts
from pipeline.listing.grammar import Grammar
from pipeline.listing.lexis import listed
from pipeline.listing.market import Market, Phrase
from pipeline.listing.truth import Standing, Truth
from pipeline.result import Question, Unused
from pipeline.text import stem

_MOST = 10
_SHOWN = 6
_GROUPS = {
    "size": ("sizes", "Which size is your product?"),
    "material": ("materials", "What is your product made of?"),
    "color": ("colours", "Which color is your product?"),
    "audience": ("audience", "Who is your product for?"),
    "occasion": ("occasion", "Which occasion is your product for?"),
}
"""The questions with several answers: the word list of their options, and how they are asked."""

_EXCLUSIVE = frozenset({"size", "material", "color"})
_FAMILY = 4  # first letters that make words one family
_ASKED = frozenset({Standing.ATTRIBUTE, Standing.RARE})
_REASONS = {
    Standing.NEVER: "on your list of words not to use",
    Standing.LACKS: "you said that the product does not have it",
    Standing.BANNED: "an opinion, a year or a word that Amazon does not allow",
    Standing.BRAND: "a brand",
    Standing.COLOUR: "another color",
    Standing.UNKNOWN: "not a known word, perhaps a brand",
    Standing.ATTRIBUTE: "not in your listing: ask",
    Standing.FRAGMENT: "too short to mean anything",
    Standing.RARE: "another name, searched too rarely to be sure: ask",
}


def find_questions(market: Market, truth: Truth, facts: Facts) -> tuple[Question, ...]:
    """At most ten questions, the most searches at stake first."""
    families: dict[str, list[str]] = {}
    for roots in _joined(_open_stems(market, truth), market):
        families.setdefault(_family(roots, market, facts), []).extend(roots)
    found = [_question(name, roots, market, facts) for name, roots in families.items()]
    asked = [question for question in found if question.search_volume > 0]
    return tuple(sorted(asked, key=lambda q: (-q.search_volume, q.attribute))[:_MOST])


def _open_stems(market: Market, truth: Truth) -> list[str]:
    """Words that a person can answer for; a bare number means nothing by itself."""
    return [
        root for root, standing in truth.standings.items() if standing in _ASKED and not market.forms(root)[0].isdigit()
    ]


def _joined(roots: list[str], market: Market) -> list[tuple[str, ...]]:
    """Words that are nearly always searched side by side are one attribute (*dishwasher safe*, *no sugar added*)."""
    follows = {(stem(a, market.language), stem(b, market.language)): v for (a, b), v in sorted(market.pairs.items())}
    runs: dict[str, tuple[str, ...]] = {root: (root,) for root in roots}
    for (left, right), volume in sorted(follows.items(), key=lambda item: (-item[1], item[0])):
        if not {left, right} <= runs.keys() or runs[left] == runs[right]:
            continue
        adjoin = runs[left][-1] == left and runs[right][0] == right
        if adjoin and volume * 2 >= max(market.tallies[left].volume, market.tallies[right].volume):
            run = runs[left] + runs[right]
            runs.update(dict.fromkeys(run, run))
    return sorted(dict.fromkeys(runs.values()), key=len, reverse=True)


def _family(roots: tuple[str, ...], market: Market, facts: Facts) -> str:
    """The name of the question that words belong to; exclusive attributes are one question each."""
    if len(roots) > 1:
        return " ".join(roots)
    for label, (name, _) in _GROUPS.items():
        if roots[0] in listed(name, market.language) and not (name == "colours" and facts.colours):
            return label
    return roots[0][:_FAMILY]


def _question(family: str, roots: list[str], market: Market, facts: Facts) -> Question:
    """A family's question, with the phrases that ask for it."""
    wanted = frozenset(roots)
    phrases = [phrase for phrase in market.phrases if phrase.needs & wanted]
    options = _options(family, roots, market, facts.grammar)
    return Question(
        attribute=family if family in _GROUPS else options[0],
        search_volume=sum(phrase.volume for phrase in phrases),
        phrases=_texts(phrases),
        text=_asked(options, family, phrases, facts.grammar),
        options=options,
        exclusive=family in _EXCLUSIVE,
    )


def _options(family: str, roots: list[str], market: Market, grammar: Grammar) -> tuple[str, ...]:
    """The words to confirm or deny, most searched first; words of one attribute and of one family stand together."""
    if family == " ".join(roots):
        return (" ".join(market.forms(root)[0] for root in roots),)
    ordered = sorted(roots, key=lambda root: (-market.tallies[root].volume, root))
    if family in _GROUPS and len(roots) > 1:
        return tuple(market.forms(root)[0] for root in ordered[:_SHOWN])
    return (_qualified(ordered[0], market, grammar),)


def _qualified(root: str, market: Market, grammar: Grammar) -> str:
    """A word with the one beside it that turns its meaning, where nearly all searches have both: *sugar free*."""
    word = market.forms(root)[0]
    usual = 0.8 * market.tallies[root].volume
    turned = [(word, suffix) for suffix in sorted(grammar.suffixes)] + [(p, word) for p in sorted(grammar.prefixes)]
    return next((" ".join(pair) for pair in turned if market.pairs.get(pair, 0) >= usual), word)


def _asked(options: tuple[str, ...], family: str, phrases: Sequence[Phrase], grammar: Grammar) -> str:
    """The question in words, as its phrases use the word: *press set*, *press with peeler*, *press for ginger*."""
    if len(options) > 1:
        return _GROUPS[family][1]
    word = f"“{options[0]}”"
    if options[0] in grammar.bundles:
        return f"Is your product sold as a {word}?"
    if _stands_behind(grammar.accompany, options[0], phrases):
        return f"Does your product come with {word}?"
    if _stands_behind(grammar.purpose, options[0], phrases):
        return f"Is your product for {word}?"
    return f"Does {word} describe your product?"


def _stands_behind(prepositions: Collection[str], option: str, phrases: Sequence[Phrase]) -> bool:
    """Whether at least half of the searches have an option somewhere behind one of some words."""
    behind = sum(
        phrase.volume for phrase in phrases if set(phrase.text.partition(option)[0].split()) & set(prepositions)
    )
    return 2 * behind >= sum(phrase.volume for phrase in phrases) > 0


def _texts(phrases: Iterable[Phrase]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(phrase.text for phrase in phrases))[:_SHOWN]


def find_unused(market: Market, truth: Truth, shown: frozenset[str]) -> tuple[Unused, ...]:
    """Every word of the targets that is not ``shown``, with the searches it could help to open and why it is out."""
    found = []
    for root, tally in market.tallies.items():
        if root in shown:
            continue
        volume = sum(phrase.volume for phrase in market.phrases if root in phrase.needs)
        word = min(tally.forms, key=lambda form: (-tally.forms[form], form))
        found.append(Unused(word=word, search_volume=volume, reason=_reason(root, market, truth)))
    return tuple(sorted(found, key=lambda unused: (-unused.search_volume, unused.word)))


def _reason(root: str, market: Market, truth: Truth) -> str:
    standing = truth.standings[root]
    if standing in {Standing.LISTING, Standing.PRODUCT}:
        alone = any(root in phrase.needs and phrase.needs <= truth.visible | truth.terms for phrase in market.phrases)
        return "no room left" if alone else "searched only together with words that are left out"
    return f"misspelling of {truth.meant[root]}" if standing is Standing.MISSPELT else _REASONS[standing]
