"""Known vulnerabilities stop a build unless they are answered, and an audit that knows nothing is no clean bill."""

from __future__ import annotations

import importlib.util
import json
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import msgspec
import pytest

ROOT = Path(__file__).resolve().parents[2]


def _loaded() -> ModuleType:
    specification = importlib.util.spec_from_file_location("ci_audit", ROOT / ".ci" / "audit.py")
    module = importlib.util.module_from_spec(specification)
    sys.modules["ci_audit"] = module
    specification.loader.exec_module(module)
    return module


audit = _loaded()
ANSWER = audit.Answer(package="diskcache", ids=("CVE-1", "GHSA-1"), reason="We never unpickle.")
KNOWN = {"name": "diskcache", "version": "5.6.3", "vulns": [{"id": "GHSA-1", "aliases": ["PYSEC-1"]}]}
SOUND = {"name": "pandas", "version": "3.1.1", "vulns": []}
SKIPPED = {"name": "scipy", "skip_reason": "Dependency not found on PyPI and could not be audited: scipy (1.17.1)"}
OPEN = {
    "name": "pandas",
    "version": "3.1.1",
    "vulns": [{"id": "CVE-2", "aliases": ["GHSA-2"], "fix_versions": ["3.1.2"]}],
}


def _verdict(*packages: dict[str, Any]) -> Any:
    return audit.judged(msgspec.convert({"dependencies": packages, "fixes": []}, audit.Report), [ANSWER])


# -- one service --------------------------------------------------------------------------------------------------


def test_an_answered_vulnerability_is_no_open_one_under_any_of_its_names() -> None:
    assert _verdict(KNOWN, SOUND).clean
    renamed = {**KNOWN, "vulns": [{"id": "PYSEC-1", "aliases": ["CVE-1"]}]}
    assert _verdict(renamed, SOUND).clean


def test_an_unanswered_one_is_told_with_its_names_and_remedy() -> None:
    verdict = _verdict(KNOWN, OPEN)
    assert verdict.unanswered == ("pandas 3.1.1: CVE-2, GHSA-2; fixed in 3.1.2",)


def test_an_answer_holds_for_its_package_and_its_vulnerability_only() -> None:
    other = {"name": "diskcache", "version": "5.6.3", "vulns": [*KNOWN["vulns"], {"id": "CVE-9"}]}
    assert _verdict(other).unanswered == ("diskcache 5.6.3: CVE-9; not fixed yet",)
    elsewhere = {"name": "pandas", "version": "3.1.1", "vulns": KNOWN["vulns"]}
    assert _verdict(KNOWN, elsewhere).unanswered == ("pandas 3.1.1: GHSA-1, PYSEC-1; not fixed yet",)


def test_a_mirror_that_knows_no_advisories_is_not_believed() -> None:
    """pip-audit says of both: no known vulnerabilities found."""
    (skipped,) = _verdict(KNOWN, SOUND, SKIPPED).doubts
    assert skipped == "nothing could be found out about 1 of 3 packages (scipy)"
    (unheard,) = _verdict({**KNOWN, "vulns": []}, SOUND).doubts
    assert unheard.startswith("CVE-1 of diskcache is answered but not reported")
    assert "no package was audited" in _verdict().doubts


# -- all services -------------------------------------------------------------------------------------------------

CLEAN, BLIND, BAD = _verdict(KNOWN, SOUND), _verdict(SOUND, SKIPPED), _verdict(KNOWN, OPEN)
DEAD = "Failed to resolve 'api.osv.dev'"


@pytest.mark.parametrize("first", [DEAD, BLIND])
def test_one_service_that_knows_is_enough(first: object) -> None:
    code, lines = audit.told({"osv": first, "pypi": CLEAN}, [ANSWER])
    assert (code, lines) == (0, ["2 packages audited at pypi; nothing is open. Answered: CVE-1 (diskcache)."])


