"""The rules as data: every rule of every pack bites on its example, spares the near misses, and tells where and why."""

from __future__ import annotations

import re
import string
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.listing.rulebook import Rule, packs
from pipeline.listing.rules import (
    KINDS,
    RulePack,
    banned_phrases,
    banned_words,
    check,
    forbidden_characters,
    pack_for,
    rule_summary,
)
from pipeline.model import Copy, Store
from pipeline.research.stores import STORES
from pipeline.result import Violation
from tests.listing.rule_examples import BULLETS, EXAMPLES, Example, copy_with


def store(code: str = "US", *, search_terms_bytes: int = 249) -> Store:
    return Store(
        code=code,
        name="Shop",
        host="amazon.example",
        marketplace_id="M",
        languages=("en",),
        currency="USD",
        title_characters=75,
        search_terms_bytes=search_terms_bytes,
    )


NEW, OLD = pack_for(store()), pack_for(store("AE"))
RULES = [pytest.param(pack, rule, id=f"{pack.name} {rule.id}") for pack in (OLD, NEW) for rule in pack.rules]


def found(example: Example, value: str, pack: RulePack, rule: Rule) -> list[Violation]:
    copy = copy_with(example, value)
    violations = check(
        copy,
        pack,
        brand=example.brand,
        other_brands=example.other_brands,
        language=example.language,
        description=value if example.field == "description" else "",
    )
    return [violation for violation in violations if violation.rule == rule.id]


def test_every_rule_has_an_example_and_no_example_is_left_over() -> None:
    assert {rule.id for file in packs() for rule in file.rules} == set(EXAMPLES)


@pytest.mark.parametrize(("pack", "rule"), RULES)
def test_a_rule_shows_what_breaks_it(pack: RulePack, rule: Rule) -> None:
    example = EXAMPLES[rule.id]
    first = found(example, example.breaks, pack, rule)[0]
    assert first.text.endswith(example.offends) if first.rule == "title-length" else first.text == example.offends
    assert first.severity == rule.severity
    assert first.source
    assert "{" not in first.message.replace(first.text, "")


@pytest.mark.parametrize(("pack", "rule"), RULES)
def test_a_rule_raises_no_false_alarm(pack: RulePack, rule: Rule) -> None:
    example = EXAMPLES[rule.id]
    alarms = {value: found(example, value, pack, rule) for value in example.passes}
    assert not {value: alarm for value, alarm in alarms.items() if alarm}


@pytest.mark.parametrize(("pack", "rule"), RULES)
def test_a_rule_is_well_written(pack: RulePack, rule: Rule) -> None:
    names = {name for _, name, _, _ in string.Formatter().parse(rule.message) if name}
    assert names <= {"text", "actual", "limit", "over"}
    assert rule.kind in KINDS
    assert isinstance(rule.limit, int)
    assert re.compile(rule.pattern)
    assert rule.message.endswith((".", "”"))


@pytest.mark.parametrize("each", STORES, ids=lambda each: each.code)
def test_the_newest_pack_agrees_with_the_table_of_stores(each: Store) -> None:
    pack = pack_for(each)
    assert (pack.title_characters, pack.search_terms_bytes) == (each.title_characters, each.search_terms_bytes)
    assert pack.highlights_characters == (125 if each.title_characters == 75 else 0)


@pytest.mark.parametrize(
    ("code", "media", "on", "expected"),
    [
        ("US", False, None, "2026-07-27"),
        ("US", False, date(2026, 7, 27), "2026-07-27"),
        ("US", False, date(2026, 7, 26), "2025-01-21"),
        ("US", False, date(2020, 1, 1), "2025-01-21"),
        ("US", True, None, "2025-01-21"),
        ("JP", False, None, "2026-07-27"),
        ("SA", False, None, "2025-01-21"),
        ("EG", False, None, "2025-01-21"),
        ("TR", False, None, "2025-01-21"),
        ("AE", False, None, "2025-01-21"),
    ],
)
def test_the_pack_follows_store_product_and_date(code: str, media: bool, on: date | None, expected: str) -> None:
    assert pack_for(store(code), media=media, on=on).name == expected


def test_the_limits_are_amazons() -> None:
    new = rule_summary(pack_for(store("JP", search_terms_bytes=499)))
    old = rule_summary(OLD)
    assert (new.title_characters, new.highlights_characters, new.search_terms_bytes) == (75, 125, 499)
    assert (old.title_characters, old.highlights_characters, old.search_terms_bytes) == (200, 0, 249)
    assert new.bullet_characters == old.bullet_characters == 254


def test_bytes_follow_the_store() -> None:
    terms = Copy(search_terms="x" * 200)
    india = pack_for(store("IN", search_terms_bytes=199))
    assert "terms-bytes" in {violation.rule for violation in check(terms, india)}
    assert "terms-bytes" not in {violation.rule for violation in check(terms, NEW)}


