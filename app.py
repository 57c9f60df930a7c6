"""The application: pages and REST in one process, started by ``streamlit run app.py``.

``app`` must be a plain assignment: Streamlit finds it by reading this file. The lifespan runs the jobs, so one
that a crash interrupted goes on without a visitor, and stops them in good order.
"""

from __future__ import annotations

import asyncio
import logging
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import anyio.to_thread
import streamlit as st
from starlette.middleware import Middleware

from jobstore.api import api_routes
from jobstore.hosts import Hosts, Rules
from jobstore.journal import Lines
from jobstore.service import SettingsError, StoreError, opened, providers, service
from jobstore.visitor import Visitor

_AGAIN = 5.0  # seconds until a store that could not be opened is tried again
_logger = logging.getLogger("jobstore")


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[None]:
    """Run jobs as long as the server runs. Where their store cannot be used, the server says so until it can.

    :raises SettingsError: the sign-in cannot be used; the server does not start, lest it leave the door open.
    """
    _log()
    _answer_at_once()
    _agree(bool(await anyio.to_thread.run_sync(providers)))
    begun = await _begin("")
    trying = None if begun is None else asyncio.create_task(_keep_trying(begun))
    try:
        yield
    finally:
        if trying is not None:
            trying.cancel()
        if jobs := opened():
            await anyio.to_thread.run_sync(jobs.drain)


async def _begin(told: str) -> str | None:
    """Start to run jobs; None, or the sentence why not, which is logged unless it was ``told`` before."""
    try:
        (await anyio.to_thread.run_sync(service)).start_runner()
    except (StoreError, SettingsError) as error:
        if str(error) != told:
            _logger.warning("%s", error)
        return str(error)
    return None


async def _keep_trying(told: str | None) -> None:
    while told is not None:
        await asyncio.sleep(_AGAIN)
        told = await _begin(told)
    _logger.info("the job store can be used")


def _agree(sign_in: bool) -> None:
    """Refuse to start with a sign-in that only half of the application knows of.

    :raises SettingsError: Streamlit reads ``[auth]`` from a file that the jobs do not read, or the other way round.
    """
    there = st.secrets.load_if_toml_exists() and "auth" in st.secrets
    if there != sign_in:
        raise SettingsError(
            "[auth] stands where only half of the application reads it; move it to .streamlit/secrets.toml."
        )


def _log() -> None:
    """A line on standard error for each event of a job and each bug of a page."""
    for logger in (_logger, logging.getLogger("pages")):
        if not logger.handlers:
            lines = logging.StreamHandler()
            lines.setFormatter(Lines("%(asctime)s %(levelname)s %(message)s"))
            logger.addHandler(lines)
            logger.setLevel(logging.INFO)


def _answer_at_once() -> None:
    """Spare every answer on a kept connection a wait of 40 ms.

    Streamlit 1.67 binds its socket without a protocol number, so asyncio does not see that it is TCP and leaves
    Nagle's algorithm on; connections inherit the option from the listening socket, which is bound by now but
    only listened on after this.
    """
    loop = asyncio.get_running_loop()
    create_server = loop.create_server

    async def create_quick_server(*args: Any, **options: Any) -> asyncio.Server:
        listener = options.get("sock")
        if listener is not None and listener.family in {socket.AF_INET, socket.AF_INET6}:
            listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return await create_server(*args, **options)

    loop.create_server = create_quick_server  # type: ignore[method-assign]


def _rules() -> Rules:
    """Streamlit's own settings; where everybody sees every job and none are set, only names that no stranger owns."""
    jobs, own = opened(), st.get_option("browser.serverAddress")
    return Rules(
        hosts=st.get_option("server.allowedHosts"),
        own_names=jobs is not None and jobs.settings.single_user,
        origins=[*st.get_option("server.corsAllowedOrigins"), *({own} - {"localhost"})],  # any program answers to it
        any_origin=not st.get_option("server.enableCORS"),
        figures=jobs is None or jobs.settings.metrics,
    )


if __name__ != "__mp_main__":  # a spawned child process must not become a second server
    app = st.App(
        "pages/router.py",
        routes=api_routes(service),
        lifespan=lifespan,
        middleware=[Middleware(Visitor), Middleware(Hosts, rules=_rules)],
    )
