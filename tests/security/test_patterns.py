"""No regular expression takes more than in proportion to its text, whatever the text: none can be made to hang.

The patterns are found in the code and in the rule packs; a new one is covered without being named here.
"""

from __future__ import annotations

import ast
import re

import pytest

from tests.security import patterns
from tests.security.attacks import ENDLESS, growth

LIMIT = 1.5
"""Between linear, which measures 1.0, and quadratic, which measures 2.0."""

CODE, UNKNOWN = patterns.of_the_code()
USES = list({(use.pattern, use.flags, use.methods): use for use in [*CODE, *patterns.of_the_rules()]}.values())


def _grows(pattern: re.Pattern[str], methods: frozenset[str] = frozenset()) -> float:
    return growth(pattern, methods, enough=LIMIT)[0]


@pytest.mark.parametrize("use", USES, ids=lambda use: use.where)
def test_a_pattern_takes_time_in_proportion_to_its_text(use: patterns.Use) -> None:
    power, attack = growth(use.compiled(), use.methods, enough=LIMIT)
    if power > LIMIT:  # once more: what is slow is slow again
        power = min(power, growth(use.compiled(), use.methods, enough=LIMIT)[0])
    assert power <= LIMIT, f"{use.pattern!r} grows with the power {power:.1f} under {attack}"


def test_every_pattern_is_known_or_stands_in_a_rule_pack() -> None:
    assert [place.partition(" ")[2] for place in UNKNOWN] == ["rule.pattern"]
    assert len(USES) > 90


def test_patterns_are_made_by_the_name_of_the_module_only() -> None:
    """``from re import compile``, pandas' ``str.contains`` or another engine would escape the search."""
    for path in patterns.files():
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom):
                assert node.module not in {"re", "regex"}, path
            if isinstance(node, ast.Import):
                assert not [a for a in node.names if a.name == "regex" or (a.name == "re" and a.asname)], path
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Attribute) and node.value.attr == "str":
                assert node.attr not in {"contains", "extract", "extractall", "findall", "count", "replace"}, path


@pytest.mark.parametrize(
    "bad", [r"(a+)+$", r"(a|a)*b", r"(?:\w+\s*)+:", r"a*a*a*b", r"^(([a-z])+.)+[A-Z]([a-z])+$", r"(x+x+)+y"]
)
def test_a_pattern_that_can_be_made_to_hang_would_be_found(bad: str) -> None:
    assert _grows(re.compile(bad)) == ENDLESS


@pytest.mark.parametrize("bad", [r"\s+,", r"[a-z]+,", r"\([^)]*\)", r"<[^>]*>", r"\d\w*-\d"])
def test_a_quadratic_pattern_would_be_found(bad: str) -> None:
    assert LIMIT < _grows(re.compile(bad)) < 3


@pytest.mark.parametrize("good", [r"\s+", r"(?<!\s)\s+,", r"a{1,50}b", r"\([^()]*\)"])
def test_a_linear_pattern_passes(good: str) -> None:
    assert _grows(re.compile(good)) < LIMIT


def test_a_pattern_that_only_looks_at_the_beginning_may_do_what_one_that_looks_everywhere_may_not() -> None:
    assert _grows(re.compile(r"\s+,"), frozenset({"match"})) < LIMIT < _grows(re.compile(r"\s+,"), frozenset({"sub"}))
