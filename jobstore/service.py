"""Analyses as the application knows them: the one file that knows both the job store and the pipeline.

Pages and REST call nothing else. Everything here may be called from any thread.
"""

from __future__ import annotations

import textwrap
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace

import msgspec

from jobstore.access import ANYONE, TOKEN, Access, Viewer
from jobstore.assembly import assemble
from jobstore.data_dir import open_data_dir
from jobstore.engine import Engine, Memory, OnProgress, Stop
from jobstore.engines import engine_by_name
from jobstore.errors import BlobMissingError, QueueFullError, SettingsError, StoreError
from jobstore.jobs import Label, new_id
from jobstore.lifecycle import Timings
from jobstore.model import MAX_NAME, VISITOR_COOKIE, JobView, Summary, own_name
from jobstore.once import Once
from jobstore.reviews import Reviews
from jobstore.settings import Settings, load
from jobstore.sign_in import DEFAULT, providers
from pipeline import (
    Curation,
    FileError,
    InputError,
    ProductWords,
    check,
    fingerprint,
    lasts,
    listing_from_json,
    product_words_from_json,
    read_decisions,
)
from pipeline.model import TARGETS, Listing, Product, Request, Role, SourceFile
from pipeline.result import CategoryTotal, Comparison, Funnel, MainKeyword, Result
from pipeline.worker import analysis

__all__ = [
    "ANYONE",
    "DEFAULT",
    "MAX_NAME",
    "TOKEN",
    "VISITOR_COOKIE",
    "BlobMissingError",
    "InputError",
    "JobView",
    "QueueFull",
    "Service",
    "Settings",
    "SettingsError",
    "SignInNeeded",
    "StoreError",
    "Summary",
    "Viewer",
    "opened",
    "providers",
    "request_of",
    "service",
]

Check = Callable[[Request], Product]

_REQUEST, _CURATION = msgspec.msgpack.Decoder(Request), msgspec.json.Decoder(Curation)
_HEAVY = 4 << 20  # bytes of a request from which on its decisions are worked out in a process of their own
_TITLE = 50  # characters of a listing's title that name a job until its main keyword is known


class QueueFull(InputError):  # noqa: N818  # named by what the user is told
    """So many analyses are waiting that no more are taken on."""


class SignInNeeded(InputError):  # noqa: N818  # named by what the user is told
    """Only somebody who has signed in may start an analysis here."""


