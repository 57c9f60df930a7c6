"""Two analyses side by side: what was won, what slipped, what is new, and what to do about it."""

from __future__ import annotations

from pages.components.compare import comparison, states
from pages.components.compare.choice import Pair, hindrance, in_order, proposed
from pages.components.compare.chooser import asked, put
from pages.components.frame import column
from pages.components.routes import jobs, viewer


def _show() -> None:
    own = tuple(job for job in jobs().jobs(viewer()) if job.state == "complete")
    wanted = asked()
    if wanted == Pair() and len(own) < 2:
        states.too_few(own)
        return
    pair = proposed(own, wanted)
    found = [jobs().status(job_id, viewer()) if job_id else None for job_id in (pair.before, pair.after)]
    known = tuple(job for job in found if job is not None)
    with column():
        for job_id, job in zip((pair.before, pair.after), found, strict=True):
            if job_id and hindrance(job):
                states.incomplete(own, pair, known, job)
                return
        if len(known) < 2:
            states.one_missing(own, pair, known)
        elif pair.before == pair.after:
            states.twice(own, pair, known)
        else:
            before, after = in_order(*known)
            put(Pair(before.id, after.id))
            comparison.show(own, before, after)


_show()
