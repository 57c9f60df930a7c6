"""Whatever listing and searches come in: no rule broken, nothing invented, nothing lost that fits, same bytes again."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.listing.coverage import captured, volume
from pipeline.listing.never import Never
from pipeline.listing.optimise import propose
from pipeline.listing.proposal import Proposals
from pipeline.listing.provenance import provenance
from pipeline.listing.rules import RulePack, check, pack_for
from pipeline.listing.seo import listing_copy
from pipeline.model import Category, Listing, ProductReading, Store, Target, UserWords
from pipeline.text import stems

WORDS = [
    *[
        "press",
        "mincer",
        "bed",
        "case",
        "presse",
        "botella",
        "garlic",
        "dog",
        "phone",
        "dogs",
        "steel",
        "stainless",
        "red",
    ],
    *[
        "black",
        "large",
        "best",
        "cheap",
        "2024",
        "new",
        "acme",
        "free",
        "safe",
        "dishwasher",
        "for",
        "with",
        "and",
        "the",
    ],
    *["of", "kids", "women's", "garlc", "knoblauch", "de", "agua", "6", "pack", "luxury", "fuck", "na", "straße", "x"],
    *["ケース", "富士"],
]
DEBRIS = [
    *[
        "!",
        "™",
        "…",
        "~",
        "[",
        "]",
        "【Key】",
        ":",
        ";",
        ".",
        ",",
        "(",
        ")",
        "✅",
        "$5",
        "€3",
        "N/A",
        "_",
        "{}",
        "?",
        "â",
    ],
    *["Latex-Free", "30ml", "Non-Toxic", "“quote”", "full refund", "Contains Bamboo", "1.2 Oz", "Pack of 4", "a" * 90],
    *[
        "eco-friendly",
        "www.shop.com",
        "B0ABCDEF12",
        "SHOUTED HEADER:",
        "for Baking, Smoothies & Travel",
        "\u200b",
        "\n",
    ],
]

word = st.sampled_from(WORDS)
phrase = st.lists(word, min_size=1, max_size=5).map(" ".join)
prose = st.lists(st.sampled_from(WORDS + DEBRIS), max_size=45).map(" ".join)
targets = st.lists(
    st.builds(
        Target,
        phrase=phrase,
        category=st.sampled_from([Category.RELEVANT, Category.DESIGN]),
        search_volume=st.integers(0, 90_000),
        relevancy_score=st.just(8),
        intent_score=st.just(1),
    ),
    max_size=25,
    unique_by=lambda target: target.phrase,
)
listings = st.none() | st.builds(
    Listing,
    title=prose,
    brand=st.sampled_from(["", "Acme", "ACME Home", "W!ld $un", "富士"]),
    bullets=st.lists(prose, max_size=8).map(tuple),
    description=prose,
    search_terms=phrase | prose,
    item_highlights=st.just("") | prose,
    attributes=st.dictionaries(
        st.sampled_from(["Color", "Material", "Size", "Brand", "Farbe"]), phrase | prose, max_size=3
    ),
)
users = st.builds(UserWords, never=st.lists(phrase, max_size=2).map(tuple), lacks=st.lists(word, max_size=1).map(tuple))


def _store(code: str, language: str) -> Store:
    return Store(
        code=code, name=code, host="", marketplace_id="", languages=(language,), currency="", title_characters=75,
        search_terms_bytes=199 if code == "IN" else 249,
    )  # fmt: skip


STORES = [
    _store("US", "en"),
    _store("IN", "en"),
    _store("AE", "en"),
    _store("DE", "de"),
    _store("ES", "es"),
    _store("JP", "ja"),
]
NO_WORDS = UserWords()
FEW = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


def _propose(listing: Listing | None, found: list[Target], store: Store, user: UserWords = NO_WORDS) -> Proposals:
    return propose(
        listing,
        found,
        pack=_pack(store),
        language=store.language,
        main_keyword=found[0].phrase if found else "",
        reading=ProductReading(heads=("press",), brands=("acme",)),
        words=user,
    )


def _pack(store: Store) -> RulePack:
    return pack_for(store)


@FEW
@given(listing=listings, found=targets, store=st.sampled_from(STORES), user=users)
def test_no_copy_breaks_a_rule_or_invents_a_word(
    listing: Listing | None, found: list[Target], store: Store, user: UserWords
) -> None:
    result = _propose(listing, found, store, user)
    assert 1 <= len(result.alternatives) <= 3
    for proposal in result.alternatives:
        copy = proposal.copy
        broken = check(
            copy, _pack(store), brand=listing.brand if listing else "", other_brands=("acme",), language=store.language
        )
        assert [v for v in broken if v.severity == "error" or v.rule == "bullets-total"] == []
        assert len(copy.bullets) <= 5
        assert provenance(copy, listing, found, store.language) == ()
        assert copy.search_terms == " ".join(copy.search_terms.lower().split())
        never = Never((*user.never, *user.lacks), store.language)
        assert not any(
            never.found(text) for text in (copy.title, copy.item_highlights, *copy.bullets, copy.search_terms)
        )


@FEW
@given(listing=listings, found=targets, store=st.sampled_from(STORES))
def test_search_terms_waste_nothing(listing: Listing | None, found: list[Target], store: Store) -> None:
    for proposal in _propose(listing, found, store).alternatives:
        copy = proposal.copy
        shown = {
            root for text in (copy.title, copy.item_highlights, *copy.bullets) for root in stems(text, store.language)
        }
        terms = stems(copy.search_terms, store.language)
        assert len(terms) == len(set(terms))
        assert not shown & set(terms)


@FEW
@given(listing=listings, found=targets, store=st.sampled_from(STORES))
def test_captured_volume_lies_between_today_and_the_bound(
    listing: Listing | None, found: list[Target], store: Store
) -> None:
    result = _propose(listing, found, store)
    after = [volume(captured(p.copy, found, store.language)) for p in result.alternatives]
    assert all(amount <= result.best_possible for amount in after)
    if listing is not None:
        legal = {
            "acme",
            "best",
            "cheap",
            "2024",
            "new",
            "fuck",
            "luxury",
            "for",
            "with",
            "and",
            "the",
            "of",
            "de",
            "na",
            "x",
        }
        before = [
            target
            for target in captured(listing_copy(listing), found, store.language)
            if not legal & set(target.phrase.split())
        ]
        assert all(amount >= volume(before) for amount in after)


@FEW
@given(listing=listings, found=targets, store=st.sampled_from(STORES), order=st.randoms(use_true_random=False))
def test_the_order_of_the_targets_does_not_matter(
    listing: Listing | None, found: list[Target], store: Store, order
) -> None:
    main = found[0].phrase if found else ""
    shuffled = list(found)
    order.shuffle(shuffled)
    made = [
        propose(
            listing, targets, pack=_pack(store), language=store.language, main_keyword=main,
            reading=ProductReading(heads=("press",), brands=("acme",)), words=UserWords(),
        )
        for targets in (found, shuffled)
    ]  # fmt: skip
    assert made[0] == made[1]


@pytest.mark.parametrize("store", STORES, ids=lambda store: store.code)
def test_nothing_in_gives_an_empty_copy(store: Store) -> None:
    result = _propose(None, [], store)
    assert result.best_possible == 0
    assert result.alternatives[0].copy.title == ""
