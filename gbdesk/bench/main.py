"""`gbdesk bench`: measure, print rows of name, value, unit, baseline and ratio."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Final

from gbdesk.bench.rows import Row
from gbdesk.text import translate

PARTS: Final = {
    "startup": ("startup",),
    "window": ("lock", "memory", "gap", "draft", "visit"),
    "packages": ("export", "verify", "preview", "import", "import-own", "reimport"),
    "season": ("header", "look", "season", "linear", "peak"),
    "deep": ("one-record", "one-mem"),
    "workbooks": ("openpyxl", "calamine"),
    "excel": ("excel", "excel-gap", "excel-record", "excel-mem"),
    "lists": ("list", "jump", "search"),
    "reports": ("report",),
    "tables": ("cross", "cross-place", "matrix"),
}


def main(words: list[str]) -> int:
    """Measure what is asked for and print it; 0 when all was measured, 2 for an unknown name."""
    asked = _arguments(words)
    only = set(asked.only.split(",")) if asked.only else None
    known = {*PARTS, *(name for names in PARTS.values() for name in names)}
    if unknown := sorted((only or set()) - known):
        said = ", ".join(unknown)
        sys.stderr.write(translate("Bench", "There is no measurement {said}.", said=said) + "\n")
        return 2
    found = []
    for row in measured(only, asked.scale):
        found.append(row)
        if not asked.json:
            _print(row)
    if asked.json:
        json.dump([row.facts() for row in found], sys.stdout, ensure_ascii=False, indent=1)
        sys.stdout.write("\n")
    return 0


def measured(only: set[str] | None, scale: int) -> Iterator[Row]:
    """The rows asked for, each part measured when its turn comes."""
    for part, names in PARTS.items():
        if only is not None and not only & {part, *names}:
            continue
        rows: Callable[[int], Iterator[Row]] = import_module(f"gbdesk.bench.{part}").rows
        yield from (row for row in rows(scale) if only is None or only & {part, row.name})


def _arguments(words: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="gbdesk bench",
        description=translate("Bench", "Measure what gbdesk costs, beside a baseline."),
    )
    parser.add_argument("--only", help=translate("Bench", "names, parted by commas"))
    parser.add_argument("--json", action="store_true", help=translate("Bench", "rows as JSON"))
    parser.add_argument(
        "--scale",
        type=int,
        default=200_000,
        help=translate("Bench", "how many activities the lists hold"),
    )
    return parser.parse_args(words)


def _print(row: Row) -> None:
    ratio = "" if row.ratio is None else f"  x{row.ratio:g}"
    against = f"  ({row.baseline:g} {row.unit}: {row.against})" if row.baseline else ""
    sys.stdout.write(f"{row.name:<11} {row.value:>12,.1f} {row.unit:<6}{ratio}{against}\n")
    sys.stdout.flush()
