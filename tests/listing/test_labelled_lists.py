"""The copy for products of many kinds: legal, invented nowhere, and all but the best that their searches allow."""

from __future__ import annotations

import pytest

from benchmarks.labelled import Labelled, made, real
from benchmarks.listing import proposals, targets
from pipeline.listing.provenance import Sources
from pipeline.listing.rules import check, pack_for
from pipeline.model import Listing

PRODUCTS = [*made(), *real()]
LABELLED = {"strawberry": 0.965, "makeup_sponge": 0.9}
"""The least share of the labelled search volume that the copy must capture, where the searches are real."""

every_product = pytest.mark.parametrize("product", PRODUCTS, ids=lambda product: product.name)


@pytest.mark.parametrize("media", [False, True], ids=["newest", "media"])
@every_product
def test_every_copy_may_go_live_and_the_first_captures_all_but_the_best(product: Labelled, media: bool) -> None:
    wanted, place = targets(product), product.context.store
    pack = pack_for(place, media=media)
    proposed, seo = proposals(product, wanted, pack)
    listing = product.context.listing or Listing()
    sources = Sources(product.context.listing, wanted, place.language)
    for proposal in proposed.alternatives:
        broken = check(proposal.copy, pack, brand=listing.brand, language=place.language)
        assert not [violation for violation in broken if violation.severity == "error"]
        assert not sources.unsupported(proposal.copy)
    captured = seo.comparison.captured_volume
    assert captured.best_possible is not None
    assert captured.after >= 0.99 * captured.best_possible
    assert captured.after >= LABELLED.get(product.name, 0) * sum(target.search_volume for target in wanted)
