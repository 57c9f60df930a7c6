"""Findings about ranks: the top ten won and lost, and what moved on its own side of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from pipeline.comparison import Changes, PhraseChange
from pipeline.comparison.moves import GAINS, LOSSES
from pipeline.report.compare_views import View, select, volume
from pipeline.report.finding import Finding, by_volume, named, ranks
from pipeline.report.words import plural


def targets(changes: Changes, view: View) -> list[PhraseChange]:
    """A view's targets, the most searched first."""
    return by_volume(change for change in select(changes.phrases, view) if change.target)


def won(changes: Changes) -> Iterator[Finding]:
    """Targets that entered the top ten."""
    found = targets(changes, View.WON)
    if found:
        phrases = plural(len(found), "phrase")
        before, after = changes.before.asin, changes.after.asin
        yield Finding(
            kind="won",
            title=f"Won the top 10 for {phrases}"
            if changes.same_product
            else f"{after} is in the top 10 and {before} is not for {phrases}",
            evidence=f"{named(found, ranks)}.",
            advice=_keep(found, changes),
            search_volume=volume(found),
            view=View.WON,
        )


def _keep(found: Sequence[PhraseChange], changes: Changes) -> str:
    if not changes.same_product:
        return ""
    if changes.after.listing is None:
        return "Hand in your listing to see which of these phrases it holds."
    missing = sum(not change.now.captured for change in found)
    if not missing:
        return "Your listing holds every one; keep their words when you rewrite it."
    return f"Your listing does not hold {missing:,} of them; their words would make these ranks safer."


def lost(changes: Changes) -> Iterator[Finding]:
    """Targets that left the top ten."""
    found = targets(changes, View.LOST)
    if found:
        phrases = plural(len(found), "phrase")
        before, after = changes.before.asin, changes.after.asin
        yield Finding(
            kind="lost",
            title=f"Lost the top 10 for {phrases}"
            if changes.same_product
            else f"{before} is in the top 10 and {after} is not for {phrases}",
            evidence=f"{named(found, ranks)}.",
            advice=_win_back(found, changes),
            search_volume=volume(found),
            view=View.LOST,
        )


def _win_back(found: Sequence[PhraseChange], changes: Changes) -> str:
    """The likeliest cause that the files show: words that were dropped, words never there, a competitor that passed."""
    if not changes.same_product:
        return f"Read what {changes.before.asin} does better: its listing, price and reviews."
    dropped = [change for change in found if change.words_lost]
    if dropped and changes.listed:
        return f"Your listing held {named(dropped)} before and does not now: put the words back."
    missing = [change for change in found if not change.now.captured]
    if missing and changes.after.listing is not None:
        return f"Your listing does not hold {named(missing)}: add the words."
    passed = Counter(asin for change in found for asin in change.passed_by)
    if passed:
        asin, times = min(passed.items(), key=lambda item: (-item[1], item[0]))
        return f"{asin} passed you on {times:,} of them: compare its price, reviews and listing with yours."
    return "Look at price, stock, reviews and advertising: the files show no other cause."


def moved(changes: Changes) -> Iterator[Finding]:
    """Targets that moved without crossing the edge of the top ten."""
    found = [change for change in select(changes.phrases, View.MOVED) if change.target]
    up = [change for change in found if change.move in GAINS]
    down = [change for change in found if change.move in LOSSES]
    crossed = targets(changes, View.WON) or targets(changes, View.LOST)
    other = "other " if crossed else ""
    if found:
        yield Finding(
            kind="moved",
            title=_up_and_down(len(up), len(down), other)
            if changes.same_product
            else f"{changes.after.asin} ranks better for {plural(len(up), f'{other}phrase')}, worse for {len(down):,}",
            evidence=f"{named([*up[:1], *down[:1]] if up and down else found, ranks)}.",
            advice=_weighed(up, down) if changes.same_product else "",
            search_volume=volume(found),
            view=View.MOVED,
        )


def _up_and_down(up: int, down: int, other: str) -> str:
    if not up:
        return f"{plural(down, f'{other}phrase')} slipped"
    return f"{plural(up, f'{other}phrase')} moved up" + (f", {down:,} slipped" if down else "")


def _weighed(up: Sequence[PhraseChange], down: Sequence[PhraseChange]) -> str:
    """Whether the moves together are for the better, and which of the falls costs most."""
    together = sum(change.gain for change in (*up, *down))
    worst = f"start with “{down[0].phrase}”" if down else ""
    if together < 0:
        return f"Weighed by searches the falls cost more: {worst}."
    if worst:
        return f"Weighed by searches the rises are worth more; of the falls, {worst}."
    return "None of them crossed the edge of the top 10."
