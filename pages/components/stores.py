"""The Amazon stores by their code, as the form offers them and results name them."""

from __future__ import annotations

from pages.components.words import md
from pipeline import STORES
from pipeline.model import Store

BY_CODE: dict[str, Store] = {store.code: store for store in STORES}
"""Every store, in the order in which they are offered."""


def store_name(code: str) -> str:
    """``United States``, as Markdown; the code itself where the store is not known."""
    return BY_CODE[code].name if code in BY_CODE else md(code)


def product_link(asin: str, code: str) -> str:
    """The ASIN as a Markdown link to its page on Amazon, bold: in a line of text no link may differ by colour alone."""
    address = product_address(asin, code)
    return f"**[{md(asin)}]({address})**" if address else md(asin)


def product_address(asin: str, code: str) -> str:
    """Where a product's page is on Amazon; empty where that cannot be told."""
    known = code in BY_CODE and asin.isascii() and asin.isalnum()
    return f"https://www.{BY_CODE[code].host}/dp/{asin}" if known else ""


def language(code: str) -> str:
    """The language by whose rules a store's phrases are read."""
    return BY_CODE[code].language
