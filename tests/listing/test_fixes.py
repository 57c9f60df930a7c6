"""Repairs: every rule that names one is mended by it on the copy that shows what breaks the rule."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.listing.fixes import FIXES, fixed
from pipeline.listing.rules import Rule, RulePack, check
from pipeline.model import Copy
from tests.listing.rule_examples import EXAMPLES, copy_with
from tests.listing.test_rules import NEW, RULES

MENDED = [each for each in RULES if each.values[1].fix and EXAMPLES[each.values[1].id].field != "description"]


@pytest.mark.parametrize(("pack", "rule"), RULES)
def test_a_rule_names_a_repair_that_exists(pack: RulePack, rule: Rule) -> None:
    assert not rule.fix or rule.fix in FIXES


@pytest.mark.parametrize(("pack", "rule"), MENDED)
def test_a_repair_mends_its_rule_and_brings_no_error(pack: RulePack, rule: Rule) -> None:
    example = EXAMPLES[rule.id]
    removes = example.field.startswith("bullet ") and rule.fix == "remove"  # enough must be left for a bullet
    copy = copy_with(example, f"{example.breaks}; soft handles for long work" if removes else example.breaks)

    def broken(of: Copy) -> list[str]:
        found = check(of, pack, brand=example.brand, other_brands=example.other_brands, language=example.language)
        return [violation.rule for violation in found if violation.rule == rule.id or violation.severity == "error"]

    violation = next(v for v in check(copy, pack, brand=example.brand, other_brands=example.other_brands,
                                      language=example.language) if v.rule == rule.id)  # fmt: skip
    mended = fixed(
        copy, violation, pack, brand=example.brand, other_brands=example.other_brands, language=example.language
    )
    assert mended is not None
    assert len(broken(mended)) < len(broken(copy))


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Garlic Press Stainless Steel, Heavy Duty Garlic Mincer, Rust Proof, Dishwasher Safe, Silver",
         "Garlic Press Stainless Steel, Heavy Duty Garlic Mincer, Rust Proof"),
        ("Garlic Press, Best Seller, Steel", "Garlic Press, Steel"),
        ("PREMIERE Garlic Press", "Premiere Garlic Press"),
    ],
)  # fmt: skip
def test_a_repaired_title_reads_well(title: str, expected: str) -> None:
    copy = Copy(title=title)
    violation = next(v for v in check(copy, NEW) if v.severity != "advice")
    assert fixed(copy, violation, NEW) == Copy(title=expected)


def test_what_no_repair_mends_is_left_alone() -> None:
    copy = Copy(title="Press Press Press")
    violation = next(v for v in check(copy, NEW) if v.rule == "title-word-repeats")
    assert fixed(copy, violation, NEW) is None


@given(st.text(max_size=300), st.text(max_size=300), st.text(max_size=200))
def test_no_text_makes_a_repair_stumble_or_worse(title: str, bullet: str, terms: str) -> None:
    copy = Copy(title=title, bullets=(bullet,), search_terms=terms)
    before = check(copy, NEW)
    for violation in before:
        mended = fixed(copy, violation, NEW)
        if mended is not None:
            errors = [v for v in check(mended, NEW) if v.severity == "error"]
            assert len(errors) <= sum(v.severity == "error" for v in before)
