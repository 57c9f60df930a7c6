"""Which phrases of a list share a word, in whatever form it stands in them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.keywords import lexicon
from pipeline.text import stem, words


@dataclass(frozen=True, slots=True, kw_only=True)
class WordGroup:
    """A word as it is written most often, and every phrase that holds it in any form."""

    word: str
    phrases: frozenset[str]


def word_groups(phrases: Sequence[str], language: str) -> tuple[WordGroup, ...]:
    """The words that more than one phrase holds, function words aside; the most frequent first."""
    stop = lexicon.vocabulary("stop", language)
    holders: defaultdict[str, set[str]] = defaultdict(set)
    forms: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for phrase in phrases:
        for word in words(phrase):
            if word not in stop:
                base = stem(word, language)
                holders[base].add(phrase)
                forms[base][word] += 1
    groups = (
        WordGroup(word=min(forms[base], key=lambda form: (-forms[base][form], form)), phrases=frozenset(held))
        for base, held in holders.items()
        if len(held) > 1
    )
    return tuple(sorted(groups, key=lambda group: (-len(group.phrases), group.word)))
