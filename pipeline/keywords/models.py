"""Model numbers: an *iphone 14* case is no *iphone 15* case.

Promises the numbers that stand directly behind a name, or end a code such as *s24*. It knows nothing of units: a number
behind an ordinary word (*vitamin c 1000*) is a version, not another model.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from pipeline.keywords.phrases import Word

_CODE = re.compile(r"([a-z]{1,6})(\d{1,4})[a-z]?$")


def models(words: Sequence[Word]) -> dict[str, frozenset[str]]:
    """The numbers of each name or code prefix among the words."""
    found: dict[str, set[str]] = {}
    for word in words:
        code = _CODE.match(word.text)
        if code and word.known != "lower":
            found.setdefault(code[1], set()).add(code[2])
    for name, number in pairwise(words):
        if number.text.isdigit() and name.text.isalpha() and name.known != "lower":
            found.setdefault(name.text, set()).add(number.text)
    return {name: frozenset(numbers) for name, numbers in found.items()}


def conflict(title: dict[str, frozenset[str]], words: Sequence[Word]) -> tuple[str, str]:
    """The phrase's model and the title's where they differ; empty when they agree or one names none."""
    for name, numbers in models(words).items():
        wanted = title.get(name)
        if wanted and not wanted & numbers:
            return _spelled(name, min(numbers), words), " or ".join(_spelled(name, n, words) for n in sorted(wanted))
    return "", ""


def _spelled(name: str, number: str, words: Sequence[Word]) -> str:
    apart = any(word.text == name for word in words)
    return f"{name} {number}" if apart else f"{name}{number}"
