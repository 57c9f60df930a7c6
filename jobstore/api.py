"""The REST routes: start an analysis, ask how it stands, get its result.

Every answer below ``/api`` is JSON, also the refusals. No answer holds a stack trace: what went wrong on our side
gets a reference into the server's log, and no answer names a place of the machine. Ids and the token stand in no log.

An id is all that status and results need. They are asked for as somebody unknown, so a job that only its owner may see
is answered here like one that does not exist, whoever asks. Starting needs the operator's token, if there is one.
"""

from __future__ import annotations

import asyncio
import hmac
import logging
import math
import re
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from functools import partial

import msgspec
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.convertors import Convertor, register_url_convertor
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.types import Message, Receive

from jobstore.errors import UnavailableError
from jobstore.journal import CONTENT_TYPE
from jobstore.rate import RateLimit, household
from jobstore.runner import new_reference
from jobstore.service import (
    ANYONE,
    TOKEN,
    BlobMissingError,
    InputError,
    JobView,
    QueueFull,
    Service,
    SettingsError,
    StoreError,
    Viewer,
    request_of,
)

_logger = logging.getLogger("jobstore.api")

_TEXTS = ("asin_or_url", "marketplace", "main_keyword")
_FILES = {"revenue_csv": "revenue", "design_csv": "design"}
_FIELDS = (*_TEXTS, *_FILES, "competitors_csv", "listing", "product", "decisions")
_UPLOADS = 6  # the keyword files, and the others where they are sent as files
_BESIDE_FILES = 2 << 20  # bytes of a form beside its keyword files: competitors, listing, product words, decisions
_AT_ONCE = 4  # uploads that are held in memory at the same time
_RETRY_AFTER = "60"
_TOO_OFTEN = "Too many analyses were started from your address; try again in {seconds} seconds."
_UNKNOWN = "There is no analysis with this id."
_UNPROVEN = "Send the token of this installation as 'Authorization: Bearer …'; its operator knows it."
_NO_SCRIPTS = "Analyses cannot be started over REST here until the operator sets ASI_API_TOKEN; sign in on the page."


class _Anything(Convertor[str]):
    """The rest of an address with its line breaks, at which Starlette's own ``path`` ends."""

    regex = "(?s:.*)"

    def convert(self, value: str) -> str:
        return value

    def to_string(self, value: str) -> str:
        return value


register_url_convertor("anything", _Anything())

Handler = Callable[[Request], Awaitable[Response]]
GetService = Callable[[], Service]


def api_routes(get_service: GetService, *, health_seconds: float = 10) -> list[BaseRoute]:
    """``/api/v1/…``, ``/healthz`` and ``/metrics``, over the service that ``get_service`` gives at each request.

    :param health_seconds: how long ``/healthz`` waits for a store that does not answer.
    """
    turns, limits = asyncio.Semaphore(_AT_ONCE), list[RateLimit]()
    api = Starlette(
        routes=[
            Route("/v1/start-analysis", _guarded(partial(_start, get_service, turns, limits)), methods=["POST"]),
            Route("/v1/job-status/{job_id}", _guarded(partial(_status, get_service)), methods=["GET"]),
            Route("/v1/job-results/{job_id}", _guarded(partial(_results, get_service)), methods=["GET"]),
        ],
        exception_handlers={HTTPException: _refusal},
    )
    api.router.redirect_slashes = False
    return [
        Mount("/api", app=api),
        Route("/api", api),
        Route("/api/{rest:anything}", api),
        Route("/healthz", _guarded(partial(_health, get_service, health_seconds)), methods=["GET"]),
        Route("/metrics", _guarded(partial(_metrics, get_service)), methods=["GET"]),
    ]


# -- the four answers ---------------------------------------------------------------------------------------------


