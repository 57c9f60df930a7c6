"""The service where people sign in: what is an owner's, what a stranger with the link may do, what stays hidden."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest

from jobstore.access import ANYONE, TOKEN, Access, Viewer
from jobstore.engine import OnProgress, Stop
from jobstore.model import JobRow
from jobstore.service import Service, SignInNeeded
from pipeline import Curation
from pipeline.model import Category, Decision
from tests.api.analyses import RESULT, Held, service_in
from tests.jobstore.support import LABEL, Place, Script, job_id, row, until
from tests.jobstore.test_service import REQUEST

ADA = Viewer.account("https://accounts.example", "1001")
GRACE = Viewer.account("https://accounts.example", "1002")
BROWSER = Viewer.browser(job_id(7))
STRANGERS = pytest.mark.parametrize(
    "stranger", [GRACE, BROWSER, ANYONE, TOKEN], ids=["account", "browser", "anyone", "token"]
)
UNKNOWN = job_id(99)

Ask = Callable[[Service, str, Viewer], object]


def _lock(curation: Curation) -> Curation:
    decision = Decision(phrase="garlic press", category=Category.OUTLIER, locked=True)
    return curation.decide((decision,), label="locked")


ASKED: dict[str, Ask] = {
    "status": lambda service, job, viewer: service.status(job, viewer),
    "result": lambda service, job, viewer: service.result(job, viewer),
    "result_json": lambda service, job, viewer: service.result_json(job, viewer),
    "request": lambda service, job, viewer: service.request(job, viewer),
    "curation": lambda service, job, viewer: service.curation(job, viewer),
    "decide": lambda service, job, viewer: service.decide(job, _lock, viewer),
}
CHANGES: dict[str, Ask] = {
    "cancel": lambda service, job, viewer: service.cancel(job, viewer),
    "retry": lambda service, job, viewer: service.retry(job, viewer),
    "rename": lambda service, job, viewer: service.rename(job, "Mine now", viewer),
    "delete": lambda service, job, viewer: service.delete(job, viewer),
    "hide": lambda service, job, viewer: service.set_private(job, viewer, private=True),
    "show": lambda service, job, viewer: service.set_private(job, viewer, private=False),
}


@pytest.fixture
def work() -> Held:
    return Held()


@pytest.fixture
def service(tmp_path: Path, work: Held) -> Iterator[Service]:
    with service_in(tmp_path, work, providers=("default",)) as service:
        yield service


def _done(service: Service, work: Held, private: bool = False) -> str:
    """A complete job of Ada's."""
    work.go.set()
    job = service.start(REQUEST, ADA)
    until(lambda: service.status(job, ADA).status == "complete")
    assert service.set_private(job, ADA, private=private)
    return job


@STRANGERS
@pytest.mark.parametrize("question", [*ASKED, *CHANGES])
def test_a_private_job_is_answered_as_an_unknown_one(
    service: Service, work: Held, stranger: Viewer, question: str
) -> None:
    job = _done(service, work, private=True)
    ask = {**ASKED, **CHANGES}[question]
    assert ask(service, job, stranger) == ask(service, UNKNOWN, stranger)
    assert service.status(job, ADA).private
    assert service.result(job, ADA) == RESULT


@STRANGERS
def test_a_shared_job_opens_read_only(service: Service, work: Held, stranger: Viewer) -> None:
    job = _done(service, work)
    seen = service.status(job, stranger)
    assert (seen.status, seen.may_change, seen.may_hide) == ("complete", False, False)
    assert service.result(job, stranger) == RESULT
    assert service.request(job, stranger) is None, "the files stay their owner's"
    assert service.curation(job, stranger) is None
    assert service.decide(job, _lock, stranger) is None
    assert service.curation(job, ADA) == Curation(), "nothing was decided"


@STRANGERS
@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("state", ["running", "cancelled", "complete"])
def test_the_service_itself_refuses_what_is_not_a_strangers(
    service: Service, work: Held, stranger: Viewer, change: str, state: str
) -> None:
    job = _done(service, work) if state == "complete" else service.start(REQUEST, ADA)
    until(lambda: service.status(job, ADA).state in {"running", "complete"})
    if state == "cancelled":
        service.cancel(job, ADA)
    assert CHANGES[change](service, job, stranger) is False
    after = service.status(job, ADA)
    assert (after.state, after.private, after.attempt) == (state, False, 1)


