"""A service with the real store and the test's own work in place of the pipeline."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from jobstore.engine import Memory, OnProgress, Stop
from jobstore.errors import RefusedError
from jobstore.service import InputError, Service, Settings
from pipeline.model import Product, Request, Store
from tests.factories import make_result

STORE = Store(
    code="US",
    name="United States",
    host="amazon.com",
    marketplace_id="ATVPDKIKX0DER",
    languages=("en",),
    currency="USD",
    title_characters=75,
    search_terms_bytes=249,
)
RESULT = make_result(keywords=12)


def check(request: Request) -> Product:
    """As cheap as the pipeline's, and refusing what no test means."""
    if not request.product.startswith("B0"):
        raise InputError(f"{request.product} is no ASIN; give ten letters and digits.")
    return Product(asin=request.product, store=STORE)


@dataclass
class Held:
    """Work that waits until the test lets it go on; a main keyword of ``bad`` is refused."""

    go: threading.Event = field(default_factory=threading.Event)
    began: threading.Event = field(default_factory=threading.Event)

    def run(self, payload: bytes, on_progress: OnProgress, stop: Stop, memory: Memory) -> bytes:
        on_progress(40, "Categorise keywords", "Categorising 12 keywords")
        self.began.set()
        self.go.wait(20)
        request = msgspec.msgpack.decode(payload, type=Request)
        match request.main_keyword:
            case "bad":
                raise RefusedError("revenue.csv has no keywords; export it again.")
            case "bug":
                raise ZeroDivisionError("secret detail")
        return RESULT.to_json()

    def probe(self) -> None:
        pass


@contextmanager
def service_in(folder: Path, work: Held, *, providers: tuple[str, ...] = (), **settings: object) -> Iterator[Service]:
    """A service whose work has to be let go; with providers it has sign-in."""
    service = Service(Settings(data_dir=folder, **settings), providers=providers, engine=work, check=check)
    try:
        yield service
    finally:
        work.go.set()
        service.close()
