"""The one glossary of pages, charts and files: every metric's name, unit and one-sentence help."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from pipeline.keywords.priority import BANDS, COMPETITION, INTENT, RELEVANCY, VOLUME
from pipeline.report.metric import Metric
from pipeline.report.metrics_form import HANDED_IN
from pipeline.report.metrics_tables import TABLES
from pipeline.report.metrics_views import VIEWS
from pipeline.research.evidence import TOP, VISIBLE
from pipeline.research.relevance import MOST

__all__ = ["METRICS", "Metric"]

METRICS: Final[Mapping[str, Metric]] = {
    "phrase": Metric(label="Phrase", help="What shoppers typed, duplicates merged."),
    "category": Metric(
        label="Category", topic="categories", help="What the phrase is to your product; each has exactly one."
    ),
    "reason": Metric(label="Reason", topic="categories", help="Why the phrase has its category."),
    "confidence": Metric(
        label="Confidence",
        topic="confidence",
        unit="0–1",
        help="How sure the category is, from 0 to 1; low ones are marked worth a look.",
    ),
    "grade": Metric(
        label="Grade", topic="confidence", help="How far the category can be trusted: sure, likely or worth a look."
    ),
    "decided": Metric(
        label="Set by you", short="Set by", help="The category is your own decision; a locked one stays as it is."
    ),
    "locked": Metric(label="Locked", help="Changes of many keywords at once leave the category alone."),
    "automatic_category": Metric(label="Automatic category", help="What the analysis found before you decided."),
    "sources": Metric(label="Files", help="The keyword files that hold the phrase."),
    "search_volume": Metric(
        label="Search volume",
        short="Searches",
        unit="a month",
        help="Estimated searches for the exact phrase on Amazon in a month, from your file.",
    ),
    "search_volume_trend": Metric(
        label="Search volume trend",
        short="Trend",
        unit="%",
        help="Change of the search volume over the last 30 days, in percent, from your file.",
    ),
    "relevancy_score": Metric(
        label="Relevancy",
        topic="relevancy",
        short="Relev.",
        unit="0–10",
        help=f"How many competitors rank in the top {TOP} for the phrase: half or more of them give {MOST}, none 0.",
    ),
    "relevancy_reason": Metric(
        label="Relevancy, worked out", topic="relevancy", help="The arithmetic behind the relevancy score."
    ),
    "intent_score": Metric(
        label="Intent",
        topic="intent",
        unit="0–3",
        help="How many of three things the phrase names: the product, an attribute it has, its use or user.",
    ),
    "intent_aspects": Metric(
        label="Intent, aspects", topic="intent", help="Which of product, attribute and use the phrase names."
    ),
    "priority": Metric(
        label="Priority",
        topic="priority",
        unit="0–100",
        help=f"Points for search volume (up to {VOLUME}), relevancy ({RELEVANCY}), intent ({INTENT}) "
        f"and low competition ({COMPETITION}), added up.",
    ),
    "priority_band": Metric(
        label="Priority band", topic="priority", help=f"Priority in words: {', '.join(name for _, name in BANDS)}."
    ),
    "title_density": Metric(
        label="Title density",
        unit="titles",
        help="How many products on page one hold the exact phrase in their title; 0 means that none does.",
    ),
    "cpr": Metric(
        label="CPR",
        unit="units in 8 days",
        help="Estimated units to sell in eight days to reach page one (Helium 10’s Cerebro Product Rank).",
    ),
    "competing_products": Metric(
        label="Competing products", short="Competing", help="How many products Amazon returns for the phrase."
    ),
    "cerebro_iq_score": Metric(
        label="IQ score",
        help="1,000 × search volume ÷ competing products; higher means more searches for less competition.",
    ),
    "keyword_sales": Metric(
        label="Keyword sales", unit="units a month", help="Estimated units sold through the phrase in a month."
    ),
    "click_share": Metric(
        label="Click share", unit="%", help="Share of clicks that the three most clicked products take, in percent."
    ),
    "conversion_share": Metric(
        label="Conversion share", unit="%", help="Share of purchases that those three products take, in percent."
    ),
    "sponsored_asins": Metric(label="Sponsored ASINs", help="How many products advertise on the phrase."),
    "root": Metric(label="Root", topic="roots", help="The head words that a group of phrases shares."),
    "variant_group": Metric(
        label="Variant of",
        topic="variants",
        help="The most searched spelling, plural or word order of the same phrase.",
    ),
    "own_rank": Metric(label="Your rank", help="Your product’s organic position for the phrase; a dash: not ranked."),
    "competitor_rank": Metric(
        label="Competitor rank", help="A competitor’s organic position for the phrase; a dash: not ranked."
    ),
    "top_10_competitors": Metric(
        label="Rivals in top 10",
        topic="relevancy",
        short="Rivals top 10",
        help=f"How many competitors rank 1–{TOP} for the phrase.",
    ),
    "opportunity": Metric(
        label="Opportunity",
        topic="opportunity",
        help="A phrase of its own with good volume and relevancy that few or no titles on page one hold.",
    ),
    "opportunity_reason": Metric(
        label="Opportunity, why", topic="opportunity", help="Why the phrase is an opportunity or is none."
    ),
    "gap": Metric(
        label="Gap",
        topic="gap",
        help=f"A target for which competitors rank in the top {TOP} and your product does not.",
    ),
    "in_title": Metric(label="In title", topic="captured-volume", help="Your title holds every word of the phrase."),
    "in_bullets": Metric(
        label="In bullets", topic="captured-volume", help="Your bullets together hold every word of the phrase."
    ),
    "in_search_terms": Metric(
        label="In search terms",
        topic="captured-volume",
        help="Your backend search terms hold every word of the phrase.",
    ),
    "captured": Metric(
        label="In listing",
        topic="captured-volume",
        help="Title, highlights, bullets and search terms together hold every word of the phrase.",
    ),
    "targets": Metric(
        label="Targets",
        topic="categories",
        help="Relevant and Design-Specific phrases: the ones a listing should capture.",
    ),
    "targets_volume": Metric(label="Searches at stake", unit="a month", help="Search volume of all targets together."),
    "captured_volume": Metric(
        label="Captured volume",
        topic="captured-volume",
        short="Captured",
        unit="searches a month",
        help="Search volume of the targets whose every word stands somewhere in the listing.",
    ),
    "best_possible": Metric(
        label="Best possible",
        unit="searches a month",
        topic="best-possible",
        help="The proven most search volume that any copy within Amazon’s limits could capture with supported words.",
    ),
    "coverage": Metric(
        label="Coverage",
        topic="captured-volume",
        unit="%",
        help="Share of the targets whose every word stands in the listing.",
    ),
    "exact_title_volume": Metric(
        label="Exact in title",
        topic="placement",
        unit="searches a month",
        help="Search volume of the targets that stand in the title word for word, in order.",
    ),
    "placement_score": Metric(
        label="Placement score",
        topic="placement",
        unit="0–100",
        help="How well searches are placed: the exact phrase before other orders, the title before other fields.",
    ),
    "intent": Metric(
        label="Mean intent",
        topic="intent",
        unit="0–3",
        help="Mean intent of the captured targets, weighted by search volume.",
    ),
    "rule_errors": Metric(
        label="Rule errors", topic="rules", help="Broken rules for which Amazon suppresses or rewrites the field."
    ),
    "title_characters": Metric(
        label="Title", topic="rules", unit="characters", help="Length of the title, spaces included."
    ),
    "highlights_characters": Metric(
        label="Item highlights",
        topic="rules",
        unit="characters",
        help="Length of the line that Amazon shows below the title.",
    ),
    "bullet_characters": Metric(
        label="Bullets", topic="rules", unit="characters", help="Length of all bullets together."
    ),
    "search_terms_bytes": Metric(
        label="Search terms",
        topic="rules",
        unit="bytes",
        help="Length of the backend search terms in bytes; over the limit Amazon may ignore the whole field.",
    ),
    "broad_volume": Metric(
        label="Broad volume",
        topic="roots",
        unit="a month",
        help="Search volume of all targets that share the root or words.",
    ),
    "share_of_voice": Metric(
        label="Share of voice",
        topic="share-of-voice",
        unit="%",
        help="Share of the visibility over all phrases: search volume weighted by organic rank.",
    ),
    "phrases_ranked": Metric(
        label="Phrases ranked", topic="share-of-voice", help="For how many phrases the product ranks at all."
    ),
    "top_10": Metric(label="Top 10", topic="share-of-voice", help=f"For how many phrases the product ranks 1–{TOP}."),
    "top_50": Metric(
        label="Top 50", topic="share-of-voice", help=f"For how many phrases the product ranks 1–{VISIBLE}."
    ),
    "mean_rank": Metric(
        label="Mean rank",
        topic="share-of-voice",
        help="Mean organic rank over the phrases for which the product ranks.",
    ),
    "only_here": Metric(
        label="Only here", topic="share-of-voice", help="Phrases for which no other product of the files ranks."
    ),
    "move": Metric(
        label="Result",
        help=f"What became of your rank; won and lost are about the top {TOP}, new and gone about the files.",
    ),
    "category_before": Metric(label="Earlier category", short="Was", help="The category in the earlier analysis."),
    "held_then": Metric(
        label="In listing", help="Whether the listing of each analysis holds every word of the phrase."
    ),
    "captured_then": Metric(
        label="Captured", unit="%", help="Share of the targets’ searches that the listing of each analysis captures."
    ),
    "rank_moves": Metric(
        label="Moves worth most",
        help="A move is worth its searches divided by the rank now, less the same at the rank then.",
    ),
    "top_10_targets": Metric(label="Top 10 targets", help=f"Targets for which your product ranks 1–{TOP}."),
    "rank_before": Metric(
        label="Earlier rank",
        short="Rank then",
        help="Your organic position in the earlier analysis; a dash: not ranked.",
    ),
    "rank_after": Metric(
        label="Later rank", short="Rank now", help="Your organic position in the later analysis; a dash: not ranked."
    ),
    "places": Metric(
        label="Places", help="Places nearer to rank 1; negative: further off; –: none, or not ranked in both analyses."
    ),
    "volume_change": Metric(
        label="Change of searches",
        short="Growth",
        unit="%",
        help="Later search volume against the earlier one, in percent; 0: unchanged.",
    ),
    "top_10_volume": Metric(
        label="Searches in the top 10",
        unit="a month",
        help=f"Search volume of the targets for which your product ranks 1–{TOP}.",
    ),
    "proposed": Metric(
        label="Proposed",
        unit="%",
        help="Share of the targets’ searches that the proposed listing of each analysis captures.",
    ),
    "main_keyword": Metric(label="Main keyword", help="The phrase that the listing is built around."),
    "keywords": Metric(label="Keywords", help="Phrases of your files after duplicates were merged."),
    "rows_read": Metric(label="Rows read", help="Rows of your files: keywords, duplicates merged and rows dropped."),
    **TABLES,
    **VIEWS,
    **HANDED_IN,
}
"""Every metric that people see, by the name it has in the result where it has one."""
