"""How Amazon measures copy: characters are code points, bytes are UTF-8, both with every space."""

from __future__ import annotations


def utf8(text: str) -> bytes:
    """The text's bytes; half a surrogate pair, which no real text holds, makes three."""
    return text.encode("utf-8", "surrogatepass")
