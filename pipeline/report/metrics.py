"""Every metric's name, unit and one-sentence help. Plain text, no markup."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class Metric:
    """A metric's name, one sentence on what it means, its unit ('' for a plain count) and a narrow column's heading."""

    label: str
    help: str
    unit: str = ""
    short: str = ""

    @property
    def heading(self) -> str:
        """The shortest name that a column may carry."""
        return self.short or self.label


METRICS: Final[Mapping[str, Metric]] = {
    "phrase": Metric(label="Phrase", help="What shoppers typed, duplicates merged."),
    "category": Metric(label="Category", help="What the phrase is to your product; each has exactly one."),
    "reason": Metric(label="Reason", help="Why the phrase has its category."),
    "confidence": Metric(
        label="Confidence", unit="0–1", help="How sure the category is, from 0 to 1; low ones are marked worth a look."
    ),
    "grade": Metric(label="Grade", help="How far the category can be trusted: sure, likely or worth a look."),
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
        short="Relev.",
        unit="0–10",
        help="How many competitors rank in the top 10 for the phrase: half of them or more give 10, none gives 0.",
    ),
    "relevancy_reason": Metric(label="Relevancy, worked out", help="The arithmetic behind the relevancy score."),
    "intent_score": Metric(
        label="Intent",
        unit="0–3",
        help="How many of three things the phrase names: the product, an attribute it has, its use or user.",
    ),
    "intent_aspects": Metric(label="Intent, aspects", help="Which of product, attribute and use the phrase names."),
    "priority": Metric(
        label="Priority",
        unit="0–100",
        help="Search volume (40 points), relevancy (30), intent (15) and low competition (15), added up.",
    ),
    "priority_band": Metric(label="Priority band", help="Priority in words: critical, high, medium or low."),
    "title_density": Metric(
        label="Title density",
        unit="titles",
        help="How many products on page one hold the exact phrase in their title; 0 means that none does.",
    ),
    "cpr": Metric(
        label="CPR",
        unit="units in 8 days",
        help="Estimated units to sell in eight days to reach page one (Helium 10's Cerebro Product Rank).",
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
    "root": Metric(label="Root", help="The head words that a group of phrases shares."),
    "variant_group": Metric(
        label="Variant of", help="The most searched spelling, plural or word order of the same phrase."
    ),
    "own_rank": Metric(label="Your rank", help="Your product's organic position for the phrase; a dash: not ranked."),
    "competitor_rank": Metric(
        label="Competitor rank", help="A competitor's organic position for the phrase; a dash: not ranked."
    ),
    "top_10_competitors": Metric(
        label="Rivals in top 10", short="Rivals top 10", help="How many competitors rank 1–10 for the phrase."
    ),
    "opportunity": Metric(
        label="Opportunity",
        help="A phrase of its own with good volume and relevancy that few or no titles on page one hold.",
    ),
    "opportunity_reason": Metric(label="Opportunity, why", help="Why the phrase is an opportunity or is none."),
    "gap": Metric(label="Gap", help="A target for which competitors rank in the top 10 and your product does not."),
    "in_title": Metric(label="In title", help="Your title holds every word of the phrase."),
    "in_bullets": Metric(label="In bullets", help="Your bullets together hold every word of the phrase."),
    "in_search_terms": Metric(label="In search terms", help="Your backend search terms hold every word of the phrase."),
    "captured": Metric(
        label="In listing", help="Title, highlights, bullets and search terms together hold every word of the phrase."
    ),
    "targets": Metric(label="Targets", help="Relevant and Design-Specific phrases: the ones a listing should capture."),
    "targets_volume": Metric(label="Searches at stake", unit="a month", help="Search volume of all targets together."),
    "captured_volume": Metric(
        label="Captured volume",
        short="Captured",
        unit="searches a month",
        help="Search volume of the targets whose every word stands somewhere in the listing.",
    ),
    "best_possible": Metric(
        label="Best possible",
        help="The proven most search volume that any copy within Amazon's limits could capture with supported words.",
    ),
    "coverage": Metric(label="Coverage", unit="%", help="Share of the targets whose every word stands in the listing."),
    "exact_title_volume": Metric(
        label="Exact in title",
        unit="searches a month",
        help="Search volume of the targets that stand in the title word for word, in order.",
    ),
    "placement_score": Metric(
        label="Placement score",
        unit="0–100",
        help="How well searches are placed: the exact phrase before other orders, the title before other fields.",
    ),
    "intent": Metric(
        label="Mean intent", unit="0–3", help="Mean intent of the captured targets, weighted by search volume."
    ),
    "rule_errors": Metric(label="Rule errors", help="Broken rules for which Amazon suppresses or rewrites the field."),
    "title_characters": Metric(label="Title", unit="characters", help="Length of the title, spaces included."),
    "highlights_characters": Metric(
        label="Item highlights", unit="characters", help="Length of the line that Amazon shows below the title."
    ),
    "bullet_characters": Metric(label="Bullets", unit="characters", help="Length of all bullets together."),
    "search_terms_bytes": Metric(
        label="Search terms",
        unit="bytes",
        help="Length of the backend search terms in bytes; over the limit Amazon may ignore the whole field.",
    ),
    "broad_volume": Metric(
        label="Broad volume", unit="a month", help="Search volume of all targets that share the root or words."
    ),
    "share_of_voice": Metric(
        label="Share of voice",
        unit="%",
        help="Share of the visibility over all phrases: search volume weighted by organic rank.",
    ),
    "phrases_ranked": Metric(label="Phrases ranked", help="For how many phrases the product ranks at all."),
    "top_10": Metric(label="Top 10", help="For how many phrases the product ranks 1–10."),
    "top_50": Metric(label="Top 50", help="For how many phrases the product ranks 1–50."),
    "mean_rank": Metric(label="Mean rank", help="Mean organic rank over the phrases for which the product ranks."),
    "only_here": Metric(label="Only here", help="Phrases for which no other product of the files ranks."),
    "move": Metric(
        label="Result",
        help="What became of your rank; won and lost are about the top 10, new and gone about the files.",
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
    "top_10_targets": Metric(label="Top 10 targets", help="Targets for which your product ranks 1–10."),
    "rank_before": Metric(
        label="Earlier rank",
        short="Rank then",
        help="Your organic position in the earlier analysis; a dash: not ranked.",
    ),
    "rank_after": Metric(
        label="Later rank", short="Rank now", help="Your organic position in the later analysis; a dash: not ranked."
    ),
    "places": Metric(label="Places", help="Places nearer to rank 1; negative: further off."),
    "volume_change": Metric(
        label="Change of searches",
        short="Growth",
        unit="%",
        help="Later search volume against the earlier one, in percent.",
    ),
    "top_10_volume": Metric(
        label="Searches in the top 10",
        unit="a month",
        help="Search volume of the targets for which your product ranks 1–10.",
    ),
    "proposed": Metric(
        label="Proposed",
        unit="%",
        help="Share of the targets’ searches that the proposed listing of each analysis captures.",
    ),
    "main_keyword": Metric(label="Main keyword", help="The phrase that the listing is built around."),
    "keywords": Metric(label="Keywords", help="Phrases of your files after duplicates were merged."),
    "rows_read": Metric(label="Rows read", help="Rows of your files: keywords, duplicates merged and rows dropped."),
}
"""Every metric that people see, by the name it has in the result where it has one."""
