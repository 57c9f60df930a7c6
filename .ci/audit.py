"""Are the packages that we install free of known vulnerabilities? Exits with 1 if one is known and not answered.

Answers stand in pyproject.toml under ``[[tool.audit.answered]]``, each with its reason. Where no service can be reached
that knows advisories, the audit says loudly that it was not made, and does not fail: a build must not depend on it.
An answered advisory that is not found shows that a service knows none, as a package mirror does; so does a package
that it skips: pip-audit itself takes both for a clean bill.

    python .ci/audit.py FROZEN_REQUIREMENTS PIP_AUDIT
"""

from __future__ import annotations

import subprocess
import sys
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

ROOT = Path(__file__).resolve().parents[1]
_SERVICES = ("osv", "pypi")
_PATIENCE = 180.0  # seconds for one service
_SOME = 5  # names in a line


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Why a known vulnerability of a package does us no harm."""

    package: str
    ids: tuple[str, ...]
    reason: str


class Vulnerability(msgspec.Struct, frozen=True):
    """What is known against a version of a package."""

    id: str
    aliases: list[str] = []
    fix_versions: list[str] = []

    @property
    def names(self) -> set[str]:
        """Every id under which it is known."""
        return {self.id, *self.aliases}


class Package(msgspec.Struct, frozen=True):
    """One audited package; with ``skip_reason`` nothing was found out about it."""

    name: str
    version: str = ""
    vulns: list[Vulnerability] = []
    skip_reason: str = ""


class Report(msgspec.Struct, frozen=True):
    """What ``pip-audit --format json`` writes."""

    dependencies: list[Package]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What an audit found: unanswered vulnerabilities, and why it may not be believed when it found none."""

    unanswered: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    audited: int = 0

    @property
    def clean(self) -> bool:
        """Every package was audited, by a service that knows, and nothing is open."""
        return not self.unanswered and not self.doubts


def judged(report: Report, answers: Sequence[Answer]) -> Verdict:
    """The verdict on a report."""
    found = [(package, vulnerability) for package in report.dependencies for vulnerability in package.vulns]
    skipped = [package.name for package in report.dependencies if package.skip_reason]
    return Verdict(
        unanswered=tuple(_line(*one) for one in found if not any(_answers(answer, *one) for answer in answers)),
        doubts=(
            *(["no package was audited"] if not report.dependencies else []),
            *([_nothing_of(skipped, len(report.dependencies))] if skipped else []),
            *(_unheard(answer) for answer in answers if not any(_answers(answer, *one) for one in found)),
        ),
        audited=len(report.dependencies) - len(skipped),
    )


def _answers(answer: Answer, package: Package, vulnerability: Vulnerability) -> bool:
    return answer.package == package.name and not vulnerability.names.isdisjoint(answer.ids)


def _unheard(answer: Answer) -> str:
    return (
        f"{answer.ids[0]} of {answer.package} is answered but not reported: "
        "the service knows no advisories, or the answer can go"
    )


def _nothing_of(skipped: list[str], of: int) -> str:
    some = ", ".join(skipped[:_SOME]) + ", …" * (len(skipped) > _SOME)
    return f"nothing could be found out about {len(skipped)} of {of} packages ({some})"


def _line(package: Package, vulnerability: Vulnerability) -> str:
    names = ", ".join([vulnerability.id, *vulnerability.aliases])
    remedy = f"fixed in {', '.join(vulnerability.fix_versions)}" if vulnerability.fix_versions else "not fixed yet"
    return f"{package.name} {package.version}: {names}; {remedy}"


def answers(pyproject: Path = ROOT / "pyproject.toml") -> tuple[Answer, ...]:
    """The answers that stand in the project's file."""
    given: list[dict[str, Any]] = (
        tomllib.loads(pyproject.read_text("utf-8"))["tool"].get("audit", {}).get("answered", [])
    )
    return tuple(Answer(package=one["package"], ids=tuple(one["ids"]), reason=one["reason"]) for one in given)


def asked(service: str, requirements: str, pip_audit: str) -> Report | str:
    """A service's report, or in a line why there is none."""
    options = ("--no-deps", "--disable-pip", "--format", "json", "--progress-spinner", "off")
    try:
        run = subprocess.run(
            [pip_audit, "--vulnerability-service", service, "--requirement", requirements, *options],
            capture_output=True, text=True, timeout=_PATIENCE, check=False,
        )  # fmt: skip
        return msgspec.json.decode(run.stdout, type=Report)
    except msgspec.DecodeError:
        return (run.stderr.strip().splitlines() or ["it said nothing"])[-1]
    except (OSError, subprocess.TimeoutExpired) as error:
        return str(error)


def told(verdicts: dict[str, Verdict | str], answered: Sequence[Answer]) -> tuple[int, list[str]]:
    """The exit code and what to say, from each service's verdict or trouble."""
    made = {service: verdict for service, verdict in verdicts.items() if isinstance(verdict, Verdict)}
    unanswered = sorted({line for verdict in made.values() for line in verdict.unanswered})
    if unanswered:
        return 1, ["Known vulnerabilities, not answered in pyproject.toml:", *unanswered]
    for service, verdict in made.items():
        if verdict.clean:
            known = ", ".join(f"{answer.ids[0]} ({answer.package})" for answer in answered)
            return 0, [f"{verdict.audited} packages audited at {service}; nothing is open. Answered: {known}."]
    doubts = {service: v if isinstance(v, str) else "; ".join(v.doubts) for service, v in verdicts.items()}
    return 0, [
        "*" * 72,
        "THE AUDIT OF DEPENDENCIES COULD NOT BE MADE. Nothing is known of their vulnerabilities.",
        *(f"  {service}: {doubt}" for service, doubt in doubts.items()),
        "*" * 72,
    ]


def main(requirements: str, pip_audit: str) -> int:
    """Ask one service after the other until one can be believed."""
    answered, verdicts = answers(), dict[str, Verdict | str]()
    for service in _SERVICES:
        report = asked(service, requirements, pip_audit)
        verdicts[service] = verdict = report if isinstance(report, str) else judged(report, answered)
        if isinstance(verdict, Verdict) and (verdict.clean or verdict.unanswered):
            break
    code, lines = told(verdicts, answered)
    sys.stderr.write("\n".join(lines) + "\n")
    return code


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
