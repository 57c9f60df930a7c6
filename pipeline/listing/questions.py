"""What to ask the seller: attributes that shoppers search for and the listing does not settle.

Sorted by the searches at stake. Values that exclude each other (sizes, colours, materials) make one question, and so
do words of one family (*rocker*, *rocking*). Only questions; what the answers change is not known here.
"""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.listing.facts import Facts
from pipeline.listing.lexis import listed
from pipeline.listing.market import Market, Phrase
from pipeline.listing.truth import Standing, Truth
from pipeline.result import Question, Unused

_MOST = 10
_SHOWN = 6
_GROUPS = (
    ("sizes", "size"),
    ("materials", "material"),
    ("colours", "color"),
    ("audience", "audience"),
    ("occasion", "occasion"),
)
_FAMILY = 4  # first letters that make words one family
_ASKED = frozenset({Standing.ATTRIBUTE, Standing.RARE, Standing.UNKNOWN})
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
    Standing.LISTING: "no room left",
    Standing.PRODUCT: "no room left",
}


def find_questions(market: Market, truth: Truth, facts: Facts) -> tuple[Question, ...]:
    """At most ten questions, the most searches at stake first."""
    families: dict[str, list[str]] = {}
    for root in _open_stems(truth):
        families.setdefault(_family(root, market, facts), []).append(root)
    found = [_question(name, frozenset(roots), market) for name, roots in families.items()]
    asked = [question for question in found if question.search_volume > 0]
    return tuple(sorted(asked, key=lambda q: (-q.search_volume, q.attribute))[:_MOST])


def _open_stems(truth: Truth) -> list[str]:
    return [root for root, standing in truth.standings.items() if standing in _ASKED - {Standing.UNKNOWN}]


def _family(root: str, market: Market, facts: Facts) -> str:
    """The name of the question that a word belongs to; exclusive attributes are one question each."""
    for name, label in _GROUPS:
        if root in listed(name, market.language):
            return label if name != "colours" or not facts.colours else ""
    return root[:_FAMILY]


def _question(family: str, roots: frozenset[str], market: Market) -> Question:
    """A family's question: named by its group, or by its most searched word, with the phrases that ask for it."""
    phrases = [phrase for phrase in market.phrases if phrase.needs & roots]
    grouped = family in {label for _, label in _GROUPS}
    options = sorted(roots, key=lambda root: (-market.tallies[root].volume, root))
    words_asked = [market.forms(root)[0] for root in options[:_SHOWN]]
    return Question(
        attribute=f"{family}: {', '.join(words_asked)}"
        if grouped and len(words_asked) > 1
        else " / ".join(words_asked[:3]),
        search_volume=sum(phrase.volume for phrase in phrases),
        phrases=_texts(phrases),
    )


def _texts(phrases: Iterable[Phrase]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(phrase.text for phrase in phrases))[:_SHOWN]


def find_unused(market: Market, truth: Truth, shown: frozenset[str]) -> tuple[Unused, ...]:
    """Every word of the targets that a copy holding the stems ``shown`` does not hold, with the searches it would
    help to open and why it is left out."""
    found = []
    for root, tally in market.tallies.items():
        if root in shown:
            continue
        volume = sum(phrase.volume for phrase in market.phrases if root in phrase.needs)
        word = min(tally.forms, key=lambda form: (-tally.forms[form], form))
        found.append(Unused(word=word, search_volume=volume, reason=_reason(root, truth)))
    return tuple(sorted(found, key=lambda unused: (-unused.search_volume, unused.word)))


def _reason(root: str, truth: Truth) -> str:
    standing = truth.standings[root]
    return f"misspelling of {truth.meant[root]}" if standing is Standing.MISSPELT else _REASONS[standing]
