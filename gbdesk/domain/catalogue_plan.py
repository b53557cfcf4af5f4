"""The plan of a year as lines: its tasks with who leads them; another year's as a beginning.

The words of a task stay what they were in every year it stood in: where it is changed for one year
it becomes a task of that year alone. A task that no year has any more stays known, since what was
recorded may name it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from gbdesk.domain import catalogue_lines
from gbdesk.domain.catalogue_lines import ID, TASKS, Line
from gbdesk.domain.names import nfc, tone_fold
from gbdesk.domain.owner_groups import in_words, meant

COLUMNS: Final = catalogue_lines.COLUMNS[TASKS]
NEEDED: Final = ("section", "text", "lead")
NEVER: Final = 0
"""The year of a task that is in no plan: a list without any year would mean every one."""
LONGEST: Final = 1_000

Raw = Mapping[str, Any]


def lines_of(raw: Raw, year: int) -> list[Line]:
    """The tasks of the plan of a year, in the order of the release."""
    offices = raw["offices"]
    return [_line(task, year, offices) for task in raw["tasks"] if _is_of(task, year)]


def _is_of(task: Raw, year: int) -> bool:
    years = task.get("years") or ()
    return not years or year in years


def _line(task: Raw, year: int, offices: Sequence[Raw]) -> Line:
    return {
        ID: task["id"],
        "section": task["section"],
        "text": task["text"],
        "lead": in_words(task["lead"], offices, year),
        "partners": in_words(task["partners"], offices, year),
        "due": "" if _is_whole_year(task["due"]) else _in_days(task["due"]),
        "note": task.get("note", ""),
        "text_en": task["text_en"] if task["text_en"] != task["text"] else "",
    }


def _is_whole_year(due: str) -> bool:
    """A due "date" that is a year only says that the task lasts as long as its plan."""
    return bool(re.fullmatch(r"[0-9]{4}", due))


def _in_days(due: str) -> str:
    """`15/11/2027–15/12/2027` of `2027-11-15/2027-12-15`, `trước 05/12/2027`, as people write."""
    said = re.sub(r"(-[0-9]{2})/([0-9]{4}-)", r"\1–\2", due)
    said = re.sub(r"([0-9]{4})-([0-9]{2})-([0-9]{2})", r"\3/\2/\1", said)
    return re.sub(r"; *", "; ", said.replace("before ", "trước "))


def begun_with(lines: Sequence[Line], year: int, before: int) -> list[Line]:
    """The plan of another year as the beginning of this one; years in its words are moved on."""
    moved = re.compile(rf"(?<![0-9]){before}(?![0-9])")
    return [{name: _moved(moved, name, text, year) for name, text in one.items()} for one in lines]


def _moved(of_year: re.Pattern[str], name: str, text: str, year: int) -> str:
    return text if name == ID else of_year.sub(str(year), text)


def wrong(
    raw: Raw, year: int, lines: Sequence[Line]
) -> Iterator[tuple[int, str, str, Mapping[str, object]]]:
    """(row, column, what is wrong as a word, facts) of every cell that cannot be published."""
    said: dict[str, int] = {}
    for row, line in enumerate(lines):
        if not any(line.get(name, "").strip() for name in COLUMNS):
            continue
        yield from ((row, *found) for found in _wrong_in(raw, year, line))
        text = tone_fold(nfc(line.get("text", "")))
        if text and text in said:
            yield row, "text", "task.twice", {"number": said[text] + 1}
        said.setdefault(text, row)


def _wrong_in(raw: Raw, year: int, line: Line) -> Iterator[tuple[str, str, Mapping[str, object]]]:
    for name in NEEDED:
        nobody_here = name == "lead" and line.get(ID)  # as where a province lacks such a unit
        if not nobody_here and not nfc(line.get(name, "")):
            yield name, f"task.{name}", {}
    if (section := nfc(line.get("section", ""))) and section_of(raw, section) is None:
        yield "section", "task.section_unknown", {"said": section}
    for name in ("lead", "partners"):
        if unknown := meant(line.get(name, ""), raw["offices"], year)[1]:
            yield name, "task.owner", {"said": unknown[0]}
    for name in COLUMNS:
        if len(line.get(name, "")) > LONGEST:
            yield name, "long", {"most": LONGEST}


def section_of(raw: Raw, said: str) -> str | None:
    """The id of a part of the plan that is called so, None where none is."""
    wanted = tone_fold(nfc(said))
    for one in raw.get("sections", ()):
        label = f"{one['id']} {one['label']}"
        if wanted in {tone_fold(name) for name in (one["id"], one["label"], label)}:
            return str(one["id"])
    return None


def put(raw: dict[str, Any], year: int, lines: Sequence[Line]) -> None:
    """Give a release this plan for this year; `wrong` must have nothing to say about the lines."""
    before = {one["id"] for one in raw["tasks"] if _is_of(one, year)}
    tasks = {one["id"]: one for one in raw["tasks"]}
    kept: set[str] = set()
    for line in lines:
        if not any(line.get(name, "").strip() for name in COLUMNS):
            continue
        source = tasks.get(line.get(ID, ""))
        if source is not None and _same(_line(source, year, raw["offices"]), line):
            _give(source, year)
            kept.add(source["id"])
        elif source is not None and source.get("years") == [year] and source["id"] not in kept:
            _change(raw, year, source, line)
            kept.add(source["id"])
        else:
            kept.add(_add(raw, year, line, source))
    for task in raw["tasks"]:
        if task["id"] in before and task["id"] not in kept:
            _take(raw, task, year)


def _same(was: Line, line: Line) -> bool:
    return all(nfc(line.get(name, "")) == nfc(was.get(name, "")) for name in COLUMNS)


def _give(task: dict[str, Any], year: int) -> None:
    years = task.get("years") or []
    if years and year not in years:
        task["years"] = sorted({*years, year} - {NEVER})


def _take(raw: Raw, task: dict[str, Any], year: int) -> None:
    """No longer in the plan of this year; one that was in every plan stays in the others."""
    every = {int(one["year"]) for one in raw["periods"]}
    left = sorted(set(task.get("years") or every) - {year})
    task["years"] = left or [NEVER]


def _change(raw: Raw, year: int, task: dict[str, Any], line: Line) -> None:
    offices = raw["offices"]
    words = {name: nfc(line.get(name, "")) for name in COLUMNS}
    task["section"] = section_of(raw, words["section"])
    task["text"] = words["text"]
    task["text_en"] = words["text_en"] or words["text"]
    for name in ("lead", "partners"):
        if words[name] != in_words(task[name], offices, year):
            task[name] = meant(words[name], offices, year)[0]
    if words["due"] not in {_in_days(task["due"]), ""} or not _is_whole_year(task["due"]):
        task["due"] = words["due"]
    task["note"] = words["note"]


def _add(raw: dict[str, Any], year: int, line: Line, source: Raw | None) -> str:
    """A task of this year alone; it is proven by what proved the one it came from."""
    section = str(section_of(raw, line["section"]))
    taken = {one["id"] for one in raw["tasks"]}
    number = 1
    while (ident := f"{section}-{year}.{number}") in taken:
        number += 1
    empty = {"lead": [], "partners": [], "conditions": [], "proofs": [], "measurable": ""}
    made: dict[str, Any] = {**empty, **dict(source or {}), "id": ident, "years": [year]}
    made["due"] = str(year)
    _change(raw, year, made, line)
    raw["tasks"].insert(_place(raw["tasks"], section, source), made)
    return ident


def _place(tasks: Sequence[Raw], section: str, source: Raw | None) -> int:
    """Behind the task it came from, else at the end of its part of the plan."""
    beside = [
        at
        for at, one in enumerate(tasks)
        if (one is source if source else one["section"] == section)
    ]
    return beside[-1] + 1 if beside else len(tasks)
