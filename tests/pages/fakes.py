"""A service that keeps its jobs in a dictionary, so that every page can be drawn in every state."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from jobstore.service import ANYONE, InputError, JobView, Settings, Summary, Viewer
from pipeline import Curation
from pipeline.model import Request, Role, SourceFile
from pipeline.result import Result

ID = "0b9c1f5e-7a54-4c1d-9a36-2f0d6a1be77c"
STARTED = datetime(2026, 11, 23, 9, 41, tzinfo=UTC)
SUMMARY = Summary(keywords=60, targets=41, target_volume=55_895, captured_before=92.0, captured_after=98.2)
REQUEST = Request(
    product="B0GARLIC01",
    files=(
        SourceFile(name="revenue.csv", role=Role.REVENUE, content=b"Keyword Phrase,Search Volume\ngarlic press,900\n"),
    ),
)


def job(job_id: str = ID, **changes: object) -> JobView:
    """A complete job, unless the changes say otherwise."""
    view = JobView(
        id=job_id, status="complete", state="complete", progress=100, message="Done", stage="Optimise listing",
        place=None, created_at=STARTED, started_at=STARTED, updated_at=STARTED,
        completed_at=STARTED + timedelta(seconds=7), expires_at=STARTED + timedelta(days=7), error=None,
        error_ref=None, asin="B0GARLIC01", marketplace="US", title="garlic press", attempt=1, summary=SUMMARY,
    )  # fmt: skip
    return replace(view, **changes)  # type: ignore[arg-type]


@dataclass
class FakeService:
    """What pages need of the service, in memory. ``refuse`` is raised at the next start; ``asked`` is who asked.

    It refuses nobody: what a page leaves out for somebody stands in the views themselves.
    """

    views: dict[str, JobView] = field(default_factory=dict)
    results: dict[str, Result] = field(default_factory=dict)
    requests: dict[str, Request] = field(default_factory=dict)
    started: list[Request] = field(default_factory=list)
    refuse: InputError | None = None
    settings: Settings = field(default_factory=Settings)
    providers: tuple[str, ...] = ()
    asked: list[Viewer] = field(default_factory=list)
    decided: dict[str, Curation] = field(default_factory=dict)
    untouched: dict[str, Result] = field(default_factory=dict)

    def start(self, request: Request, viewer: Viewer = ANYONE) -> str:
        self.asked.append(viewer)
        if self.refuse:
            raise self.refuse
        self.started.append(request)
        job_id = ID[:-1] + f"{len(self.started):x}"
        self.views[job_id] = job(
            job_id, status="processing", state="running", progress=1, asin=request.product[:10], completed_at=None
        )
        self.requests[job_id] = request
        return job_id

    def status(self, job_id: str, viewer: Viewer = ANYONE) -> JobView | None:
        self.asked.append(viewer)
        return self.views.get(job_id)

    def jobs(self, viewer: Viewer) -> tuple[JobView, ...]:
        self.asked.append(viewer)
        return tuple(self.views.values())

    def result(self, job_id: str, viewer: Viewer = ANYONE) -> Result | None:
        return self.results.get(job_id)

    def request(self, job_id: str, viewer: Viewer = ANYONE) -> Request | None:
        return self.requests.get(job_id)

    def curation(self, job_id: str, viewer: Viewer = ANYONE) -> Curation | None:
        return self.decided.get(job_id, Curation()) if self.views[job_id].may_change else None

    def decide(self, job_id: str, step: Callable[[Curation], Curation], viewer: Viewer = ANYONE) -> Result | None:
        """What follows is left out but for the categories themselves."""
        self.asked.append(viewer)
        if not self.views[job_id].may_change:
            return None
        self.decided[job_id] = now = step(self.curation(job_id) or Curation())
        said = {decision.phrase: decision for decision in now.decisions}
        before = self.untouched.setdefault(job_id, self.results[job_id])
        keywords = tuple(
            replace(row, category=one.category, locked=one.locked, decided=True)
            if (one := said.get(row.phrase))
            else row
            for row in before.keywords
        )
        self.results[job_id] = replace(before, keywords=keywords)
        self.views[job_id] = replace(self.views[job_id], revision=self.views[job_id].revision + 1)
        return self.results[job_id]

    def cancel(self, job_id: str, viewer: Viewer = ANYONE) -> bool:
        self.views[job_id] = replace(self.views[job_id], status="failed", state="cancelled")
        return True

    def retry(self, job_id: str, viewer: Viewer = ANYONE) -> bool:
        self.views[job_id] = replace(self.views[job_id], status="processing", state="waiting", place=1)
        return True

    def set_private(self, job_id: str, viewer: Viewer, *, private: bool) -> bool:
        self.asked.append(viewer)
        self.views[job_id] = replace(self.views[job_id], private=private)
        return True

    def rename(self, job_id: str, name: str, viewer: Viewer = ANYONE) -> bool:
        self.asked.append(viewer)
        self.views[job_id] = replace(self.views[job_id], named=name)
        return True

    def same(self, request: Request, viewer: Viewer) -> JobView | None:
        self.asked.append(viewer)
        alike = [view for job_id, view in self.views.items() if self.requests.get(job_id) == request]
        return next((view for view in alike if view.status != "failed"), None)

    def delete(self, job_id: str, viewer: Viewer = ANYONE) -> bool:
        return self.views.pop(job_id, None) is not None

    def keep(self, view: JobView, result: Result | None = None, request: Request = REQUEST) -> FakeService:
        """Put a job in; returns the service."""
        self.views[view.id], self.requests[view.id] = view, request
        if result:
            self.results[view.id] = result
        return self
