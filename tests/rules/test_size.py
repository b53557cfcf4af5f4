"""Files, classes and functions stay small; the few exceptions stand here with a reason."""

from __future__ import annotations

import ast

from rules.source import modules

FILE, CLASS, FUNCTION, ARGUMENTS = 300, 200, 40, 6

EXCEPTIONS: dict[str, str] = {}


def over_budget() -> dict[str, str]:
    found: dict[str, str] = {}
    for module in modules():
        lines = module.text.count("\n")
        if lines > FILE:
            found[module.name] = f"{lines} lines"
        for node in ast.walk(module.tree):
            if isinstance(node, ast.ClassDef) and _length(node) > CLASS:
                found[f"{module.name}:{node.name}"] = f"class of {_length(node)} lines"
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                found |= _function(module.name, node)
    return found


def _function(name: str, node: ast.FunctionDef | ast.AsyncFunctionDef) -> dict[str, str]:
    found = {}
    if _length(node) > FUNCTION:
        found[f"{name}:{node.name}"] = f"function of {_length(node)} lines"
    given = [*node.args.posonlyargs, *node.args.args]
    if given and given[0].arg in {"self", "cls"}:
        given = given[1:]
    if len(given) > ARGUMENTS:
        found[f"{name}:{node.name}()"] = f"{len(given)} arguments that may be given by place"
    return found


def _length(node: ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def test_nothing_is_over_budget_without_a_reason() -> None:
    found = over_budget()
    new = {name: what for name, what in found.items() if name not in EXCEPTIONS}
    assert not new, "\n".join(f"{name}: {what}" for name, what in sorted(new.items()))


def test_the_list_of_exceptions_only_holds_what_is_over_budget() -> None:
    assert not set(EXCEPTIONS) - set(over_budget())
