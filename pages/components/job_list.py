"""Which jobs of a list are shown: search, state, order and page. No Streamlit here: jobs in, jobs out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from jobstore.service import JobView
from pages.components.header import name
from pages.components.routes import LIVE
from pages.components.stores import BY_CODE

PAGE = 20
"""Jobs on one page."""

ANY = "All states"
STATES: dict[str, Callable[[JobView], bool]] = {
    ANY: lambda _job: True,
    "Running": lambda job: job.state in LIVE,
    "Complete": lambda job: job.state == "complete",
    "Failed": lambda job: job.state in {"failed", "cancelled"},
}
"""The states to choose from; what was cancelled stands with what failed: neither has a result."""

ORDERS: dict[str, Callable[[JobView], tuple[float, str]]] = {
    "Newest first": lambda job: (-job.created_at.timestamp(), job.id),
    "Name": lambda job: (0.0, name(job).casefold()),
    "Most searches": lambda job: (-(job.summary.target_volume if job.summary else -1), job.id),
    "Deleted soonest": lambda job: (job.expires_at.timestamp() if job.expires_at else float("inf"), job.id),
}
"""The orders to choose from; jobs of equal rank stay as they come."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What the visitor is looking for."""

    text: str = ""
    state: str = ANY
    order: str = "Newest first"

    def select(self, jobs: Sequence[JobView]) -> list[JobView]:
        """The jobs that are wanted, in the order that is wanted."""
        of_state = STATES[self.state]
        found = (job for job in jobs if of_state(job) and self._says(job))
        return sorted(found, key=ORDERS[self.order])

    def _says(self, job: JobView) -> bool:
        """Every word stands in what a row shows of the product: its names, its ASIN, its store."""
        store = BY_CODE[job.marketplace].name if job.marketplace in BY_CODE else ""
        told = " ".join((job.named, job.title, job.asin, job.marketplace, store)).casefold()
        return all(word in told for word in self.text.casefold().split())


def pages(count: int) -> int:
    """How many pages so many jobs fill, one at least."""
    return max(1, -(-count // PAGE))


def on_page(jobs: Sequence[JobView], page: int) -> tuple[JobView, ...]:
    """The jobs of a page, counted from 1."""
    return tuple(jobs[(page - 1) * PAGE : page * PAGE])
