"""Numbers, counts and lists in words, written once for pages, charts and files. Plain text, no markup."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Final

from pipeline.report.metrics import METRICS, Metric

__all__ = ["METRICS", "MISSING", "Metric", "listed", "number", "percent", "plural", "share"]

MISSING: Final = "–"


def number(value: float | None, digits: int = 0) -> str:
    """``1,234``; a dash where the number is missing."""
    return MISSING if value is None else f"{value:,.{digits}f}"


def percent(value: float | None) -> str:
    """A percentage (0–100): ``8.5 %``, ``79 %``; never ``100 %`` or ``0 %`` for what is only near it."""
    if value is None:
        return MISSING
    if 0 < value < 0.1:
        return "< 0.1 %"
    if 99 < value < 100:
        return f"{math.floor(value * 10) / 10:.1f} %".replace(".0 %", " %")
    return f"{value:.1f} %".replace(".0 %", " %") if abs(value) < 9.95 else f"{value:.0f} %"


def share(part: float | None, whole: float | None) -> str:
    """``part`` of ``whole`` as a percentage; a dash where there is no whole."""
    return MISSING if part is None or not whole else percent(100 * part / whole)


def plural(count: int, one: str, many: str = "") -> str:
    """``1 keyword``, ``1,204 keywords``."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def not_drawn(count: int, one: str, many: str = "") -> str:
    """The end of a chart's subtitle that says what it leaves out: ``; 3 rivals not drawn``, or nothing."""
    return f"; {plural(count, one, many)} not drawn" if count else ""


def listed(items: Iterable[str], most: int = 3) -> str:
    """``“a”``, ``“a” and “b”``, ``“a”, “b” and 4 more``."""
    quoted = [f"“{item}”" for item in items]
    if len(quoted) > most:
        quoted = [*quoted[: most - 1], f"{len(quoted) - most + 1:,} more"]
    return " and ".join(filter(None, (", ".join(quoted[:-1]), *quoted[-1:])))
