"""What is known before any keyword is judged: product, store and listing, and what the competitors' ranks say.

Knows keyword tables, not files' formats; nothing of categories, copy, jobs or pages.
"""

from __future__ import annotations

from pipeline.research.evidence import competitor_ranks, is_gap, top_10_competitors
from pipeline.research.listings import QualityNote, listing_from_fields, listing_from_json, quality_notes
from pipeline.research.product import is_asin, parse_product
from pipeline.research.product_words import ProductWords, product_words_from_json
from pipeline.research.relevance import relevancy
from pipeline.research.rivals import competitors
from pipeline.research.stores import STORES, store

__all__ = [
    "STORES",
    "ProductWords",
    "QualityNote",
    "competitor_ranks",
    "competitors",
    "is_asin",
    "is_gap",
    "listing_from_fields",
    "listing_from_json",
    "parse_product",
    "product_words_from_json",
    "quality_notes",
    "relevancy",
    "store",
    "top_10_competitors",
]