async def _start(
    get_service: GetService, turns: asyncio.Semaphore, limits: list[RateLimit], request: Request
) -> Response:
    service = await run_in_threadpool(get_service)
    if not limits:  # the settings are known from the first request on
        limits.append(RateLimit(service.settings.starts_per_minute))
    wait = limits[0].wait(household(request.client.host if request.client else ""))
    if wait:
        seconds = math.ceil(wait)
        return _detail(429, _TOO_OFTEN.format(seconds=seconds), {"Retry-After": str(seconds)})
    viewer = _admitted(service, request)
    limited = _limited(request, service.settings.max_upload_mb)
    async with limited.form(max_files=_UPLOADS, max_fields=len(_FIELDS)) as form, turns:
        job_id = await run_in_threadpool(_order, service, form, viewer)
    return _json({"job_id": job_id, "status": "processing", "message": "The analysis has been taken on."})


def _admitted(service: Service, request: Request) -> Viewer:
    """Who starts an analysis, before anything of it is read.

    :raises HTTPException: 401 without the right token, 403 where people sign in and scripts have no token to show.
    """
    token = service.settings.api_token
    if not token:
        if service.providers:
            raise HTTPException(403, _NO_SCRIPTS)
        return ANYONE
    scheme, _, given = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not hmac.compare_digest(given.strip().encode(), token.encode()):
        raise HTTPException(401, _UNPROVEN, {"WWW-Authenticate": "Bearer"})
    return TOKEN


def _order(service: Service, form: FormData, viewer: Viewer) -> str:
    unknown = sorted(set(form) - set(_FIELDS))
    if unknown:
        raise InputError(f"There is no field {unknown[0][:60]!r}; the fields are {', '.join(_FIELDS)}.")
    product, marketplace, main_keyword = (_text(form, name) for name in _TEXTS)
    if not product:
        raise InputError("asin_or_url is missing; send the product's ASIN or its Amazon address in this field.")
    files = {role: file for name, role in _FILES.items() if (file := _file(form, name, service.settings.max_upload_mb))}
    request = request_of(
        product,
        marketplace=marketplace or "US",
        main_keyword=main_keyword,
        files=files,
        listing=_document(form, "listing"),
        words=_document(form, "product"),
        decisions=_document(form, "decisions"),
        competitors=_file(form, "competitors_csv", service.settings.max_upload_mb),
    )
    return service.start(request, viewer)


async def _status(get_service: GetService, request: Request) -> Response:
    job = await _job(get_service, request)
    return _json(_shown(job))


async def _results(get_service: GetService, request: Request) -> Response:
    job = await _job(get_service, request)
    if job.status == "processing":
        return _json(_shown(job), 202)
    if job.status == "failed":
        return _detail(500, job.error or "The analysis failed.")
    try:
        result = await run_in_threadpool(get_service().result_json, job.id)
    except BlobMissingError as error:
        return _detail(500, error.public)
    if result is None:  # deleted since
        raise HTTPException(404, _UNKNOWN)
    return Response(result, media_type="application/json", headers={"Cache-Control": "no-store"})


async def _health(get_service: GetService, seconds: float, _request: Request) -> Response:
    probe = asyncio.ensure_future(run_in_threadpool(lambda: get_service().probe()))
    probe.add_done_callback(lambda probe: probe.cancelled() or probe.exception())  # heard, also when it comes too late
    await asyncio.wait({probe}, timeout=seconds)
    if not probe.done():
        return _unwell(f"The job store has not answered for {seconds:g} seconds; look at its disk.")
    try:
        probe.result()
    except (StoreError, SettingsError, UnavailableError) as error:
        return _unwell(error.public)
    return _json({"status": "ok"})


def _unwell(sentence: str) -> Response:
    return _json({"status": "unavailable", "detail": sentence}, 503)


async def _metrics(get_service: GetService, _request: Request) -> Response:
    service = await run_in_threadpool(get_service)
    if not service.settings.metrics:
        raise HTTPException(404)
    return Response(await run_in_threadpool(service.figures), media_type=CONTENT_TYPE)


# -- what they share ----------------------------------------------------------------------------------------------


async def _job(get_service: GetService, request: Request) -> JobView:
    job = await run_in_threadpool(lambda: get_service().status(request.path_params["job_id"]))
    if job is None:
        raise HTTPException(404, _UNKNOWN)
    return job


def _shown(job: JobView) -> dict[str, object]:
    return {
        "job_id": job.id,
        "status": job.status,
        "progress": job.progress,
        "message": job.message,
        "created_at": _iso(job.created_at),
        "updated_at": _iso(job.updated_at),
        "completed_at": _iso(job.completed_at),
        "error": job.error,
    }


