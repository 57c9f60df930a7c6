"""``python -m benchmarks.listing``: what the proposed copy captures, breaks and costs, on every labelled list.

The labels are the target set, so that the optimiser is measured apart from the categoriser. ``--copy`` prints the copy
to be read, ``--speed`` times it at 500 and 5,000 targets.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Sequence

from benchmarks.labelled import Labelled, made, real
from pipeline.listing import build_seo, propose
from pipeline.listing.proposal import Proposals
from pipeline.listing.rules import RulePack, check, pack_for
from pipeline.model import TARGETS, Category, Listing, Target, UserWords
from pipeline.result import Seo

_COLUMNS = (
    "list",
    "targets",
    "title",
    "highlights",
    "search terms",
    "of the best possible",
    "of all searches",
    "errors",
)


def targets(product: Labelled) -> tuple[Target, ...]:
    """The phrases that people labelled as the product's."""
    return tuple(
        Target(
            phrase=row.phrase,
            category=product.labels[row.phrase],
            search_volume=row.search_volume or 0,
            relevancy_score=score.score,
            intent_score=2,
        )
        for row, score in zip(product.rows, product.relevancy, strict=True)
        if product.labels.get(row.phrase) in TARGETS
    )


def proposals(product: Labelled, wanted: Sequence[Target], rules: RulePack | None = None) -> tuple[Proposals, Seo]:
    """The copies for a product's targets by a store's newest rules or by others, and what they capture."""
    found, place = product.categorise(), product.context.store
    pack, language = rules or pack_for(place), place.language
    proposed = propose(
        product.context.listing, wanted, pack=pack, language=language, main_keyword=found.main_keyword.phrase,
        reading=found.reading, words=UserWords(),
    )  # fmt: skip
    seo = build_seo(
        product.context.listing, proposed, wanted, pack, language=language, other_brands=found.reading.brands
    )
    return proposed, seo


def _errors(product: Labelled, proposed: Proposals) -> int:
    """How many rules of severity error all the proposed copies break."""
    listing, place = product.context.listing or Listing(), product.context.store
    return sum(
        violation.severity == "error"
        for proposal in proposed.alternatives
        for violation in check(proposal.copy, pack_for(place), brand=listing.brand, language=place.language)
    )


def _line(product: Labelled) -> str:
    wanted = targets(product)
    proposed, seo = proposals(product, wanted)
    best, volume = seo.optimized, seo.comparison.captured_volume
    everything = sum(target.search_volume for target in wanted)
    cells = [
        product.name,
        f"{len(wanted)}",
        f"{best.title.characters}",
        f"{best.item_highlights.characters}",
        f"{best.search_terms.bytes} B",
        f"{volume.after / volume.best_possible:.3f}" if volume.best_possible else "–",
        f"{volume.after / everything:.3f}" if everything else "–",
        f"{_errors(product, proposed)}",
    ]
    return f"| {' | '.join(cells)} |"


def _read_aloud(product: Labelled) -> None:
    _, seo = proposals(product, targets(product))
    print(f"\n### {product.name}\n\nToday: {product.context.listing.title if product.context.listing else '–'}")
    for alternative in seo.optimized.alternatives:
        print(
            f"\n{alternative.name}\n  title: {alternative.title.text}\n  highlights: {alternative.item_highlights.text}"
        )
        for bullet in alternative.bullets:
            print(f"  • {bullet.text}")
        print(f"  search terms: {alternative.search_terms.text}")


def _many(product: Labelled, count: int) -> tuple[Target, ...]:
    """The product's targets, and combinations of their words until there are enough."""
    own, chance = targets(product), random.Random(count)
    pool = sorted({word for target in own for word in target.phrase.split()})
    found = {target.phrase: target for target in own[:count]}
    while len(found) < count:
        phrase = " ".join(dict.fromkeys(chance.choices(pool, k=chance.randint(2, 5))))
        found[phrase] = Target(
            phrase=phrase,
            category=Category.DESIGN,
            search_volume=chance.randint(10, 5000),
            relevancy_score=8,
            intent_score=2,
        )
    return tuple(found.values())


def _speed(product: Labelled) -> None:
    for count in (500, 5_000):
        wanted = _many(product, count)
        began = time.process_time()
        proposals(product, wanted)
        print(f"{product.name}: {count:,} targets, {time.process_time() - began:.2f} s of processor time")


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--copy", action="store_true", help="print the proposed copy")
    parser.add_argument("--speed", action="store_true", help="time it at 500 and 5,000 targets")
    options = parser.parse_args()
    products = [*real(), *made()]
    print("\n".join([f"| {' | '.join(_COLUMNS)} |", "| --- " * len(_COLUMNS) + "|", *map(_line, products)]))
    for product in products if options.copy else ():
        _read_aloud(product)
    for product in products[:2] if options.speed else ():
        _speed(product)


if __name__ == "__main__":
    main()
