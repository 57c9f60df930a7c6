"""What tables, sheets and headline numbers say beside the metrics of a phrase: places, copy, rules, rows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from pipeline.keywords.priority import COMPETITION, INTENT, RELEVANCY, VOLUME
from pipeline.report.metric import Metric
from pipeline.research.evidence import TOP

TABLES: Final[Mapping[str, Metric]] = {
    "priority_volume": Metric(
        label="Priority: search volume",
        unit=f"0–{VOLUME}",
        topic="priority",
        help="The points of the priority that the phrase gets for its search volume.",
    ),
    "priority_relevancy": Metric(
        label="Priority: relevancy",
        unit=f"0–{RELEVANCY}",
        topic="priority",
        help="The points of the priority that it gets for its relevancy.",
    ),
    "priority_intent": Metric(
        label="Priority: intent",
        unit=f"0–{INTENT}",
        topic="priority",
        help="The points of the priority that it gets for its intent.",
    ),
    "priority_competition": Metric(
        label="Priority: competition",
        unit=f"0–{COMPETITION}",
        topic="priority",
        help="The points of the priority that it gets for low competition.",
    ),
    "words": Metric(
        label="Words", topic="roots", help="Head words, or one to three neighbouring words, of the targets."
    ),
    "words_size": Metric(label="Size", help="How many words stand side by side."),
    "words_targets": Metric(label="Targets", topic="roots", help="How many targets hold the words."),
    "words_held": Metric(label="In listing", topic="roots", help="Your listing holds these words, in any field."),
    "asin": Metric(label="ASIN", help="Amazon’s number of a product, ten letters and digits."),
    "competitor": Metric(label="Competitor", help="A product of your files, by its ASIN; yours is marked."),
    "own": Metric(label="Yours", help="Whether the row is your own product."),
    "competitor_title": Metric(label="Title", help="The competitor’s title, from the competitor file."),
    "competitor_brand": Metric(label="Brand", help="The competitor’s brand, from the competitor file."),
    "competitor_price": Metric(label="Price", help="The competitor’s price in the store’s currency, from its file."),
    "competitor_files": Metric(label="Files", help="The keyword files that have a column for the product."),
    "captured_today": Metric(
        label="Captured today",
        topic="captured-volume",
        help="Share of the searches at stake whose every word stands somewhere in today’s listing.",
    ),
    "captured_proposed": Metric(
        label="Captured",
        topic="captured-volume",
        help="Share of the searches at stake that the copy captures: every word of the phrase stands somewhere in it.",
    ),
    "of_best_possible": Metric(
        label="Of the best possible",
        short="Of the best",
        topic="best-possible",
        help="Captured volume as a share of the proven most that any copy within Amazon’s limits could capture.",
    ),
    "gaps": Metric(
        label="Gaps to rivals",
        topic="gap",
        help=f"Targets for which competitors rank in the top {TOP} and your product does not.",
    ),
    "best_rival_rank": Metric(label="Best rival", topic="gap", help="The best rank that any rival holds."),
    "best_rival": Metric(label="Held by", help="The rival that holds the best rank, by its ASIN."),
    "rule_errors_today": Metric(
        label="Rule errors today",
        topic="rules",
        help="Broken rules of today’s listing for which Amazon suppresses or rewrites the field.",
    ),
    "favours": Metric(label="Favours", help="What the proposal puts first where it cannot have everything."),
    "proposal": Metric(label="Proposal", help="The letter under which the proposal can be chosen above."),
    "proposed_title": Metric(label="Title", topic="rules", help="The title of the proposal, before any edit of yours."),
    "held_by": Metric(
        label="Held by",
        topic="captured-volume",
        help="The first field that holds every word of the phrase; Several: no field alone, several together.",
    ),
    "left_out": Metric(label="Word", help="A word of the targets that the proposal does not use."),
    "left_out_volume": Metric(
        label="Searches", unit="a month", help="Search volume of the targets that need the word."
    ),
    "left_out_reason": Metric(label="Why it is left out", help="What keeps the word out of the proposal."),
    "version": Metric(label="Version", help="Today’s listing or one of the proposals."),
    "field": Metric(label="Field", help="The part of the listing: title, item highlights, bullet or search terms."),
    "text": Metric(label="Text", help="What stands in the field."),
    "characters": Metric(label="Characters", topic="rules", help="Length of the field, spaces included."),
    "bullet_limit": Metric(
        label="Bullet", unit="characters", topic="rules", help="The most characters that one bullet may have."
    ),
    "bytes": Metric(
        label="Bytes", topic="rules", help="Length in bytes: letters beyond plain English take two or more."
    ),
    "length": Metric(
        label="Length", topic="rules", help="Used of the limit: characters, spaces included; bytes for search terms."
    ),
    "field_volume": Metric(label="Search volume", unit="a month", help="Searches of the targets that the field holds."),
    "severity": Metric(
        label="Severity",
        topic="rules",
        help="Error: Amazon suppresses or rewrites the field; warning: it is likely to; advice: style or wasted room.",
    ),
    "violation": Metric(label="What and why", topic="rules", help="What breaks the rule, and what the rule says."),
    "offending": Metric(label="Offending text", topic="rules", help="The part of the field that breaks the rule."),
    "rule": Metric(label="Rule", topic="rules", help="The short name of the rule."),
    "rule_source": Metric(label="Source", topic="rules", help="Where the rule is from: Amazon, or sellers’ reports."),
    "attribute": Metric(label="Attribute", help="What shoppers ask for and your listing does not settle."),
    "attribute_volume": Metric(
        label="Search volume", unit="a month", help="Searches of the phrases that wait for the answer."
    ),
    "attribute_phrases": Metric(label="Phrases", help="The most searched phrases that wait for the answer."),
    "file": Metric(label="File", topic="export", help="The name of the file as you handed it in."),
    "row": Metric(label="Row", help="The row’s number as a spreadsheet counts: the header is row 1."),
    "dropped_phrase": Metric(label="Phrase", help="What stands in the phrase column of the dropped row."),
    "dropped_reason": Metric(label="Reason", help="Why the row is no keyword."),
    "rows_dropped": Metric(label="Rows dropped", help="Rows that hold no keyword, each listed with its reason."),
    "duplicates_merged": Metric(
        label="Duplicates merged", help="Rows whose phrase stood in the files already; their ranks are kept."
    ),
    "captured_volume_today": Metric(
        label="Captured today",
        unit="searches a month",
        topic="captured-volume",
        help="Search volume of the targets that today’s listing captures; empty without a listing.",
    ),
    "captured_volume_proposed": Metric(
        label="Captured by the proposal",
        unit="searches a month",
        topic="captured-volume",
        help="Search volume of the targets that the first proposal captures.",
    ),
    "note": Metric(label="Note", help="What to keep in mind when reading the numbers."),
    "what": Metric(label="What", help="The name of the figure."),
    "value": Metric(label="Value", help="The figure, or the words that stand for it."),
    "main_keyword_reason": Metric(label="Why this one", help="Why the main keyword is this phrase."),
    "store": Metric(label="Store", help="The Amazon store that was analysed."),
    "term": Metric(label="Column", help="The heading of a column or the name of a figure."),
    "meaning": Metric(label="What it means", help="What stands in the column, in one sentence."),
}
"""Columns and figures by a name of their own; those of a phrase stand in ``metrics``."""
