"""Entered, sent, taken in, corrected, undone: what is printed is what a slow second count gives.

Small provinces go through random weeks; then every total, coverage and hidden count in the tables,
the sentences and the three kinds of files is held against `helpers.slowly`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any, Final

import pytest

from gbdesk import resources
from gbdesk.app import App
from gbdesk.demo.invented import figures as invented
from gbdesk.domain.refusals import Refused
from gbdesk.services.reporting import Written
from gbdesk.services.returns import CellChange
from helpers import printed, slowly
from helpers.enrolled import office_id
from helpers.journey import FORM, MORNING, Province, province
from helpers.slowly import Told

CELLS: Final = (None, "?", "-", 0, 0, 1, 2, 3, 4, 5, 7, 12, 260)
FORMS: Final = tuple(
    f"dv.forms.{one}" for one in ("psychological", "physical", "sexual", "economic")
)
STEPS: Final = 26


@dataclass
class Weeks:
    """What happens at random; `chance` decides everything."""

    at: Province
    chance: Random
    period: str
    files: list[Path] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)

    @property
    def offices(self) -> list[str]:
        return [name for name in self.at.apps if name != "hub"]

    def run(self) -> None:
        deeds: list[Callable[[App, str], None]] = [
            self.figures, self.figures, self.whole, self.nil, self.activity, self.activity,
            self.change, self.correct, self.room, self.send, self.send, self.take, self.undo,
            self.answer, self.settle,
        ]  # fmt: skip
        for name in self.offices:
            self.whole(self.at.apps[name], name)
            self.activity(self.at.apps[name], name)
            self.send(self.at.apps[name], name)
            self.take(self.at.apps[name], name)
        for _ in range(STEPS):
            name = self.chance.choice(self.offices)
            with suppress(Refused):
                self.chance.choice(deeds)(self.at.apps[name], name)
        for name in self.offices:
            self.send(self.at.apps[name], name)
        for path in self.chance.sample(self.files, len(self.files)):
            self.at.hub.receiving.take_in(path)

    def places(self, app: App) -> list[str]:
        owed = app.catalogue.duty_places(app.session.office, FORM, self.period)
        return [one.id for one in owed]

    def lines(self, app: App) -> list[str]:
        return [one.id for one in app.catalogue.form(FORM).entry_lines]

    def figures(self, app: App, _name: str) -> None:
        where = self.chance.choice(self.places(app))
        chosen = self.chance.sample(self.lines(app), self.chance.choice((1, 1, 4)))
        self.enter(app, {(where, line): self.chance.choice(CELLS) for line in chosen})

    def whole(self, app: App, _name: str) -> None:
        for where in self.chance.sample(self.places(app), min(3, len(self.places(app)))):
            row = invented(self.chance)
            self.enter(app, {(where, line): row[line] for line in self.lines(app)})

    def enter(self, app: App, values: dict[tuple[str, str], Any]) -> None:
        app.returns.set_cells(FORM, self.period, self.changes(values))

    def changes(self, values: dict[tuple[str, str], Any]) -> list[CellChange]:
        return [
            CellChange(place=place, indicator=line, value=value)
            for (place, line), value in values.items()
        ]

    def nil(self, app: App, _name: str) -> None:
        app.returns.none_occurred(FORM, self.period, self.chance.choice(self.places(app)))

    def activity(self, app: App, _name: str, *, office: str | None = None) -> None:
        app.activities.save(None, self.happening(app), office=office)

    def happening(self, app: App) -> dict[str, Any]:
        chance, window = self.chance, app.catalogue.period(self.period)
        people = chance.choice((None, 0, 3, 40))
        known = app.catalogue.places_of(app.session.office, window.end)
        stranger = chance.random() < 0.1
        where = "vn2004:00000" if stranger else chance.choice([one.id for one in known] or [""])
        return {
            "title": "Hoạt động",
            "kind": chance.choice(list(app.catalogue.kinds)),
            "start": chance.choice((window.end, window.end, window.start)).isoformat(),
            "level": chance.choice([None, *app.catalogue.levels]),
            "role": chance.choice(("lead", "lead", "partner", None)),
            "status": chance.choice(("done", "done", "done", "planned")),
            "integrated": chance.choice((True, False)),
            "measure.quantity": chance.choice((None, 1, 2, 30)),
            "measure.attendees": people,
            "measure.women": None if people is None else people // 2,
            **({f"place.{where}": True} if where else {}),
        }

    def ids(self, app: App) -> list[str]:
        query = app.activities.query_of(self.period)
        return [one.id for one in app.activities.rows(app.activities.ids(query).keys)]

    def change(self, app: App, _name: str) -> None:
        if known := self.ids(app):
            one = self.chance.choice(known)
            if self.chance.random() < 0.3:
                app.activities.delete([one])
            else:
                app.activities.put([one], {"kind": self.chance.choice(list(app.catalogue.kinds))})

    def correct(self, app: App, _name: str) -> None:
        where = self.chance.choice(self.places(app))
        value = {(where, self.chance.choice(self.lines(app))): self.chance.choice(CELLS)}
        self.at.hub.returns.correct(
            FORM, self.period, self.changes(value), office=app.session.office, reason="Điện thoại"
        )

    def room(self, _app: App, _name: str) -> None:
        self.activity(self.at.hub, "hub", office=office_id(self.at.hub, "dept.family"))

    def send(self, app: App, _name: str) -> None:
        self.at.wait(0)
        self.files.append(app.sending.export(self.period, self.at.usb).path)

    def take(self, _app: App, _name: str) -> None:
        taken = self.at.hub.receiving.take_in(self.chance.choice(self.files))
        if taken.number:
            self.numbers.append(taken.number)

    def undo(self, _app: App, _name: str) -> None:
        if self.numbers:
            self.at.hub.receiving.undo(self.chance.choice(self.numbers))

    def answer(self, _app: App, name: str) -> None:
        self.at.receipt(name)

    def settle(self, _app: App, _name: str) -> None:
        for view in self.at.hub.conflicts.list()[:1]:
            self.at.hub.conflicts.settle([(view.key, self.chance.randrange(len(view.sides)))])


@pytest.fixture(params=[1, 2])
def three_levels(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Weeks]:
    with province(tmp_path / "p", "a", "b") as at:
        yield Weeks(at, Random(request.param), "2024-6T")


@pytest.fixture
def two_levels(tmp_path: Path) -> Iterator[Weeks]:
    at = Province(tmp_path, template="sample-2025", now=MORNING.replace(year=2025, month=11))
    try:
        at.begin()
        at.join("a", "commune-office.90001")
        at.join("b", "commune-office.90193")
        yield Weeks(at, Random(4), "2025-N")
    finally:
        at.close()


def test_the_figures_of_three_levels_agree(three_levels: Weeks, tmp_path: Path) -> None:
    three_levels.run()
    agree(three_levels, tmp_path)


def test_the_figures_of_two_levels_agree(two_levels: Weeks, tmp_path: Path) -> None:
    two_levels.run()
    agree(two_levels, tmp_path)


def agree(weeks: Weeks, folder: Path) -> None:
    hub = weeks.at.hub
    found = slowly.told(hub, FORM, weeks.period)
    sums_agree(hub, weeks.period, found)
    for profile in ("internal", "shared"):
        out = folder / profile
        out.mkdir()
        report = hub.reporting.report(
            weeks.period, profile=profile, folder=out, password_checked=True, reason="Kiểm tra"
        )
        rows_agree(hub, found, report)
        activities_agree(hub, found, report)
        sentences_agree(hub, found, report)


def sums_agree(hub: App, period: str, found: Told) -> None:
    """What the screens show."""
    tally = hub.figures.consolidated(period, FORM).tally
    assert {
        name: (one.total.value, one.offices.n, one.offices.of, len(one.partial))
        for name, one in tally.lines.items()
    } == {
        name: (one.value, one.covered, one.owing, one.partly) for name, one in found.lines.items()
    }
    assert (tally.reporting.n, tally.reporting.of) == (found.spoke, found.owing)
    done = hub.figures.communication(period).tally
    assert (done.records, done.partnered, done.attendees, done.women, done.unfinished) == (
        found.records, found.partnered, found.attendees, found.women, found.unfinished
    )  # fmt: skip
    assert (done.no_role, done.no_level) == (found.no_role, found.no_level)
    beside = {kind: (o.records, o.quantity, o.unfinished) for kind, o in done.beside.items()}
    assert beside == found.beside
    assert {kind: count for kind, count in done.by_kind.items() if count} == found.quantity
    listed = {(view.record, view.field) for view in hub.conflicts.list()}
    assert listed == found.conflicts
    assert hub.conflicts.count() == len(found.conflicts)


def shown(hub: App, name: str, value: int | None, profile: str) -> str:
    """A count as it may stand in an annex."""
    line = hub.catalogue.form(FORM).indicator(name)
    if value is None:
        return "…"
    if profile == "shared" and line.measure != "stock" and 0 < value < hub.catalogue.threshold:
        return f"<{hub.catalogue.threshold}"
    return slowly.grouped(value)


def rows_agree(hub: App, found: Told, report: Written) -> None:
    """The annex on the form, row by row, in all three files."""
    word, pdf, sheet = report.paths
    words, text = printed.word_rows(word), printed.pdf_text(pdf)
    sheets = printed.sheet_rows(sheet, "Phụ lục II")
    for line in hub.catalogue.form(FORM).entry_lines:
        one = found.lines[line.id]
        fixed = [line.no, line.label, line.unit, shown(hub, line.id, one.value, report.profile)]
        fixed.append(f"{one.covered}/{one.owing}")
        offices = list(one.by_office.values()) if report.profile == "internal" else []
        rows = words[line.no, line.label]
        assert {tuple(row[:5]) for row in rows} == {tuple(fixed)}
        assert [cell for row in rows for cell in row[5:]] == offices
        (row,) = [cells for cells in sheets if cells[:2] == fixed[:2]]
        assert row[: 5 + len(offices)] == fixed + offices
        assert f" {' '.join(fixed)} {' '.join(offices[:1])}".rstrip() in text


def activities_agree(hub: App, found: Told, report: Written) -> None:
    """The annex on communication: each row in its own unit, in all three files."""
    word, pdf, sheet = report.paths
    by_label = {cells[1]: cells for rows in printed.word_rows(word).values() for cells in rows}
    sheets = {cells[1]: cells for cells in printed.sheet_rows(sheet, "Phụ lục I")}
    text, groups = printed.pdf_text(pdf), annex_rows(hub)
    for label, (unit, kinds) in groups.items():
        if label.startswith("-") and not any(found.quantity.get(kind) for kind in kinds):
            continue
        total = slowly.grouped(sum(found.quantity.get(kind, 0) for kind in kinds))
        assert by_label[label][2:4] == sheets[label][2:4] == [unit, total]
        assert f"{label} {unit} {total} " in text
    word_says = printed.word_text(word)
    if found.attendees:
        count = slowly.grouped(found.attendees)
        count = f"0{count}" if found.attendees < 10 else count
        assert f"thu hút {count} lượt người tham dự" in word_says
    assert ("thu hút" in word_says) == bool(found.attendees)
    assert ("chưa ghi đủ thông tin nên" in word_says) == bool(found.unfinished)
    if found.partnered:
        assert f"không tính {found.partnered} hoạt động do" in word_says
    if found.no_role:
        assert word_says.count(f"tính {found.no_role:02d} hoạt động chưa rõ đơn vị chủ trì") == 2
    assert ("chưa rõ cấp, được tính" in word_says) == bool(found.no_level)
    for kind, (_, quantity, _) in found.beside.items():
        label, unit = hub.catalogue.kinds[kind].label, hub.catalogue.kinds[kind].unit
        count = f"{quantity:02d}" if 0 < quantity < 10 else slowly.grouped(quantity)
        assert (f"{count} {unit}" if quantity else label[1:]) in word_says
    assert not any(f"- {hub.catalogue.kinds[kind].label}" in by_label for kind in found.beside)


def annex_rows(hub: App) -> dict[str, tuple[str, list[str]]]:
    """The rows by label: unit and kinds; a row whose kinds differ in unit has one per kind."""
    found: dict[str, tuple[str, list[str]]] = {}
    kinds = list(hub.catalogue.kinds.values())
    for name in {kind.annex_row for kind in kinds if kind.annex_row}:
        mine = [kind for kind in kinds if kind.annex_row == name]
        if len({kind.unit for kind in mine}) == 1 and name != "Hình thức khác":
            found[name] = (mine[0].unit, [kind.id for kind in mine])
        else:
            found |= {f"- {kind.label}": (kind.unit, [kind.id]) for kind in mine}
    return found


def sentences_agree(hub: App, found: Told, report: Written) -> None:
    """The sentences on violence, the chart, what is left out and why."""
    word = printed.word_text(report.paths[0])
    file = resources.path("reports", "consolidated.toml")
    sentences = tomllib.loads(file.read_text(encoding="utf-8"))["dv"]
    values = {name: one.value for name, one in found.lines.items()}
    cases = [name for entry in sentences if entry.get("cases") for name in entry["lines"]]
    nothing = values["dv.cases"] == 0 and not any(values.get(name) for name in cases)
    for entry in sentences:
        for name, words in entry["lines"].items():
            if name in values and values[name] is not None and not (entry.get("cases") and nothing):
                count = shown(hub, name, values[name], report.profile)
                count = f"0{count}" if count.isdigit() and 0 < int(count) < 10 else count
                assert words.format(n=count) in word
    told = [shown(hub, name, values[name], report.profile) for name in FORMS]
    hidden = any(not one[0].isdigit() for one in told)
    assert printed.word_charts(report.paths[0]) == (not hidden and set(told) != {"0"})
    for office, count in found.invalid.items():
        assert f"{count:02d} mục chưa hợp lệ của {hub.catalogue.office(office).short}" in word
    assert word.count("mục chưa hợp lệ") == len(found.invalid)
    assert ("khác nhau chưa xử lý" in word) == bool(found.conflicts)
