"""axe-core finds nothing serious in what a page shows only at times: states of a job, dialogs, menus, an open card."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace

import pytest
from playwright.sync_api import Page, expect

from jobstore.data_dir import open_data_dir
from jobstore.jobs import new_id
from jobstore.model import JobRow
from pipeline.model import CATEGORISE, Role
from pipeline.samples import sample
from tests.browser.conftest import Server, run
from tests.browser.steps import faults, idle, open_result, open_tab
from tests.jobstore.support import row

pytestmark = pytest.mark.xdist_group("browser")

REFUSAL = "revenue.csv holds no keyword; export it again with its filters empty."


def _rows(owner: str) -> dict[str, JobRow]:
    """A job in each state; those that run are this process's, and as many as the application runs at once."""
    now = time.time()
    told = {"stage": CATEGORISE.label, "message": "Categorising 316 keywords", "progress": 42}
    held = {"state": "running", "runner": owner, "fence": 1, "attempt": 1, "lease_until": now + 3600, **told}
    ended = {"completed_at": now, "started_at": now}
    changes: dict[str, dict[str, object]] = {
        "running": held,
        "running too": held,
        "waiting": {},
        "failed": {"state": "failed", "error": REFUSAL, **ended},
        "cancelled": {"state": "cancelled", **ended},
    }
    return {
        name: row(id=new_id(), created_at=now, updated_at=now, **values)  # type: ignore[arg-type]
        for name, values in changes.items()
    }


@pytest.fixture
def jobs(server: Server) -> Iterator[dict[str, str]]:
    """Ids of a job in each state: another process on the application's store, this one, holds them there."""
    with closing(open_data_dir(server.log.parent / "data")) as data:
        rows = _rows(data.owners.me)
        with data.store.transaction() as kept:
            for each in rows.values():
                kept.put(each)
        yield {name: each.id for name, each in rows.items()}
        with data.store.transaction() as kept:
            for each in rows.values():
                kept.remove(each.id)


def test_no_state_of_a_job_has_a_serious_fault(page: Page, jobs: dict[str, str]) -> None:
    found = []
    for state, said in (
        ("running", "Categorising 316 keywords"),
        ("waiting", "Next in the queue"),
        ("failed", REFUSAL),
        ("cancelled", "The files and settings are kept"),
    ):
        page.goto(f"/job?job={jobs[state]}")
        expect(page.get_by_text(said)).to_be_visible()
        found += faults(page, state)
    assert not found, "\n".join(found)


def test_no_topic_of_the_help_has_a_serious_fault(page: Page) -> None:
    page.goto("/help")
    topics = page.get_by_role("radiogroup", name="Section").get_by_role("radio")
    expect(topics.first).to_be_visible()
    names = topics.all_inner_texts()
    assert len(names) >= 8
    found = faults(page, names[0])
    for name in names[1:]:
        before = page.url
        page.get_by_role("radio", name=name, exact=True).click()
        page.wait_for_url(lambda url, before=before: url != before)
        idle(page)
        if name == "API":
            expect(page.locator("code").filter(has_text="Client(")).to_be_visible()  # its library comes late
        found += faults(page, name)
    assert not found, "\n".join(found)


def test_no_menu_dialog_or_card_of_a_result_has_a_serious_fault(page: Page, analysed: str) -> None:
    open_result(page, analysed, "Overview")
    page.get_by_role("button", name="Share").click()
    expect(page.get_by_role("button", name="Copy link")).to_be_visible()
    found = faults(page, "the link")
    page.keyboard.press("Escape")
    for entry, button in (("Rename", "Save"), ("Delete now", "Keep it")):
        page.get_by_role("button", name="More").click()
        expect(page.get_by_role("menuitem", name=entry)).to_be_visible()
        found += faults(page, f"the menu with {entry}")
        page.get_by_role("menuitem", name=entry).click()
        expect(page.get_by_role("dialog").get_by_role("button", name=button)).to_be_visible()
        found += faults(page, entry)
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog")).to_have_count(0)
    page.get_by_role("button", name="Edit words").click()
    found += faults(page, "the product's words")

    open_result(page, analysed, "Keywords")
    for name in ("All categories", "Other filters", "Changes"):
        page.get_by_role("button", name=name).click()
        expect(page.get_by_test_id("stPopoverBody")).to_be_visible()
        found += faults(page, name)
        page.keyboard.press("Escape")
        expect(page.get_by_test_id("stPopoverBody")).to_have_count(0)
    table, first_phrase = page.get_by_test_id("stDataFrame"), {"x": 150, "y": 52}
    table.hover(position=first_phrase)
    table.click(position=first_phrase)
    expect(page.get_by_role("button", name="Back to map")).to_be_visible()
    found += faults(page, "the evidence of a phrase")

    open_tab(page, "Listing")
    page.get_by_test_id("stCheckbox").filter(has_text="Edit").locator("label").click()
    title = page.get_by_role("textbox", name="Title", exact=True)
    title.fill("x" * 90)
    title.press("Control+Enter")
    expect(page.get_by_text("90 / 75")).to_be_visible()
    found += faults(page, "a listing that is edited beyond a limit")
    assert not found, "\n".join(found)


@pytest.fixture(scope="module")
def later(server: Server, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Another analysis of the first sample's product, from one of its files."""
    request = sample()
    file = next(file for file in request.files if file.role is Role.REVENUE)
    return run(server, replace(request, files=(file,)), tmp_path_factory.mktemp("later"))


def test_no_part_of_a_comparison_has_a_serious_fault(page: Page, analysed: str, later: str) -> None:
    page.goto(f"/compare?job={later}&with={analysed}")
    expect(page.get_by_role("tab", name="Summary")).to_be_visible()
    found = []
    for name in ("Summary", "Keywords", "Competitors", "Listing"):
        open_tab(page, name)
        found += faults(page, f"Compare, {name}")
    assert not found, "\n".join(found)
