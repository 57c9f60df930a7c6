"""How phrases and products are seen together: variants, roots with their broad volume, share of voice."""

from __future__ import annotations

from pipeline.keywords import roots as rooting
from pipeline.keywords import variants as grouping
from pipeline.model import FileRanks, FileSummary, KeywordRow, KeywordTable, ProductReading, Role
from pipeline.report.explain.values import Explanation, Point, Table
from pipeline.report.words import METRICS, MISSING, number, percent
from pipeline.research import evidence, rivals

SEARCHED = {
    "garlic press": 44_000,
    "garlic presses": 3_500,
    "garlc press": 400,
    "press garlic": 900,
    "garlic-press": 700,
    "garlic mincer": 12_000,
    "stainless steel garlic mincer": 800,
}
"""The phrases of the examples with their searches a month; all are targets."""


def variants() -> Explanation:
    """By words, and by slips of rare ones."""
    leaders = grouping.variant_groups(list(SEARCHED), list(SEARCHED.values()), "en")
    return Explanation(
        topic="variants",
        title="Variants",
        sentence="Which phrases are one phrase in other clothes, so that you place its words once.",
        formula=(
            Point("but for number, order, spaces, hyphens and function words.", term="Variants hold the same words"),
            Point(
                "which no dictionary knows and which is a slip away from the right one, whose phrase is searched at "
                f"least {grouping.RARER} times as often.",
                term="Or they differ in a misspelt word",
            ),
            Point("volumes stay with each phrase and are never counted twice.", term="The most searched phrase leads"),
        ),
        tables=(
            Table(
                heads=(METRICS["phrase"].label, METRICS["search_volume"].titled, METRICS["variant_group"].label),
                rows=tuple(
                    (phrase, number(volume), leader if leader != phrase else "–")
                    for (phrase, volume), leader in zip(SEARCHED.items(), leaders, strict=True)
                ),
                numeric=frozenset({1}),
            ),
        ),
    )


def roots() -> Explanation:
    """By the words that say what a phrase is about."""
    phrases, volumes = list(SEARCHED), list(SEARCHED.values())
    leaders = grouping.variant_groups(phrases, volumes, "en")
    found = rooting.head_roots(phrases, volumes, leaders, ProductReading(heads=("press", "mincer")), "en")
    totals = rooting.broad_volumes(zip(found, volumes, strict=True), frozenset({"garlic", "press"}), "en")
    return Explanation(
        topic="roots",
        title="Roots and broad volume",
        sentence="What phrases are about in a word or two, and how many searches run on it.",
        formula=(
            Point(
                "the words of a phrase that name your product; where it has none, its last word that names anything. "
                "Words behind a preposition count only where none stands before it.",
                term="Root",
            ),
            Point("the searches of all targets of a root, added up.", term="Broad volume"),
            Point(
                "runs of one, two or three neighbouring words of the targets; they overlap, so their volumes cannot be "
                f"added. The {rooting.NGRAMS} most searched of each length are kept.",
                term="Words",
            ),
        ),
        tables=(
            Table(
                heads=(METRICS["phrase"].label, METRICS["search_volume"].titled, METRICS["root"].label),
                rows=tuple((p, number(v), root) for p, v, root in zip(phrases, volumes, found, strict=True)),
                numeric=frozenset({1}),
            ),
            Table(
                heads=(METRICS["root"].label, METRICS["words_targets"].label, METRICS["broad_volume"].titled),
                rows=tuple((one.root, number(one.keywords), number(one.search_volume)) for one in totals),
                numeric=frozenset({1, 2}),
            ),
        ),
    )


_RANKS: dict[str, tuple[int | None, int | None, int | None]] = {
    "garlic press": (1, 4, 20),
    "garlic mincer": (10, 2, None),
    "stainless steel garlic mincer": (60, None, 5),
}
"""Ranks of two competitors and of the own product."""

_PRODUCTS = ("B0RIVAL001", "B0RIVAL002", "B0YOURS001")


def share_of_voice() -> Explanation:
    """By searches and ranks."""
    seen = {one.asin: one.share_of_voice for one in rivals.competitors(_ranked(), _PRODUCTS[-1])}
    rows = [(phrase, *(_worth(SEARCHED[phrase], rank) for rank in ranks)) for phrase, ranks in _RANKS.items()]
    shares = (percent(100 * seen[asin]) for asin in _PRODUCTS)
    return Explanation(
        topic="share-of-voice",
        title="Share of voice",
        sentence="Who is seen in the searches of your files, and how much of it is you.",
        formula=(
            Point(
                f"its searches ÷ rank, up to rank {evidence.VISIBLE}, and nothing further back.",
                term="A phrase is worth",
            ),
            Point(
                "what its phrases are worth ÷ what those of all competitors and your product are worth.",
                term="A product’s share",
            ),
            Point(
                "Amazon publishes no click rates by rank, and attention falls off about with the rank.",
                term="It is an estimate",
            ),
        ),
        tables=(
            Table(
                heads=(METRICS["phrase"].label, "Rival 1", "Rival 2", "You"),
                rows=(
                    *rows,
                    ("Together", *map(number, _totals())),
                    (METRICS["share_of_voice"].label, *shares),
                ),
                numeric=frozenset({1, 2, 3}),
            ),
        ),
    )


def _worth(volume: int, rank: int | None) -> str:
    if rank is None:
        return MISSING
    return f"{volume:,} ÷ {rank}" if evidence.voice(volume, rank) else f"rank {rank}: 0"


def _totals() -> tuple[float, ...]:
    """What each product's phrases are worth together."""
    return tuple(
        sum(evidence.voice(SEARCHED[phrase], ranks[place]) for phrase, ranks in _RANKS.items())
        for place in range(len(_PRODUCTS))
    )


def _ranked() -> KeywordTable:
    file = FileSummary(name="r.csv", role=Role.REVENUE, format="CSV", rows=len(_RANKS), asins=_PRODUCTS[:-1])
    rows = tuple(
        KeywordRow(
            phrase=phrase,
            search_volume=SEARCHED[phrase],
            own_rank=own,
            files=(FileRanks(role=Role.REVENUE, ranks=(first, second)),),
        )
        for phrase, (first, second, own) in _RANKS.items()
    )
    return KeywordTable(files=(file,), rows=rows, dropped=(), rows_read=len(rows), duplicates_merged=0)