class Service:
    """Every analysis of this installation, as far as a viewer may see it.

    Who is unknown and who is not allowed get the same answer from every method that takes an id.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        providers: tuple[str, ...] = (),
        engine: Engine | None = None,
        check: Check = check,
        timings: Timings | None = None,
        clock: Callable[[], float] = time.time,
        ids: Callable[[], str] = new_id,
    ) -> None:
        """Open the store.

        :param providers: whom people sign in with; none: there is no sign-in.
        :raises StoreError: the data folder cannot be used.
        :raises SettingsError: the engine is not installed.
        """
        self.settings, self.providers = settings, providers
        self._access = Access(sign_in=bool(providers), single_user=settings.single_user)
        self._check = check
        self._data = open_data_dir(settings.data_dir)
        self._engine = engine or _engine(settings.engine)
        self.runner, self._jobs = assemble(
            self._data,
            engine=self._engine,
            describe=_describe,
            slots=settings.max_running,
            max_waiting=settings.max_waiting,
            retention_days=settings.retention_days,
            timings=timings or Timings(),
            access=self._access,
            lasts=lasts,
            clock=clock,
            ids=ids,
        )
        self._reviews = Reviews(
            store=self._data.store, blobs=self._data.blobs, describe=_describe, lasts=lasts, clock=clock
        )

    def start(self, request: Request, viewer: Viewer = ANYONE) -> str:
        """Take on an analysis; when this returns its id, it is on disk and will be run to its end.

        The same order by the same owner within ten minutes, while its job lives, is that job.

        :raises SignInNeeded: whoever asks has not signed in where that is needed.
        :raises InputError: the request cannot be analysed.
        :raises QueueFull: too many are waiting.
        :raises StoreError: the store cannot be written.
        """
        if not self._access.admits(viewer):
            raise SignInNeeded("You are not signed in any more; sign in and start the analysis again.")
        self._check_sizes(request)
        product = self._check(replace(request, max_file_bytes=self.settings.max_upload_bytes))
        listed = textwrap.shorten(request.listing.title, _TITLE, placeholder="…") if request.listing else ""
        title = own_name(request.main_keyword) or listed or product.asin
        label = Label(asin=product.asin, marketplace=product.store.code, title=title)
        try:
            return self._jobs.order(self._payload(request), label, viewer.owner)
        except QueueFullError as error:
            raise QueueFull(str(error)) from error

    def same(self, request: Request, viewer: Viewer) -> JobView | None:
        """The viewer's own newest job of exactly this request that lives or is complete; None if there is none."""
        return self._jobs.same(self._payload(request), viewer) if self._access.admits(viewer) else None

    def _payload(self, request: Request) -> bytes:
        return msgspec.msgpack.encode(replace(request, max_file_bytes=self.settings.max_upload_bytes))

    def _check_sizes(self, request: Request) -> None:
        for file in (*request.files, *filter(None, [request.competitors_file])):
            if len(file.content) > self.settings.max_upload_bytes:
                raise FileError(
                    f"{file.name} is larger than {self.settings.max_upload_mb} MB; "
                    "export fewer keywords, or raise the limit ASI_MAX_UPLOAD_MB."
                )

    def status(self, job_id: str, viewer: Viewer = ANYONE) -> JobView | None:
        """How a job stands; None if there is none by this id, or it is no id at all."""
        return self._jobs.status(job_id, viewer)

    def jobs(self, viewer: Viewer) -> tuple[JobView, ...]:
        """A viewer's jobs, newest first: in a single-user installation every job, else none for somebody unknown."""
        if not self._access.admits(viewer):
            return ()
        return self._jobs.every(viewer) if self.settings.single_user else self._jobs.owned(viewer)

    def result(self, job_id: str, viewer: Viewer = ANYONE) -> Result | None:
        """A complete job's result; None if the job is unknown or not complete.

        :raises BlobMissingError: the result's file is gone or cannot be read.
        """
        text = self.result_json(job_id, viewer)
        with _readable():
            return None if text is None else Result.from_json(text)

    def result_json(self, job_id: str, viewer: Viewer = ANYONE) -> bytes | None:
        """The same as ``result``, as JSON text."""
        return self._jobs.result(job_id, viewer)

    def request(self, job_id: str, viewer: Viewer = ANYONE) -> Request | None:
        """What a job was ordered with and what was decided since, to order it again; None if the job is unknown.

        :raises BlobMissingError: its file is gone or cannot be read.
        """
        given = self._ordered(job_id, viewer)
        if given is None:
            return None
        return replace(given, decisions=_curation(self._reviews.decisions(job_id), given).decisions)

    def _ordered(self, job_id: str, viewer: Viewer) -> Request | None:
        payload = self._jobs.payload(job_id, viewer)
        with _readable():
            return None if payload is None else _REQUEST.decode(payload)

    def curation(self, job_id: str, viewer: Viewer = ANYONE) -> Curation | None:
        """What was decided about a job's keywords; None if it is unknown, or not the viewer's to change.

        :raises BlobMissingError: a file of it is gone or cannot be read.
        """
        given = self._ordered(job_id, viewer)
        return None if given is None else _curation(self._reviews.decisions(job_id), given)

    def decide(self, job_id: str, step: Callable[[Curation], Curation], viewer: Viewer = ANYONE) -> Result | None:
        """Change what is decided about a finished job's keywords; returns the result that follows, both on disk.

        None if there is no such finished job, or it is not the viewer's to change.

        :param step: from the decisions in force to new ones; pure, and called again where others decide meanwhile.
        :raises StoreError: the store cannot be read or written; nothing has changed then.
        """
        given = self._ordered(job_id, viewer)
        if given is None:
            return None

        def stepped(before: bytes | None) -> bytes | None:
            now = _curation(before, given)
            after = step(now)
            return None if after == now else msgspec.json.encode(after)

        def work(decisions: bytes, memory: Memory) -> bytes:
            changed = msgspec.msgpack.encode(replace(given, decisions=_curation(decisions, given).decisions))
            engine = self._engine if len(changed) > _HEAVY else _engine("thread")
            return engine.run(changed, lambda *_: None, Stop(), memory)

        result = self._reviews.change(job_id, stepped, work)
        return None if result is None else Result.from_json(result)

    def set_private(self, job_id: str, viewer: Viewer, *, private: bool) -> bool:
        """Show a job to its owner only, or to anyone with the link; False if that is not the viewer's to choose."""
        return self._jobs.set_private(job_id, viewer, private=private)

    def cancel(self, job_id: str, viewer: Viewer = ANYONE) -> bool:
        """End a waiting or running job, now; False if there is none by this id that lives."""
        return self._jobs.cancel(job_id, viewer)

    def retry(self, job_id: str, viewer: Viewer = ANYONE) -> bool:
        """Run a failed or cancelled job once more; False if it is neither."""
        return self._jobs.retry(job_id, viewer)

    def rename(self, job_id: str, name: str, viewer: Viewer = ANYONE) -> bool:
        """Name a job, cleaned as ``own_name`` says; empty: its automatic name. False if it is not theirs to change."""
        return self._jobs.rename(job_id, name, viewer)

    def delete(self, job_id: str, viewer: Viewer = ANYONE) -> bool:
        """Forget a job at once, with its request and result; a running one is ended. False if there is none."""
        return self._jobs.delete(job_id, viewer)

    def start_runner(self) -> None:
        """Begin to run jobs in this process, also what a dead process left; does nothing a second time."""
        self.runner.start()

    def drain(self) -> None:
        """Stop running jobs in good order: each goes back into the queue, for the next start."""
        self.runner.drain()

    def figures(self) -> bytes:
        """What an operator's monitoring reads: jobs by state, seconds by stage, in Prometheus' text format.

        :raises StoreError: the store cannot be read.
        """
        return self.runner.journal.figures(self._jobs.live())

    def probe(self) -> None:
        """Whether jobs can be taken on and run.

        :raises StoreError: they cannot be written at the moment.
        :raises UnavailableError: they would have to wait: where they run cannot be reached.
        """
        self._jobs.probe()
        self._engine.probe()

    def close(self) -> None:
        """Drain and let go of the store."""
        self.drain()
        self._data.close()


