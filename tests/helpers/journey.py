"""A province on the way through a reporting period: offices enter, files travel, the hub answers.

Everything is real; only the clock is ours, so that days are what the catalogue speaks of.
"""

from __future__ import annotations

import atexit
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta, timezone
from functools import cache
from pathlib import Path
from typing import Any

from gbdesk.app import App
from gbdesk.domain.cells import CellValue
from gbdesk.domain.forms import WHOLE
from gbdesk.domain.owed import rows_of
from gbdesk.services.receiving_parts import Taken
from gbdesk.services.returns import CellChange
from gbdesk.services.sending_parts import Exported
from gbdesk.services.setup import ROOT_SUFFIX, Made
from gbdesk.store import digests, patience
from helpers.enrolled import PERIOD, Places, enrol

FORM = "TT07-2017"
OFFICES = {"a": "district-office.901", "b": "district-office.902", "c": "district-office.903"}
FIRST, SECOND = OFFICES["a"], OFFICES["b"]
HANOI = timezone(timedelta(hours=7))
MORNING = datetime(2024, 5, 24, 8, 0, tzinfo=HANOI)


@dataclass
class Province(Places):
    """A hub and offices in one folder; `usb` and `back` are the sticks that travel.

    `made` is what was shown when the hub was set up: its root file and the code of that.
    """

    now: datetime = MORNING
    apps: dict[str, App] = field(default_factory=dict)
    made: Made = field(init=False, repr=False)

    def given(self) -> dict[str, Any]:
        return {**super().given(), "now_ms": self.tick}

    def tick(self) -> int:
        """Each look at the clock finds it a little later."""
        self.now += timedelta(milliseconds=20)
        self.today = self.now.date()
        return int(self.now.timestamp() * 1000)

    def wait(self, days: int) -> None:
        """Days go by."""
        self.now += timedelta(days=days)
        self.today = self.now.date()

    @property
    def hub(self) -> App:
        return self.apps["hub"]

    def begin(self, *, own_keys: bool = False) -> None:
        """Set the hub up, if wanted with keys that no other province has."""
        self.made = self.new_hub("hub") if own_keys else self.make_hub()
        self.apps["hub"] = self.open("hub")
        for name in ("usb", "back"):
            (self.folder / name).mkdir()

    @property
    def usb(self) -> Path:
        return self.folder / "usb"

    @property
    def back(self) -> Path:
        return self.folder / "back"

    def join(self, name: str, key: str) -> App:
        """An office joins."""
        self.apps[name] = enrol(self, self.hub, name, key)
        return self.apps[name]

    def again(self, name: str) -> App:
        """Close a workspace and open it in another session."""
        self.apps.pop(name).close()
        self.apps[name] = self.open(name)
        return self.apps[name]

    def receipt(self, name: str) -> Any:
        """The hub writes the receipt of an office, which opens it."""
        office = self.apps[name].session.office
        paths = self.hub.receiving.receipts(self.back, [office])
        return [self.apps[name].enrolment.accept(path) for path in paths][-1]

    def close(self) -> None:
        for app in self.apps.values():
            app.close()
        self.apps.clear()


@contextmanager
def province(folder: Path, *names: str) -> Iterator[Province]:
    """A hub, and offices as in `OFFICES` by the first letter: copies of files set up once."""
    source = _set_up(names)
    shutil.copytree(source.folder, folder, dirs_exist_ok=True)
    made = Province(folder)
    made.made = replace(
        source.made, path=made.path("hub"), root_file=made.path("hub").with_suffix(ROOT_SUFFIX)
    )
    try:
        for name in ("hub", *names):
            made.apps[name] = made.open(name)
        yield made
    finally:
        made.close()


@contextmanager
def with_root(folder: Path) -> Iterator[tuple[Province, Made]]:
    """A hub with its root file and code at hand, and two offices; no wrong code is remembered."""
    patience.forget_in_process()
    with province(folder, "a", "b") as at:
        yield at, at.made


def root_of(hub: Made) -> tuple[bytes, str]:
    """The root file and its code."""
    assert hub.root_file is not None
    return hub.root_file.read_bytes(), hub.root_secret


@cache
def _set_up(names: tuple[str, ...]) -> Province:
    kept = Path(tempfile.mkdtemp(prefix="gbdesk-journey-"))
    atexit.register(shutil.rmtree, kept, ignore_errors=True)
    made = Province(kept / "p")
    made.folder.mkdir()
    made.begin()
    for name in names:
        made.join(name, OFFICES[name[0]])
    made.close()
    return made


def places(app: App) -> list[str]:
    """The places an office reports for."""
    found = app.catalogue.duty_places(app.session.office, FORM, PERIOD)
    return [one.id for one in found]


def line(app: App, number: int = 0) -> str:
    """One of the lines that may be nil."""
    return [one.id for one in app.catalogue.form(FORM).entry_lines if one.nil][number]