@pytest.mark.parametrize("other", [DEAD, BLIND, CLEAN])
def test_an_unanswered_vulnerability_fails_the_build_whatever_the_others_say(other: object) -> None:
    half_blind = _verdict(OPEN, SKIPPED)
    for bad in (BAD, half_blind):
        code, lines = audit.told({"osv": other, "pypi": bad}, [ANSWER])
        assert code == 1
        assert lines[1:] == ["pandas 3.1.1: CVE-2, GHSA-2; fixed in 3.1.2"]


def test_where_nobody_knows_the_build_goes_on_and_is_told_loudly() -> None:
    code, lines = audit.told({"osv": DEAD, "pypi": BLIND}, [ANSWER])
    assert code == 0
    assert "THE AUDIT OF DEPENDENCIES COULD NOT BE MADE" in lines[1]
    assert f"  osv: {DEAD}" in lines


# -- the script ---------------------------------------------------------------------------------------------------


def _run(tmp_path: Path, program: str) -> subprocess.CompletedProcess[str]:
    """The script as CI calls it, with a program of the test's own in pip-audit's place."""
    fake = tmp_path / "pip-audit"
    fake.write_text(f"#!{sys.executable}\nimport sys\n{program}\n", "utf-8")
    fake.chmod(0o755)
    return subprocess.run(
        [sys.executable, ROOT / ".ci" / "audit.py", "installed.txt", fake], capture_output=True, text=True, check=False
    )


def _saying(*packages: dict[str, Any], code: int = 0) -> str:
    return f"print({json.dumps({'dependencies': packages, 'fixes': []})!r}); sys.exit({code})"


windows = pytest.mark.skipif(sys.platform == "win32", reason="a script is no program on Windows")
REAL = {
    "name": "diskcache",
    "version": "5.6.3",
    "vulns": [{"id": "CVE-2025-69872", "aliases": ["GHSA-w8v5-vhqr-4h9v"]}],
}


@windows
def test_the_script_passes_what_is_answered(tmp_path: Path) -> None:
    run = _run(tmp_path, _saying(REAL, SOUND, code=1))
    assert (run.returncode, "2 packages audited at osv" in run.stderr) == (0, True)


@windows
def test_the_script_fails_for_what_is_not(tmp_path: Path) -> None:
    run = _run(tmp_path, _saying(REAL, OPEN, code=1))
    assert (run.returncode, "pandas 3.1.1: CVE-2" in run.stderr) == (1, True)


@windows
@pytest.mark.parametrize(
    "program", ["raise OSError('no network')", _saying(SKIPPED), "print('no JSON')", "print('{}')", ""]
)
def test_the_script_goes_on_without_a_network(tmp_path: Path, program: str) -> None:
    run = _run(tmp_path, program)
    assert (run.returncode, "COULD NOT BE MADE" in run.stderr) == (0, True)


def test_the_script_goes_on_where_pip_audit_could_not_be_installed(tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, ROOT / ".ci" / "audit.py", "installed.txt", tmp_path / "none"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (run.returncode, "COULD NOT BE MADE" in run.stderr) == (0, True)


# -- the answers --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("answer", audit.answers(), ids=lambda answer: answer.package)
def test_an_answer_belongs_to_a_pinned_package_has_a_reason_and_stands_in_the_readme(answer: Any) -> None:
    pins = re.findall(r"^([A-Za-z0-9_.-]+)==", (ROOT / "requirements.txt").read_text("utf-8"), re.MULTILINE)
    assert answer.package in {pin.lower() for pin in pins}, "the package is gone: remove the answer"
    assert answer.ids
    assert len(answer.reason.split()) > 5
    readme = (ROOT / "README.md").read_text("utf-8")
    assert all(name in readme for name in answer.ids), f"the README does not tell of {answer.ids}"
    assert ".ci/audit.py" in (ROOT / ".ci" / "run").read_text("utf-8")
