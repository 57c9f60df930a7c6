"""Help says what the code does: its numbers are the code's constants, its examples are worked out by the code."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.keywords import cascade, confidence, opportunity, priority
from pipeline.listing import placement
from pipeline.model import Category
from pipeline.report import explain
from pipeline.report.explain import Explanation
from pipeline.report.explain.categories import STEPS
from pipeline.report.explain.copy_scores import TARGETS, most_captured
from pipeline.report.explain.priorities import band_ranges
from pipeline.report.glossary import groups
from pipeline.report.metrics import METRICS
from pipeline.research import evidence, relevance

TOPICS = {"export", "rules", "categories", *explain.SCORES}


def text(topic: str) -> str:
    """Everything that is said of a score, in one string."""
    shown: Explanation = explain.SCORES[topic]()
    lines = [f"{point.term} {point.text}" for point in shown.formula]
    cells = [cell for table in shown.tables for row in (table.heads, *table.rows) for cell in (table.caption, *row)]
    cases = [f"{case.given} {case.arithmetic} {case.result}" for case in shown.examples]
    return "\n".join((shown.sentence, *lines, *cells, *cases))


@pytest.mark.parametrize(
    ("topic", "module", "constant", "value"),
    [
        ("relevancy", relevance, "PER_SHARE", 27),
        ("relevancy", relevance, "LITERAL", 7),
        ("relevancy", relevance, "MOST_BY_COUNT", 4),
        ("relevancy", evidence, "TOP", 17),
        ("priority", priority, "VOLUME", 37),
        ("priority", priority, "RELEVANCY", 27),
        ("priority", priority, "INTENT", 17),
        ("priority", priority, "COMPETITION", 19),
        ("opportunity", opportunity, "GOOD_RELEVANCY", 7),
        ("gap", evidence, "TOP", 17),
        ("share-of-voice", evidence, "VISIBLE", 47),
        ("placement", placement, "TITLE", 7),
        ("confidence", confidence, "STRENGTH", 17),
    ],
)
def test_another_constant_is_another_text(
    monkeypatch: pytest.MonkeyPatch, topic: str, module: Any, constant: str, value: float
) -> None:
    assert str(getattr(module, constant)) in text(topic)
    before = text(topic)
    monkeypatch.setattr(module, constant, value)
    assert text(topic) != before
    assert str(value) in text(topic)


def test_the_example_of_priority_adds_up() -> None:
    [*parts, (_, _, _, total)] = explain.SCORES["priority"]().tables[1].rows
    points = [float(cell.split(" of ")[0]) for *_, cell in parts if cell]
    assert len(points) == 4
    assert total.startswith(f"{round(sum(points))} of 100")


def test_the_bands_cover_every_priority_once() -> None:
    covered = [points for least, most, _ in band_ranges() for points in range(least, most + 1)]
    assert sorted(covered) == list(range(101))


def test_more_room_never_captures_less() -> None:
    found = [most_captured(room) for room in range(0, 60, 5)]
    assert found == sorted(found)
    assert found[-1] == sum(target.search_volume for target in TARGETS)


def test_every_category_is_explained_with_a_search_that_falls_into_it() -> None:
    shown = explain.categories()
    assert [one.category for one in shown] == list(Category)
    assert all(one.meaning and one.examples and all(case.reason for case in one.examples) for one in shown)


def test_every_test_of_the_categoriser_has_its_question() -> None:
    assert {rule.__name__ for rule in cascade.RULES} == set(STEPS)
    assert explain.order_of_tests()[-1].question == "None of these?"


def test_every_refusal_names_a_file_and_follows_the_limit() -> None:
    found = explain.refusals(50 << 20)
    assert all("revenue" in one.sentence or "xray.csv" in one.sentence for one in found)
    assert "50 MB" in "".join(one.sentence for one in found)
    assert "7 MB" in "".join(one.sentence for one in explain.refusals(7 << 20))


def test_every_metric_stands_in_the_glossary_once() -> None:
    told = [id(metric) for group in groups() for metric in group.metrics]
    assert sorted(told) == sorted(map(id, METRICS.values()))


def test_what_a_metric_leads_to_is_there() -> None:
    assert {metric.topic for metric in METRICS.values()} - {""} <= TOPICS
