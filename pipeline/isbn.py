"""ISBNs, which are the ASINs of books: ISBN-10s with a right check digit, and the older half of the ISBN-13s.

python-stdnum decides; it is loaded when first asked, for most products are no books.
"""

from __future__ import annotations


def is_isbn(text: str) -> bool:
    """Whether a text is an ISBN of ten or thirteen digits with the right check digit."""
    from stdnum import isbn

    return bool(isbn.is_valid(text))


def ten_digits(text: str) -> str:
    """The ISBN-10 of a valid ISBN; empty where there is none, as for those that begin with 979."""
    from stdnum import isbn

    if len(text) == 10:
        return text
    return str(isbn.to_isbn10(text)) if text.startswith("978") else ""