def test_harmless_copy_breaks_nothing() -> None:
    copy = Copy(
        title="Yoho Garlic Press for Nuts, Stainless Steel, Pack of 2",
        item_highlights="Rust Free, Soft Grip, For Garlic & Ginger",
        bullets=(*BULLETS, "Size: Holds 60 ml of garlic; as wide as a hand", "In the Box: Two presses and one brush"),
        search_terms="mincer crusher kitchen tool",
    )
    assert check(copy, NEW, brand="Yoho") == ()
    assert check(Copy(), NEW, brand="Yoho") == ()


def test_a_french_letter_is_at_home_in_french() -> None:
    copy = Copy(bullets=("Pâte : pour le câble et la pâte", *BULLETS))
    assert "bullet-letters" not in {v.rule for v in check(copy, NEW, language="fr")}
    assert "bullet-letters" in {v.rule for v in check(copy, NEW, language="en")}


def test_portuguese_na_is_no_placeholder() -> None:
    copy = Copy(bullets=("IDEAL PARA USO NA COZINHA", *BULLETS))
    assert "bullet-placeholder-na" not in {v.rule for v in check(copy, NEW, language="pt")}


def test_numbers_are_counted_with_separators_and_named_over() -> None:
    [violation] = [v for v in check(Copy(title="x" * 1275), NEW) if v.rule == "title-length"]
    assert violation.message.startswith("1,275 characters, 1,200 over the limit of 75")
    assert violation.text == "x" * 1200


def test_violations_name_the_bullet() -> None:
    fields = [v.field for v in check(Copy(bullets=("Fine: all good here", "Bad: ends.")), NEW)]
    assert "bullet 2" in fields
    assert "bullets" in fields


def test_emptied_bullets_are_no_bullets() -> None:
    emptied = Copy(bullets=(*BULLETS, "", " "))
    [few] = [v for v in check(emptied, NEW) if v.rule.startswith("bullets-")]
    assert few.message.startswith("3 bullet points")


def test_what_new_copy_may_not_hold() -> None:
    assert {"best", "popular"} <= banned_words(NEW, "title")
    assert {"two", "best"} <= banned_words(NEW, "title")
    assert {"for", "new", "cheap"} <= banned_words(NEW, "search_terms")
    assert "for" not in banned_words(NEW, "search_terms", severities=("error", "warning"))
    assert "for" not in banned_words(NEW, "search_terms", language="de")
    assert "eco friendly" in banned_phrases(NEW, "bullet")
    assert "eco friendly" not in banned_phrases(NEW, "search_terms")
    assert {"!", "©"} <= forbidden_characters(NEW, "title")
    assert "(" not in forbidden_characters(NEW, "title", severities=("error",))


ANY = st.text() | st.text(alphabet="aAb1 .,:;!?-/()#<>*®â☺éß汉字あ\u0301'’&%@", max_size=300)


def texts(copy: Copy, description: str) -> dict[str, str]:
    bullets = {f"bullet {number}": bullet for number, bullet in enumerate(copy.bullets, start=1)}
    return bullets | {
        "title": copy.title,
        "item_highlights": copy.item_highlights,
        "bullets": "\n".join(copy.bullets),
        "search_terms": copy.search_terms,
        "description": description,
    }


@given(ANY, ANY, st.lists(ANY, max_size=7), ANY, ANY, st.sampled_from(("en", "de", "ja", "tr", "xx")))
def test_no_text_makes_the_check_stumble(
    title: str, highlights: str, bullets: list[str], terms: str, brand: str, language: str
) -> None:
    copy = Copy(title=title, item_highlights=highlights, bullets=tuple(bullets), search_terms=terms)
    for pack in (NEW, OLD):
        violations = check(copy, pack, brand=brand, other_brands=(title,), language=language, description=terms)
        assert violations == check(copy, pack, brand=brand, other_brands=(title,), language=language, description=terms)
        fields = texts(copy, terms)
        assert all(violation.text in fields[violation.field] for violation in violations)


@given(st.text(alphabet="aé汉😀 ", max_size=300), st.integers(min_value=100, max_value=260))
def test_bytes_beyond_the_limit_are_shown_whole(text: str, limit: int) -> None:
    violations = check(Copy(search_terms=text), pack_for(store(search_terms_bytes=limit)))
    over = [violation.text for violation in violations if violation.rule == "terms-bytes"]
    size = len(text.encode())
    assert bool(over) == (size > limit)
    if over:
        fits = text.removesuffix(over[0])
        assert len(fits.encode()) <= limit < len((fits + over[0][0]).encode())


@pytest.mark.parametrize("piece", ["a", "a ", "1", "1,", " ", "A", "a@", "<b", "n/a ", "b0abc", "\u2600"])
def test_long_text_takes_no_detours(piece: str) -> None:
    text = (piece * 40_000)[:40_000]
    violations = check(
        Copy(title=text, item_highlights=text, bullets=(text, text), search_terms=text), NEW, description=text
    )
    assert {"title-length", "highlights-length", "bullet-long"} <= {violation.rule for violation in violations}
