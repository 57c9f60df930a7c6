"""Steps about keywords: gaps, opportunities, questions, doubtful categories."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.model import TARGETS, Category, Grade
from pipeline.report.action import Action, targets, volume
from pipeline.report.gaps import own_rank, rivals_rank
from pipeline.report.words import listed, number, plural
from pipeline.result import Keyword, Result

QUESTIONS = 2
_SPEAKS = 6  # a relevancy that would be unusual for another product


def gaps(result: Result) -> Iterator[Action]:
    """Targets for which rivals rank in the top ten and the product does not."""
    found = [k for k in targets(result) if k.gap]
    if found:
        yield Action(
            title=f"Win {plural(len(found), 'phrase')} where rivals rank and you do not",
            evidence=f"Biggest: {listed([found[0].phrase])}, {number(found[0].search_volume)} searches a month; "
            f"{rivals_rank(found[0])}.",
            search_volume=volume(found),
            verb="See gaps",
            tab="Keywords",
            view="Gaps",
        )


def opportunities(result: Result) -> Iterator[Action]:
    """Phrases that few titles on page one hold."""
    found = [k for k in targets(result) if k.opportunity]
    if found:
        yield Action(
            title=f"Take {plural(len(found), 'phrase')} that few titles on page one hold",
            evidence=_biggest(found, _standing(found[0])),
            search_volume=volume(found),
            verb="See phrases",
            tab="Keywords",
            view="Opportunities",
        )


def questions(result: Result) -> Iterator[Action]:
    """Attributes that shoppers ask for and the listing does not settle."""
    asked = sorted(result.questions, key=lambda q: (-q.search_volume, q.attribute))
    for question in asked[:QUESTIONS]:
        yield Action(
            title=f"Answer: {question.text[:1].lower()}{question.text[1:]}",
            evidence=f"{listed(question.phrases)} {_wait(len(question.phrases))} for the answer.",
            search_volume=question.search_volume,
            verb="Answer",
            tab="Questions",
        )


def doubtful(result: Result) -> Iterator[Action]:
    """Doubtful phrases that are targets or for which many competitors rank; broad ones are never at stake."""
    found = [
        k
        for k in result.keywords
        if k.grade is Grade.LOOK
        and k.category is not Category.OUTLIER
        and (k.category in TARGETS or k.relevancy_score >= _SPEAKS)
    ]
    found.sort(key=lambda k: (-(k.search_volume or 0), k.phrase))
    if found:
        yield Action(
            title=f"Check the category of {plural(len(found), 'doubtful phrase')}",
            evidence=_biggest(found, f"now {found[0].category.value}"),
            search_volume=volume(found),
            verb="Check",
            tab="Keywords",
            view="Worth a look",
        )


def _biggest(found: list[Keyword], more: str) -> str:
    return f"Biggest: {listed([found[0].phrase])}, {number(found[0].search_volume)} searches a month; {more}."


def _standing(keyword: Keyword) -> str:
    """``2 titles on page one hold it, you rank 5``."""
    density = keyword.title_density or 0
    titles = f"{plural(density, 'title')} on page one {'holds' if density == 1 else 'hold'} it"
    return f"{titles if density else 'no title on page one holds it'}, {own_rank(keyword)}"


def _wait(count: int) -> str:
    return "waits" if count == 1 else "wait"
