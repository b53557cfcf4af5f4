"""Small tables shipped with the program: tab-separated, one header row, no quoting."""

from __future__ import annotations

from functools import cache

from gbdesk import resources

Row = dict[str, str]


@cache
def table(*parts: str) -> tuple[Row, ...]:
    """The rows of one file below `resources`, each by column name."""
    text = resources.path(*parts).read_text(encoding="utf-8")
    head, *lines = text.rstrip("\n").split("\n")
    names = head.split("\t")
    return tuple(dict(zip(names, line.split("\t"), strict=True)) for line in lines)


def many(cell: str, mark: str = ";") -> list[str]:
    """Several values in one cell."""
    return [part.strip() for part in cell.split(mark) if part.strip()]
