"""The glossary in groups, as people look things up in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from pipeline.report.metric import Metric
from pipeline.report.metrics import METRICS
from pipeline.report.metrics_form import HANDED_IN
from pipeline.report.metrics_views import VIEWS

_REST: Final = "More"
_GROUPS: Final[dict[str, tuple[str, ...]]] = {
    "Keywords": (
        "phrase", "category", "reason", "confidence", "grade", "sources", "main_keyword", "main_keyword_reason",
        "keywords", "targets", "targets_volume", "decided", "locked", "automatic_category",
    ),
    "Figures of your files": (
        "search_volume", "search_volume_trend", "title_density", "cpr", "competing_products", "cerebro_iq_score",
        "keyword_sales", "click_share", "conversion_share", "sponsored_asins",
    ),
    "Scores": (
        "relevancy_score", "relevancy_reason", "intent_score", "intent_aspects", "priority", "priority_band",
        "priority_volume", "priority_relevancy", "priority_intent", "priority_competition", "opportunity",
        "opportunity_reason",
    ),
    "Ranks and competitors": (
        "own_rank", "competitor_rank", "top_10_competitors", "gap", "gaps", "best_rival_rank", "best_rival",
        "share_of_voice", "phrases_ranked", "top_10", "top_50", "mean_rank", "only_here", "competitor", "asin", "own",
        "competitor_title", "competitor_brand", "competitor_price", "competitor_files",
    ),
    "Roots and words": ("root", "variant_group", "broad_volume", "words", "words_size", "words_targets", "words_held"),
    "Listing": (
        "captured", "in_title", "in_bullets", "in_search_terms", "not_in_listing", "captured_today",
        "captured_volume_today", "captured_proposed", "captured_volume_proposed", "captured_volume", "best_possible",
        "of_best_possible", "coverage", "exact_title_volume", "placement_score", "intent", "title_characters",
        "highlights_characters", "bullet_limit", "bullet_characters", "search_terms_bytes", "proposal", "favours",
        "proposed_title", "held_by", "left_out", "left_out_volume", "left_out_reason", "version", "field",
        "text", "length", "characters", "bytes", "field_volume",
    ),
    "Rules and questions": (
        "rule_errors", "rule_errors_today", "severity", "violation", "offending", "rule", "rule_source", "attribute",
        "attribute_volume", "attribute_phrases",
    ),
    "Rows and files": (
        "rows_read", "rows_dropped", "duplicates_merged", "file", "row", "dropped_phrase", "dropped_reason", "store",
        "what", "value", "note", "term", "meaning",
    ),
    "Charts and views": tuple(name for name in VIEWS if name != "not_in_listing"),
    "The form and your product’s words": tuple(HANDED_IN),
    "Comparing two analyses": (
        "move", "category_before", "held_then", "captured_then", "rank_moves", "top_10_targets", "rank_before",
        "rank_after", "places", "volume_change", "top_10_volume", "proposed",
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A few metrics that belong together, under a title."""

    title: str
    metrics: tuple[Metric, ...]


def groups() -> tuple[Group, ...]:
    """Every metric in one group; what no group names stands in the last one."""
    named = {name for names in _GROUPS.values() for name in names}
    every = _GROUPS | {_REST: tuple(name for name in METRICS if name not in named)}
    return tuple(
        Group(title=title, metrics=tuple(METRICS[name] for name in names)) for title, names in every.items() if names
    )
