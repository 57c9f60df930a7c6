"""How each word changes the number of competing products of the phrases that hold it.

Promises one figure a word: by how much the logarithm of the competing products rises or falls because of the word,
all other words of its phrases held fixed. A strong fall is the mark of a brand or of a rare attribute. It knows
nothing of categories.

One additive model of all words, fitted by ridge regression: ``ln(1 + C) = b + Σ e(word)``, the penalty on every ``e``
so that a word seen once keeps a third of what it would explain.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

_PENALTY = 2.0
_FREE = 0.001  # the intercept is hardly held back
_STEPS = 25
_FEWEST_ROWS = 20  # below this there is nothing to tell a word's effect from chance

Floats = NDArray[np.float64]


def word_effects(rows: Sequence[Sequence[int]], competition: Sequence[float], words: int) -> list[float]:
    """The effect of every word ``0 … words - 1`` (natural logarithm); zeros when there are too few rows.

    ``rows`` holds the distinct words of each phrase, ``competition`` its ``ln(1 + competing products)``. The same rows
    in the same order give the same figures.
    """
    if len(rows) < _FEWEST_ROWS:
        return [0.0] * words
    row, column = _entries(rows, words)
    target = np.asarray(competition, dtype=np.float64)
    target -= np.median(target)
    penalty = np.full(words + 1, _PENALTY)
    penalty[words] = _FREE
    return [float(e) for e in _solve(row, column, target, penalty)[:words]]


def _entries(rows: Sequence[Sequence[int]], words: int) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Row and column of every 1 in the matrix of phrases by words; the last column is the intercept."""
    lengths = np.fromiter((len(row) + 1 for row in rows), dtype=np.intp, count=len(rows))
    columns = np.fromiter((word for row in rows for word in (*row, words)), dtype=np.intp, count=int(lengths.sum()))
    return np.repeat(np.arange(len(rows), dtype=np.intp), lengths), columns


def _solve(row: NDArray[np.intp], column: NDArray[np.intp], target: Floats, penalty: Floats) -> Floats:
    """Conjugate gradients on the normal equations ``(XᵀX + P) e = Xᵀy``."""

    def apply(vector: Floats) -> Floats:
        products = np.bincount(row, weights=vector[column], minlength=len(target))
        return np.bincount(column, weights=products[row], minlength=len(penalty)).astype(np.float64) + penalty * vector

    solution = np.zeros(len(penalty))
    residual = np.bincount(column, weights=target[row], minlength=len(penalty)).astype(np.float64)
    direction = residual.copy()
    size = float(residual @ residual)
    for _ in range(_STEPS):
        if size < 1e-12:
            break
        image = apply(direction)
        step = size / float(direction @ image)
        solution += step * direction
        residual -= step * image
        grown = float(residual @ residual)
        direction = residual + (grown / size) * direction
        size = grown
    return solution
