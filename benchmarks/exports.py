"""Made-up Cerebro exports of any size: the same bytes for the same number of rows."""

from __future__ import annotations

import csv
import io
import random

from pipeline.model import Request, Role, SourceFile
from pipeline.samples import sample

_HEADER = [
    "Keyword Phrase", "ABA Total Click Share", "Keyword Sales", "Cerebro IQ Score", "Search Volume",
    "Search Volume Trend", "Sponsored ASINs", "Competing Products", "CPR", "Title Density", "Position (Rank)",
]  # fmt: skip
_ASINS = [f"B0BENCH{number:03}" for number in range(10)]


def export(rows: int) -> bytes:
    """A Cerebro CSV of ``rows`` different phrases with ten competitors' ranks."""
    chance = random.Random(rows)
    text = io.StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
    writer.writerow([*_HEADER, *_ASINS])
    writer.writerows(_row(phrase, chance) for phrase in _phrases(rows, chance))
    return text.getvalue().encode("utf-8-sig")


def request(rows: int) -> Request:
    """The sample product with one file of ``rows`` phrases."""
    whole = sample()
    file = SourceFile(name="revenue.csv", role=Role.REVENUE, content=export(rows))
    return Request(product=whole.product, files=(file,), listing=whole.listing)


def _phrases(count: int, chance: random.Random) -> list[str]:
    """The sample's own phrases first, then their words in new order with a growing tail of made-up ones."""
    own = _sample_phrases()
    pool = sorted({word for phrase in own for word in phrase.split()})
    pool += [_made_up(chance) for _ in range(max(count // 10, 10))]
    found = dict.fromkeys(own[:count])
    while len(found) < count:
        found[" ".join(chance.choices(pool, k=chance.randint(2, 5)))] = None
    return list(found)


def _sample_phrases() -> list[str]:
    reader = csv.reader(io.StringIO(sample().files[0].content.decode("utf-8-sig")))
    return [row[0].lower() for row in list(reader)[1:]]


def _made_up(chance: random.Random) -> str:
    return "".join(chance.choice("bcdfglmnprst") + chance.choice("aeiou") for _ in range(chance.randint(2, 4)))


def _row(phrase: str, chance: random.Random) -> list[object]:
    volume = int(chance.paretovariate(0.9) * 40)
    competing = chance.randint(20, 60_000)
    ranks = [chance.choice(["-", chance.randint(1, 306)]) for _ in _ASINS]
    return [
        phrase, chance.choice(["", round(chance.uniform(10, 90), 1)]), volume // 50, round(1000 * volume / competing),
        volume, chance.randint(-60, 200), chance.randint(0, 300), competing, 8 + volume // 400, chance.randint(0, 30),
        chance.choice([0, chance.randint(1, 306)]), *ranks,
    ]  # fmt: skip
