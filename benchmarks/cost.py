"""``python -m benchmarks.cost``: what the categoriser costs to load and to run, each probe in a process of its own.

Prints seconds of processor time and MiB; ``cost_table`` gives the same as ratios for the page. Memory is known on Linux
only.
"""

from __future__ import annotations

import io
import json
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

PHRASES, WORDS = 10_000, 5_000
RUNS = 3
_STATUS = Path("/proc/self/status")


def _resident() -> float | None:
    """The memory that the process holds now, in MiB; None where the system does not tell."""
    if not _STATUS.is_file():
        return None
    line = next(line for line in _STATUS.read_text("ascii").splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


def _measured(work: Callable[[], object]) -> dict[str, float | None]:
    before, began = _resident(), time.process_time()
    work()
    seconds, after = time.process_time() - began, _resident()
    return {"seconds": seconds, "mib": None if before is None or after is None else after - before}


def _pandas() -> dict[str, float | None]:
    def load() -> None:
        import pandas  # noqa: F401

    return _measured(load)


def _load() -> dict[str, float | None]:
    """The categoriser with every table that a store in English reads, above what pandas takes."""
    import pandas  # noqa: F401

    def load() -> None:
        from benchmarks.labelled import UNKNOWN
        from pipeline import store
        from pipeline.keywords import Context, categorise
        from pipeline.model import KeywordRow

        rows = [KeywordRow(phrase=phrase) for phrase in ("garlic press", "prensa de ajos", "knoblauch presse zxqv")]
        categorise(rows, [UNKNOWN] * len(rows), Context(listing=None, store=store("US")))

    return _measured(load)


def words(count: int) -> list[str]:
    """Distinct words: a third common, a third rare, a third made up."""
    from pipeline.keywords.lexicons.build import TABLES
    from pipeline.keywords.lexicons.table import Table

    chance = random.Random(count)
    known = sorted((word for word, _ in Table.read(TABLES / "frequency_en.tsv.gz").items() if word.isalpha()))
    made = {"".join(chance.choice("bcdfglmnprst") + chance.choice("aeiou") for _ in range(4)) for _ in range(count)}
    return [*chance.sample(known, 2 * count // 3), *sorted(made)[: count - 2 * count // 3]]


def phrases(count: int, distinct: int) -> list[str]:
    """Distinct phrases of two to five words, most of them with a word or two of one product."""
    chance, pool = random.Random(distinct), words(distinct)
    found = dict.fromkeys(pool[:0])
    while len(found) < count:
        some = chance.choices(pool, k=chance.randint(1, 3))
        found[" ".join([*some, *chance.choices(["makeup", "sponge", "blender", "sponges", "for face"], k=2)])] = None
    return list(found)


def _categorise() -> dict[str, float | None]:
    from benchmarks.labelled import UNKNOWN
    from pipeline import store
    from pipeline.keywords import Context, categorise
    from pipeline.model import KeywordRow, Listing

    chance = random.Random(1)
    rows = [
        KeywordRow(phrase=phrase, search_volume=chance.randint(0, 9999), competing_products=chance.randint(9, 60_000))
        for phrase in phrases(PHRASES, WORDS)
    ]
    context = Context(listing=Listing(title="Makeup Sponge Set, 6 Pcs Blender Sponges for Face"), store=store("US"))
    return _measured(lambda: categorise(rows, [UNKNOWN] * len(rows), context))


def _read_csv() -> dict[str, float | None]:
    import pandas as pd

    chance = random.Random(1)
    lines = (f"{phrase},{chance.randint(0, 9999)},{chance.randint(9, 60_000)}" for phrase in phrases(PHRASES, WORDS))
    content = "\n".join(["Keyword Phrase,Search Volume,Competing Products", *lines]).encode()
    return _measured(lambda: pd.read_csv(io.BytesIO(content)))


PROBES = {"pandas": _pandas, "load": _load, "categorise": _categorise, "read_csv": _read_csv}


def probe(name: str) -> dict[str, float | None]:
    """The medians of some runs of one probe."""
    command = [sys.executable, "-m", "benchmarks.cost", name]
    runs = [json.loads(subprocess.run(command, capture_output=True, check=True).stdout) for _ in range(RUNS)]
    kept = {key: [run[key] for run in runs if run[key] is not None] for key in runs[0]}
    return {key: statistics.median(values) if values else None for key, values in kept.items()}


def cost_table() -> str:
    """The costs as ratios, one Markdown table."""
    found = {name: probe(name) for name in PROBES}

    def ratio(one: str, other: str, key: str) -> str:
        mine, theirs = found[one][key], found[other][key]
        return f"{mine / theirs:.2f} ×" if mine is not None and theirs else "–"

    rows = [
        ("loading it, every word table included", "importing pandas", "load", "pandas"),
        (f"{PHRASES:,} phrases of {WORDS:,} distinct words", "`pandas.read_csv` of the same", "categorise", "read_csv"),
    ]
    lines = [f"| {what} | {beside} | {ratio(one, other, 'seconds')} | {ratio(one, other, 'mib')} |"
             for what, beside, one, other in rows]  # fmt: skip
    return "\n".join(["| what | against | processor time | memory |", "| --- | --- | --- | --- |", *lines])


def main() -> None:
    """The command line: one probe once, or all of them."""
    if len(sys.argv) > 1:
        print(json.dumps(PROBES[sys.argv[1]]()))
        return
    for name in PROBES:
        print(name, json.dumps(probe(name)))


if __name__ == "__main__":
    main()
