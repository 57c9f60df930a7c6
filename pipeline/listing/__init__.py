"""The listing: its rules, its coverage, better copy for it, and the comparison of both."""

from __future__ import annotations

from pipeline.listing.compare import DiffPart, compare, mean_intent, word_diff
from pipeline.listing.coverage import (
    Held,
    captured,
    content_stems,
    coverage,
    exact_phrases,
    exact_volume,
    field_copy,
    held,
    read_copy,
)
from pipeline.listing.optimise import propose
from pipeline.listing.proposal import Proposal, Proposals
from pipeline.listing.rules import RulePack, check, pack_for, rule_summary
from pipeline.listing.seo import Review, build_seo, listing_copy, mended, review, targets_of

__all__ = [
    "DiffPart",
    "Held",
    "Proposal",
    "Proposals",
    "Review",
    "RulePack",
    "build_seo",
    "captured",
    "check",
    "compare",
    "content_stems",
    "coverage",
    "exact_phrases",
    "exact_volume",
    "field_copy",
    "held",
    "listing_copy",
    "mean_intent",
    "mended",
    "pack_for",
    "propose",
    "read_copy",
    "review",
    "rule_summary",
    "targets_of",
    "word_diff",
]
