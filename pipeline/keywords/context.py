"""What goes into categorising and what comes out."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.model import Listing, ProductReading, ReadingEdits, Store, UserWords, Verdict
from pipeline.result import MainKeyword


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What is known about the product besides its keyword files. Without a main keyword one is chosen.

    ``edits`` are the user's changes to the reading, ``rivals`` the brands of a competitor file.
    """

    listing: Listing | None
    store: Store
    main_keyword: str = ""
    words: UserWords = field(default_factory=UserWords)
    edits: ReadingEdits = field(default_factory=ReadingEdits)
    rivals: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Categorisation:
    """One verdict a row, in the rows' order, and what the product was taken to be."""

    verdicts: tuple[Verdict, ...]
    reading: ProductReading
    main_keyword: MainKeyword
    warnings: tuple[str, ...]
