"""Charts of two analyses: which ranks moved, who moved on one phrase, and whose voice grew."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.comparison import Changes, PhraseChange, ProductChange
from pipeline.comparison.moves import GAINS, LOSSES
from pipeline.report.arrows import FAR, LEGEND, Arrow, rank_arrow, rank_figure, share_figure
from pipeline.report.chart import Chart, nothing, shortened
from pipeline.report.compare_views import worth
from pipeline.report.words import not_drawn, number, percent, plural
from pipeline.result import BeforeAfter

ROWS = 10
_SOME = 4  # falls that are shown however much the rises outweigh them
_TITLE = 34  # characters of a phrase in a title


def rank_moves(changes: Changes, rows: int = ROWS) -> Chart:
    """The targets whose own rank rose and fell most, by searches and rank, some of either kind. Empty: none did."""
    moved = sorted((change for change in changes.phrases if change.target), key=worth)
    rises = [change for change in moved if change.move in GAINS]
    falls = [change for change in moved if change.move in LOSSES]
    if not rises and not falls:
        return nothing(_still(changes))
    rises = rises[: rows - min(len(falls), _SOME)]
    falls = falls[: rows - len(rises)]
    shown = (*rises, *falls)
    title = _move_title(rises, falls) if changes.same_product else _differ(changes, len(rises), len(shown))
    arrows = [rank_arrow(c.phrase, c.rank_before, c.rank_after, number(c.search_volume)) for c in shown]
    return Chart(
        title=title,
        subtitle="Organic rank by target, with its searches a month; the shaded part is the top 10",
        figure=rank_figure(arrows),
        alt=_alt(title, arrows),
        legend=LEGEND,
    )


def _still(changes: Changes) -> str:
    if all(changes.ranked):
        return "No target changed its rank"
    return "Rank moves need your product’s ranks in both analyses"


def _move_title(rises: Sequence[PhraseChange], falls: Sequence[PhraseChange]) -> str:
    ends = ((rises, "rose"), (falls, "fell"))
    said = [f"“{shortened(moves[0].phrase, _TITLE)}” {verb}" for moves, verb in ends if moves]
    return f"{', '.join(said)} most"


def _differ(changes: Changes, up: int, shown: int) -> str:
    return f"{changes.after.asin} ranks better for {up} of the {plural(shown, 'biggest difference')}"


def _alt(title: str, arrows: Sequence[Arrow]) -> str:
    return f"{title}. " + "; ".join(f"{arrow.label}: {' to '.join(arrow.said)}" for arrow in arrows) + "."


def phrase_ranks(change: PhraseChange, own: str = "You", rows: int = ROWS) -> Chart:
    """Where each product stood and stands for one phrase: the product itself, then the best. Empty: none ranks.

    What a side's files do not hold, a phrase or a competitor, is left open there.
    """
    old = change.before.competitor_ranks if change.before else {}
    new = change.after.competitor_ranks if change.after else {}
    pairs = {asin: (old.get(asin), new.get(asin)) for asin in dict.fromkeys((*new, *old))}
    ranked = [asin for asin, pair in pairs.items() if any(pair)]
    best = sorted(ranked, key=lambda asin: (*(rank or FAR + 1 for rank in reversed(pairs[asin])), asin))[: rows - 1]
    if not best and not change.rank_before and not change.rank_after:
        return nothing("No product of the files ranks for it")
    held = (change.before is not None, change.after is not None)
    arrows = [
        rank_arrow(own, change.rank_before, change.rank_after, known=held),
        *(rank_arrow(asin, *pairs[asin], known=(asin in old, asin in new)) for asin in best),
    ]
    title = _passed(change) or "Who ranks where"
    return Chart(
        title=title,
        subtitle="" if len(best) == len(ranked) else f"The best {len(best)} of {len(ranked)} competitors",
        figure=rank_figure(arrows),
        alt=_alt(title, arrows),
        legend=LEGEND,
    )


def _passed(change: PhraseChange) -> str:
    return f"{plural(len(change.passed_by), 'competitor')} passed you" if change.passed_by else ""


def voice_moves(changes: Changes, rows: int = ROWS) -> Chart:
    """Each product's share of voice, then and now, the loudest first. Empty where no file knows ranks."""
    heard = [p for p in changes.products if p.share_of_voice.before or p.share_of_voice.after]
    if not heard:
        return nothing("The files hold no ranks, so there is no share of voice")
    shown = [*heard[:rows], *(product for product in heard[rows:] if product.own)]
    arrows = [_voice_arrow(product, changes) for product in shown]
    title = _voice_title(changes.totals.share_of_voice) if changes.same_product else "Who is seen, then and now"
    hidden = len(heard) - len(shown)
    return Chart(
        title=title,
        subtitle="Search volume weighted by organic rank" + not_drawn(hidden, "smaller one"),
        figure=share_figure(arrows),
        alt=_alt(title, arrows),
        legend=LEGEND,
    )


def _voice_title(share: BeforeAfter) -> str:
    if share.before is None or share.after is None:
        return "Who is seen, then and now"
    return f"You held {percent(100 * share.before)} of the voice and hold {percent(100 * share.after)}"


def _voice_arrow(product: ProductChange, changes: Changes) -> Arrow:
    share = product.share_of_voice
    before, after = (None if side is None else 100 * side for side in (share.before, share.after))
    return Arrow(
        label="You" if product.own and changes.same_product else product.asin,
        note="only in the later files" if product.came else "only in the earlier files" if product.went else "",
        before=before,
        after=after,
        said=(percent(before), percent(after)),
        better=None if before is None or after is None or before == after else after > before,
    )
