"""The figures of a province a second time: slowly, in plain Python, straight from the op log.

Nothing of the merge, the judge, the tallies or the sums of the program is used; from the catalogue
only who owes what, when a period is, and what a kind of activity measures.
"""

from __future__ import annotations

import json
import tomllib
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from gbdesk import resources
from gbdesk.app import App

Fields = dict[str, Any]
Row = dict[str, Any]


@dataclass(frozen=True)
class Line:
    """One line of the form over the province: `covered` offices gave every figure, of `owing`."""

    value: int | None
    covered: int
    owing: int
    partly: int
    by_office: dict[str, str]


@dataclass(frozen=True)
class Told:
    """What must be shown; `invalid` by office, activities by kind as (led, quantity, people).

    `beside`: records, quantity and unfinished of each kind without a row in the annex.
    """

    lines: dict[str, Line]
    spoke: int
    owing: int
    records: int
    partnered: int
    no_role: int
    no_level: int
    beside: dict[str, tuple[int, int, int]]
    quantity: dict[str, int]
    attendees: int
    women: int
    unfinished: int
    invalid: dict[str, int]
    conflicts: set[tuple[str, str]]


def told(app: App, form: str, period: str) -> Told:
    """Everything over all offices."""
    window = app.catalogue.period(period)
    records = _records(app)
    right, wrong = [], defaultdict(int)
    for one in records:
        if one["kind"] not in {"row", "activity", "return"}:
            continue
        if _is_right(app, one):
            right.append(one)
        elif _within(one, window.start, window.end, period):
            wrong[one["office"]] += 1
    rows = [one for one in right if one["kind"] == "row" and one["fields"]["period"] == period]
    done = [one for one in right if one["kind"] == "activity"]
    done = [one for one in done if _within(one, window.start, window.end, period)]
    done = [one for one in done if one["fields"].get("status", "done") == "done"]
    led = [one for one in done if one["fields"].get("role") == "lead"]
    other = [one for one in led if not _has_row(app, one)]
    done = [one for one in done if _has_row(app, one)]
    led = [one for one in led if _has_row(app, one)]
    owing, lines = _lines(app, form, period, rows)
    return Told(
        lines=lines,
        owing=len(owing),
        spoke=sum(
            any(one.by_office[office] not in {"…", "-"} for one in lines.values())
            or _speaks(rows, office, form)
            for office in owing
        ),
        records=len(led),
        partnered=sum(one["fields"].get("role") == "partner" for one in done),
        no_role=sum(not one["fields"].get("role") for one in done),
        no_level=sum(not one["fields"].get("level") for one in led),
        beside=_beside(app, other),
        quantity=_quantities(app, led),
        attendees=_people(app, led, "attendees"),
        women=_people(app, led, "women"),
        unfinished=sum(_is_unfinished(app, one["fields"]) for one in led),
        invalid=dict(wrong),
        conflicts={(one["id"], name) for one in records for name in one["conflicts"]},
    )


def _records(app: App) -> list[Row]:
    """Every visible record as (kind, office, id, fields, conflicts)."""
    with app.desk.read() as db:
        ops = db.exec_driver_sql(
            "select chain.device, op.ch, op.env, op.body from op join chain on chain.id = op.chain"
        ).all()
        ranks = dict(db.exec_driver_sql("select device, rank from certificate").all())
    by_record: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
    for device, ch, env, body in ops:
        head = json.loads(env)
        op = {**head, "id": ch, "ref": ch.hex()[:32], "f": json.loads(body)["f"]}
        op["order"] = (ranks.get(device, 0), head["h"], device, ch)
        if head["k"] in {"create", "put", "delete"}:
            by_record[head["e"], head["ou"], head["r"]].append(op)
    found = [_record(key, writes) for key, writes in by_record.items()]
    return [one for one in found if one]


def _record(key: tuple[str, str, str], writes: list[Row]) -> Row | None:
    ends = [op for op in writes if not any(op["ref"] in other["o"] for other in writes)]
    if all(op["k"] == "delete" for op in ends) or not any(op["k"] == "create" for op in writes):
        return None
    fields, conflicts = {}, set()
    for name in {name for op in writes for name in op["f"]}:
        wrote = [op for op in writes if name in op["f"]]
        heads = [op for op in wrote if not any(op["ref"] in other["o"] for other in wrote)]
        fields[name] = max(heads, key=lambda op: op["order"])["f"][name]
        if len({repr(op["f"][name]) for op in heads}) > 1:
            conflicts.add(name)
    kind, office, ident = key
    return {"kind": kind, "office": office, "id": ident, "fields": fields, "conflicts": conflicts}


def _within(one: Row, start: date, end: date, period: str) -> bool:
    if one["kind"] != "activity":
        return bool(one["fields"].get("period") == period)
    return start <= date.fromisoformat(one["fields"]["start"]) <= end


