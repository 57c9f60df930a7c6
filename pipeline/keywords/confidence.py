"""How far each kind of finding can be trusted.

Promises a probability and one of three grades a path. The figures in ``confidence.csv`` count how often a path was
right on keyword lists labelled by people; finer grades than three were not justified by them.
"""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

from pipeline.model import Grade

_TABLE = Path(__file__).with_name("confidence.csv")
_PRIOR, _STRENGTH = 0.79, 8  # mean over all paths, and the number of phrases that it counts as
_SURE, _LIKELY = 0.85, 0.70
_TOLD = 0.99
_ABOUT = {"sibling": 1, "hypernym": 0, "attr": 0}


@cache
def _rates() -> dict[str, float]:
    with _TABLE.open(encoding="utf-8", newline="") as file:
        return {
            row["path"]: (int(row["right"]) + _STRENGTH * _PRIOR) / (int(row["total"]) + _STRENGTH)
            for row in csv.DictReader(file)
        }


def confidence(path: str, unexplained: int = 0) -> float:
    """The share of right findings of a path, smoothed; the mean for a path without figures; the user is always right.

    ``unexplained`` is how many words of the phrase nothing explains: some paths are less sure when there are more of
    them than the finding itself is about.
    """
    if path == "user":
        return _TOLD
    if unexplained > _ABOUT.get(path, unexplained):
        path += "+"
    return round(_rates().get(path, _PRIOR), 3)


def grade(value: float) -> Grade:
    """The grade that a confidence stands for."""
    if value >= _SURE:
        return Grade.SURE
    return Grade.LIKELY if value >= _LIKELY else Grade.LOOK
