"""Results and comparisons as pages read them: decoded once, then shared by every visitor who may see the jobs.

Callers look the job up first: a cache knows nothing of who may see what, and its attempt tells one result of a retried
job from another.
"""

from __future__ import annotations

import streamlit as st

from jobstore.service import JobView, Viewer
from pages.components.routes import jobs, viewer
from pipeline import Changes, Result, compare


def result_of(job: JobView) -> Result:
    """A complete job's result.

    :raises LookupError: the job was deleted a moment ago.
    """
    return _result(job.id, job.attempt, viewer())


def changes_of(before: JobView, after: JobView) -> Changes:
    """What differs between two complete jobs.

    :raises LookupError: one of them was deleted a moment ago.
    """
    return _changes(before.id, before.attempt, after.id, after.attempt, viewer())


@st.cache_resource(max_entries=8, ttl="1h", show_spinner=False)
def _result(job_id: str, attempt: int, _viewer: Viewer) -> Result:  # noqa: ARG001 - a retried job has another result
    result = jobs().result(job_id, _viewer)
    if result is None:
        raise LookupError(job_id)  # raised, because what is returned is cached
    return result


@st.cache_resource(max_entries=4, ttl="1h", show_spinner=False)
def _changes(before: str, before_attempt: int, after: str, after_attempt: int, _viewer: Viewer) -> Changes:
    return compare(_result(before, before_attempt, _viewer), _result(after, after_attempt, _viewer))
