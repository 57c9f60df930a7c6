"""How a listing's figures are worked out: captured volume, best possible, placement score."""

from __future__ import annotations

from pipeline.listing import bound, placement
from pipeline.listing.coverage import content_stems, coverage, held, volume
from pipeline.listing.rules import pack_for
from pipeline.listing.word_cover import Purse, most_volume
from pipeline.model import Category, Copy, Target
from pipeline.report.explain.values import Example, Explanation, Point, Table
from pipeline.report.words import METRICS, number, percent, share
from pipeline.research.stores import store

COPY = Copy(
    title="Acme Garlic Press, Stainless Steel",
    bullets=("Presses unpeeled cloves", "A mincer that is easy to clean"),
    search_terms="crusher",
)
_VOLUMES = {
    "garlic press": 44_000,
    "steel garlic press": 900,
    "press garlic": 700,
    "garlic mincer": 12_000,
    "garlic crusher": 6_000,
    "garlic rocker": 2_500,
}
TARGETS = tuple(
    Target(phrase=phrase, category=Category.RELEVANT, search_volume=volume, relevancy_score=9, intent_score=1)
    for phrase, volume in _VOLUMES.items()
)


def captured_volume() -> Explanation:
    """By the words that the fields hold together."""
    reading, found, whole = held(COPY, "en"), coverage(COPY, TARGETS, "en"), volume(TARGETS)
    return Explanation(
        topic="captured-volume",
        title="Captured volume",
        sentence="How many of the searches at stake your listing can be found for.",
        formula=(
            Point(
                "every one of its words stands somewhere in title, item highlights, bullets or search terms, in any "
                "order and inflection. Function words do not count, nor does the description.",
                term="A phrase is captured",
            ),
            Point("the searches a month of the captured targets.", term="Captured volume"),
            Point("the captured targets’ share of all targets, by number.", term="Coverage"),
        ),
        tables=(
            Table(
                heads=(METRICS["phrase"].label, METRICS["search_volume"].titled, "Captured"),
                rows=tuple((t.phrase, number(t.search_volume), _yes(reading.holds(t.phrase))) for t in TARGETS),
                caption=f"Title “{COPY.title}”, bullets “{'”, “'.join(COPY.bullets)}”, terms “{COPY.search_terms}”",
                numeric=frozenset({1}),
            ),
        ),
        examples=(
            Example(
                given="This listing",
                arithmetic=f"{found.covered} of {found.keywords} targets, coverage {percent(found.percent)}",
                result=f"{number(found.captured_volume)} of {number(whole)} searches a month, "
                f"{share(found.captured_volume, whole)}",
            ),
        ),
    )


def _yes(true: bool) -> str:
    return "yes" if true else "no"


def most_captured(room: int) -> int:
    """The most searches that words of the example can capture in so many characters."""
    demand = {content_stems(target.phrase, "en"): 0 for target in TARGETS}
    for target in TARGETS:
        demand[content_stems(target.phrase, "en")] += target.search_volume
    words = sorted({word for phrase in _VOLUMES for word in phrase.split()})
    costs = {next(iter(content_stems(word, "en"))): len(word) + 1 for word in words}
    return most_volume(demand, (Purse(costs=costs, budget=room),))


def best_possible() -> Explanation:
    """By an exact solver, over the room that the store gives."""
    pack, whole = pack_for(store("US")), volume(TARGETS)
    return Explanation(
        topic="best-possible",
        title="Best possible",
        sentence="The most searches that any honest copy could capture, so that you know when to stop.",
        formula=(
            Point(
                "those that your listing holds or that searches show to name your product. Brands, opinions and "
                "attributes that the product has not are left out.",
                term="Words that count",
            ),
            Point(
                f"in the United States {number(bound.visible_room(pack))} characters of title, highlights and bullets "
                f"with the spaces between them, and {pack.search_terms_bytes} bytes of search terms.",
                term="Room",
            ),
            Point(
                "which words fit and capture the most is calculated exactly, so no copy can beat it. No room is taken "
                "off for grammar: a copy that reads well may stay a little below.",
                term="Proven",
            ),
        ),
        tables=(
            Table(
                heads=("Room in characters", "Most searches", "Of all"),
                rows=tuple(
                    (number(room), number(most_captured(room)), share(most_captured(room), whole))
                    for room in (13, 20, 28, 35, 41)
                ),
                caption="For the phrases of captured volume and a single field",
                numeric=frozenset({0, 1, 2}),
            ),
        ),
    )


def placement_score() -> Explanation:
    """By how and where each target stands."""
    return Explanation(
        topic="placement",
        title="Placement score",
        sentence="How well the searches are placed: two copies may hold the same words and not be worth the same.",
        formula=_placed(),
        tables=(
            Table(
                heads=(METRICS["phrase"].label, "Score by itself"),
                rows=tuple((t.phrase, f"{placement.placement_score(COPY, (t,), 'en'):g}") for t in TARGETS),
                caption="In the listing shown under captured volume",
                numeric=frozenset({1}),
            ),
        ),
        examples=(
            Example(
                given="All of them, weighted by their searches",
                result=f"Placement score {placement.placement_score(COPY, TARGETS, 'en'):g}",
            ),
        ),
    )


def _placed() -> tuple[Point, ...]:
    given = (
        ("word for word", placement.EXACT),
        ("in another inflection", placement.PLURAL),
        ("in order, with words between", placement.PHRASE),
        ("in any order", placement.BROAD),
    )
    weights = (
        f"title × {placement.TITLE}, item highlights and bullets × {placement.SHOWN}, search terms × {placement.HIDDEN}"
    )
    return (
        Point("its best place: a credit for how it stands there, times the weight of the field.", term="Each target"),
        Point(f"{'; '.join(f'{name} {percent(100 * credit)}' for name, credit in given)}.", term="Credits"),
        Point(f"{weights}.", term="Weights"),
        Point(
            f"{percent(100 * placement.BROAD)} × {placement.HIDDEN}.",
            term="A target that only several fields hold together",
        ),
        Point(
            f"the mean of all targets, weighted by searches, ÷ {placement.TITLE}: 100 is every target word for "
            "word in the title.",
            term="Score",
        ),
    )
