"""How far each finding can be trusted.

Promises a probability and one of three grades. The figures in ``confidence.csv`` count how often a finding was right on
keyword lists labelled by people (``python -m benchmarks.categories --calibrate`` counts anew); finer grades than three
were not justified by them.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pipeline.keywords.facts import Facts
from pipeline.keywords.tidy import plain_words
from pipeline.model import Grade

TABLE = Path(__file__).with_name("confidence.csv")
"""Columns ``path``, ``standing``, ``right``, ``total``."""

PRIOR, STRENGTH = 0.79, 8
"""The share of right findings over all paths, and how many phrases it counts as where few were seen."""

SURE, LIKELY = 0.88, 0.7
"""The least confidence of the two upper grades."""

TOLD = 0.99
"""The confidence of what the user says."""

_ABOUT = {"sibling": 1, "hypernym": 0}  # words left over that a finding itself is about
_HALF = 0.5


@dataclass(frozen=True, slots=True)
class Ground:
    """What a finding stands on: the ``path`` of the rule, and the ``standing`` of the phrase beside it.

    The standing names how competitors rank for the phrase (*high*, *half*, *low*, nothing without ranks), whether its
    words had to be *tidied*, and whether *more* words are left over than the finding is about.
    """

    path: str
    standing: str


def ground(about: Facts, path: str) -> Ground:
    """What a finding of one path about one phrase stands on."""
    phrase = about.phrase
    tidied = tuple(word.text for word in phrase.words) != plain_words(phrase.text)
    more = len(about.left) > _ABOUT.get(path, len(about.left))
    return Ground(path, " ".join(filter(None, (_rank(about), "tidied" * tidied, "more" * more))))


def _rank(about: Facts) -> str:
    if about.phrase.relevancy is None:
        return ""
    if about.high:
        return "high"
    return "half" if about.relevancy >= _HALF * about.setting.product.thresholds.high else "low"


@cache
def counts() -> dict[Ground, tuple[int, int]]:
    """How often findings on each ground were right, and how often they were seen."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        return {Ground(row["path"], row["standing"]): (int(row["right"]), int(row["total"])) for row in rows}


@cache
def _paths() -> dict[str, tuple[int, int]]:
    found: dict[str, tuple[int, int]] = {}
    for each, (right, total) in counts().items():
        before = found.get(each.path, (0, 0))
        found[each.path] = (before[0] + right, before[1] + total)
    return found


@cache
def confidence(stands_on: Ground) -> float:
    """The share of right findings on such ground.

    Smoothed towards that of its path, which is smoothed towards the mean of all; the user is always right.
    """
    if stands_on.path == "user":
        return TOLD
    usual = _smoothed(_paths().get(stands_on.path, (0, 0)), PRIOR)
    return round(_smoothed(counts().get(stands_on, (0, 0)), usual), 3)


def _smoothed(counted: tuple[int, int], otherwise: float) -> float:
    right, total = counted
    return (right + STRENGTH * otherwise) / (total + STRENGTH)


def grade(value: float) -> Grade:
    """The grade that a confidence stands for."""
    if value >= SURE:
        return Grade.SURE
    return Grade.LIKELY if value >= LIKELY else Grade.LOOK
