"""Findings beside the ranks: new and gone targets, the listing, the voice, the demand, the categories."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.comparison import Changes, PhraseChange, ProductChange
from pipeline.model import TARGETS
from pipeline.report.compare_views import View, volume
from pipeline.report.finding import Finding, by_volume, named, searches
from pipeline.report.rank_findings import targets
from pipeline.report.words import number, percent, plural
from pipeline.research.evidence import is_top
from pipeline.result import Keyword

_SWING = 5.0  # percent by which demand must change to be worth a word
_POINT = 1.0  # percentage points by which a share must
_SHARE = 0.005


def new(changes: Changes) -> Iterator[Finding]:
    """Targets that only the later files hold."""
    found = targets(changes, View.NEW)
    if found:
        yield Finding(
            kind="new",
            title=f"{plural(len(found), 'new target')} in the files",
            evidence=f"{named(found, searches)}.",
            advice=_take_up(found, changes),
            search_volume=volume(found),
            view=View.NEW,
        )


def _take_up(found: Sequence[PhraseChange], changes: Changes) -> str:
    if not changes.same_product or changes.after.listing is None:
        return "Decide which of them the listing should hold."
    missing = [change for change in found if not change.now.captured]
    if not missing:
        return "Your listing holds every one already."
    return f"Your listing does not hold {len(missing):,} of them, {number(volume(missing))} searches: add their words."


def gone(changes: Changes) -> Iterator[Finding]:
    """Targets that only the earlier files hold."""
    found = targets(changes, View.GONE)
    if found:
        top = sum(is_top(change.rank_before) for change in found)
        had = f"You ranked in the top 10 for {top:,} of them: check" if top and changes.same_product else "Check"
        yield Finding(
            kind="gone",
            title=f"{plural(len(found), 'target')} gone from the files",
            evidence=f"{named(found, searches)}.",
            advice=f"{had} that both exports had the same filters and competitors.",
            search_volume=volume(found),
            view=View.GONE,
        )


def copy(changes: Changes) -> Iterator[Finding]:
    """What the listing captures now, if its copy changed or its share did."""
    share, same = changes.totals.captured_percent, changes.copy.same_targets
    if share.change is None or same.change is None or not changes.same_product:
        return
    proposed = _proposed(changes)
    held = f"{percent(share.before)} of the targets’ searches then, {percent(share.after)} now"
    if changes.copy.changed and same.change:
        more = "more" if same.change > 0 else "less"
        yield Finding(
            kind="copy",
            title=f"Your new copy captures {number(abs(same.change))} searches {more}",
            evidence=f"Old and new copy on today’s targets, {plural(changes.copy.changed, 'field')} changed. {held}.",
            advice=proposed,
            part="Listing",
        )
    elif abs(share.change) >= _POINT:
        yield Finding(
            kind="copy",
            title=f"The same copy captures {percent(abs(share.change)).removesuffix(' %')} points "
            f"{'more' if share.change > 0 else 'less'}",
            evidence=f"The phrases changed, what the copy holds did not. {held}.",
            advice=proposed,
            part="Listing",
        )


def _proposed(changes: Changes) -> str:
    totals = changes.totals
    if (totals.proposed_volume.after or 0) <= (totals.captured_volume.after or 0):
        return "The proposed listing captures no more: see where its words stand better."
    return f"The proposed listing would capture {percent(totals.proposed_percent.after)}."


def voice(changes: Changes) -> Iterator[Finding]:
    """The own share of voice, if it changed, and the competitor that gained most."""
    share = changes.totals.share_of_voice
    if share.before is None or share.after is None or abs(share.after - share.before) < _SHARE:
        return
    points = percent(100 * abs(share.after - share.before)).removesuffix(" %")
    more = "more" if share.after > share.before else "less"
    rivals = [p for p in changes.products if not p.own and (p.share_of_voice.change or 0) > 0]
    first = min(rivals, key=lambda p: (-(p.share_of_voice.change or 0), p.asin), default=None)
    if changes.same_product:
        yield Finding(
            kind="voice",
            title=f"You hold {percent(100 * share.after)} of the voice, {points} points {more}",
            evidence=_gained(first),
            advice="See who gained and who gave way.",
            part="Competitors",
        )


def _gained(rival: ProductChange | None) -> str:
    if rival is None or rival.before is None or rival.after is None:
        return "No competitor gained."
    then, now = (percent(100 * side.share_of_voice) for side in (rival.before, rival.after))
    return f"Of the competitors {rival.asin} gained most: {then} → {now}."


def demand(changes: Changes) -> Iterator[Finding]:
    """Whether shoppers search more or less for the same targets."""
    shared = [change for change in changes.phrases if change.target and change.volume_change is not None]
    old = sum((change.before.search_volume or 0) for change in shared if change.before)
    grown = sum(change.volume_change or 0 for change in shared)
    one_store = changes.before.marketplace == changes.after.marketplace
    if not old or not one_store or abs(100 * grown / old) < _SWING:
        return
    more, sign = ("more", 1) if grown > 0 else ("less", -1)
    most = min(shared, key=lambda c: (-sign * (c.volume_change or 0), c.phrase))
    yield Finding(
        kind="demand",
        title=f"Shoppers search {percent(abs(100 * grown / old))} {more} for the same targets",
        evidence=f"{number(old)} → {number(old + grown)} a month, most by “{most.phrase}” ({most.volume_change:+,}).",
        advice="Expect more sales at the same ranks."
        if grown > 0
        else "Fewer sales at the same ranks are to be expected: judge the ranks.",
        search_volume=old + grown,
        view=View.ALL,
    )


def categories(changes: Changes) -> Iterator[Finding]:
    """Phrases that both analyses hold in different categories."""
    found = by_volume(change for change in changes.phrases if change.recategorised)
    if not found:
        return
    came = [change for change in found if _target(change.after) and not _target(change.before)]
    went = [change for change in found if _target(change.before) and not _target(change.after)]
    became = [f"{len(came):,} became {'a target' if len(came) == 1 else 'targets'}"] if came else []
    ceased = [f"{len(went):,} {'is a target' if len(went) == 1 else 'are targets'} no longer"] if went else []
    yield Finding(
        kind="category",
        title=f"{plural(len(found), 'phrase')} changed category",
        evidence=f"{' and '.join((*became, *ceased)) or 'No target among them'}: {named([*came, *went] or found)}.",
        advice="Read both reasons before you act on it.",
        search_volume=volume(found),
        view=View.RECATEGORISED,
    )


def _target(keyword: Keyword | None) -> bool:
    return keyword is not None and keyword.category in TARGETS