@contextmanager
def _readable() -> Iterator[None]:
    try:
        yield
    except msgspec.DecodeError as error:
        raise BlobMissingError(
            "A stored file of this analysis is damaged or another version's; start the analysis again."
        ) from error


def request_of(
    product: str,
    *,
    marketplace: str,
    main_keyword: str,
    files: Mapping[str, tuple[str, bytes]],
    listing: bytes,
    words: bytes = b"",
    competitors: tuple[str, bytes] | None = None,
    decisions: bytes = b"",
) -> Request:
    """A request from what a script uploads.

    :param files: name and content by role (``revenue``, ``design``).
    :param listing: the listing as JSON text; empty: none.
    :param words: changes to the product's words as JSON text; empty: none.
    :param competitors: name and content of the competitor file.
    :param decisions: decisions about single phrases, as exported (CSV or JSON); empty: none.
    :raises InputError: the listing, the words or the decisions cannot be read.
    """
    said = product_words_from_json(words) if words.strip() else ProductWords()
    rivals = competitors and SourceFile(name=competitors[0], role=Role.REVENUE, content=competitors[1])
    return Request(
        product=product,
        marketplace=marketplace,
        main_keyword=main_keyword,
        files=tuple(SourceFile(name=name, role=Role(role), content=data) for role, (name, data) in files.items()),
        listing=listing_from_json(listing) if listing.strip() else None,
        words=said.words,
        reading=said.reading,
        competitors_file=rivals,
        decisions=read_decisions(decisions, "decisions") if decisions.strip() else (),
    )


def _curation(decided: bytes | None, given: Request) -> Curation:
    """What is decided about a job: since it was done, else what it was ordered with."""
    if decided is None:
        return Curation(decisions=given.decisions)
    with _readable():
        return _CURATION.decode(decided)


def _work(payload: bytes, on_progress: OnProgress, memory: Memory) -> bytes:
    return analysis(payload, lambda at: on_progress(at.percent, at.stage, at.message), memory)


def _engine(name: str) -> Engine:
    return engine_by_name(name, _work, refusals=InputError, version=fingerprint)


class _Seo(msgspec.Struct):
    comparison: Comparison


class _Head(msgspec.Struct):
    """What a list of jobs shows of a result; decoding the rest of a large one would hold up the pages."""

    main_keyword: MainKeyword
    listing: Listing | None
    funnel: Funnel
    categories: dict[str, CategoryTotal]
    seo: _Seo


_HEAD = msgspec.json.Decoder(_Head)


def _describe(result: bytes) -> tuple[str, Summary | None]:
    head = _HEAD.decode(result)
    volume = head.seo.comparison.captured_volume
    return head.main_keyword.phrase, Summary(
        keywords=head.funnel.keywords,
        targets=sum(total.count for name, total in head.categories.items() if name in TARGETS),
        target_volume=volume.targets,
        captured_before=_percent(volume.before, volume.targets) if head.listing else None,
        captured_after=_percent(volume.after, volume.targets),
    )


def _percent(part: int, whole: int) -> float | None:
    return round(100 * part / whole, 1) if whole else None


def _made() -> Service:
    return Service(load(), providers=providers())


_ONE = Once(_made, again=2.0)


def service() -> Service:
    """The process's service, made on first use from the settings.

    A module's own global, not a Streamlit cache: any visitor can clear those.

    :raises SettingsError: a setting cannot be used.
    :raises StoreError: the data folder cannot be used.
    """
    return _ONE.get()


def opened() -> Service | None:
    """The process's service if it has been made; makes none."""
    return _ONE.made()
