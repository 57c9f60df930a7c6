"""``python -m benchmarks.fuzz``: thousands of mutated uploads through the reader, hundreds through REST.

Prints how many were read, how many refused with a sentence, and what must be nought: unhandled errors, refusals that
are no sentence, and readings that took too long. Peak memory is that of the worst process, where the system tells,
and must stay within a bound.
"""

from __future__ import annotations

import argparse
import csv
import io
import os
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path
from random import Random

import xlsxwriter

from benchmarks.measure import peak
from benchmarks.mutations import mutated
from pipeline import InputError, ingest
from pipeline.model import Role, SourceFile
from pipeline.samples import sample

SLOW = 5.0  # seconds
MEMORY = 512  # MiB of a process that reads nothing but mutated files, Python and the libraries included
_BATCH = 100
_PRODUCTS = (*["B0SAMPLE01"] * 9, "", "x" * 5_000, "https://www.amazon.de/dp/B0SAMPLE01", "\x00", "B0<script>")
_STORES = ("US", "DE", "", "XX", "us' --")
_TEXTS = ("garlic press", "{", '{"title": 3}', '{"heads": []}', "=1+1", "💄")
_SHORTEST = 20  # letters of a refusal that says what happened and what to do


@dataclass
class Tally:
    """What became of some uploads. ``slow`` and ``unhandled`` name the seeds that bring them back."""

    outcomes: Counter[str] = field(default_factory=Counter)
    unhandled: list[str] = field(default_factory=list)
    slow: list[str] = field(default_factory=list)
    mute: list[str] = field(default_factory=list)
    slowest: float = 0.0
    peak: float = 0.0

    def add(self, other: Tally) -> None:
        """Count another tally's uploads too."""
        self.outcomes += other.outcomes
        self.unhandled += other.unhandled
        self.slow += other.slow
        self.mute += other.mute
        self.slowest, self.peak = max(self.slowest, other.slowest), max(self.peak, other.peak)

    @property
    def clean(self) -> bool:
        """Whether nothing happened that must not."""
        return not (self.unhandled or self.slow or self.mute)


def seeds() -> list[tuple[str, bytes]]:
    """The sample's files as CSV and as a workbook, and real exports where ``ASI_REAL_DATA`` names them."""
    found = [(file.name, file.content) for file in sample().files]
    found.append(("revenue.xlsx", _workbook(found[0][1])))
    folder = os.environ.get("ASI_REAL_DATA")
    if folder:
        found += [(path.name, path.read_bytes()) for path in sorted(Path(folder, "exports").iterdir())]
    return found


def _workbook(content: bytes) -> bytes:
    """A CSV file's cells as a workbook."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for at, row in enumerate(csv.reader(io.StringIO(content.decode("utf-8-sig")))):
            sheet.write_row(at, 0, row)
    return out.getvalue()


def read_batch(first: int, count: int) -> Tally:
    """Read some mutated uploads, numbered from ``first``: the number is the seed."""
    tally, originals = Tally(), seeds()
    for number in range(first, first + count):
        chance = Random(number)
        name, content = chance.choice(originals)
        upload = mutated(content, chance)
        began = time.process_time()  # of this process alone, whatever else the machine has to do
        tally.outcomes[_read(name, upload, number, tally)] += 1
        took = time.process_time() - began
        tally.slowest = max(tally.slowest, took)
        if took > SLOW:
            tally.slow.append(f"{number} ({name}, {took:.1f} s)")
    tally.peak = peak() or 0.0
    return tally


def _read(name: str, content: bytes, number: int, tally: Tally) -> str:
    try:
        table = ingest.read([SourceFile(name=name, role=Role.REVENUE, content=content)])
    except InputError as error:
        if not _is_sentence(str(error)):
            tally.mute.append(f"{number}: {error}")
        return "refused"
    except Exception:  # noqa: BLE001 - finding these is what the campaign is for
        tally.unhandled.append(f"{number} ({name}): {traceback.format_exc(limit=-2).strip()}")
        return "unhandled"
    return "read" if table.rows else "read empty"


def _is_sentence(text: str) -> bool:
    return len(text) >= _SHORTEST and "\n" not in text and text[-1] in '.)”"' and "Traceback" not in text


def read_many(uploads: int, processes: int) -> Tally:
    """The campaign through the reader, in processes of their own."""
    tally = Tally()
    starts = range(0, uploads, _BATCH)
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        counts = [min(_BATCH, uploads - start) for start in starts]
        for part in pool.map(read_batch, starts, counts, timeout=3_600):
            tally.add(part)
    return tally


def _requests(count: int) -> Iterator[tuple[int, dict[str, str], dict[str, tuple[str, bytes]]]]:
    originals = seeds()
    for number in range(count):
        chance = Random(number)
        name, content = chance.choice(originals)
        fields = {
            "asin_or_url": chance.choice(_PRODUCTS),
            "marketplace": chance.choice(_STORES),
        }
        if chance.random() < 0.3:
            fields[chance.choice(["main_keyword", "listing", "product", "unknown"])] = chance.choice(_TEXTS)
        upload = (name, mutated(content, chance))
        yield number, fields, {chance.choice(["revenue_csv", "design_csv", "competitors_csv"]): upload}


def post_many(count: int) -> Tally:
    """The campaign through REST, over a store of its own; jobs are taken on but not run."""
    from starlette.applications import Starlette
    from starlette.testclient import TestClient

    from jobstore.api import api_routes
    from jobstore.service import Service
    from jobstore.settings import Settings

    tally = Tally()
    with tempfile.TemporaryDirectory() as folder:
        service = Service(Settings(data_dir=Path(folder), max_waiting=10 * count, starts_per_minute=0))
        client = TestClient(Starlette(routes=api_routes(lambda: service)), raise_server_exceptions=False)
        for number, fields, files in _requests(count):
            began = time.perf_counter()
            answer = client.post("/api/v1/start-analysis", data=fields, files=files)
            took = time.perf_counter() - began
            tally.slowest = max(tally.slowest, took)
            tally.outcomes[str(answer.status_code)] += 1
            if took > SLOW:
                tally.slow.append(f"request {number} ({took:.1f} s)")
            if answer.status_code >= 500:
                tally.unhandled.append(f"request {number}: {answer.text[:200]}")
            elif answer.status_code >= 400 and not _is_sentence(str(answer.json().get("detail", ""))):
                tally.mute.append(f"request {number}: {answer.text[:200]}")
        service.close()
    tally.peak = peak() or 0.0
    return tally


def _report(title: str, tally: Tally) -> None:
    outcomes = ", ".join(f"{count:,} {name}" for name, count in sorted(tally.outcomes.items()))
    print(f"{title}: {outcomes}; slowest {tally.slowest:.2f} s; peak memory {tally.peak:,.0f} of {MEMORY} MiB")
    for name, found in (("unhandled", tally.unhandled), ("too slow", tally.slow), ("no sentence", tally.mute)):
        print(f"  {name}: {len(found)}")
        for line in found[:10]:
            print(f"    {line}")


def main() -> int:
    """The command line; exits with 1 where anything happened that must not."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--uploads", type=int, default=10_000)
    parser.add_argument("--requests", type=int, default=500)
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    options = parser.parse_args()
    reading = read_many(options.uploads, options.processes)
    _report("uploads through the reader", reading)
    posting = post_many(options.requests)
    _report("requests through REST", posting)
    return 0 if all(tally.clean and tally.peak <= MEMORY for tally in (reading, posting)) else 1


if __name__ == "__main__":
    raise SystemExit(main())
