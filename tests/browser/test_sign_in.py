"""Two people sign in with a provider of accounts, each in a browser of their own: the whole round trip."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import ROOT, Server, free_port, serve, wait_until_up
from tests.browser.provider import CLIENT, SECRET
from tests.browser.steps import faults, open_tab, results

pytestmark = pytest.mark.xdist_group("browser")

TOKEN = "a-token-of-the-operators-own"
NOTHING = "No analysis behind this link"
ASKS = "Sign in to Amazon Sales Intelligence"
SECRETS = """
[auth]
redirect_uri = "{site}/oauth2callback"
cookie_secret = "0123456789abcdef0123456789abcdef"
client_id = "{client}"
client_secret = "{secret}"
server_metadata_url = "{provider}/.well-known/openid-configuration"
"""

Person = Callable[[str], Page]


@pytest.fixture(scope="module")
def provider(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a provider of accounts."""
    log, port = tmp_path_factory.mktemp("provider") / "provider.log", free_port()
    address = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "tests.browser.provider", str(port)]
    with (
        log.open("wb") as lines,
        subprocess.Popen(command, cwd=ROOT, stdout=lines, stderr=subprocess.STDOUT) as process,
    ):
        try:
            wait_until_up(f"{address}/jwks", process, log)
            yield address
        finally:
            process.terminate()


@pytest.fixture(scope="module")
def site(provider: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The application with sign-in: its secrets lie in the home of whoever runs it."""
    folder, port = tmp_path_factory.mktemp("site"), free_port()
    secrets = folder / ".streamlit" / "secrets.toml"
    secrets.parent.mkdir()
    address = f"http://127.0.0.1:{port}"
    secrets.write_text(SECRETS.format(site=address, provider=provider, client=CLIENT, secret=SECRET), "utf-8")
    with serve(folder, port, HOME=str(folder), USERPROFILE=str(folder), ASI_API_TOKEN=TOKEN) as found:
        yield found


@pytest.fixture
def person(browser: Browser, site: Server, provider: str) -> Iterator[Person]:
    """A browser in which the provider knows somebody already."""
    with ExitStack() as stack:

        def opened(name: str) -> Page:
            context = stack.enter_context(
                browser.new_context(base_url=site.url, viewport={"width": 1360, "height": 900})
            )
            context.set_default_timeout(30_000)
            context.add_cookies([{"name": "person", "value": name, "url": provider}])
            return context.new_page()

        yield opened


def _sign_in(page: Page) -> None:
    page.get_by_test_id("stMain").get_by_role("button", name="Sign in").click()


def _account(page: Page, name: str) -> Locator:
    return page.get_by_test_id("stHeader").get_by_text(name)


def _hide(page: Page) -> None:
    page.get_by_role("button", name="Share").click()
    page.get_by_role("radio", name="Only me").click()
    expect(page.get_by_text("no analysis is behind this link")).to_be_visible()
    assert not faults(page, "who may see an analysis")
    page.keyboard.press("Escape")


def _asked(site: Server, path: str, **headers: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(urllib.request.Request(site.url + path, headers=headers)) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as refused:
        return refused.code, refused.read().decode()


def test_what_one_person_starts_another_opens_by_its_link_until_it_is_hidden(
    person: Person, site: Server, tmp_path: Path
) -> None:
    ada, grace = person("ada"), person("grace")

    ada.goto("/my_analyses")
    expect(ada.get_by_text(ASKS)).to_be_visible()
    _sign_in(ada)
    expect(_account(ada, "Ada Lovelace")).to_be_visible()
    expect(ada).to_have_url(re.compile("/my_analyses$"))
    ada.get_by_role("button", name="Try this one").first.click()
    ada.wait_for_url("**/job?job=*")
    results(ada)
    link = ada.url
    job = link.partition("job=")[2].partition("&")[0]

    # a stranger with the link: first unknown, then signed in, brought back to the very tab
    grace.goto(f"/job?job={job}&tab=Questions")
    expect(grace.get_by_text("Whoever started the analysis can answer")).to_be_visible()
    grace.get_by_test_id("stHeader").get_by_text("Sign in").click()
    expect(grace.get_by_text(ASKS)).to_be_visible()
    _sign_in(grace)
    expect(_account(grace, "Grace Hopper")).to_be_visible()
    expect(grace).to_have_url(re.compile(f"job={job}&tab=Questions"))
    open_tab(grace, "Overview")
    results(grace)
    expect(grace.get_by_role("button", name="Share")).to_be_visible()
    for button in ("More", "Edit words"):
        expect(grace.get_by_role("button", name=button)).to_have_count(0)
        expect(ada.get_by_role("button", name=button)).to_have_count(1)
    assert _asked(site, f"/api/v1/job-status/{job}")[0] == 200

    # hidden: the same page and the same answer as for an id that was never given
    _hide(ada)
    grace.reload()
    expect(grace.get_by_text(NOTHING)).to_be_visible()
    unknown = "00000000-0000-4000-8000-000000000000"
    for route in ("job-status", "job-results"):
        hidden = _asked(site, f"/api/v1/{route}/{job}")
        assert hidden == _asked(site, f"/api/v1/{route}/{unknown}")
        assert hidden == _asked(site, f"/api/v1/{route}/{job}", Authorization=f"Bearer {TOKEN}")
        assert hidden[0] == 404
    grace.goto("/my_analyses")
    expect(grace.get_by_text("No analyses yet")).to_be_visible()
    ada.goto("/my_analyses")
    expect(ada.get_by_text("Only me")).to_be_visible()

    # out and in again by the link to the hidden job
    _account(ada, "Ada Lovelace").click()
    ada.get_by_text("Sign out").click()
    expect(ada.get_by_text(ASKS)).to_be_visible()
    ada.goto(link)
    expect(ada.get_by_text(NOTHING)).to_be_visible()
    _sign_in(ada)
    ada.wait_for_url(f"**/job?job={job}*")
    results(ada)

    written = b"".join(path.read_bytes() for path in (site.log.parent / "data").rglob("*") if path.is_file())
    assert b"account:" in written
    for told in (b"ada@example.com", b"Ada Lovelace"):
        assert told not in written
    log = site.log.read_text("utf-8", "replace")
    assert "Traceback" not in log
    assert not re.search(f"{TOKEN}|{job}|ada@example", log)


def test_who_presses_cancel_at_the_provider_is_told_and_may_try_again(person: Person) -> None:
    page = person("nobody")
    page.goto("/")
    expect(page.get_by_text(ASKS)).to_be_visible()
    _sign_in(page)
    expect(page.get_by_text("Signing in was not finished")).to_be_visible()
    assert not faults(page, "the page that asks for sign-in")
    assert page.get_by_role("textbox").count() == 0
    expect(page.get_by_test_id("stMain").get_by_role("button", name="Sign in")).to_be_visible()


def test_a_script_needs_the_token_to_start(site: Server) -> None:
    assert _asked(site, "/api/v1/start-analysis")[0] == 405
    form = urllib.request.Request(f"{site.url}/api/v1/start-analysis", method="POST", data=b"")
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(form)
    assert (refused.value.code, refused.value.headers["WWW-Authenticate"]) == (401, "Bearer")
    form.add_header("Authorization", f"Bearer {TOKEN}")
    with pytest.raises(urllib.error.HTTPError) as empty:
        urllib.request.urlopen(form)
    assert (empty.value.code, json.load(empty.value)["detail"]) == (400, "Send the fields as multipart/form-data.")
