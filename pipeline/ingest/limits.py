"""How much a keyword file may hold. Generous for people, small enough for one machine's memory.

Cerebro exports hold some thousand rows and under a hundred columns; the largest seen were 50,000 rows.
"""

from __future__ import annotations

MAX_FILE_BYTES = 50_000_000
"""The default upload limit; callers may pass their own."""

MAX_ROWS = 200_000
MAX_LINES = 10 * MAX_ROWS
"""Blank lines and line breaks within cells included."""

MAX_COLUMNS = 1_000
MAX_LINE_CHARACTERS = 1_000_000
MAX_PHRASE_CHARACTERS = 250
"""Amazon's search box takes no more; longer texts are descriptions that slipped into the column."""

MAX_UNPACKED_BYTES = 250_000_000
MAX_UNPACKED_RATIO = 200
MAX_WORKBOOK_PARTS = 1_000
MAX_WORKBOOK_CELLS = 8_000_000
HEAD_BYTES = 1_000_000
"""What a look at a file's head reads; more than the first hundred rows of any export."""
