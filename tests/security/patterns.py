"""Every regular expression of the project, found in its code and its rule packs, whoever adds one."""

from __future__ import annotations

import ast
import importlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.listing.rulebook import packs

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("app.py", "pages", "pipeline", "jobstore")
FUNCTIONS = frozenset({"compile", "match", "fullmatch", "search", "sub", "subn", "split", "findall", "finditer"})
_ANY_TEXT = "ab"
_ANY_NUMBER = "60"


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """One pattern where it stands; ``methods`` are those by which it is used, none: nobody can tell."""

    where: str
    pattern: str | bytes
    flags: int
    methods: frozenset[str]

    def compiled(self) -> re.Pattern[Any]:
        return re.compile(self.pattern, self.flags)


def of_the_rules() -> Iterator[Use]:
    """The patterns that stand in rule packs as data."""
    for pack in packs():
        for rule in pack.rules:
            if rule.pattern:
                where = f"pack {pack.name}: {rule.id}"
                yield Use(where=where, pattern=rule.pattern, flags=0, methods=frozenset({"finditer"}))


def of_the_code() -> tuple[list[Use], list[str]]:
    """The patterns that stand in code, and the places at which nobody can say what the pattern is."""
    found: list[Use] = []
    unknown: list[str] = []
    for path in files():
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        tree = ast.parse(path.read_text("utf-8"))
        if "re" in {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}:
            _Module(name, tree).into(found, unknown)
    return found, unknown


def files() -> Iterator[Path]:
    for room in ROOMS:
        path = ROOT / room
        yield from sorted(path.rglob("*.py")) if path.is_dir() else [path]


class _Module:
    def __init__(self, name: str, tree: ast.Module) -> None:
        self._name, self._tree = name, tree
        self._values: Mapping[str, Any] = vars(importlib.import_module(name))

    def into(self, found: list[Use], unknown: list[str]) -> None:
        for scope in ast.walk(self._tree):
            if isinstance(scope, ast.Module | ast.FunctionDef | ast.AsyncFunctionDef):
                for call, target in _calls(scope):
                    self._take(call, target, scope, found, unknown)

    def _take(self, call: ast.Call, target: str, scope: ast.AST, found: list[Use], unknown: list[str]) -> None:
        assert isinstance(call.func, ast.Attribute)
        where, method = f"{self._name}:{call.lineno}", call.func.attr
        pattern = self._text(call.args[0], scope)
        if pattern is None:
            unknown.append(f"{where} {ast.unparse(call.args[0])}")
            return
        methods = _methods(self._tree, target) if method == "compile" else frozenset({method})
        found.append(Use(where=where, pattern=pattern, flags=self._flags(call, method), methods=methods))

    def _flags(self, call: ast.Call, method: str) -> int:
        given = [keyword.value for keyword in call.keywords if keyword.arg == "flags"]
        if method == "compile":
            given += call.args[1:2]
        try:
            return int(self._value(given[0])) if given else 0
        except NameError:
            return re.IGNORECASE  # the harder of the two

    def _value(self, node: ast.expr) -> Any:
        return eval(compile(ast.Expression(node), self._name, "eval"), dict(self._values))

    def _text(self, node: ast.expr, scope: ast.AST) -> str | bytes | None:
        """What a pattern is; where it has parts that only a run knows, they are some text or number."""
        try:
            value = self._value(node)
        except (NameError, AttributeError, TypeError):
            return self._guess(node, scope)
        value = value.pattern if isinstance(value, re.Pattern) else value
        return value if isinstance(value, str | bytes) else None

    def _guess(self, node: ast.expr, scope: ast.AST) -> str | bytes | None:
        if isinstance(node, ast.JoinedStr):
            return "".join(self._piece(part, scope) for part in node.values)
        if isinstance(node, ast.Name):
            assigned = [
                each.value
                for each in ast.walk(scope)
                if isinstance(each, ast.Assign) and [ast.unparse(target) for target in each.targets] == [node.id]
            ]
            return self._text(assigned[0], scope) if assigned else None
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mod):
            text = self._text(node.left, scope)
            return text.replace("%d", _ANY_NUMBER) if isinstance(text, str) else None
        return None

    def _piece(self, part: ast.expr, scope: ast.AST) -> str:
        if isinstance(part, ast.FormattedValue):
            text = self._text(part.value, scope)
            return text if isinstance(text, str) else _ANY_TEXT
        return str(ast.literal_eval(part))


def _calls(scope: ast.AST) -> Iterator[tuple[ast.Call, str]]:
    """The calls of ``re`` right in a scope, with the name that their value gets."""
    names = {id(node.value): ast.unparse(node.targets[0]) for node in ast.walk(scope) if isinstance(node, ast.Assign)}
    for node in _own(scope):
        func = node.func if isinstance(node, ast.Call) else None
        if isinstance(func, ast.Attribute) and ast.unparse(func.value) == "re" and func.attr in FUNCTIONS:
            assert isinstance(node, ast.Call)
            yield node, names.get(id(node), "")


def _own(scope: ast.AST) -> Iterator[ast.AST]:
    for child in ast.iter_child_nodes(scope):
        if not isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
            yield child
            yield from _own(child)


def _methods(tree: ast.Module, name: str) -> frozenset[str]:
    return frozenset(
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and ast.unparse(node.value) == name and node.attr in FUNCTIONS
    )
