"""The README tells the truth: its tree, its settings and its pins are the project's own."""

from __future__ import annotations

import re
from pathlib import Path

from jobstore.settings import VARIABLES

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text("utf-8")


def _tree() -> list[str]:
    block = re.search(r"## Tree\n+```\n(.*?)```", README, re.DOTALL)
    assert block, "the README has no tree"
    paths, folder = [], ""
    for line in block[1].splitlines():
        if not line.strip():
            continue
        for name in line.strip().partition("   ")[0].split("  "):
            if line.startswith(" "):
                paths.append(folder + name)
            else:
                folder = name if name.endswith("/") else ""
                paths.append(name)
    return paths


def test_the_tree_names_what_exists() -> None:
    missing = [path for path in _tree() if not (ROOT / path).exists()]
    assert not missing


def test_the_tree_leaves_nothing_out() -> None:
    named = set(_tree())
    rooms = ("pipeline", "jobstore", "pages")
    found = {f"{room}/{p.name}{'/' if p.is_dir() else ''}" for room in rooms for p in (ROOT / room).iterdir()}
    found = {path for path in found if "__pycache__" not in path and not path.endswith("__init__.py")}
    assert found <= named, f"not in the README's tree: {sorted(found - named)}"


def test_every_setting_stands_in_the_table_and_nothing_else_does() -> None:
    section = README.partition("\n## Settings\n")[2].partition("\n## ")[0]
    named = [
        name for row in re.findall(r"^\| (`.+?) \|", section, re.MULTILINE) for name in re.findall(r"`(\w+)`", row)
    ]
    assert sorted(named) == sorted(VARIABLES)


def test_every_pinned_package_is_explained() -> None:
    pins = re.findall(r"^([A-Za-z0-9_-]+)==", (ROOT / "requirements.txt").read_text("utf-8"), re.MULTILINE)
    missing = [name for name in pins if name.lower() not in README.lower()]
    assert not missing, f"the README does not say what these are for: {missing}"


def test_the_two_commands_stand_in_the_readme() -> None:
    assert "pip install -r requirements.txt && streamlit run app.py" in README
    assert "pip install -r requirements.txt && pytest" in README
    assert "pip install -q -r requirements.txt && pytest" in (ROOT / ".ci" / "run").read_text("utf-8")
