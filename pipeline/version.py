"""What a result depends on beside its request: this package's code and data, and the libraries that it counts on.

Two places with the same fingerprint give the same result for the same request.
"""

from __future__ import annotations

import hashlib
import sys
from functools import cache
from importlib import metadata
from pathlib import Path

PIPELINE_VERSION = "1"
"""Raised whenever the same request may give another result."""

_HERE = Path(__file__).parent
_LIBRARIES = ("msgspec", "numpy", "pandas", "python-calamine", "python-stdnum", "RapidFuzz", "scipy", "snowballstemmer")


@cache
def fingerprint() -> str:
    """32 hexadecimal digits over every file of the package, the libraries' versions and Python's."""
    digest = hashlib.blake2b(PIPELINE_VERSION.encode(), digest_size=16)
    digest.update(repr(sys.version_info[:2]).encode())
    for library in _LIBRARIES:
        digest.update(f"{library} {metadata.version(library)}\n".encode())
    for path in sorted(_HERE.rglob("*"), key=lambda path: path.relative_to(_HERE).parts):
        if path.is_file() and "__pycache__" not in path.parts:
            digest.update("/".join(path.relative_to(_HERE).parts).encode())
            digest.update(path.read_bytes().replace(b"\r\n", b"\n"))  # a checkout on Windows ends lines its own way
    return digest.hexdigest()
