"""Results and comparisons as pages read them: decoded once, then shared by every visitor who may see the jobs.

Callers look the job up first: a cache knows nothing of who may see what.
"""

from __future__ import annotations

import streamlit as st

from jobstore.service import JobView, Viewer
from pages.components.routes import jobs, viewer
from pipeline import Changes, Result, compare

_Which = tuple[str, int, int]  # a job, its attempt and its revision: a retried or decided job has another result


def _of(job: JobView) -> _Which:
    return job.id, job.attempt, job.revision


def result_of(job: JobView) -> Result:
    """A complete job's result.

    :raises LookupError: the job was deleted a moment ago.
    """
    return _result(*_of(job), viewer())


def changes_of(before: JobView, after: JobView) -> Changes:
    """What differs between two complete jobs.

    :raises LookupError: one of them was deleted a moment ago.
    """
    return _changes(_of(before), _of(after), viewer())


@st.cache_resource(max_entries=8, ttl="1h", show_spinner=False)
def _result(job_id: str, attempt: int, revision: int, _viewer: Viewer) -> Result:  # noqa: ARG001 - see _Which
    result = jobs().result(job_id, _viewer)
    if result is None:
        raise LookupError("deleted a moment ago")  # raised, because what is returned is cached; no id: it is logged
    return result


@st.cache_resource(max_entries=4, ttl="1h", show_spinner=False)
def _changes(before: _Which, after: _Which, _viewer: Viewer) -> Changes:
    return compare(_result(*before, _viewer), _result(*after, _viewer))
