"""Model numbers: an *iphone 14* case is no *iphone 15* case, an *iphone 15 pro* case is none either.

Promises the numbers that stand directly behind a name, or end a code such as *s24*. It knows nothing of units: a number
behind an ordinary word (*vitamin c 1000*) is a version, not another model.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise, takewhile

from pipeline.keywords.phrases import Word

_LINES = frozenset({"air", "fe", "lite", "max", "mini", "plus", "pro", "se", "ultra"})
"""Words behind a model's number that make it another model."""

_CODE = re.compile(r"([a-z]{1,6})(\d{1,4})[a-z]?$")


def models(words: Sequence[Word]) -> dict[str, frozenset[str]]:
    """The numbers of each name or code prefix among the words."""
    found: dict[str, set[str]] = {}
    for word in words:
        code = _CODE.match(word.text)
        if code and word.known != "lower":
            found.setdefault(code[1], set()).add(code[2])
    for at, (name, number) in enumerate(pairwise(words)):
        if number.text.isdigit() and name.text.isalpha() and name.known != "lower":
            lines = takewhile(_LINES.__contains__, (word.text for word in words[at + 2 :]))
            found.setdefault(name.text, set()).add(" ".join((number.text, *lines)))
    return {name: frozenset(numbers) for name, numbers in found.items()}


def conflict(title: dict[str, frozenset[str]], words: Sequence[Word]) -> tuple[str, str]:
    """The phrase's model and the title's where they differ; empty when they agree or one names none.

    A phrase may say less than the title: *iphone 15* where that has *iphone 15 pro*.
    """
    for name, numbers in models(words).items():
        wanted = title.get(name)
        if wanted and not any(f"{other} ".startswith(f"{number} ") for number in numbers for other in wanted):
            return _spelled(name, min(numbers), words), " or ".join(_spelled(name, n, words) for n in sorted(wanted))
    return "", ""


def _spelled(name: str, number: str, words: Sequence[Word]) -> str:
    apart = any(word.text == name for word in words)
    return f"{name} {number}" if apart else f"{name}{number}"
