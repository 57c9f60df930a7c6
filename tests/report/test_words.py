"""Numbers in words."""

from __future__ import annotations

import pytest

from pipeline.report.words import METRICS, listed, not_drawn, number, percent, plural, share


@pytest.mark.parametrize(
    ("value", "said"), [(0, "0"), (7, "7"), (1234, "1,234"), (1_234_567, "1,234,567"), (-5, "-5"), (None, "–")]
)
def test_numbers(value: float | None, said: str) -> None:
    assert number(value) == said


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (0, "0 %"), (0.04, "< 0.1 %"), (8.46, "8.5 %"), (9, "9 %"), (9.94, "9.9 %"), (9.97, "10 %"), (78.6, "79 %"),
        (99.4, "99.4 %"), (99.97, "99.9 %"), (100, "100 %"), (-20.4, "-20 %"), (None, "–"),
    ],
)  # fmt: skip
def test_percentages_have_decimals_only_where_they_matter(value: float | None, said: str) -> None:
    assert percent(value) == said


def test_a_share_of_nothing_is_missing() -> None:
    assert share(1, 4) == "25 %"
    assert share(0, 0) == share(None, 4) == share(1, None) == "–"


def test_counts_and_lists() -> None:
    assert plural(1, "keyword") == "1 keyword"
    assert plural(1_204, "keyword") == "1,204 keywords"
    assert plural(2, "query", "queries") == "2 queries"
    assert not_drawn(1, "smaller one") == "; 1 smaller one not drawn"
    assert not_drawn(2, "smaller one") == "; 2 smaller ones not drawn"
    assert not_drawn(0, "smaller one") == ""
    assert listed([]) == ""
    assert listed(["a"]) == "“a”"
    assert listed(["a", "b"]) == "“a” and “b”"
    assert listed(["a", "b", "c"]) == "“a”, “b” and “c”"
    assert listed("abcde") == "“a”, “b” and 3 more"


def test_every_metric_is_one_short_sentence() -> None:
    for name, metric in METRICS.items():
        assert metric.help.endswith("."), name
        assert ". " not in metric.help, name
        assert len(metric.help) <= 130, name
        assert metric.label[0].isupper(), name
        assert "!" not in metric.help + metric.label, name
