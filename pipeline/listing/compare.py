"""Today's copy against a proposed one: the figures before and after, and the words that changed."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from pipeline.listing.coverage import captured, exact_volume, volume
from pipeline.listing.placement import placement_score
from pipeline.listing.rules import RulePack, check
from pipeline.listing.sizes import utf8
from pipeline.model import Copy, Target
from pipeline.result import BeforeAfter, CapturedVolume, Comparison

Change = Literal["kept", "removed", "added"]
_WORD_AND_SPACE = re.compile(r"[^\W_]+(?:['\u2019-][^\W_]+)*\s*|\S\s*|\s+")
_LONG = 4_000_000  # pairs of words beyond which a word by word comparison would keep a page waiting


def compare(
    before: Copy | None,
    after: Copy,
    targets: Sequence[Target],
    best_possible: int,
    pack: RulePack,
    *,
    language: str = "en",
    brand: str = "",
    other_brands: Sequence[str] = (),
) -> Comparison:
    """Both copies' figures; without a copy before, its figures are None (its captured volume 0).

    ``best_possible`` is never below what ``after`` captures: what is reached is possible.
    """

    def both(figure: Callable[[Copy], float]) -> BeforeAfter:
        return BeforeAfter(before=None if before is None else figure(before), after=figure(after))

    reached = volume(captured(after, targets, language))
    return Comparison(
        captured_volume=CapturedVolume(
            before=0 if before is None else volume(captured(before, targets, language)),
            after=reached,
            best_possible=max(best_possible, reached),
            targets=volume(targets),
        ),
        coverage_percent=both(lambda copy: _percent(len(captured(copy, targets, language)), len(targets))),
        intent=_intents(before, after, targets, language),
        exact_title_volume=both(lambda copy: exact_volume(copy.title, targets, language)),
        placement_score=both(lambda copy: placement_score(copy, targets, language)),
        title_characters=both(lambda copy: len(copy.title)),
        highlights_characters=both(lambda copy: len(copy.item_highlights)),
        bullet_characters=both(lambda copy: sum(map(len, copy.bullets))),
        search_terms_bytes=both(lambda copy: len(utf8(copy.search_terms))),
        rule_errors=both(lambda copy: _errors(copy, pack, language, brand, other_brands)),
    )


def _errors(copy: Copy, pack: RulePack, language: str, brand: str, other_brands: Sequence[str]) -> int:
    found = check(copy, pack, brand=brand, other_brands=other_brands, language=language)
    return sum(violation.severity == "error" for violation in found)


def _percent(part: int, whole: int) -> float:
    return round(100 * part / whole, 1) if whole else 0.0


def _intents(before: Copy | None, after: Copy, targets: Sequence[Target], language: str) -> BeforeAfter:
    today = None if before is None else mean_intent(captured(before, targets, language))
    return BeforeAfter(before=today, after=mean_intent(captured(after, targets, language)))


def mean_intent(targets: Sequence[Target]) -> float | None:
    """The mean intent (0-3) weighted by search volume; None where there are no searches to weigh by."""
    searches = volume(targets)
    weighted = sum(target.search_volume * target.intent_score for target in targets)
    return round(weighted / searches, 2) if searches else None


@dataclass(frozen=True, slots=True)
class DiffPart:
    """Words in a row, with the space after them, that were kept, removed or added."""

    change: Change
    text: str


def word_diff(before: str, after: str) -> tuple[DiffPart, ...]:
    """What became of each word and mark, in reading order; what was removed stands before what replaces it.

    The kept and added parts joined are ``after`` to the letter. Texts far longer than any field are taken as replaced.
    """
    old, new = _WORD_AND_SPACE.findall(before), _WORD_AND_SPACE.findall(after)
    if len(old) * len(new) > _LONG:
        return _parts(False, before, after)
    matcher = SequenceMatcher(None, [word.strip() for word in old], [word.strip() for word in new], autojunk=False)
    return tuple(
        part
        for tag, old_start, old_end, new_start, new_end in matcher.get_opcodes()
        for part in _parts(tag == "equal", "".join(old[old_start:old_end]), "".join(new[new_start:new_end]))
    )


def _parts(kept: bool, old: str, new: str) -> tuple[DiffPart, ...]:
    if kept:
        return (DiffPart("kept", new),)
    both = (DiffPart("removed", old), DiffPart("added", new))
    return tuple(part for part in both if part.text)
