"""The listing part of the result, and the review of a copy under the user's hands."""

from __future__ import annotations

import msgspec

from pipeline.listing import build_seo, listing_copy, pack_for, review, targets_of
from pipeline.listing.proposal import Proposal, Proposals
from pipeline.model import Category, Copy, Listing, Store, Target
from pipeline.result import Question, Seo, Unused
from tests.factories import make_result

STORE = Store(
    code="US",
    name="Shop",
    host="amazon.example",
    marketplace_id="M",
    languages=("en",),
    currency="USD",
    title_characters=75,
    search_terms_bytes=249,
)
LISTING = Listing(
    title=" Yoho GARLIC Press? ",
    brand="Yoho",
    bullets=("Grip: Soft to the hand.", "  ", "Steel: Never rusts at all"),
    description="<b>Bold</b>",
    search_terms="skip hop mincer",
)
TARGETS = tuple(
    Target(phrase=phrase, category=Category.RELEVANT, search_volume=searches, relevancy_score=8, intent_score=1)
    for phrase, searches in (("garlic press", 600), ("steel garlic press", 300), ("garlic rocker", 100))
)
PROPOSALS = Proposals(
    alternatives=(
        Proposal(
            name="Most volume", note="Holds most.", copy=Copy(title="Yoho Steel Garlic Press", search_terms="rocker")
        ),
        Proposal(name="Closest", note="Changes least.", copy=Copy(title="Yoho Garlic Press")),
    ),
    best_possible=1000,
    unused=(Unused(word="rocker", search_volume=100, reason="The listing does not say so."),),
    questions=(Question(attribute="rocker", search_volume=100, phrases=("garlic rocker",)),),
)


def built(listing: Listing | None = LISTING) -> Seo:
    return build_seo(listing, PROPOSALS, TARGETS, pack_for(STORE), language="en", other_brands=("Skip Hop",))


def test_the_first_proposal_is_the_optimized_copy() -> None:
    seo = built()
    assert seo.optimized.title.text == "Yoho Steel Garlic Press"
    assert [(each.name, each.exact_title_volume) for each in seo.optimized.alternatives] == [
        ("Most volume", 900),
        ("Closest", 600),
    ]
    assert seo.optimized.coverage == seo.optimized.alternatives[0].coverage
    assert seo.comparison.captured_volume.after == seo.optimized.coverage.captured_volume == 1000
    assert seo.unused == PROPOSALS.unused
    assert seo.rules.pack == "2026-07-27"


def test_todays_copy_is_read_without_the_space_around_it() -> None:
    assert listing_copy(LISTING).title == "Yoho GARLIC Press?"
    assert listing_copy(LISTING).bullets == ("Grip: Soft to the hand.", "Steel: Never rusts at all")
    current = built().current
    assert current is not None
    assert current.title.keywords == ("garlic press",)
    assert current.coverage.captured_volume == 900


def test_todays_violations_of_all_fields_and_the_brands() -> None:
    broken = {(violation.field, violation.rule) for violation in built().violations}
    assert {
        ("title", "title-characters"),
        ("title", "title-all-capitals"),
        ("bullet 1", "bullet-end"),
        ("bullets", "bullets-few"),
        ("search_terms", "terms-brand"),
        ("description", "description-html"),
    } <= broken
    errors = [violation for violation in built().violations if violation.severity == "error"]
    assert built().comparison.rule_errors.before == sum(violation.field != "description" for violation in errors)


def test_no_listing_has_no_current_copy_and_no_violations() -> None:
    seo = built(None)
    assert seo.current is None
    assert seo.violations == ()
    assert seo.comparison.coverage_percent.before is None


def test_it_can_be_written_and_read() -> None:
    assert msgspec.json.decode(msgspec.json.encode(built()), type=Seo) == built()


def test_a_review_follows_the_edit() -> None:
    before = review(Copy(title="Yoho Garlic Press"), TARGETS, STORE, brand="Yoho")
    after = review(Copy(title="Yoho Steel Garlic Press! " + "x" * 60), TARGETS, STORE, brand="Yoho")
    assert (before.errors, before.fields.coverage.captured_volume, before.exact_title_volume) == (0, 600, 600)
    assert (after.errors, after.fields.coverage.captured_volume, after.exact_title_volume) == (2, 900, 900)
    assert after.fields.title.characters == 85
    assert after.rules.title_characters == 75
    assert {violation.rule for violation in after.violations} >= {"title-length", "title-characters"}


def test_a_review_knows_media() -> None:
    assert review(Copy(title="x" * 180), (), STORE, media=True).errors == 0


def test_the_targets_of_a_result_are_those_it_was_made_with() -> None:
    document = make_result()
    targets = targets_of(document.keywords)
    assert {target.category for target in targets} <= {Category.RELEVANT, Category.DESIGN}
    assert len(targets) == sum(
        keyword.category in {Category.RELEVANT, Category.DESIGN} for keyword in document.keywords
    )
