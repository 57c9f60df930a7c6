"""``python -m benchmarks.categories``: how well keywords are categorised, as the tables of ``docs/categories.md``.

Accuracy and calibration on every labelled list, and what the categoriser costs. ``--write`` puts the tables into the
page, ``--calibrate`` counts ``confidence.csv`` anew.
"""

from __future__ import annotations

import argparse
import csv
import io
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from benchmarks.agreement import accuracy, errors_below_median, graded, keep_or_drop, macro_f1
from benchmarks.cost import cost_table
from benchmarks.labelled import Labelled, Outcome, made, real
from pipeline.keywords.confidence import TABLE
from pipeline.model import Grade

PAGE = Path(__file__).parents[1] / "docs" / "categories.md"
_COLUMNS = ("list", "figures", "phrases", "accuracy", "macro-F1", "keep or drop", "sure", "likely", "worth a look",
            "errors below the median")  # fmt: skip
_MARK = "<!-- measured: everything below is written by python -m benchmarks.categories --write -->"


def calibrate(products: Iterable[Labelled]) -> None:
    """Count how often each ground of a finding was right, over all lists, and write the table of confidences."""
    right, total = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for product in products:
        for outcome in product.outcomes(product.categorise()):
            key = (outcome.verdict.path, outcome.verdict.standing)
            total[key] += 1
            right[key] += outcome.right
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["path", "standing", "right", "total"])
    writer.writerows([*key, right[key], total[key]] for key in sorted(total) if key[0] != "user")
    TABLE.write_text(text.getvalue(), encoding="utf-8", newline="\n")


def _percent(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def _graded(outcomes: Sequence[Outcome], grade: Grade) -> str:
    share, right = graded(outcomes, grade)
    return "–" if right is None else f"{right:.2f} of {share:.0%}"


def _line(name: str, outcomes: Sequence[Outcome], figures: str) -> str:
    cells = [
        name,
        figures,
        str(len(outcomes)),
        _percent(accuracy(outcomes)),
        _percent(macro_f1(outcomes)),
        _percent(keep_or_drop(outcomes)),
        *(_graded(outcomes, grade) for grade in Grade),
        _percent(errors_below_median(outcomes)),
    ]
    return "| " + " | ".join(cells) + " |"


def agreement_table(products: Sequence[Labelled], *, listing: bool) -> str:
    """One Markdown table: a row a product, and all made-up ones together."""
    rows, together = [], list[Outcome]()
    for product in products:
        outcomes = product.outcomes(product.categorise(listing=listing))
        rows.append(_line(product.name, outcomes, "yes" if product.has_figures else "words only"))
        together += outcomes
    rows.append(_line("**all**", together, ""))
    return "\n".join([f"| {' | '.join(_COLUMNS)} |", "| --- " * len(_COLUMNS) + "|", *rows])


def tables() -> str:
    """Everything that is measured, as Markdown."""
    parts = [
        ("Real lists, with their listing", list(real()), True),
        ("Real lists, without a listing", list(real()), False),
        ("Made-up products of many kinds", made(), True),
    ]
    measured = [f"## {title}\n\n{agreement_table(lists, listing=known)}" for title, lists, known in parts if lists]
    return "\n\n".join([*measured, f"## What it costs\n\n{cost_table()}"])


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--calibrate", action="store_true", help="count confidence.csv anew and stop")
    parser.add_argument("--write", action="store_true", help="write the tables into docs/categories.md")
    options = parser.parse_args()
    if options.calibrate:
        calibrate([*made(), *real()])
        return
    measured = tables()
    if options.write:
        said = PAGE.read_text(encoding="utf-8").partition(_MARK)[0]
        PAGE.write_text(f"{said}{_MARK}\n\n{measured}\n", encoding="utf-8", newline="\n")
    else:
        print(measured)


if __name__ == "__main__":
    main()
