"""How far a category can be trusted, and what that is counted from."""

from __future__ import annotations

from pipeline.keywords import confidence as counting
from pipeline.keywords.confidence import Ground
from pipeline.model import Grade
from pipeline.report.explain.values import Explanation, Point, Table
from pipeline.report.words import METRICS, number, percent

GROUNDS = {
    "It names the product, and competitors rank for it as for the product": Ground("ontype", "high"),
    "It names the product with an attribute, and about half as many rank": Ground("attr", "half"),
    "It is in another language": Ground("foreign", ""),
    "It holds words that fit many products, and about half as many rank": Ground("generic", "half"),
    "A word narrows the product as attributes do, but no list knows it": Ground("attr_residual", "half"),
}
"""What some findings stand on, in words."""


def confidence() -> Explanation:
    """By how often the same test, on the same ground, was right."""
    total = sum(seen for _, seen in counting.counts().values())
    return Explanation(
        topic="confidence",
        title="Confidence and grades",
        sentence="How far a category can be trusted: counted, not felt.",
        formula=(
            Point(
                "every category is decided by one test; its confidence is how often that test was right, on the same "
                f"ground, on {number(total)} phrases of labelled keyword lists.",
                term="Confidence",
            ),
            Point(
                "how many competitors rank for the phrase, whether its spelling had to be mended, and whether words "
                "are left over.",
                term="Ground",
            ),
            Point(
                f"{counting.STRENGTH} phrases of the usual share ({percent(100 * counting.PRIOR)}) are added, so that "
                "one lucky hit is not called sure.",
                term="Where few phrases were seen",
            ),
            Point(f"{percent(100 * counting.TOLD)}.", term="What you say yourself"),
        ),
        tables=(
            Table(heads=(METRICS["grade"].label, METRICS["confidence"].label), rows=grade_ranges()),
            Table(
                heads=("What a finding stands on", "Right", METRICS["confidence"].label, METRICS["grade"].label),
                rows=tuple(_row(words, ground) for words, ground in GROUNDS.items()),
                numeric=frozenset({1, 2}),
            ),
        ),
    )


def grade_ranges() -> tuple[tuple[str, str], ...]:
    """Each grade with the confidence that it stands for, the surest first."""
    sure, likely = percent(100 * counting.SURE), percent(100 * counting.LIKELY)
    return (
        (Grade.SURE.value, f"{sure} or more"),
        (Grade.LIKELY.value, f"{likely} or more"),
        (Grade.LOOK.value, f"below {likely}"),
    )


def _row(words: str, ground: Ground) -> tuple[str, str, str, str]:
    right, seen = counting.counts()[ground]
    value = counting.confidence(ground)
    return words, f"{right} of {seen}", percent(100 * value), counting.grade(value).value
