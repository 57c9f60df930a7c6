"""What a rule hands over: a category with its reason."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pipeline.keywords.facts import Facts
from pipeline.model import Category


@dataclass(frozen=True, slots=True)
class Finding:
    """A category, the path that led to it (see ``confidence``), the reason for people, and the brand's name if any."""

    category: Category
    path: str
    reason: str
    brand: str = ""


Rule = Callable[[Facts], Finding | None]
"""A test of one phrase: a finding, or None when it does not apply."""


def irrelevant(path: str, reason: str) -> Finding:
    """Another product, or none."""
    return Finding(Category.IRRELEVANT, path, reason)


def broad(path: str, reason: str) -> Finding:
    """Fits countless products."""
    return Finding(Category.OUTLIER, path, f"Too broad: {reason}")


def brand(path: str, name: str, why: str) -> Finding:
    """Holds a brand."""
    return Finding(Category.BRANDED, path, f"Brand: {why}", name)


def relevant(path: str, reason: str) -> Finding:
    """The product in its basic form."""
    return Finding(Category.RELEVANT, path, reason)


def design(path: str, reason: str) -> Finding:
    """The product in a version."""
    return Finding(Category.DESIGN, path, reason)
