"""The choice of two analyses: a box for each, and a field for the link of somebody else's.

The address is the one place where the choice stands: boxes show it and write to it.
"""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from jobstore.service import JobView
from pages.components.compare.choice import Pair, hindrance, id_in, previous
from pages.components.header import name
from pages.components.routes import jobs, now, viewer, zone
from pages.components.words import dots, grey, md, small, when

_BEFORE, _AFTER, _PASTE, _SAID = "compare_before", "compare_after", "compare_paste", "compare_said"


def asked() -> Pair:
    """What the address asks for."""
    return Pair(st.query_params.get("with", ""), st.query_params.get("job", ""))


def put(pair: Pair) -> None:
    """Make the address say what is compared, so that it can be sent to somebody."""
    for key, job_id in (("with", pair.before), ("job", pair.after)):
        if job_id and st.query_params.get(key) != job_id:
            st.query_params[key] = job_id


def chooser(own: Sequence[JobView], pair: Pair, known: Sequence[JobView], facts: Sequence[str] = ()) -> None:
    """Both boxes; ``known`` are the chosen analyses that exist, ``facts`` a line of Markdown under each box."""
    every = {job.id: job for job in (*own, *known)}
    names = {job_id: _name(job) for job_id, job in every.items()}
    grid = st.grid(2, min_column_width=300)
    sides = ((_BEFORE, "Earlier", pair.before, pair.after), (_AFTER, "Later", pair.after, pair.before))
    for place, (key, label, chosen, other) in enumerate(sides):
        with grid.cell(), st.container(gap="xxsmall"):
            st.session_state[key] = chosen if chosen in names else None
            st.selectbox(
                label,
                [job_id for job_id in names if job_id != other or job_id == chosen],
                format_func=lambda job_id: names.get(job_id, ""),
                placeholder="Choose an analysis",
                key=key,
                on_change=_choose,
                args=(tuple(own), key),
            )
            if place < len(facts):
                st.markdown(small(facts[place]))


def _name(job: JobView) -> str:
    """Plain text, as a box shows it: when, what, of which product."""
    return dots(when(job.created_at, now(), zone()), name(job), f"{job.asin} {job.marketplace}")


def _choose(own: tuple[JobView, ...], key: str) -> None:
    """Another later analysis brings its previous run along, where there is one."""
    chosen = st.session_state[key]
    if not chosen:
        return
    st.query_params["with" if key == _BEFORE else "job"] = chosen
    job = next((job for job in own if job.id == chosen), None)
    before = previous(job, own) if job and key == _AFTER else None
    if before:
        st.query_params["with"] = before.id


def paste(pair: Pair) -> None:
    """A field for another analysis's link; whatever is wrong with it is said under it."""
    with st.popover("Paste a link", icon=":material/add_link:"):
        st.text_input(
            "Link or id of another analysis",
            key=_PASTE,
            placeholder="https://…/job?job=…",
            on_change=_take,
            args=(pair,),
            help="It is compared with the later analysis; whichever was started first stands on the left.",
        )
        if said := st.session_state.get(_SAID):
            st.markdown(f":red[:material/error:] {said}")
        else:
            st.markdown(grey("Whoever has an analysis’s link can compare it."))


def _take(pair: Pair) -> None:
    """Compare with what was pasted, or say why that cannot be done."""
    text = st.session_state[_PASTE].strip()
    found = id_in(text)
    said = _trouble(found, pair) if text else ""
    st.session_state[_SAID] = said
    if found and not said:
        st.session_state[_PASTE] = ""
        st.query_params["with" if pair.after else "job"] = found
        if pair.after:
            st.query_params["job"] = pair.after


def _trouble(found: str, pair: Pair) -> str:
    if not found:
        return "This holds no id of one analysis: copy the whole link from its Share button."
    if found in {pair.before, pair.after}:
        return "That analysis is chosen already: paste the link of another one."
    return md(hindrance(jobs().status(found, viewer())))
