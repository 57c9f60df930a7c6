"""``python -m benchmarks [--runs 3]``: speed and memory as ratios against ``pandas.read_csv`` of the same file."""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
from dataclasses import dataclass

STEPS = {
    "check": "refuse or accept before a job exists",
    "start": "Start: check, store the input, hand out the job id",
    "read": "read the file into the keyword table",
    "analyse": "the whole analysis",
}
SIZES = (650, 10_000, 50_000)


@dataclass(frozen=True)
class Figure:
    """Medians over the runs: seconds, and peak memory in MiB where the system tells."""

    seconds: float
    peak: float | None


def _measure(what: str, rows: int, runs: int) -> Figure:
    found = [
        json.loads(
            subprocess.run(
                [sys.executable, "-m", "benchmarks.measure", what, str(rows)],
                capture_output=True,
                check=True,
                text=True,
            ).stdout
        )
        for _ in range(runs)
    ]
    peaks = [run["peak"] for run in found if run["peak"] is not None]
    return Figure(statistics.median(run["seconds"] for run in found), statistics.median(peaks) if peaks else None)


def _ratio(one: float | None, other: float | None) -> str:
    return f"{one / other:.1f} ×" if one is not None and other else "–"


def main() -> None:
    """Print one Markdown table for the README."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--sizes", type=int, nargs="*", default=SIZES)
    options = parser.parse_args()
    print("| step | " + " | ".join(f"{rows:,} rows: time, memory" for rows in options.sizes) + " |")
    print("| --- |" + " --- |" * len(options.sizes))
    base = {rows: _measure("read_csv", rows, options.runs) for rows in options.sizes}
    for what, label in STEPS.items():
        cells = []
        for rows in options.sizes:
            figure = _measure(what, rows, options.runs)
            cells.append(f"{_ratio(figure.seconds, base[rows].seconds)}, {_ratio(figure.peak, base[rows].peak)}")
        print(f"| {label} | " + " | ".join(cells) + " |", flush=True)


if __name__ == "__main__":
    main()
