"""Sample data that ships with the program: two keyword files and a listing of a garlic press that nobody sells.

Everything in it is invented by ``python -m pipeline.samples.make``: brands, ASINs, numbers.
"""

from __future__ import annotations

from pathlib import Path

import msgspec

from pipeline.model import Listing, Request, Role, SourceFile

ASIN = "B0SAMPLE01"
FOLDER = Path(__file__).parent
FILES = {Role.REVENUE: "revenue.csv", Role.DESIGN: "design.csv"}
LISTING = "listing.json"


def sample() -> Request:
    """The sample product as a request, ready to be analysed."""
    return Request(product=ASIN, marketplace="US", files=sample_files(), listing=sample_listing())


def sample_files() -> tuple[SourceFile, ...]:
    """The two keyword files."""
    return tuple(SourceFile(name=name, role=role, content=(FOLDER / name).read_bytes()) for role, name in FILES.items())


def sample_listing() -> Listing:
    """The listing, with the faults that listings have."""
    return msgspec.json.decode((FOLDER / LISTING).read_bytes(), type=Listing)
