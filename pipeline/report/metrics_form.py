"""What is handed in and what was made of it: the form's fields and the words of the product."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from pipeline.report.metric import Metric

HANDED_IN: Final[Mapping[str, Metric]] = {
    "form_title": Metric(
        label="Title", topic="rules", help="Your product’s title, whole, as it stands on Amazon today."
    ),
    "form_brand": Metric(
        label="Brand", topic="categories", help="Your brand: phrases with it are Branded, and titles open with it."
    ),
    "form_bullets": Metric(
        label="Bullets, one a line", topic="rules", help="The points of “About this item”, each on a line of its own."
    ),
    "form_search_terms": Metric(
        label="Search terms",
        topic="rules",
        help="The backend search terms from Seller Central, which shoppers do not see.",
    ),
    "form_description": Metric(
        label="Description",
        help="The product description: its words may be used in the proposal, it earns no searches.",
    ),
    "form_item_highlights": Metric(
        label="Item highlights", topic="rules", help="The short line below the title, where your store has it."
    ),
    "heads": Metric(
        label="Product", topic="categories", help="Words that name what it is; a phrase without one is another product."
    ),
    "modifiers": Metric(
        label="Belongs to the name",
        topic="categories",
        help="Words of its basic name, as in freeze dried strawberries.",
    ),
    "forms": Metric(
        label="Form", topic="categories", help="Shapes that it comes in; phrases with another form are irrelevant."
    ),
    "attributes": Metric(label="Attributes", topic="categories", help="What it has; take out what it has not."),
    "brands": Metric(
        label="Brands", topic="categories", help="Phrases with them are Branded; take out what is no brand."
    ),
    "reading": Metric(
        label="Your product, as we read it",
        topic="categories",
        help="The words by which every phrase is judged; where one is wrong, edit it and run the analysis again.",
    ),
}
"""Fields and words by a name of their own."""