def test_an_owner_may_do_everything(service: Service, work: Held) -> None:
    job = service.start(REQUEST, ADA)
    seen = service.status(job, ADA)
    assert (seen.may_change, seen.may_hide, seen.private) == (True, True, False)
    assert service.set_private(job, ADA, private=True)
    assert service.cancel(job, ADA)
    assert service.retry(job, ADA)
    assert service.request(job, ADA)
    work.go.set()
    until(lambda: service.status(job, ADA).status == "complete")
    assert service.status(job, ADA).private, "it stays so to the end of the work"
    assert service.delete(job, ADA)
    assert service.status(job, ADA) is None


def test_a_private_job_can_be_shown_again(service: Service, work: Held) -> None:
    job = _done(service, work, private=True)
    assert service.set_private(job, ADA, private=False)
    assert service.result(job, ANYONE) == RESULT


@pytest.mark.parametrize("viewer", [ANYONE, BROWSER])
def test_nobody_starts_without_signing_in(service: Service, viewer: Viewer) -> None:
    with pytest.raises(SignInNeeded, match="sign in"):
        service.start(REQUEST, viewer)
    assert list(service._jobs.every()) == []


def test_each_account_lists_its_own_jobs_and_nobody_else_any(service: Service) -> None:
    mine, theirs = service.start(REQUEST, ADA), service.start(REQUEST, GRACE)
    service.start(REQUEST, TOKEN)
    assert [job.id for job in service.jobs(ADA)] == [mine]
    assert [job.id for job in service.jobs(GRACE)] == [theirs]
    assert service.jobs(ANYONE) == service.jobs(BROWSER) == service.jobs(TOKEN) == ()


def test_a_single_user_lists_every_job_but_those_of_another_account_only(tmp_path: Path) -> None:
    with service_in(tmp_path, Held(), providers=("default",), single_user=True) as service:
        shared, hidden, script = (service.start(REQUEST, viewer) for viewer in (ADA, GRACE, TOKEN))
        service.set_private(hidden, GRACE, private=True)
        assert {job.id for job in service.jobs(ADA)} == {shared, script}
        assert {job.id for job in service.jobs(GRACE)} == {shared, script, hidden}
        assert all(job.may_change for job in service.jobs(ADA))
        assert service.jobs(ANYONE) == ()


def test_a_private_job_stays_hidden_where_sign_in_is_switched_off(tmp_path: Path) -> None:
    work = Held()
    with service_in(tmp_path, work, providers=("default",)) as service:
        job = _done(service, work, private=True)
    with service_in(tmp_path, Held(), single_user=True) as service:
        for viewer in (ANYONE, BROWSER, Viewer.browser(ADA.owner)):
            assert service.status(job, viewer) is None
            assert service.jobs(viewer) == ()
            assert not service.delete(job, viewer)


def test_without_sign_in_nobody_is_offered_to_hide_a_job(tmp_path: Path) -> None:
    with service_in(tmp_path, Held()) as service:
        job = service.start(REQUEST, BROWSER)
        assert not service.status(job, BROWSER).may_hide
        assert not service.set_private(job, BROWSER, private=True)
        assert service.status(job, ANYONE).may_change, "as ever: whoever has the link"


def test_a_job_from_before_sign_in_opens_by_its_link_and_belongs_to_nobody(tmp_path: Path) -> None:
    work = Held()
    with service_in(tmp_path, work) as service:
        work.go.set()
        job = service.start(REQUEST, BROWSER)
        until(lambda: service.status(job).status == "complete")
    with service_in(tmp_path, Held(), providers=("default",)) as service:
        assert service.result(job, ADA) == RESULT
        assert not service.status(job, ADA).may_change
        assert service.jobs(ADA) == ()


def test_the_store_knows_accounts_by_their_ids_only(service: Service, tmp_path: Path) -> None:
    service.start(REQUEST, Viewer.account("https://accounts.example", "ada@example.com"))
    service.close()  # so that no file comes or goes while they are read
    written = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert b"account:" in written
    assert b"ada@example" not in written
    assert b"accounts.example" not in written


def test_a_row_from_before_jobs_could_be_private_is_not() -> None:
    old = msgspec.json.decode(msgspec.json.encode(row()))
    del old["private"]
    assert not msgspec.convert(old, JobRow).private


def test_a_strangers_cancel_does_not_stop_the_work(tmp_path: Path) -> None:
    stopped: list[bool] = []

    def act(_payload: bytes, _report: OnProgress, stop: Stop) -> bytes:
        app.jobs.cancel(job, GRACE)
        app.jobs.delete(job, GRACE)
        stopped.append(stop.is_set())
        app.jobs.cancel(job, ADA)
        stopped.append(stop.is_set())
        return b""

    app = Place(tmp_path, access=Access(sign_in=True)).process(Script(act))
    job = app.jobs.order(b"payload", LABEL, ADA.owner)
    app.runner.run_next()
    assert stopped == [False, True]
