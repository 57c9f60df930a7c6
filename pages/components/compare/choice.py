"""Which two analyses are compared: what is proposed, which comes first, and what stands in the way.

No Streamlit here: jobs and words in, jobs and words out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from jobstore.service import JobView
from pages.components.routes import LIVE

_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
UNKNOWN = (
    "There is no such analysis, or no longer: results are deleted after some days, or earlier by whoever holds the "
    "link. Check that the link is whole, or choose another analysis."
)


@dataclass(frozen=True, slots=True)
class Pair:
    """The ids of the earlier and the later analysis; empty: none chosen."""

    before: str = ""
    after: str = ""


def proposed(own: Sequence[JobView], asked: Pair) -> Pair:
    """What to compare: what was asked for, filled up from one's own complete analyses (newest first).

    The later one alone gets its previous run of the same product and store; where nothing was asked for, the newest
    that has a previous run is taken with it.
    """
    if asked.before and asked.after:
        return asked
    if asked.before or asked.after:
        known = next((job for job in own if job.id == (asked.after or asked.before)), None)
        return Pair(_previous_id(known, own), asked.after) if asked.after else Pair(asked.before, _next_id(known, own))
    pairs = (Pair(_previous_id(job, own), job.id) for job in own)
    return next((pair for pair in pairs if pair.before), Pair("", own[0].id if own else ""))


def previous(job: JobView, own: Sequence[JobView]) -> JobView | None:
    """The last run before a job of the same product in the same store."""
    return next((other for other in own if _same(job, other) and other.created_at < job.created_at), None)


def _previous_id(job: JobView | None, own: Sequence[JobView]) -> str:
    found = previous(job, own) if job else None
    return found.id if found else ""


def _next_id(job: JobView | None, own: Sequence[JobView]) -> str:
    """The newest run after a job of the same product in the same store."""
    later = (other for other in own if job and _same(job, other) and other.created_at > job.created_at)
    return next((other.id for other in later), "")


def _same(one: JobView, other: JobView) -> bool:
    return one.id != other.id and (one.asin, one.marketplace) == (other.asin, other.marketplace)


def in_order(before: JobView, after: JobView) -> tuple[JobView, JobView]:
    """The earlier one first, whichever way round they were asked for."""
    return (after, before) if after.created_at < before.created_at else (before, after)


def id_in(text: str) -> str:
    """The job id in a pasted link or text; empty where there is none or more than one."""
    found = {*_ID.findall(text.lower())}
    return found.pop() if len(found) == 1 else ""


def hindrance(job: JobView | None) -> str:
    """Why an analysis cannot be compared, in one sentence with the remedy; empty where it can.

    One that does not exist and one that is somebody else's are answered alike.
    """
    if job is None:
        return UNKNOWN
    if job.state in LIVE:
        return "That analysis is still running: compare when it has finished, or choose another."
    if job.state == "cancelled":
        return "That analysis was cancelled and has no results: start it again, or choose another."
    if job.state != "complete":
        return "That analysis failed and has no results: retry it, or choose another."
    return ""
