"""How much of the product a search names: the type, an attribute that it has, its use or audience.

Promises a number from 0 to 3 and the words that make it. It knows nothing of how the aspects were found.
"""

from __future__ import annotations

from dataclasses import fields

from pipeline.model import Aspects, Category, Verdict


def intent(verdict: Verdict) -> tuple[int, tuple[str, ...]]:
    """How many aspects of the product the phrase names, and which, as ``product: press``; 0 where it is Irrelevant."""
    if verdict.category == Category.IRRELEVANT:
        return 0, ()
    named = ((aspect.name, getattr(verdict.aspects, aspect.name)) for aspect in fields(Aspects))
    aspects = tuple(f"{name}: {text}" for name, text in named if text)
    return len(aspects), aspects
