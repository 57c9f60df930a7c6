"""What followed from a change of decisions, as one line of plain text."""

from __future__ import annotations

from pipeline.model import TARGETS
from pipeline.report.words import number
from pipeline.result import Result


def followed(before: Result, after: Result) -> str:
    """``targets 142 → 132, best possible 55,895 → 52,001``; empty where none of the headline numbers moved."""
    old, new = before.seo.comparison.captured_volume, after.seo.comparison.captured_volume
    moves = [
        ("targets", _targets(before), _targets(after)),
        ("best possible captured", old.best_possible, new.best_possible),
    ]
    parts = [f"{name} {number(was)} → {number(now)}" for name, was, now in moves if was != now]
    if before.main_keyword.phrase != after.main_keyword.phrase:
        parts.append(f"main keyword now “{after.main_keyword.phrase}”")
    return ", ".join(parts)


def _targets(result: Result) -> int:
    return sum(keyword.category in TARGETS for keyword in result.keywords)
