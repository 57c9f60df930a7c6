"""A client of the REST routes for notebooks and scripts.

>>> client = Client("http://localhost:8501")                                          # doctest: +SKIP
>>> job = client.start("B0D5BL35MS", revenue_csv="revenue.csv")                       # doctest: +SKIP
>>> client.wait(job, lambda status: print(status.progress, status.message))           # doctest: +SKIP
>>> result = client.results(job)                                                      # doctest: +SKIP
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from os import PathLike
from pathlib import Path
from typing import Any, Literal, Self

import httpx
import msgspec

_PATIENCE = 60.0  # seconds for one request; a start brings two whole files


class AnalysisError(Exception):
    """The server refused, or the analysis failed; ``str(error)`` is the server's own sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """How a job stands; ``progress`` in percent, times with their zone."""

    job_id: str
    status: Literal["processing", "complete", "failed"]
    progress: int
    message: str
    created_at: datetime
    updated_at: datetime
    completed_at: datetime | None
    error: str | None


_STATUS = msgspec.json.Decoder(Status)


class Client:
    """Talks to one server. Use it in a ``with`` block, or ``close`` it."""

    def __init__(
        self,
        address: str = "http://localhost:8501",
        *,
        token: str = "",
        http: httpx.Client | None = None,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """Name the server.

        :param token: the server's ``ASI_API_TOKEN``, where it has one; sent only to start an analysis.
        :param http: an ``httpx.Client`` of your own, its ``base_url`` set (proxies, certificates).
        """
        self._http = http or httpx.Client(base_url=address, timeout=_PATIENCE)
        self._proof = {"Authorization": f"Bearer {token}"} if token else {}
        self._clock, self._sleep = clock, sleep

    def start(
        self,
        asin_or_url: str,
        *,
        revenue_csv: str | PathLike[str] | None = None,
        design_csv: str | PathLike[str] | None = None,
        marketplace: str = "US",
        main_keyword: str = "",
        listing: Mapping[str, Any] | str | PathLike[str] | None = None,
        product: Mapping[str, Any] | str | PathLike[str] | None = None,
        competitors_csv: str | PathLike[str] | None = None,
        decisions: Sequence[Mapping[str, Any]] | str | PathLike[str] | None = None,
    ) -> str:
        """Start an analysis and return its id.

        :param listing: the listing itself, or the path of its JSON file.
        :param product: changes to the product's words (``{"heads": {"add": ["…"]}}``), or the path of their JSON file.
        :param decisions: what phrases are (``[{"phrase": "…", "category": "Irrelevant"}]``), or the path of a file with
            them, CSV as exported or JSON.
        :raises AnalysisError: the server refuses the input, or wants its token.
        :raises OSError: a file cannot be read.
        :raises httpx.HTTPError: the server cannot be reached.
        """
        fields = {"asin_or_url": asin_or_url, "marketplace": marketplace, "main_keyword": main_keyword}
        documents = {"listing": listing, "product": product, "decisions": decisions}
        fields |= {name: _document(given) for name, given in documents.items() if given is not None}
        given = {"revenue_csv": revenue_csv, "design_csv": design_csv, "competitors_csv": competitors_csv}
        with ExitStack() as stack:
            files = {
                name: (Path(path).name, stack.enter_context(Path(path).open("rb")))
                for name, path in given.items()
                if path is not None
            }
            # an empty part makes the form multipart even without files
            parts: Mapping[str, Any] = files or {"revenue_csv": ("", b"")}
            answer = self._http.post("/api/v1/start-analysis", data=fields, files=parts, headers=self._proof)
        return str(_checked(answer).json()["job_id"])

    def status(self, job_id: str) -> Status:
        """How a job stands.

        :raises AnalysisError: there is no such job.
        """
        answer = _checked(self._http.get(f"/api/v1/job-status/{job_id}"))
        return _STATUS.decode(answer.content)

    def wait(
        self,
        job_id: str,
        on_progress: Callable[[Status], None] | None = None,
        *,
        timeout: float = 1800.0,
        poll: float = 1.0,
    ) -> Status:
        """Wait until the job is complete; ``on_progress`` is called whenever it has moved on.

        :param timeout: seconds to wait at most. The job goes on after that.
        :param poll: seconds between two looks.
        :raises AnalysisError: the job failed, or there is none.
        :raises TimeoutError: it took longer than ``timeout``.
        """
        until = self._clock() + timeout
        seen = None
        while True:
            status = self.status(job_id)
            if on_progress and (status.progress, status.message) != seen:
                on_progress(status)
                seen = status.progress, status.message
            if status.status == "failed":
                raise AnalysisError(status.error or "The analysis failed.")
            if status.status == "complete":
                return status
            if self._clock() >= until:
                raise TimeoutError(f"The analysis is at {status.progress} % after {timeout:g} s; it goes on.")
            self._sleep(poll)

    def results(self, job_id: str) -> dict[str, Any]:
        """The result document of a complete job.

        :raises AnalysisError: the job is not complete, failed, or does not exist.
        """
        answer = _checked(self._http.get(f"/api/v1/job-results/{job_id}"))
        if answer.status_code == 202:
            raise AnalysisError("The analysis is not complete yet; wait for it first.")
        document: dict[str, Any] = answer.json()
        return document

    def close(self) -> None:
        """Let go of the connection."""
        self._http.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exc: object) -> None:
        self.close()


def _document(given: Mapping[str, Any] | Sequence[Mapping[str, Any]] | str | PathLike[str]) -> str:
    if isinstance(given, str | PathLike):
        return Path(given).read_text("utf-8")
    return json.dumps(dict(given) if isinstance(given, Mapping) else list(map(dict, given)))


def _checked(answer: httpx.Response) -> httpx.Response:
    if answer.is_success:
        return answer
    try:
        sentence = str(answer.json()["detail"])
    except (ValueError, KeyError, TypeError):
        sentence = f"The server answered {answer.status_code} without a reason; is its address right?"
    raise AnalysisError(sentence)
