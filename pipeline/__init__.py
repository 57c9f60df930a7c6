"""Turns keyword files and a product into a result. Pure: bytes in, result out; no network, clock or randomness.

This is the door: pages and jobs use what is exported here, the result's types, the report and the samples.
"""

from __future__ import annotations

from pipeline.analysis import analyse, check
from pipeline.checkpoints import Memory, lasts
from pipeline.comparison import Changes, FieldChange, Move, PhraseChange, ProductChange, compare
from pipeline.errors import DecisionsError, FileError, InputError, ListingError, ProductError, WordsError
from pipeline.ingest import FilePreview, preview, read_competitors, read_decisions
from pipeline.keywords import Change, Curation, WordGroup, word_groups
from pipeline.listing import DiffPart, Review, content_stems, listing_copy, mended, review, targets_of, word_diff
from pipeline.model import Progress, Request
from pipeline.research import (
    STORES,
    ProductWords,
    listing_from_fields,
    listing_from_json,
    product_words_from_json,
    store,
)
from pipeline.result import Result
from pipeline.version import PIPELINE_VERSION, fingerprint

__all__ = [
    "PIPELINE_VERSION",
    "STORES",
    "Change",
    "Changes",
    "Curation",
    "DecisionsError",
    "DiffPart",
    "FieldChange",
    "FileError",
    "FilePreview",
    "InputError",
    "ListingError",
    "Memory",
    "Move",
    "PhraseChange",
    "ProductChange",
    "ProductError",
    "ProductWords",
    "Progress",
    "Request",
    "Result",
    "Review",
    "WordGroup",
    "WordsError",
    "analyse",
    "check",
    "compare",
    "content_stems",
    "fingerprint",
    "lasts",
    "listing_copy",
    "listing_from_fields",
    "listing_from_json",
    "mended",
    "preview",
    "product_words_from_json",
    "read_competitors",
    "read_decisions",
    "review",
    "store",
    "targets_of",
    "word_diff",
    "word_groups",
]
