"""How well categories agree with labels: plain figures over outcomes, nothing else."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Sequence

from benchmarks.labelled import Outcome
from pipeline.model import TARGETS, Category, Grade


def accuracy(outcomes: Sequence[Outcome]) -> float:
    """The share of phrases in the labelled category."""
    return statistics.fmean(outcome.right for outcome in outcomes)


def keep_or_drop(outcomes: Sequence[Outcome]) -> float:
    """The share of phrases that are rightly kept (Relevant or Design-Specific) or rightly dropped."""
    return statistics.fmean((each.label in TARGETS) == (each.verdict.category in TARGETS) for each in outcomes)


def macro_f1(outcomes: Sequence[Outcome]) -> float:
    """The mean over the labelled categories of the harmonic mean of precision and recall."""
    hits = Counter(each.label for each in outcomes if each.right)
    labelled = Counter(each.label for each in outcomes)
    said = Counter(each.verdict.category for each in outcomes)
    return statistics.fmean(2 * hits[name] / (labelled[name] + said[name]) for name in Category if labelled[name])


def graded(outcomes: Sequence[Outcome], grade: Grade) -> tuple[float, float | None]:
    """The share of phrases of a grade, and how many of those are right; None where there are none."""
    found = [outcome for outcome in outcomes if outcome.verdict.grade is grade]
    return len(found) / len(outcomes), accuracy(found) if found else None


def errors_below_median(outcomes: Sequence[Outcome]) -> float | None:
    """The share of the disagreements whose confidence is below the median of all; None where all agree."""
    wrong = [outcome for outcome in outcomes if not outcome.right]
    middle = statistics.median(outcome.verdict.confidence for outcome in outcomes)
    return statistics.fmean(each.verdict.confidence < middle for each in wrong) if wrong else None
