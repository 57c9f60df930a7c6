"""Write the sample files anew: ``python -m pipeline.samples.make``. The same program, the same bytes."""

from __future__ import annotations

import csv
import io
import json
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from pipeline.model import Role
from pipeline.samples import FILES, FOLDER, LISTING, SAMPLES, Sample
from pipeline.samples.numbers import Dice, Figures, Group, Rival, figures, performance, ranks

_FLAGS = (
    "Organic", "Sponsored Product", "Amazon Recommended", "Amazon Choice", "Highly Rated", "Sponsored Brand Header",
    "Sponsored Brand Video", "Top Rated From Our Brand", "Trending Now",
)  # fmt: skip
HEADER = (
    "Keyword Phrase", "ABA Total Click Share", "ABA Total Conv. Share", "Keyword Sales", "Cerebro IQ Score",
    "Search Volume", "Search Volume Trend", "H10 PPC Sugg. Bid", "H10 PPC Sugg. Min Bid", "H10 PPC Sugg. Max Bid",
    "Sponsored ASINs", "Competing Products", "CPR", "Title Density", *_FLAGS, "Sponsored Rank (avg)",
    "Sponsored Rank (count)", "Amazon Recommended Rank (avg)", "Amazon Recommended Rank (count)", "Position (Rank)",
    "Relative Rank", "Competitor Rank (avg)", "Ranking Competitors (count)", "Competitor Performance Score",
)  # fmt: skip
"""The headings of a Cerebro export; one column for each competitor's ASIN follows."""

Value = str | int | float


def groups(product: Sample) -> tuple[Group, ...]:
    """The groups of a product's ``phrases.toml``."""
    found = tomllib.loads((FOLDER / product.key / "phrases.toml").read_text("utf-8"))["groups"]
    return msgspec.convert(found, tuple[Group, ...])


def rivals(product: Sample, role: Role) -> tuple[Rival, ...]:
    """The competitors of a file, the first of them the strongest."""
    order = list(dict.fromkeys((*product.revenue, *product.design)))
    both = {*product.revenue} & {*product.design}
    return tuple(
        Rival(asin, 1.15 - 0.04 * order.index(asin), asin in product.design, asin in both)
        for asin in product.competitors[role]
    )


def export(product: Sample, role: Role) -> bytes:
    """One keyword file as Cerebro writes it: UTF-8 with a byte order mark, text in quotes, most relevant rows first."""
    text = io.StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\n")
    writer.writerow((*HEADER, *product.competitors[role]))
    writer.writerows(row for _, row in sorted(_rows(product, role), key=lambda pair: pair[0]))
    return text.getvalue().encode("utf-8-sig")


def _rows(product: Sample, role: Role) -> Iterator[tuple[tuple[float, str], list[Value]]]:
    """Rows with what they are sorted by: best performance first, as exports are, then the phrase."""
    field, known = rivals(product, role), groups(product)
    for group in known:
        for place, phrase in enumerate(group.phrases):
            if _stands_in(group, place, role):
                found = ranks(group, phrase, field)
                yield (-performance(found), phrase), _row(phrase, figures(group, place), found)
    if role is Role.REVENUE:  # exports do hold ASINs that people searched for
        stray = product.design[1].lower()
        yield (0.0, stray), _row(stray, figures(known[-1], 30), [1, *[None] * (len(field) - 1)])


def _stands_in(group: Group, place: int, role: Role) -> bool:
    return place < group.revenue if role is Role.REVENUE else place >= len(group.phrases) - group.design


def _row(phrase: str, known: Figures, found: list[int | None]) -> list[Value]:
    dice = Dice(f"flags {phrase}")
    ranked = [rank for rank in found if rank]
    better = sum(rank < known.own_rank for rank in ranked)
    bid = known.bid
    return [
        phrase,
        _or(known.click_share, ""),
        _or(known.conversion_share, ""),
        _or(known.keyword_sales, "-"),
        known.iq_score,
        known.search_volume,
        _or(known.trend, "-"),
        *(("", "", "") if bid is None else (bid, round(bid * 0.75, 2), round(bid * 1.3, 2))),
        known.sponsored_asins,
        known.competing_products,
        known.cpr,
        known.title_density,
        *(1 if place == 0 else int(dice.happens(0.35)) for place in range(len(_FLAGS))),
        dice.whole(0, 40),
        dice.whole(0, 12),
        dice.whole(0, 180),
        dice.whole(0, 8),
        known.own_rank,
        better + 1 if known.own_rank else 0,
        _short(round(sum(ranked) / len(ranked), 1)),
        len(ranked),
        _short(performance(found)),
        *(_or(rank, "-") for rank in found),
    ]


def _or(value: float | None, missing: str) -> Value:
    return missing if value is None else value


def _short(value: float) -> float:
    """``27`` for 27.0, as exports write it."""
    return int(value) if value == int(value) else value


def listing(product: Sample) -> bytes:
    """The listing as JSON, from ``listing.toml``."""
    found: dict[str, Any] = tomllib.loads((FOLDER / product.key / "listing.toml").read_text("utf-8"))
    return (json.dumps(found, ensure_ascii=False, indent=1) + "\n").encode()


def main(folder: Path = FOLDER) -> None:
    """Write every product's three files, each product's into a folder of its own."""
    for product in SAMPLES:
        made = {FILES[role]: export(product, role) for role in FILES} | {LISTING: listing(product)}
        (folder / product.key).mkdir(exist_ok=True)
        for name, content in made.items():
            (folder / product.key / name).write_bytes(content)
            sys.stdout.write(f"{product.key}/{name}: {content.count(bytes([10])):,} lines\n")


if __name__ == "__main__":
    main()
