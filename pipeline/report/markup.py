"""The few pieces of HTML of which the report is made. Every text that comes in leaves escaped."""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence

from pipeline.report.words import MISSING, Metric, number

Text = str | int | float | None


def escaped(text: object) -> str:
    """Text that is only text, within an element or a quoted attribute; a number keeps its percent sign beside it."""
    return html.escape(str(text), quote=True).replace(" %", "\u00a0%")


def element(tag: str, text: object, kind: str = "") -> str:
    """One element holding plain text; its direction follows the text."""
    look = f' class="{escaped(kind)}"' if kind else ""
    return f'<{tag}{look} dir="auto">{escaped(text)}</{tag}>'


def card(*pieces: str, kind: str = "") -> str:
    """A bordered box around pieces of markup; ``kind`` is a class of its own beside the box's."""
    return f'<div class="{escaped(f"card {kind}".strip())}">{"".join(pieces)}</div>'


def table(heads: Sequence[Metric], rows: Iterable[Sequence[Text]], caption: str = "") -> str:
    """A table under metrics' names; numbers stand right with thousands separators, what is missing is a dash."""
    held = [list(row) for row in rows]
    right = [any(isinstance(row[place], int | float) for row in held) for place in range(len(heads))]
    top = "".join(_head(head, "n" if n else "") for head, n in zip(heads, right, strict=True))
    body = "".join(f"<tr>{_cells(row, right)}</tr>" for row in held)
    title = element("caption", caption) if caption else ""
    return f'<div class="wide"><table>{title}<thead><tr>{top}</tr></thead><tbody>{body}</tbody></table></div>'


def _head(metric: Metric, kind: str) -> str:
    """A column's heading, with what it means where the pointer rests on it."""
    name = metric.label + (" (%)" if metric.unit == "%" else "")
    return f'<th class="{kind}" dir="auto" title="{escaped(metric.help)}">{escaped(name)}</th>'


def _cells(row: Sequence[Text], right: Sequence[bool]) -> str:
    return "".join(element("td", _said(cell), "n" if n else "") for cell, n in zip(row, right, strict=True))


def _said(cell: Text) -> str:
    if isinstance(cell, float):
        return number(cell, 1)
    return number(cell) if cell is None or isinstance(cell, int) else cell or MISSING
