"""The HTML report: one page, nothing from outside, nothing from files that a browser would run."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser

import pytest
from plotly.offline import get_plotlyjs

from pipeline.report import figures
from pipeline.report.chart import Chart, figure
from pipeline.report.html_report import html_report
from pipeline.result import Result
from tests.factories import hostile_result, make_result

RESULTS = {
    "nothing": make_result(0),
    "no listing": make_result(30, listing=False),
    "usual": make_result(60),
    "big": make_result(1_200),
    "hostile": hostile_result(),
}


class _Tags(HTMLParser):
    """Which elements and attributes a page has, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def _page(result: Result) -> str:
    return html_report(result).decode().replace(get_plotlyjs(), "")


@pytest.fixture(params=RESULTS)
def result(request: pytest.FixtureRequest) -> Result:
    return RESULTS[request.param]


def test_the_page_holds_only_its_own_elements(result: Result) -> None:
    tags = _Tags(_page(result)).found
    assert [tag for tag, _ in tags].count("script") == 3
    assert not {tag for tag, _ in tags} & {"a", "img", "iframe", "object", "embed", "form", "link", "base"}
    for tag, attributes in tags:
        assert not [name for name in attributes if name.startswith("on") or name in {"src", "href"}], tag


def test_the_page_may_load_nothing(result: Result) -> None:
    policy = next(a for _, a in _Tags(_page(result)).found if a.get("http-equiv") == "Content-Security-Policy")
    assert (policy["content"] or "").startswith("default-src 'none'")


def test_every_figure_has_its_place_and_its_words(result: Result) -> None:
    page = _page(result)
    drawn = json.loads(re.findall(r'id="figures">(.*?)</script>', page, re.DOTALL)[0])
    places = {a["id"]: a for tag, a in _Tags(page).found if tag == "div" and a.get("role") == "img"}
    assert set(drawn) == set(places)
    assert all(place["aria-label"] for place in places.values())


def test_what_people_read_is_all_there() -> None:
    result = make_result()
    text = " ".join(_Tags(_page(result)).text)
    assert result.seo.optimized.title.text in text
    assert all(c.asin in text for c in result.competitors)
    assert "What to do first" in text
    assert "Shoppers ask" in text


def test_no_text_in_a_figure_can_end_its_script(monkeypatch: pytest.MonkeyPatch) -> None:
    """Charts escape what they show; were one to forget, it would still be data here."""
    told = "</script><script>alert(1)</script><!--\u2028&amp;"
    bad = Chart(title="a", subtitle="b", alt="c", figure=figure([{"type": "bar", "x": [told], "y": [1]}], title=told))
    monkeypatch.setattr(figures, "captured_volume", lambda *_: bad)
    page = _page(make_result(3))
    held = re.findall(r'id="figures">(.*?)</script>', page, re.DOTALL)[0]
    assert [told] in [trace.get("x") for drawn in json.loads(held).values() for trace in drawn["data"]]
    assert not set("<>&\u2028") & set(held)
    assert [tag for tag, _ in _Tags(page).found].count("script") == 3


def test_hostile_words_are_shown_as_written() -> None:
    text = " ".join(_Tags(_page(hostile_result())).text)
    assert "<script>alert(1)</script>" in text
    assert "[x](javascript:alert(1))" in text


def test_the_same_result_gives_the_same_page(result: Result) -> None:
    assert html_report(result) == html_report(result)