def _is_right(app: App, one: Row) -> bool:
    """Whether a record counts; what is entered at the hub itself always does."""
    office, fields = app.catalogue.offices[one["office"]], one["fields"]
    if not office.device:
        return True
    if one["kind"] == "return":
        return True
    if one["kind"] == "activity":
        day = date.fromisoformat(fields["start"])
        here = {f"place.{place.id}" for place in app.catalogue.places_of(office.id, day)}
        named = {name for name, value in fields.items() if name.startswith("place.") and value}
        women, people = fields.get("measure.women"), fields.get("measure.attendees")
        return named <= here and not (women is not None and people is not None and women > people)
    owed = app.catalogue.duty_places(office.id, fields["form"], fields["period"])
    return fields["place"] in {place.id for place in owed} and all(
        _holds(rule, fields) for rule in _rules(fields["form"])
    )


@cache
def _rules(form: str) -> tuple[str, ...]:
    file = resources.path("forms", f"{form}.toml")
    raw = tomllib.loads(file.read_text(encoding="utf-8"))
    return tuple(one["expression"] for one in raw["rule"] if one["severity"] == "error")


def _holds(rule: str, fields: Fields) -> bool:
    names = [word for word in rule.replace("iff", " ").split() if word[0].isalpha()]
    if any(type(fields.get(name)) is not int for name in names):
        return True
    if " iff " in rule:
        left, right = rule.split(" iff ")
        return _compares(left, fields) == _compares(right, fields)
    return _compares(rule, fields)


def _compares(rule: str, fields: Fields) -> bool:
    sign = "<=" if "<=" in rule else "="
    left, right = (
        sum(int(word) if word.isdigit() else fields[word] for word in side.split() if word != "+")
        for side in rule.split(sign)
    )
    return left <= right if sign == "<=" else left == right


def _speaks(rows: list[Row], office: str, form: str) -> bool:
    mine = [one["fields"] for one in rows if one["office"] == office]
    return any(
        value is not None
        for fields in mine
        if fields["form"] == form
        for name, value in fields.items()
        if "." in name and not name.endswith(".note")
    )


def _lines(app: App, form: str, period: str, rows: list[Row]) -> tuple[list[str], dict[str, Line]]:
    owed = {
        office.id: [place.id for place in app.catalogue.duty_places(office.id, form, period)]
        for office, wanted in app.catalogue.expected(period)
        if wanted == form
    }
    held = {
        (one["office"], one["fields"]["place"]): one["fields"]
        for one in rows
        if one["fields"]["form"] == form
    }
    found = {}
    for line in app.catalogue.form(form).entry_lines:
        cells = {
            office: [held.get((office, place), {}).get(line.id) for place in places]
            for office, places in owed.items()
        }
        found[line.id] = _line(cells)
    return list(owed), found


def _line(cells: dict[str, list[Any]]) -> Line:
    applying = {office: [v for v in values if v != "-"] for office, values in cells.items()}
    numbers = {o: [v for v in values if type(v) is int] for o, values in applying.items()}
    every = [value for values in numbers.values() for value in values]
    owing = [office for office, values in applying.items() if values]
    whole = [office for office in owing if len(numbers[office]) == len(applying[office])]
    partly = [office for office in owing if numbers[office] and office not in whole]
    return Line(
        value=sum(every) if every else None,
        covered=len(whole),
        owing=len(owing),
        partly=len(partly),
        by_office={
            office: _shown(applying[office], numbers[office], part=office in partly)
            for office in cells
        },
    )


def _shown(values: list[Any], numbers: list[int], *, part: bool) -> str:
    if not values:
        return "-"
    if numbers:
        return grouped(sum(numbers)) + "*" * part
    return "…" if None in values else "?"


def grouped(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def _quantities(app: App, led: list[Row]) -> dict[str, int]:
    found: dict[str, int] = defaultdict(int)
    for one in led:
        found[one["fields"]["kind"]] += one["fields"].get("measure.quantity") or 0
    return {kind: count for kind, count in found.items() if count}


def _people(app: App, led: list[Row], measure: str) -> int:
    return sum(
        one["fields"].get(f"measure.{measure}") or 0
        for one in led
        if measure in app.catalogue.kinds[one["fields"]["kind"]].measures
    )


def _has_row(app: App, one: Row) -> bool:
    return bool(app.catalogue.kinds[one["fields"]["kind"]].annex_row)


def _beside(app: App, led: list[Row]) -> dict[str, tuple[int, int, int]]:
    found = {}
    for kind in {one["fields"]["kind"] for one in led}:
        mine = [one["fields"] for one in led if one["fields"]["kind"] == kind]
        quantity = sum(one.get("measure.quantity") or 0 for one in mine)
        found[kind] = (len(mine), quantity, sum(_is_unfinished(app, one) for one in mine))
    return found


def _is_unfinished(app: App, fields: Fields) -> bool:
    kind = app.catalogue.kinds[fields["kind"]]
    needed = [n for n in kind.measures if n in app.catalogue.measures]
    needed = [n for n in needed if not app.catalogue.measures[n].optional]
    needed += [n for n in kind.measures if n in {"attendees", "viewers", "readers"}][:1]
    placed = any(name.startswith("place.") and value for name, value in fields.items())
    return not placed or any(fields.get(f"measure.{name}") is None for name in needed)
