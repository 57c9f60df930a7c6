"""A job that waits or runs: percent, what is being done, how long it has taken, the five steps ticking off."""

from __future__ import annotations

import plotly.graph_objects as go
import streamlit as st

from jobstore.service import JobView
from pages.components.header import name
from pages.components.routes import now
from pages.components.words import dots, elapsed, grey, in_queue, md
from pipeline.model import STAGES


def draw(job: JobView) -> None:
    """Draw a living job's state; called again and again by the page's fragment."""
    with st.container(border=True, gap="medium"):
        with st.container(horizontal=True, vertical_alignment="bottom"):
            st.markdown(_headline(job), width="stretch", anchors=False)
            st.markdown(grey(f":material/timer: {_since(job)}"), width="content")
        st.progress(min(max(job.progress, 0), 100) / 100)
        grid = st.grid(len(STAGES), min_column_width=130, gap="small")
        now_at = _step(job)
        for number, stage in enumerate(STAGES):
            grid.markdown(_tick(stage.label, number, now_at))


def title(job: JobView) -> str:
    """What the browser's tab says of a living job."""
    return f"{'Waiting' if job.state == 'waiting' else f'{job.progress} %'} · {name(job)}"


def _headline(job: JobView) -> str:
    if job.state == "waiting":
        said = dots(in_queue(job.place), "starts by itself" if job.place else "")
        return f"### Waiting  {grey(f':small[{said}]')}"
    message = "Resuming on another process" if job.state == "stalled" else job.message
    return f"### {job.progress} %  {grey(f':small[{md(message)}]')}"


def _since(job: JobView) -> str:
    return elapsed(job.elapsed(now()))


def _step(job: JobView) -> int:
    """The number of the stage that runs; -1 while the job waits."""
    if job.state == "waiting":
        return -1
    labels = [stage.label for stage in STAGES]
    if job.stage in labels:
        return labels.index(job.stage)
    return next((number for number, stage in enumerate(STAGES) if job.progress < stage.end), len(STAGES) - 1)


def _tick(label: str, number: int, now_at: int) -> str:
    if number < now_at:
        return f":green[:material/check_circle:] {label}"
    if number == now_at:
        return f":primary[:material/progress_activity:] **{label}**"
    return grey(f":material/radio_button_unchecked: {label}")


def preload_charts() -> None:
    """Draw an empty chart: the chart library is a large, late download, and the results want it at once."""
    nothing = {"visible": False}
    layout = {"height": 10, "margin": dict.fromkeys("lrtb", 0), "xaxis": nothing, "yaxis": nothing}
    clear = dict.fromkeys(("paper_bgcolor", "plot_bgcolor"), "rgba(0,0,0,0)")
    st.plotly_chart(go.Figure(layout=layout | clear), key="preload", config={"staticPlot": True})
