"""A proposed listing in the columns of Amazon's flat file, and as plain text."""

from __future__ import annotations

from pipeline.report.harmless import line
from pipeline.result import Alternative, Result

BULLETS = 5
HEADER = (
    "item_name",
    "title_differentiation",
    *(f"bullet_point{number}" for number in range(1, BULLETS + 1)),
    "generic_keyword",
)
"""Amazon's own names of the fields."""


def flat_fields(result: Result, alternative: int = 0) -> dict[str, str]:
    """The proposal's fields by Amazon's names, in Amazon's order; all there, empty where nothing is proposed."""
    copy = _alternative(result, alternative)
    bullets = [bullet.text for bullet in copy.bullets[:BULLETS]]
    texts = (
        copy.title.text,
        copy.item_highlights.text,
        *bullets,
        *[""] * (BULLETS - len(bullets)),
        copy.search_terms.text,
    )
    return dict(zip(HEADER, texts, strict=True))


def flat_file(result: Result, alternative: int = 0) -> bytes:
    """A tab-separated header and one row, UTF-8 with a byte order mark."""
    fields = flat_fields(result, alternative)
    rows = ("\t".join(fields), "\t".join(map(line, fields.values())))
    return "".join(f"{row}\r\n" for row in rows).encode("utf-8-sig")


def listing_text(result: Result, alternative: int = 0) -> bytes:
    """The proposal as plain text to read and copy, field under field, UTF-8."""
    copy = _alternative(result, alternative)
    parts = [("Title", copy.title.text), ("Item highlights", copy.item_highlights.text)]
    parts += [(f"Bullet {number}", bullet.text) for number, bullet in enumerate(copy.bullets, 1)]
    parts.append(("Search terms", copy.search_terms.text))
    return "\n".join(f"{name}\n{text}\n" for name, text in parts if text).encode()


def _alternative(result: Result, number: int) -> Alternative:
    return result.seo.optimized.alternatives[number]
