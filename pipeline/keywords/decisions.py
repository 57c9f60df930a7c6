"""The user's decisions about single phrases, applied to what was found.

Promises that the user's word wins: a decided phrase has the decided category, surely, with a reason that still says
what was found. Phrases that were not decided keep their verdicts. It decides nothing by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from pipeline.keywords import mainkeyword
from pipeline.keywords.context import Categorisation
from pipeline.model import TARGETS, Aspects, Decision, Grade, KeywordRow, Relevancy, Verdict
from pipeline.text import phrase_key, words

_QUOTED = 3


def in_force(decisions: Iterable[Decision]) -> dict[str, Decision]:
    """The decisions by what makes phrases the same, in the order of the phrases; the later of two about one wins."""
    found = {phrase_key(decision.phrase): decision for decision in decisions}
    return dict(sorted(found.items()))


def decided(
    found: Categorisation,
    rows: Sequence[KeywordRow],
    relevancy: Sequence[Relevancy],
    decisions: Iterable[Decision],
    chosen: str = "",
) -> Categorisation:
    """The categorisation with the decisions, and the main keyword that follows.

    :param chosen: the user's own main keyword.
    """
    wanted = in_force(decisions)
    if not wanted:
        return found
    keys = [phrase_key(row.phrase) for row in rows]
    verdicts = tuple(
        _decided(verdict, row.phrase, wanted[key]) if key in wanted else verdict
        for row, key, verdict in zip(rows, keys, found.verdicts, strict=True)
    )
    return replace(
        found,
        verdicts=verdicts,
        main_keyword=mainkeyword.final(rows, relevancy, verdicts, chosen),
        warnings=(*found.warnings, *_not_there([wanted[key].phrase for key in wanted.keys() - {*keys}])),
    )


def _decided(verdict: Verdict, phrase: str, decision: Decision) -> Verdict:
    same = decision.category is verdict.category
    said = f"Confirmed by you ({verdict.reason})" if same else f"Set by you (was {verdict.category}: {verdict.reason})"
    return replace(
        verdict,
        category=decision.category,
        reason=said,
        confidence=1.0,
        grade=Grade.SURE,
        aspects=verdict.aspects if same else _aspects(verdict.aspects, phrase, decision),
        path="decided",
        standing="",
        automatic=verdict.category,
        locked=decision.locked,
    )


def _aspects(found: Aspects, phrase: str, decision: Decision) -> Aspects:
    """A phrase that the user says is the product names it, by the words that name nothing else."""
    if found.product or decision.category not in TARGETS:
        return found
    other = {*words(found.attribute), *words(found.use)}
    naming = [word for word in words(phrase) if word not in other] or words(phrase)
    return replace(found, product=" ".join(naming))


def _not_there(phrases: Sequence[str]) -> tuple[str, ...]:
    if not phrases:
        return ()
    named = ", ".join(f"“{phrase}”" for phrase in sorted(phrases)[:_QUOTED])
    more = f" and {len(phrases) - _QUOTED:,} more" if len(phrases) > _QUOTED else ""
    if len(phrases) == 1:
        return (f"1 decision is about a phrase that these files do not hold, and is kept: {named}.",)
    return (f"{len(phrases):,} decisions are about phrases that these files do not hold, and are kept: {named}{more}.",)
