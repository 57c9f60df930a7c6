"""What the name of an exported file tells: Helium 10 writes the store, the ASIN it was run on and the date."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.ingest.header import Header, rank_asin

_NAME = re.compile(r"([A-Z]{2})_AMAZON_[A-Za-z]+_([A-Z0-9]{10})?_*(\d{4}-\d{2}-\d{2})?", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportName:
    """The parts of ``US_AMAZON_cerebro_<ASIN>_<date>``; empty text for what a name does not tell."""

    store: str = ""
    asin: str = ""
    date: str = ""


def read_name(name: str) -> ExportName:
    """The parts of an exported file's name, all empty for any other name."""
    found = _NAME.search(name)
    if found is None:
        return ExportName()
    return ExportName(store=found[1].upper(), asin=rank_asin(found[2] or ""), date=found[3] or "")


def own_rank_column(header: Header, name: str, own_asin: str) -> tuple[int | None, str]:
    """Where the analysed product's own rank stands, if anywhere, with a warning where that needs explaining.

    A column under its own ASIN comes first. ``Position (Rank)`` is the rank of the ASIN that the report was run on:
    where the file's name says that this was another product, it is not the own rank.
    """
    column = next((place for asin, place in header.ranks if asin == own_asin), None)
    if column is not None or not own_asin:
        return header.places.get("own_rank") if column is None else column, ""
    exported = read_name(name).asin
    if "own_rank" not in header.places or exported in {"", own_asin}:
        return header.places.get("own_rank"), ""
    title = header.names[header.places["own_rank"]]
    return None, f"{name} was exported for {exported}, so its “{title}” is not taken as the rank of {own_asin}."
