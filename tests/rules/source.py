"""The program's own source, read once for the rule tests and parsed where they look deeper."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Module:
    """One source file."""

    path: Path
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    @property
    def name(self) -> str:
        return self.path.relative_to(ROOT).as_posix()


@cache
def modules(folder: str = "gbdesk") -> tuple[Module, ...]:
    """Every Python file below a folder of the repository."""
    paths = sorted((ROOT / folder).rglob("*.py"))
    return tuple(Module(path, path.read_text(encoding="utf-8")) for path in paths)


def calls(tree: ast.AST, *names: str) -> Iterator[ast.Call]:
    """Every call of a function or method with one of these names."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            called = node.func
            name = called.id if isinstance(called, ast.Name) else getattr(called, "attr", "")
            if name in names:
                yield node


def tracked() -> tuple[Path, ...]:
    """Every text file of the repository that is not generated."""
    skip = {".git", ".venv", "__pycache__", ".mypy_cache", ".ruff_cache", ".pytest_cache"}
    skip |= {".hypothesis", ".import_linter_cache", "node_modules"}
    endings = {".py", ".toml", ".md", ".txt", ".json", ".ts", ".svg", ".cfg", ".tsv", ".yml"}
    return tuple(
        path
        for path in sorted(ROOT.rglob("*"))
        if path.is_file()
        and path.suffix in endings
        and not skip & set(path.relative_to(ROOT).parts)
        and not path.name.endswith(".lock")
    )