def figure(app: App, value: CellValue, *, place: int = 0, number: int = 0) -> None:
    """An office enters one figure."""
    change = CellChange(place=places(app)[place], indicator=line(app, number), value=value)
    app.returns.set_cells(FORM, PERIOD, [change])


def fill(app: App, value: CellValue = 0) -> None:
    """An office enters every figure and completes the return."""
    spec = app.catalogue.form(FORM)
    app.returns.set_cells(
        FORM,
        PERIOD,
        [
            CellChange(place=place, indicator=one.id, value=value)
            for place in places(app)
            for one in spec.entry_lines
        ],
    )


def complete(app: App) -> None:
    """Everything is entered, written and declared complete."""
    fill(app)
    app.narratives.save(PERIOD, "results", "Đã tổ chức các hoạt động theo kế hoạch.")
    app.returns.complete(FORM, PERIOD)
    complete_whole(app)


def complete_whole(app: App, period: str = PERIOD, *, office: str | None = None) -> None:
    """The returns with one row for the unit, all 0 and declared complete."""
    owner = office or app.session.office
    for form in app.catalogue.forms_of(period):
        if rows_of(app.catalogue, owner, form.id, period) != (WHOLE,):
            continue
        if app.returns.open(form.id, period, owner).state != "draft":
            continue
        zeros = [CellChange(place=WHOLE, indicator=one.id, value=0) for one in form.entry_lines]
        app.returns.set_cells(form.id, period, zeros, office=office)
        app.returns.complete(form.id, period, office=office)


def meeting(app: App, title: str = "Hội nghị tuyên truyền", **more: Any) -> str:
    """An office records one activity; its id."""
    fields = {
        "title": title,
        "kind": "meeting",
        "start": "2024-05-20",
        "level": "commune",
        f"place.{places(app)[0]}": True,
        "measure.quantity": 1,
        "measure.attendees": 56,
        "measure.women": 30,
        **more,
    }
    return str(app.activities.save(None, fields).id)


def correct(at: Province, office: App, value: CellValue, *, place: int = 0) -> None:
    """The hub corrects one figure of an office."""
    change = CellChange(place=places(office)[place], indicator=line(office), value=value)
    at.hub.returns.correct(
        FORM, PERIOD, [change], office=office.session.office, reason="Theo điện thoại ngày 24/5"
    )


def shown(app: App, office: App, *, place: int = 0, number: int = 0) -> Any:
    """What a workspace shows for a figure of an office."""
    sheet = app.returns.open(FORM, PERIOD, office=office.session.office)
    return sheet.cells[places(office)[place], line(office, number)].value


def send(at: Province, name: str, **words: str) -> Exported:
    """An office writes a package onto the stick."""
    return at.apps[name].sending.export(PERIOD, at.usb, **words)


def take(at: Province, *paths: Path) -> list[Taken]:
    """The hub takes packages in."""
    return at.hub.receiving.take_in_all(list(paths))


def content(app: App) -> str:
    """The digest of everything visible."""
    with app.desk.read() as db:
        return digests.content(db)


def ops(app: App) -> str:
    """The digest of all changes."""
    with app.desk.read() as db:
        return digests.ops(db)


def same_for(left: App, right: App, office: str) -> bool:
    """Whether two workspaces show the same of an office."""
    with left.desk.read() as one, right.desk.read() as other:
        mine, theirs = digests.both(one), digests.both(other)
    return mine.content_by_office.get(office) == theirs.content_by_office.get(office)


def copy_workspace(at: Province, name: str, to: str) -> None:
    """Copy the files of a closed workspace, as a backup by hand or a cloned disk does."""
    for one in at.folder.glob(f"{name}.*"):
        target = at.folder / (to + one.name[len(name) :])
        if one.is_dir():
            shutil.rmtree(target, ignore_errors=True)
            shutil.copytree(one, target)
        else:
            shutil.copy2(one, target)


def close(at: Province, name: str) -> None:
    at.apps.pop(name).close()


def keep(at: Province, name: str, beside: str) -> Path:
    """Copy the closed files of a workspace (and what the PC remembers) aside."""
    aside = at.folder / beside
    aside.mkdir()
    for one in at.folder.glob(f"{name}.*"):
        (shutil.copytree if one.is_dir() else shutil.copy2)(one, aside / one.name)
    if (at.folder / "anchors").exists():
        shutil.copytree(at.folder / "anchors", aside / "anchors")
    return aside


def put_back(at: Province, name: str, aside: Path, *, anchor: bool) -> None:
    """Put the files back; with the anchor too it is a whole disk."""
    for one in at.folder.glob(f"{name}.*"):
        shutil.rmtree(one) if one.is_dir() else one.unlink()
    for one in aside.glob(f"{name}.*"):
        (shutil.copytree if one.is_dir() else shutil.copy2)(one, at.folder / one.name)
    if anchor:
        shutil.rmtree(at.folder / "anchors")
        shutil.copytree(aside / "anchors", at.folder / "anchors")
