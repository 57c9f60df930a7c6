"""The answer first: what was won, what slipped, what is new and what to do about it, in at most five findings."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pipeline.comparison import Changes
from pipeline.report import other_findings, rank_findings
from pipeline.report.compare_views import View
from pipeline.report.finding import Finding
from pipeline.report.words import plural
from pipeline.research import store

__all__ = ["Finding", "findings", "notes", "product_notes"]

MOST = 5
_FINDERS: tuple[Callable[[Changes], Iterator[Finding]], ...] = (
    rank_findings.won,
    rank_findings.lost,
    rank_findings.moved,
    other_findings.new,
    other_findings.copy,
    other_findings.voice,
    other_findings.demand,
    other_findings.gone,
    other_findings.categories,
)


def findings(changes: Changes) -> tuple[Finding, ...]:
    """The first five findings that there are, in the order of an analyst's questions; one where nothing changed."""
    found = [finding for find in _FINDERS for finding in find(changes)]
    return tuple(found[:MOST]) or (_still(changes),)


def _still(changes: Changes) -> Finding:
    return Finding(
        kind="still",
        title="Nothing changed",
        evidence=f"{plural(len(changes.phrases), 'phrase')}, the same ranks, searches and categories on both sides.",
        advice="Export the keyword files again and start a new analysis to see what has moved since.",
        view=View.ALL,
    )


def notes(changes: Changes) -> tuple[str, ...]:
    """What to bear in mind before believing a difference: how the files and the program differ."""
    return tuple(note for find in _NOTES for note in find(changes))


def product_notes(changes: Changes) -> Iterator[str]:
    """That the two are not of one product in one store; nothing where they are."""
    before, after = changes.before, changes.after
    if before.asin != after.asin:
        yield f"Two different products: ranks and listing are those of {before.asin} then and of {after.asin} now."
    if (then := before.marketplace) != (now := after.marketplace):
        names = (store(code).name for code in (then, now))
        yield "Two different stores: searches and ranks are those of {} then and of {} now.".format(*names)


def _ranks(changes: Changes) -> Iterator[str]:
    without = [name for name, known in zip(("earlier", "later"), changes.ranked, strict=True) if not known]
    if without:
        where = f"the {without[0]} analysis has" if len(without) == 1 else "both analyses have"
        yield (
            f"No phrase of {where} a rank of your product: it ranked for none, or the export was made without it. "
            "Run Cerebro on your own ASIN first, then add the competitors."
        )


def _files(changes: Changes) -> Iterator[str]:
    if changes.same_figures and changes.phrases:
        yield "Both analyses read the same figures: only the settings or the listing can make a difference."
        return
    roles = [" and ".join(file.role.value for file in side.inputs.files) for side in (changes.before, changes.after)]
    if roles[0] != roles[1]:
        yield f"The earlier analysis read {roles[0]}, the later {roles[1]}: phrases come and go with a file."
    came = sum(product.came and not product.own for product in changes.products)
    went = sum(product.went and not product.own for product in changes.products)
    if came or went:
        yield (
            f"The files are not about the same competitors: {came:,} came, {went:,} went. "
            "New and gone phrases and shares of voice depend on them."
        )


def _versions(changes: Changes) -> Iterator[str]:
    before, after = changes.before, changes.after
    if before.pipeline_version != after.pipeline_version:
        yield (
            f"The analyses were made by two versions of this program ({before.pipeline_version} and "
            f"{after.pipeline_version}): a category may have changed for that alone."
        )
    if changes.same_product and before.main_keyword.phrase != after.main_keyword.phrase:
        yield f"The main keyword was “{before.main_keyword.phrase}” and is “{after.main_keyword.phrase}”."


_NOTES = (_ranks, _files, _versions)
