"""Whatever is noted in the audit is told in words there, never by its code."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from gbdesk.services.audit_log import WORDS
from rules.source import Module, modules


def noted(module: Module) -> Iterator[tuple[str, str]]:
    """What the calls `desk.note(db, what, …)` of a module say, with where."""
    for node in ast.walk(module.tree):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        if node.func.attr != "note" or "desk" not in ast.unparse(node.func.value):
            continue
        for said in _values(module.tree, node.args[1]):
            yield said, f"{module.name}:{node.lineno}"


def _values(tree: ast.AST, given: ast.expr) -> Iterator[str]:
    """The texts that an argument can be, as far as the module says it."""
    if isinstance(given, ast.Constant) and isinstance(given.value, str):
        yield given.value
    elif isinstance(given, ast.IfExp):
        yield from (*_values(tree, given.body), *_values(tree, given.orelse))
    elif isinstance(given, ast.Name):
        for node in ast.walk(tree):
            if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == given.id:
                yield from _values(tree, node.value)


def test_every_deed_that_is_noted_has_words() -> None:
    found = [one for module in modules() for one in noted(module)]
    assert len(found) > 30
    lacking = [f"{said} ({where})" for said, where in found if said not in WORDS]
    assert not lacking, "\n".join(lacking)
