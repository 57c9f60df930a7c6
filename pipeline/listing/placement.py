"""How well the targets are placed: one score that favours exact phrases in the fields that weigh most.

The credits are those of the score that sellers know as Ranking Juice (exact 100 %, plural 70 %, phrase 50 %, broad
30 %; title three times, bullets twice); Item Highlights count as bullets, search terms once. It says nothing of rules.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.listing.chunks import holds
from pipeline.listing.coverage import content_stems
from pipeline.model import Copy, Target
from pipeline.text import stems, words

EXACT, PLURAL, PHRASE, BROAD = 1.0, 0.7, 0.5, 0.3
TITLE, SHOWN, HIDDEN = 3, 2, 1


class _Field:
    """The words and stems of one field."""

    def __init__(self, text: str, weight: int, language: str) -> None:
        self.weight = weight
        self._language = language
        self._words, self._stems = tuple(words(text)), tuple(stems(text, language))
        self._held = frozenset(self._stems)

    def credit(self, phrase: str) -> float:
        """Letter for letter, in another inflection, in order with words between, or in any order."""
        needed = content_stems(phrase, self._language)
        if not needed or not needed <= self._held:
            return 0.0
        if holds(self._words, tuple(words(phrase))):
            return EXACT
        rooted = tuple(stems(phrase, self._language))
        if holds(self._stems, rooted):
            return PLURAL
        rest = iter(self._stems)
        return PHRASE if all(root in rest for root in rooted if root in needed) else BROAD


def _fields(copy: Copy, language: str) -> Iterator[_Field]:
    yield _Field(copy.title, TITLE, language)
    for text in (copy.item_highlights, *copy.bullets):
        yield _Field(text, SHOWN, language)
    yield _Field(copy.search_terms, HIDDEN, language)
    yield _Field(" ".join((copy.title, copy.item_highlights, *copy.bullets, copy.search_terms)), 0, language)


def placement_score(copy: Copy, targets: Sequence[Target], language: str) -> float:
    """0 to 100: each target's best place in the copy by search volume; 100 is every target exactly in the title.

    A target that only several fields hold together counts as broad in the search terms. 0 of no searches.
    """
    fields = list(_fields(copy, language))
    total = sum(target.search_volume for target in targets)
    earned = 0.0
    for target in targets:
        alone = max(field.credit(target.phrase) * field.weight for field in fields)
        together = BROAD * HIDDEN * bool(fields[-1].credit(target.phrase))
        earned += target.search_volume * max(alone, together)
    return round(100 * earned / (TITLE * total), 1) if total else 0.0
