"""Where the pages are, how to reach a job, and who is looking. The one door from pages to the job store."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import NoReturn

import streamlit as st

from jobstore import service as jobstore

NEW = "new_analysis.py"
JOB = "job.py"
MINE = "my_analyses.py"
COMPARE = "compare.py"
HELP = "help.py"
LIVE = ("waiting", "running", "stalled")
"""The states of a job that has still to end."""


def jobs() -> jobstore.Service:
    """The job store's service; looked up at each call, so that tests can put another in its place."""
    return jobstore.service()


def browser() -> str:
    """The unguessable id that this browser brings along; empty where it brings none."""
    return st.context.cookies.get(jobstore.VISITOR_COOKIE, "")


def viewer() -> jobstore.Viewer:
    """Who is looking: where people sign in, the account or somebody unknown; elsewhere this browser."""
    if not jobs().providers:
        return jobstore.Viewer.browser(browser())
    claims = st.user.to_dict()
    if not claims.get("is_logged_in"):
        return jobstore.ANYONE
    return jobstore.Viewer.account(str(claims.get("iss") or ""), str(claims.get("sub") or ""))


def go(page: str) -> NoReturn:
    """Go to another page, with an empty address: by itself Streamlit refuses while a bound tab stands in it."""
    st.switch_page(page, query_params={})


def open_job(job_id: str) -> NoReturn:
    """Go to a job's page."""
    st.switch_page(JOB, query_params={"job": job_id})


def open_compare(job_id: str) -> NoReturn:
    """Go to the comparison of a job with its previous run."""
    st.switch_page(COMPARE, query_params={"job": job_id})


def link(job_id: str) -> str:
    """The address under which a job can be found again: the only key to its results."""
    return f"{_root()}/job?job={job_id}"


def compare_link(before: str, after: str) -> str:
    """The address under which the comparison of two jobs can be found again."""
    return f"{_root()}/compare?job={after}&with={before}"


def _root() -> str:
    here = (st.context.url or "").split("?")[0].rstrip("/")
    return here.removesuffix("/job").removesuffix("/my_analyses").removesuffix("/compare")


def help_link(topic: str, text: str = "How it is worked out") -> str:
    """Markdown that leads to a topic of Help in a tab of its own; relative, so that it holds under any address."""
    return f"[{text}](help?topic={topic})"


def zone() -> str | None:
    """The visitor's time zone, if the browser told it."""
    return st.context.timezone


def now() -> datetime:
    """The moment of this run, in UTC."""
    return datetime.now(UTC)
