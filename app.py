"""The application: pages and REST in one process, started by ``streamlit run app.py``.

``app`` must be a plain assignment: Streamlit finds it by reading this file. The lifespan runs the jobs, so one
that a crash interrupted goes on without a visitor, and stops them in good order.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import anyio.to_thread
import streamlit as st
from starlette.middleware import Middleware

from jobstore.api import api_routes
from jobstore.service import service
from jobstore.visitor import Visitor


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[None]:
    """Run jobs as long as the server runs."""
    jobs = await anyio.to_thread.run_sync(service)
    jobs.start_runner()
    try:
        yield
    finally:
        await anyio.to_thread.run_sync(jobs.drain)


if __name__ != "__mp_main__":  # a spawned child process must not become a second server
    app = st.App(
        "pages/router.py",
        routes=api_routes(service),
        lifespan=lifespan,
        middleware=[Middleware(Visitor)],
    )
