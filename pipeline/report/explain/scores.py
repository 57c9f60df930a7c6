"""How the scores of one phrase are worked out, but for priority: relevancy, intent, opportunity, gap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields

from pipeline.keywords import opportunity as chances
from pipeline.keywords.opportunity import Candidate, Market
from pipeline.model import Aspects, Category, FileRanks, FileSummary, KeywordRow, KeywordTable, Relevancy, Role
from pipeline.report.explain.product import searches
from pipeline.report.explain.values import Example, Explanation, Point, Table
from pipeline.report.words import METRICS, number, percent
from pipeline.research import evidence, relevance

_RIVALS = 10
_ASPECTS = {"product": "what it is", "attribute": "an attribute that it has", "use": "its use or who it is for"}


def relevancy() -> Explanation:
    """By the competitors that rank, and by the title's words."""
    share, most, top = relevance.PER_SHARE, relevance.MOST, evidence.TOP
    return Explanation(
        topic="relevancy",
        title="Relevancy",
        sentence="How surely a phrase is about a product like yours, told by the competitors that rank for it.",
        formula=(
            Point(
                f"{share} × competitors that rank 1–{top} ÷ all competitors of the file, rounded, at most {most}. "
                f"So {percent(100 * most / share)} of them in the top {top} give {most}.",
                term="Per file",
            ),
            Point("each is scored by itself, and the higher score counts.", term="With two files"),
            Point(
                f"at least {relevance.LITERAL}. The phrase needs two words that name something, or all that the title "
                "says up to its first comma, dash or bracket.",
                term="Every word in your title",
            ),
            Point(
                "the file’s Competitor Performance Score, rounded. Without that "
                f"{relevance.MOST_BY_COUNT} × Ranking Competitors ÷ the highest count in the file: never more than "
                f"{relevance.MOST_BY_COUNT}, because competitors far behind are counted too.",
                term="Without rank columns",
            ),
        ),
        tables=(
            Table(
                heads=(f"Of {_RIVALS} competitors in the top {top}", METRICS["relevancy_score"].titled),
                rows=tuple((number(n), number(relevancy_of(n).score)) for n in range(_RIVALS // 2 + 2)),
                numeric=frozenset({0, 1}),
            ),
        ),
        examples=(
            _relevancy_example("no title", relevancy_of(3)),
            _relevancy_example("both words in your title", relevancy_of(3, title="Garlic Press, Stainless Steel")),
        ),
    )


def _relevancy_example(title: str, found: Relevancy) -> Example:
    return Example(
        given=f"“garlic press”, {found.top_10} of {found.competitors} competitors in the top {evidence.TOP}, {title}",
        arithmetic=found.reason,
        result=f"Relevancy {found.score} of {relevance.MOST}",
    )


def relevancy_of(ranked: int, competitors: int = _RIVALS, title: str = "") -> Relevancy:
    """The relevancy of “garlic press” where so many of the competitors rank in the top ten and the others do not."""
    ranks = (*range(1, ranked + 1), *(None for _ in range(competitors - ranked)))
    ranks = tuple(rank and min(rank, evidence.TOP) for rank in ranks)
    asins = tuple(f"B0RIVAL{place:03}" for place in range(competitors))
    file = FileSummary(name="design.csv", role=Role.DESIGN, format="CSV", rows=1, asins=asins)
    row = KeywordRow(phrase="garlic press", files=(FileRanks(role=Role.DESIGN, ranks=ranks),))
    table = KeywordTable(files=(file,), rows=(row,), dropped=(), rows_read=1, duplicates_merged=0)
    return relevance.relevancy(table, title, "en")[0][0]


def intent() -> Explanation:
    """By the aspects that a phrase names."""
    aspects = [_ASPECTS[aspect.name] for aspect in fields(Aspects)]
    shown = ("changing pad", "wipeable changing pad", "grey changing pad for dresser", "changing table")
    found = [one for one in searches() if one.phrase in shown]
    return Explanation(
        topic="intent",
        title="Intent",
        sentence="How much of your product a search names: who names more of it is nearer to buying it.",
        formula=(
            Point(f"One point each for {', '.join(aspects[:-1])}, and {aspects[-1]}: {len(aspects)} at most."),
            Point("Only attributes count that your listing, or you yourself, say the product has."),
            Point(f"A phrase that is {Category.IRRELEVANT.value} gets 0, whatever it names."),
        ),
        tables=(
            Table(
                heads=("Phrase", METRICS["intent_score"].titled, "What it names"),
                rows=tuple((one.phrase, number(one.intent), "; ".join(one.aspects) or "–") for one in found),
                caption="For a grey, wipeable changing pad",
                numeric=frozenset({1}),
            ),
        ),
    )


_TARGETS = ((4_000, 1), (900, 2), (600, 4), (200, 9))  # search volume and title density of a list's targets


def opportunity() -> Explanation:
    """By title density, searches and relevancy."""
    market = Market.of(_TARGETS)
    return Explanation(
        topic="opportunity",
        title="Opportunity",
        sentence="Phrases that shoppers search for and sellers overlook, told by title density.",
        formula=(
            Point(
                "Relevant or Design-Specific, the leader of its variants, with a root of its own.", term="The phrase"
            ),
            Point(
                "no more than for the lowest quarter of your targets. "
                f"{chances.ALWAYS_LOW} is always few, {chances.NEVER_LOW} never.",
                term="Few titles on page one hold it",
            ),
            Point("at least as many as your typical target has, which is the median.", term="Searches"),
            Point(f"{chances.GOOD_RELEVANCY} or more.", term="Relevancy"),
            Point("That no title holds a variant or an irrelevant phrase means nothing: these are ignored."),
        ),
        examples=tuple(
            _opportunity_example(candidate, market)
            for candidate in (
                _candidate("masher", volume=1_800),
                _candidate("smasher", volume=150),
                _candidate("presser", volume=1_800, leader="garlic press"),
            )
        ),
    )


def _candidate(root: str, *, volume: int, leader: str = "") -> Candidate:
    return Candidate(
        phrase=f"garlic {root}",
        category=Category.RELEVANT,
        leader=leader or f"garlic {root}",
        root=root,
        search_volume=volume,
        relevancy_score=8,
        title_density=0,
    )


def _opportunity_example(candidate: Candidate, market: Market) -> Example:
    chance, why = chances.opportunity(candidate, market)
    return Example(
        given=f"“{candidate.phrase}”, {number(candidate.search_volume)} searches a month, relevancy "
        f"{candidate.relevancy_score}, title density {candidate.title_density}",
        arithmetic=why,
        result="An opportunity" if chance else "No opportunity",
    )


_GAPS: tuple[tuple[tuple[int | None, ...], int | None], ...] = (
    ((3, 40, None), 25),
    ((3, 40, None), 7),
    ((14, 40, None), None),
)


def gap() -> Explanation:
    """By ranks alone."""
    return Explanation(
        topic="gap",
        title="Gap",
        sentence="Where competitors are seen and you are not: searches that you lose to them.",
        formula=(
            Point(f"At least one competitor ranks 1–{evidence.TOP} for the phrase, and your product does not."),
            Point("The view Gaps shows those that are targets: a phrase for another product is no loss."),
        ),
        tables=(
            Table(
                heads=("Ranks of competitors", METRICS["own_rank"].label, METRICS["gap"].label),
                rows=tuple(
                    (", ".join(map(number, ranks)), number(own), "yes" if gap_of(ranks, own) else "no")
                    for ranks, own in _GAPS
                ),
            ),
        ),
    )


def gap_of(ranks: Sequence[int | None], own: int | None) -> bool:
    """Whether a phrase with these ranks is a gap."""
    row = KeywordRow(phrase="garlic press", own_rank=own, files=(FileRanks(role=Role.DESIGN, ranks=tuple(ranks)),))
    return evidence.is_gap(row)
