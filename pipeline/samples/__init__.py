"""Sample data that ships with the program: three products that nobody sells, each with two keyword files and a listing.

Everything in them is invented by ``python -m pipeline.samples.make``: brands, ASINs, numbers.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from pipeline.model import Listing, Request, Role, SourceFile

FOLDER = Path(__file__).parent
FILES = {Role.REVENUE: "revenue.csv", Role.DESIGN: "design.csv"}
LISTING = "listing.json"

_LISTING = msgspec.json.Decoder(Listing)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """One product: what it is called, in one sentence what it shows, and the competitors' ASINs of each file.

    ``key`` is the name of its folder.
    """

    key: str
    name: str
    line: str
    asin: str
    store: str
    revenue: tuple[str, ...]
    design: tuple[str, ...]

    @property
    def competitors(self) -> dict[Role, tuple[str, ...]]:
        """The competitors of each file, the strongest first."""
        return {Role.REVENUE: self.revenue, Role.DESIGN: self.design}

    @property
    def request(self) -> Request:
        """The product ready to be analysed, its listing with the faults that listings have."""
        folder = FOLDER / self.key
        return Request(
            product=self.asin,
            marketplace=self.store,
            files=tuple(
                SourceFile(name=name, role=role, content=(folder / name).read_bytes()) for role, name in FILES.items()
            ),
            listing=_LISTING.decode((folder / LISTING).read_bytes()),
        )


def _read(key: str) -> Sample:
    found: dict[str, Any] = tomllib.loads((FOLDER / key / "product.toml").read_text("utf-8"))
    return msgspec.convert({"key": key} | found, Sample)


SAMPLES = tuple(map(_read, ("garlic_press", "popcorn_seasoning", "wandersocken")))
"""Every sample, the default first."""


def sample() -> Request:
    """The default sample as a request."""
    return SAMPLES[0].request
