"""Two analyses side by side: what was won, what slipped, what is new, and what to do about it."""

from __future__ import annotations

from pages.components import compare_states, comparison
from pages.components.compare_choice import Pair, hindrance, in_order, proposed
from pages.components.compare_chooser import asked, put
from pages.components.frame import column
from pages.components.routes import jobs, viewer


def _show() -> None:
    own = tuple(job for job in jobs().jobs(viewer()) if job.state == "complete")
    wanted = asked()
    if wanted == Pair() and len(own) < 2:
        compare_states.too_few(own)
        return
    pair = proposed(own, wanted)
    found = [jobs().status(job_id, viewer()) if job_id else None for job_id in (pair.before, pair.after)]
    known = tuple(job for job in found if job is not None)
    with column():
        for job_id, job in zip((pair.before, pair.after), found, strict=True):
            if job_id and hindrance(job):
                compare_states.incomplete(own, pair, known, job)
                return
        if len(known) < 2:
            compare_states.one_missing(own, pair, known)
        elif pair.before == pair.after:
            compare_states.twice(own, pair, known)
        else:
            before, after = in_order(*known)
            put(Pair(before.id, after.id))
            comparison.show(own, before, after)


_show()
