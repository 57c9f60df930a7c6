"""What charts and views of keywords show, in one sentence each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from pipeline.report.metric import Metric
from pipeline.research.evidence import TOP

VIEWS: Final[Mapping[str, Metric]] = {
    "captured_chart": Metric(
        label="Captured against possible",
        topic="best-possible",
        help="Bars: searches captured today and by the proposal; dotted line: the proven most; track: all targets.",
    ),
    "category_share": Metric(
        label="Share by category",
        topic="categories",
        help="How the searches and the phrases of your files divide over the six categories.",
    ),
    "funnel": Metric(
        label="From rows to targets",
        topic="categories",
        help="What became of the rows of your files: keywords after merging, targets, targets not captured yet.",
    ),
    "keyword_map": Metric(
        label="Map of phrases",
        topic="priority",
        help="Each mark is a phrase: searches upwards, competing products to the right, its size is its priority.",
    ),
    "rank_bars": Metric(
        label="Ranks for one phrase", topic="gap", help="Bars run from rank 60 down to 1: longer is better."
    ),
    "rank_heatmap": Metric(
        label="Ranks by phrase and product",
        topic="gap",
        help=f"Organic rank of each product for the targets with most to win; filled tiles are ranks 1–{TOP}.",
    ),
    "root_treemap": Metric(
        label="Targets by root",
        topic="roots",
        help="Each tile is a target under its root, as large as its searches; grey ones stand in your listing already.",
    ),
    "coverage_by_field": Metric(
        label="Held by each field",
        topic="captured-volume",
        help="Share of the searches at stake whose every word one field holds by itself, today and as proposed.",
    ),
    "view_targets": Metric(
        label="Targets", topic="categories", help="Relevant and Design-Specific phrases: the ones to win."
    ),
    "view_opportunities": Metric(
        label="Opportunities", topic="opportunity", help="Phrases with good volume that few titles on page one hold."
    ),
    "view_gaps": Metric(
        label="Gaps", topic="gap", help=f"Targets for which competitors rank in the top {TOP} and you do not."
    ),
    "view_worth_a_look": Metric(
        label="Worth a look", topic="confidence", help="Phrases whose category is the least certain: check these first."
    ),
    "view_all": Metric(label="All", topic="categories", help="Every phrase of your files, the irrelevant ones too."),
    "not_in_listing": Metric(
        label="Not in my listing", topic="captured-volume", help="Leaves out phrases that today’s listing captures."
    ),
    "first_steps": Metric(
        label="What to do first", help="The steps with the most searches a month at stake; the button leads there."
    ),
}
"""Charts and views by a name of their own."""
