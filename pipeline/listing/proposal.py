"""What the optimiser hands over: copies to choose from, the proven bound, what was left out, what to ask.

Only values; how a proposal is found is ``pipeline/listing/optimise.py``'s matter, how it is shown
``pipeline/listing/seo.py``'s.
"""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.model import Copy
from pipeline.result import Question, Unused


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """One proposed copy. ``name`` is its short label, ``note`` one sentence on what it favours and costs.

    ``drafts`` are the numbers, from 1, of bullets made of bare facts.
    """

    name: str
    note: str
    copy: Copy
    drafts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposals:
    """Every proposed copy; the first is the recommended one and there is always one.

    ``best_possible`` is the proven most volume (searches a month) that supported words could capture within the
    limits; ``unused`` and ``questions`` are sorted by search volume, highest first.
    """

    alternatives: tuple[Proposal, ...]
    best_possible: int
    unused: tuple[Unused, ...] = ()
    questions: tuple[Question, ...] = ()
