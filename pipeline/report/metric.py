"""What a number or a column is called and what it means."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Metric:
    """A metric's name, one sentence on what it means, its unit ('' for a plain count) and a narrow column's heading.

    ``topic`` names the explanation that says how it is worked out (``pipeline.report.explain``); empty: none does.
    All plain text, no markup.
    """

    label: str
    help: str
    unit: str = ""
    short: str = ""
    topic: str = ""

    @property
    def heading(self) -> str:
        """The shortest name that a column may carry."""
        return self.short or self.label

    @property
    def titled(self) -> str:
        """The name with its unit, for where a column is all that is seen: ``Search volume (a month)``."""
        return f"{self.label} ({self.unit})" if self.unit else self.label

    @property
    def axis(self) -> str:
        """The name beside a chart's axis: ``Searches a month``."""
        return f"{self.short} {self.unit}" if self.short and self.unit.startswith("a ") else self.label
