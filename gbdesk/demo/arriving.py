"""What happens to packages on the way, and how the hub takes them in and settles a difference."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any, Final

from gbdesk.app import App
from gbdesk.demo.entering import PERIOD
from gbdesk.demo.invented import FORM
from gbdesk.demo.world import Site, Tell, World
from gbdesk.services.conflicts import OFFICE
from gbdesk.services.receiving_parts import Taken
from gbdesk.services.returns import CellChange
from gbdesk.text import translate

LINE: Final = "prevention.standard-models"
BY_TELEPHONE: Final = "Đơn vị đính chính qua điện thoại ngày 27/5/2024."
MORE_HUB, MORE_OFFICE = 1, 2


class Arrivals:
    """The hub's side of the packages; `accepted` are the positions of offices taken in."""

    def __init__(self, world: World, hub: Site, sites: list[Site], tell: Tell) -> None:
        self._world, self._hub, self._sites, self._tell = world, hub, sites, tell
        self._by_office = {site.office: number for number, site in enumerate(sites)}
        self._paths: list[Path] = []
        self._damaged: Path | None = None
        self.accepted: set[int] = set()
        self.checks: dict[str, bool] = {}

    def bring(self, path: Path, *, damaged: bool) -> None:
        """A package reaches the hub, whole or with a few bytes of another file in its middle."""
        target = self._world.at("arrived", path.name)
        shutil.copyfile(path, target)
        self._paths.append(target)
        if damaged:
            with target.open("r+b") as out:
                out.seek(target.stat().st_size // 2)
                out.write(b"A bad sector of the stick")
            self._damaged = target

    def bring_again(self, path: Path) -> None:
        """A package that came by stick comes by e-mail as well."""
        target = self._world.at("arrived", f"Fwd_{path.name}")
        shutil.copyfile(path, target)
        self._paths.append(target)

    def take_in(self) -> list[dict[str, Any]]:
        """Look at every file, then take in those that can be; what happened to each."""
        with self._world.open(self._hub) as app:
            if self._damaged is not None:
                self.checks["damaged_changes_nothing"] = self._refused(app, self._damaged)
            looks = app.receiving.look_all(self._paths)
            self._tell(
                translate(
                    "Demo",
                    "{count} files have reached the hub; {ready} can be taken in.",
                    hub_short=app.catalogue.word("hub_short"),
                    count=len(looks),
                    ready=sum(look.ready for look in looks),
                )
            )
            taken = app.receiving.take_in_all(self._paths)
            told = [self._told(one) for one in taken]
            self._status(app)
        self.checks["every_whole_package_is_in"] = all(
            one.ok for one in taken if one.path != self._damaged
        )
        return told

    def write_again(self, number: int) -> dict[str, bool]:
        """An office writes its damaged package again; at the hub it waits to be taken in."""
        site = self._sites[number]
        with self._world.open(site) as app:
            newest = app.sending.sent()[0]
            path = app.sending.rewrite(newest.number, self._world.at("arrived"))
        with self._world.open(self._hub) as app:
            ready = app.receiving.look(path).ready
        self._tell(
            translate(
                "Demo",
                "{office} writes the damaged package again; it waits to be taken in.",
                office=site.name,
            )
        )
        return {"written_again_can_be_taken_in": ready}

    def difference(self, number: int) -> dict[str, Any]:
        """Hub and office change one figure without seeing each other; the hub then decides."""
        site, told = self._sites[number], self._tell
        with self._world.open(self._hub) as app:
            place, before = self._correct(app, site)
        name = app.catalogue.places[place].name
        told(
            translate(
                "Demo",
                "By telephone the hub corrects a figure of {office}, {place}: {old} to {new}.",
                hub_short=app.catalogue.word("hub_short"),
                office=site.name,
                place=name,
                old=before,
                new=before + MORE_HUB,
            )
        )
        with self._world.open(site) as app:
            path = self._changed(app, place, before + MORE_OFFICE)
        told(
            translate(
                "Demo",
                "Not having seen it, {office} changes the same figure to {new} and sends again.",
                office=site.name,
                new=before + MORE_OFFICE,
            )
        )
        self._paths.clear()
        self.bring(path, damaged=False)
        with self._world.open(self._hub) as app:
            return self._settled(app, site)

    def _refused(self, app: App, path: Path) -> bool:
        before = app.selfcheck.digests().content
        taken = app.receiving.take_in(path)
        self._tell(f"{path.name}: {taken.message.text}")
        unchanged = not taken.ok and app.selfcheck.digests().content == before
        if unchanged:
            self._tell(translate("Demo", "Checked before and after: not one entry has changed."))
        return unchanged

    def _told(self, one: Taken) -> dict[str, Any]:
        if one.ok and one.office in self._by_office:
            self.accepted.add(self._by_office[one.office])
        self._tell(f"{one.path.name}: {one.message.happened}")
        return {
            "file": self._world.shown(one.path),
            "office": one.office_name,
            "outcome": one.outcome,
            "ok": one.ok,
            "ops": one.ops,
            "words": one.message.text,
        }

    def _status(self, app: App) -> None:
        matrix = app.monitoring.matrix([PERIOD])
        counts = matrix.counts[PERIOD]
        self._tell(
            translate(
                "Demo",
                "{reported} of {expected} offices have reported in full for the period.",
                reported=counts.reported,
                expected=counts.expected,
            )
        )

    def _correct(self, app: App, site: Site) -> tuple[str, int]:
        sheet = app.returns.open(FORM, PERIOD, site.office)
        place = sheet.rows[0]
        before = sheet.cell(place, LINE).value
        held = before if isinstance(before, int) else 0
        change = CellChange(place=place, indicator=LINE, value=held + MORE_HUB)
        app.returns.correct(FORM, PERIOD, [change], office=site.office, reason=BY_TELEPHONE)
        return place, held

    def _changed(self, app: App, place: str, value: int) -> Path:
        app.returns.reopen(FORM, PERIOD)
        change = CellChange(place=place, indicator=LINE, value=value)
        app.returns.set_cells(FORM, PERIOD, [change])
        app.returns.complete(FORM, PERIOD)
        note = "Bổ sung số liệu một xã."
        return app.sending.export(PERIOD, self._world.at("packages"), note=note).path

    def _settled(self, app: App, site: Site) -> dict[str, Any]:
        taken = app.receiving.take_in_all(self._paths)
        self._told(taken[0])
        found = app.conflicts.list(site.office)
        self.checks["one_difference"] = len(found) == 1
        if not found:
            return {}
        view = found[0]
        values = {side.who: side.value for side in view.sides}
        choice = next(at for at, side in enumerate(view.sides) if side.who == OFFICE)
        done = app.conflicts.settle([(view.key, choice)])
        self._tell(
            translate(
                "Demo",
                "One difference, {title} – {field}: the hub has {hub}, the office {office}. "
                "The hub settles it: {kept} stands.",
                hub_short=app.catalogue.word("hub_short"),
                title=view.title,
                field=view.field_label,
                hub=values.get("hub"),
                office=values.get("office"),
                kept=view.sides[choice].shown,
            )
        )
        self.checks["no_difference_left"] = done.left == 0
        return {"office": site.name, "values": values, "kept": view.sides[choice].value}
