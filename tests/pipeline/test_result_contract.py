"""The result document keeps its contract: these keys, in this order, of these kinds, and no NaN."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from typing import Any

import jsonschema
import pytest

from pipeline import Result, analyse
from pipeline.model import Request
from pipeline.samples import sample

FIELD = {
    "type": "object",
    "required": ["text", "characters", "bytes", "keywords", "search_volume"],
    "properties": {
        "text": {"type": "string"},
        "characters": {"type": "integer"},
        "bytes": {"type": "integer"},
        "keywords": {"type": "array", "items": {"type": "string"}},
        "search_volume": {"type": "integer"},
    },
}
COVERAGE = {
    "type": "object",
    "required": [
        "keywords", "covered", "percent", "captured_volume", "missing_high_volume", "missing_high_intent",
    ],
}  # fmt: skip
COPY = {
    "type": "object",
    "required": ["title", "item_highlights", "bullets", "search_terms", "coverage"],
    "properties": {
        "title": FIELD,
        "item_highlights": FIELD,
        "bullets": {"type": "array", "items": FIELD},
        "search_terms": FIELD,
        "coverage": COVERAGE,
    },
}
KEYWORD = [
    "phrase", "category", "reason", "confidence", "sources", "relevancy_score", "intent_score", "search_volume",
    "search_volume_trend", "title_density", "cpr", "competing_products", "cerebro_iq_score", "root",
    "variant_group", "own_rank", "competitor_ranks", "priority", "priority_band", "opportunity",
    "opportunity_reason", "in_title", "in_bullets", "in_search_terms",
]  # fmt: skip
CATEGORIES = ["Relevant", "Design-Specific", "Irrelevant", "Branded", "Foreign-Language", "Outlier"]
NUMBER = {"type": ["number", "null"]}
TOP = [
    "schema_version", "asin", "marketplace", "main_keyword", "warnings", "inputs", "funnel", "dropped", "listing",
    "keywords", "categories", "roots", "competitors", "seo", "questions",
]  # fmt: skip
SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": TOP,
    "properties": {
        "main_keyword": {"type": "object", "required": ["phrase", "reason"]},
        "warnings": {"type": "array", "items": {"type": "string"}},
        "inputs": {
            "type": "object",
            "required": ["files", "listing_source"],
            "properties": {
                "files": {"type": "array", "items": {"required": ["name", "role", "format", "rows", "asins"]}}
            },
        },
        "funnel": {"required": ["rows_read", "rows_dropped", "duplicates_merged", "keywords"]},
        "dropped": {"type": "array", "items": {"required": ["file", "row", "phrase", "reason"]}},
        "listing": {
            "type": ["object", "null"],
            "required": ["title", "brand", "bullets", "description", "search_terms", "attributes"],
        },
        "keywords": {
            "type": "array",
            "items": {
                "required": KEYWORD,
                "properties": {
                    "category": {"enum": CATEGORIES},
                    "reason": {"type": "string", "minLength": 5},
                    "confidence": {"type": "number", "minimum": 0, "maximum": 1},
                    "relevancy_score": {"type": "integer", "minimum": 0, "maximum": 10},
                    "intent_score": {"type": "integer", "minimum": 0, "maximum": 3},
                    "search_volume": NUMBER,
                    "own_rank": {"type": ["integer", "null"], "minimum": 1},
                    "competitor_ranks": {"additionalProperties": {"type": ["integer", "null"], "minimum": 1}},
                    "priority": {"type": "integer", "minimum": 0, "maximum": 100},
                    "priority_band": {"enum": ["critical", "high", "medium", "low"]},
                    "decided": {"type": "boolean"},
                    "locked": {"type": "boolean"},
                    "automatic_category": {"enum": CATEGORIES},
                },
            },
        },
        "categories": {
            "required": CATEGORIES,
            "additionalProperties": {"required": ["count", "search_volume"]},
        },
        "roots": {"items": {"required": ["root", "keywords", "search_volume", "in_listing"]}},
        "competitors": {
            "items": {"required": ["asin", "phrases_ranked", "top_10", "top_50", "mean_rank", "share_of_voice"]}
        },
        "seo": {
            "required": ["rules", "current", "optimized", "comparison", "violations"],
            "properties": {
                "rules": {
                    "required": [
                        "pack", "title_characters", "highlights_characters", "bullet_characters", "search_terms_bytes",
                    ]
                },
                "current": {"anyOf": [{"type": "null"}, COPY]},
                "optimized": {
                    **COPY,
                    "required": [*COPY["required"], "alternatives"],
                },
                "comparison": {
                    "required": ["captured_volume", "coverage_percent"],
                    "properties": {"captured_volume": {"required": ["before", "after", "best_possible"]}},
                },
                "violations": {"items": {"required": ["field", "rule", "severity", "message", "text"]}},
            },
        },
        "questions": {"items": {"required": ["attribute", "search_volume", "phrases"]}},
    },
}  # fmt: skip


def _without_listing(request: Request) -> Request:
    return Request(product=request.product, marketplace=request.marketplace, files=request.files)


@pytest.fixture(scope="module", params=["with listing", "without listing"])
def result(request: pytest.FixtureRequest) -> Result:
    whole = sample()
    return analyse(whole if request.param == "with listing" else _without_listing(whole))


def test_the_document_matches_its_schema(result: Result) -> None:
    jsonschema.validate(json.loads(result.to_json()), SCHEMA)


def test_the_keys_stand_in_the_promised_order(result: Result) -> None:
    document = json.loads(result.to_json())
    assert [key for key in document if key in TOP] == TOP
    assert [key for key in document["keywords"][0] if key in KEYWORD] == KEYWORD


def _numbers(value: object) -> Iterator[float]:
    if isinstance(value, dict):
        for part in value.values():
            yield from _numbers(part)
    elif isinstance(value, list):
        for part in value:
            yield from _numbers(part)
    elif isinstance(value, float):
        yield value


def test_no_number_is_nan_or_infinite(result: Result) -> None:
    assert all(math.isfinite(number) for number in _numbers(json.loads(result.to_json())))


def test_the_document_can_be_read_back(result: Result) -> None:
    assert Result.from_json(result.to_json()) == result


def test_a_document_from_before_there_were_decisions_can_be_read(result: Result) -> None:
    document = json.loads(result.to_json())
    for keyword in document["keywords"]:
        for name in ("decided", "locked", "automatic_category"):
            del keyword[name]
    old = Result.from_json(json.dumps(document).encode())
    assert not any(keyword.decided or keyword.locked or keyword.automatic_category for keyword in old.keywords)
    assert [keyword.category for keyword in old.keywords] == [keyword.category for keyword in result.keywords]


def test_the_funnel_adds_up(result: Result) -> None:
    funnel = result.funnel
    assert funnel.rows_read == funnel.rows_dropped + funnel.duplicates_merged + funnel.keywords
    assert funnel.keywords == len(result.keywords) == sum(total.count for total in result.categories.values())
    assert funnel.rows_dropped == len(result.dropped)
    assert funnel.rows_read == sum(file.rows for file in result.inputs.files)


def test_captured_volume_is_bounded_by_the_best_possible(result: Result) -> None:
    captured = result.seo.comparison.captured_volume
    assert captured.before <= captured.after <= captured.best_possible <= captured.targets
    assert captured.after >= 0.97 * captured.best_possible
