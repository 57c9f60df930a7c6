"""Help: open to everyone, every section in reach, by hand and by address."""

from __future__ import annotations

import dataclasses

import pytest
from streamlit.testing.v1 import AppTest

from jobstore.service import Settings
from pages.components.help.about import kept
from pages.components.help.topics import SECTIONS, TOPICS, place_of, topic_of
from pipeline.report.explain import SCORES
from tests.pages.conftest import Open, drawn, said
from tests.pages.fakes import FakeService


def topic(visit: Open, name: str) -> AppTest:
    """Help, opened at a topic."""
    at = visit("help.py")
    at.query_params["topic"] = name
    return drawn(at.run())


def test_help_opens_at_the_export_of_the_files(visit: Open) -> None:
    at = visit("help.py")
    assert at.title[0].value == "Help"
    assert "In Cerebro enter your own ASIN first" in said(at)


def test_help_asks_nobody_to_sign_in(service: FakeService, visit: Open) -> None:
    service.providers = ("google",)
    assert "In Cerebro enter your own ASIN first" in said(visit("help.py"))


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("columns", "How many products on page one hold the exact phrase"),
        ("categories", "The first yes decides"),
        ("rules", "The newest rules of every store"),
        ("limits", "Files and results stay on this server"),
        ("keyboard", "Tab and Shift"),
        ("api", "The same analysis for scripts"),
    ],
)
def test_an_address_opens_its_section(visit: Open, name: str, words: str) -> None:
    assert words in said(topic(visit, name)).replace("\u2060", "").replace("\\", "")


@pytest.mark.parametrize("score", list(SCORES))
def test_an_address_opens_its_score(visit: Open, score: str) -> None:
    assert f"### {SCORES[score]().title}" in said(topic(visit, score))


def test_an_unknown_topic_opens_the_first_section(visit: Open) -> None:
    assert "In Cerebro enter your own ASIN first" in said(topic(visit, "nothing-of-that-name"))


def test_a_section_chosen_by_hand_stands_in_the_address(visit: Open) -> None:
    at = visit("help.py")
    drawn(at.segmented_control(key="help_section").set_value("API").run())
    assert at.query_params["topic"] == "api"
    assert "The same analysis for scripts" in said(at)


def test_coming_back_from_another_page_opens_the_first_section_again(visit: Open) -> None:
    at = visit("help.py")
    for page in ("my_analyses.py", "help.py"):
        at.query_params.clear()
        drawn(at.switch_page(page).run())
    assert "In Cerebro enter your own ASIN first" in said(at)


def test_every_topic_is_named_by_what_it_opens() -> None:
    assert set(TOPICS.values()) == set(SECTIONS)
    for name in TOPICS.keys() - {"scores"}:
        assert topic_of(*place_of(name)) == name


def test_columns_are_searched(visit: Open) -> None:
    at = topic(visit, "columns")
    shown = said(drawn(at.text_input(key="help_find").set_value("density").run()))
    assert "Title density" in shown
    assert "Share of voice" not in shown
    assert "No column of that name" in said(drawn(at.text_input(key="help_find").set_value("zzz").run()))


def test_what_is_kept_follows_the_settings(service: FakeService) -> None:
    settings: Settings = service.settings
    week = " ".join(
        kept(dataclasses.replace(settings, retention_days=7, max_upload_mb=12, max_running=3), sign_in=False)
    )
    assert "kept for 7 days" in week
    assert "12 MB" in week
    assert "3 analyses run at once" in week
    assert "until somebody deletes them" in " ".join(
        kept(dataclasses.replace(settings, retention_days=0), sign_in=False)
    )
    assert "can delete it" in week
    assert "with your account" in " ".join(kept(settings, sign_in=True))