def _iso(time: datetime | None) -> str | None:
    return None if time is None else time.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _json(document: dict[str, object], status: int = 200, headers: dict[str, str] | None = None) -> Response:
    return Response(
        msgspec.json.encode(document),
        status_code=status,
        media_type="application/json",
        headers={"Cache-Control": "no-store", **(headers or {})},
    )


def _detail(status: int, sentence: str, headers: dict[str, str] | None = None) -> Response:
    return _json({"detail": sentence}, status, headers)


def _refusal(_request: Request, error: Exception) -> Response:
    if isinstance(error, QueueFull):
        return _detail(503, str(error), {"Retry-After": _RETRY_AFTER})
    if isinstance(error, InputError):
        return _detail(400, str(error))
    if not isinstance(error, HTTPException):
        return _detail(400, "The upload was broken off.")
    sentences = {404: "There is nothing at this address.", 405: "This address does not take that method."}
    standard = error.detail in {"Not Found", "Method Not Allowed"}
    sentence = sentences.get(error.status_code, error.detail) if standard else error.detail
    return _detail(error.status_code, sentence, dict(error.headers or {}))


def _guarded(handler: Handler) -> Handler:
    """The handler, with every error as a JSON answer."""

    async def answer(request: Request) -> Response:
        try:
            return await handler(request)
        except (HTTPException, InputError, ClientDisconnect) as error:
            return _refusal(request, error)
        except (StoreError, SettingsError) as error:
            _logger.warning("a request failed: %s", error)
            return _detail(503, error.public, {"Retry-After": _RETRY_AFTER})
        except Exception:
            reference = new_reference()
            _logger.exception("a request failed, reference %s", reference)
            return _detail(500, f"Something went wrong on our side; the reference is {reference}.")

    return answer


# -- reading the form ---------------------------------------------------------------------------------------------


def _limited(request: Request, megabytes: int) -> Request:
    """The request, unable to bring more than two full keyword files, whatever it announces.

    :raises HTTPException: at once if too much is announced (413) or it is no form (400); 413 while reading.
    """
    if not request.headers.get("content-type", "").lower().startswith("multipart/form-data"):
        raise HTTPException(400, "Send the fields as multipart/form-data.")
    most = 2 * (megabytes << 20) + _BESIDE_FILES
    too_large = HTTPException(413, _too_large(megabytes))
    announced = request.headers.get("content-length", "0")
    if not re.fullmatch("[0-9]{1,15}", announced) or int(announced) > most:
        raise too_large
    return Request(request.scope, _counting(request.receive, most, too_large))


def _counting(receive: Receive, most: int, too_large: HTTPException) -> Receive:
    seen = 0

    async def counted() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > most:
            raise too_large
        return message

    return counted


def _too_large(megabytes: int) -> str:
    return f"The upload is too large: a keyword file may have {megabytes} MB; export fewer keywords."


def _one(form: FormData, name: str) -> UploadFile | str:
    values = form.getlist(name)
    if len(values) > 1:
        many = "Too many files: " if any(isinstance(value, UploadFile) for value in values) else ""
        raise InputError(f"{many}{name} was sent {len(values)} times; send it once.")
    return values[0] if values else ""


def _text(form: FormData, name: str) -> str:
    value = _one(form, name)
    if not isinstance(value, str):
        raise InputError(f"{name} was sent as a file; send it as text.")
    return value.strip()


def _file(form: FormData, name: str, megabytes: int) -> tuple[str, bytes] | None:
    value = _one(form, name)
    if isinstance(value, str):
        if value:
            raise InputError(f"{name} was sent as text; send the keyword file itself.")
        return None
    if (value.size or 0) > megabytes << 20:
        raise HTTPException(413, _too_large(megabytes))
    content = value.file.read()
    return (value.filename or name, content) if value.filename or content else None


def _document(form: FormData, name: str) -> bytes:
    value = _one(form, name)
    if isinstance(value, str):
        return value.encode()
    if (value.size or 0) > _BESIDE_FILES:
        raise HTTPException(413, f"The field {name} is too large; send at most 2 MB in it.")
    return value.file.read()
