"""What travels between the pipeline's rooms: the request, the keyword rows, the stages.

Frozen values only. They know nothing of files' formats, of jobs or of pages. The document that comes
out at the end has a file of its own, ``pipeline/result.py``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum


class Role(StrEnum):
    """Which competitors a keyword file was exported for."""

    REVENUE = "revenue"
    DESIGN = "design"


class Category(StrEnum):
    """What a keyword is to the product; in the order used by every chart and table."""

    RELEVANT = "Relevant"
    DESIGN = "Design-Specific"
    BRANDED = "Branded"
    FOREIGN = "Foreign-Language"
    OUTLIER = "Outlier"
    IRRELEVANT = "Irrelevant"


TARGETS = frozenset({Category.RELEVANT, Category.DESIGN})
"""The categories that a listing should capture."""


class Grade(StrEnum):
    """How far a category can be trusted; finer grades were not justified by measurement."""

    SURE = "sure"
    LIKELY = "likely"
    LOOK = "worth a look"


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFile:
    """One uploaded keyword file, unread."""

    name: str
    role: Role
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A product's copy on Amazon as far as it is known; empty text and empty tuples mean missing."""

    title: str = ""
    brand: str = ""
    bullets: tuple[str, ...] = ()
    description: str = ""
    search_terms: str = ""
    item_highlights: str = ""
    attributes: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class UserWords:
    """The user's own lists, which override whatever the pipeline thinks.

    ``has`` and ``lacks`` are attributes that the product has or has not; ``never`` are words that no
    proposed copy may hold; ``brands`` make a keyword Branded.
    """

    brands: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    has: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WordEdits:
    """The user's changes to one kind of the product's words."""

    add: tuple[str, ...] = ()
    remove: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingEdits:
    """The user's changes to what the pipeline takes the product to be; the kinds are those of ``ProductReading``.

    They win over whatever is induced. An added attribute is one that the product has, a removed one is not known of
    it; a removed brand is no brand, and its phrases are judged by their other words.
    """

    heads: WordEdits = WordEdits()
    modifiers: WordEdits = WordEdits()
    forms: WordEdits = WordEdits()
    attributes: WordEdits = WordEdits()
    brands: WordEdits = WordEdits()


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What the user says that a phrase is; ``locked``: changes of many keywords at once leave it alone."""

    phrase: str
    category: Category
    locked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """Everything that one analysis depends on. Same request, same result, to the byte.

    ``max_file_bytes`` is the most that one file may weigh. ``competitors_file`` is a list of products (a Helium 10
    Xray export) and no keyword file: its role does not count, nor do its rows in the funnel. ``decisions`` win over
    the categories that are found; of two about one phrase the later one.
    """

    product: str
    marketplace: str = "US"
    files: tuple[SourceFile, ...] = ()
    main_keyword: str = ""
    listing: Listing | None = None
    words: UserWords = UserWords()
    max_file_bytes: int = 50 << 20
    reading: ReadingEdits = ReadingEdits()
    competitors_file: SourceFile | None = None
    decisions: tuple[Decision, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Store:
    """One Amazon store: a row of ``pipeline/research/stores.csv``."""

    code: str
    name: str
    host: str
    marketplace_id: str
    languages: tuple[str, ...]
    currency: str
    title_characters: int
    search_terms_bytes: int

    @property
    def language(self) -> str:
        """The store's own language (ISO 639-1), by which phrases are stemmed."""
        return self.languages[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Product:
    """Which product is analysed, on which store."""

    asin: str
    store: Store
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FileSummary:
    """What was found in one keyword file. ``asins`` are its rank columns, in file order."""

    name: str
    role: Role
    format: str
    rows: int
    asins: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CompetitorInfo:
    """One product of a competitor file; empty text and None mean that the file does not say.

    ``price`` is in the store's currency, ``sales`` in units a month.
    """

    asin: str
    title: str = ""
    brand: str = ""
    price: float | None = None
    sales: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DroppedRow:
    """A row that is no keyword. ``row`` counts as a spreadsheet does: the header is row 1."""

    file: str
    row: int
    phrase: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRanks:
    """The organic ranks that one file gives one phrase, aligned with that file's ``asins``; None: not ranked.

    ``performance_score`` (0-10) and ``ranking_competitors`` are Cerebro's own figures, the stand-ins for
    files without rank columns.
    """

    role: Role
    ranks: tuple[int | None, ...]
    performance_score: float | None = None
    ranking_competitors: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class KeywordRow:
    """One phrase of the keyword files, duplicates merged. None means that the files do not say.

    ``search_volume`` is searches a month; ``search_volume_trend``, ``click_share`` and ``conversion_share``
    are percentages; ``cpr`` units in eight days; ``own_rank`` the product's own organic rank.
    ``files`` holds one entry per file (role) that the phrase stands in.
    """

    phrase: str
    search_volume: int | None = None
    search_volume_trend: float | None = None
    keyword_sales: int | None = None
    competing_products: int | None = None
    cerebro_iq_score: int | None = None
    cpr: int | None = None
    title_density: int | None = None
    click_share: float | None = None
    conversion_share: float | None = None
    sponsored_asins: int | None = None
    own_rank: int | None = None
    files: tuple[FileRanks, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class KeywordTable:
    """All keyword files as one table. ``rows_read = len(rows) + duplicates_merged + len(dropped)``, always.

    ``own_ranks``: a file has a column with the analysed product's ranks; without one nobody knows where it ranks.
    """

    files: tuple[FileSummary, ...]
    rows: tuple[KeywordRow, ...]
    dropped: tuple[DroppedRow, ...]
    rows_read: int
    duplicates_merged: int
    warnings: tuple[str, ...] = ()
    own_ranks: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Relevancy:
    """How far the competitors' ranks tie a phrase to the product.

    ``score`` (0-10) is what the user sees; ``from_ranks`` is the score before the title's literal words
    were honoured, None where the files hold no evidence at all. ``reason`` is the arithmetic in words.
    """

    score: int
    from_ranks: int | None
    top_10: int
    competitors: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Aspects:
    """Which aspects of the product a phrase names, each by the words that name it; empty: not named.

    ``attribute`` counts only attributes that the product is known to have.
    """

    product: str = ""
    attribute: str = ""
    use: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The category of one phrase with its reason in plain words, confidence (0-1) and grade.

    ``path`` names the rule that decided, ``standing`` what else its confidence rests on; both are for measuring.
    ``automatic`` is the category that was found where the user decided another or the same; None: nobody decided.
    """

    category: Category
    reason: str
    confidence: float
    grade: Grade
    aspects: Aspects = Aspects()
    path: str = ""
    standing: str = ""
    automatic: Category | None = None
    locked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductReading:
    """What the pipeline takes the product to be, as lower-case words a person would write.

    ``heads`` name the product (*strawberry*), ``modifiers`` belong to its basic name (*freeze*, *dried*),
    ``forms`` are shapes it comes in (*slices*), ``attributes`` what the listing says it has, ``brands``
    the words taken as brands, most searched first.
    """

    heads: tuple[str, ...] = ()
    modifiers: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    attributes: tuple[str, ...] = ()
    brands: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """A listing's four searchable fields as plain text."""

    title: str = ""
    item_highlights: str = ""
    bullets: tuple[str, ...] = ()
    search_terms: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A phrase that the listing should capture (or, for ``Outlier``, may help with)."""

    phrase: str
    category: Category
    search_volume: int
    relevancy_score: int
    intent_score: int


@dataclass(frozen=True, slots=True)
class Stage:
    """One of the five stages: its label and its span of the progress bar in percent."""

    label: str
    start: int
    end: int


READ = Stage("Read files", 0, 10)
RESEARCH = Stage("Research", 10, 30)
CATEGORISE = Stage("Categorise keywords", 30, 60)
SCORE = Stage("Score", 60, 80)
OPTIMISE = Stage("Optimise listing", 80, 100)
STAGES = (READ, RESEARCH, CATEGORISE, SCORE, OPTIMISE)


@dataclass(frozen=True, slots=True)
class Progress:
    """Where an analysis stands: percent 0-100, the stage's label, a short message for people."""

    percent: int
    stage: str
    message: str


Report = Callable[[Progress], None]
"""Called as the analysis moves on. It may raise to stop the analysis."""


def ignore(_progress: Progress) -> None:
    """A ``Report`` for callers who do not want one."""
