"""The main job from an empty folder to the printed report, told step by step.

Nothing here knows a short cut: every step is the service that the window calls, on real files.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random
from typing import Any, Final

from gbdesk import __version__
from gbdesk.demo import comparing, joining, pictures
from gbdesk.demo.arriving import Arrivals
from gbdesk.demo.entering import PERIOD, Entered, enter
from gbdesk.demo.roles import roles
from gbdesk.demo.world import PASSWORD, Calendar, Site, Tell, World
from gbdesk.domain.disclosure import INTERNAL, SHARED
from gbdesk.text import translate

SET_UP: Final = date(2024, 5, 13)
ENTERING: Final = date(2024, 5, 24)
ARRIVAL: Final = date(2024, 5, 27)
REPORT: Final = date(2024, 5, 30)


@dataclass(slots=True, kw_only=True)
class Facts:
    """What the demo leaves: a summary for machines, plans of pictures, the hub's workspace."""

    summary: dict[str, Any]
    pictures: list[dict[str, Any]]
    hub: Path
    user: str
    password: str

    @property
    def holds(self) -> bool:
        """Whether everything the story claims was found to be so."""
        return all(self.summary["checks"].values())


class Story:
    """One run of the main job with this many offices, each with this many activities."""

    def __init__(self, folder: Path, offices: int, activities: int, seed: int, tell: Tell) -> None:
        self._world = World(folder, Calendar(SET_UP))
        self._count, self._activities, self._seed = offices, activities, seed
        self._roles = roles(offices)
        self._tell = tell
        self._sites: list[Site] = []
        self._files: dict[int, Path] = {}
        self._summary: dict[str, Any] = {"checks": {}}

    def run(self) -> Facts:
        """Live through it.

        Raises:
            Refused: a step was refused that the story does not expect to be.
        """
        began, hub = time.monotonic(), self._set_up()
        self._enter()
        arrivals = Arrivals(self._world, hub, self._sites, self._tell)
        self._on_the_way(arrivals)
        self._import(arrivals)
        self._report(hub)
        self._receipts(hub, arrivals)
        comparing.compare(self._world, hub, self._sites, arrivals.accepted, self._summary)
        self._tell_equal(len(arrivals.accepted))
        if self._roles.damaged is not None:
            self._summary["checks"] |= arrivals.write_again(self._roles.damaged)
        self._summary |= self._about(hub, time.monotonic() - began)
        return Facts(
            summary=self._summary,
            pictures=pictures.plans(self._world, hub, self._sites[self._roles.differs]),
            hub=hub.path,
            user=hub.user,
            password=PASSWORD,
        )

    def _set_up(self) -> Site:
        hub = joining.found_hub(self._world, self._count)
        with self._world.open(hub) as app:
            catalogue = app.catalogue
            self._tell(
                translate(
                    "Demo",
                    "{hub} sets up its computer from the catalogue “{title}”.",
                    hub=catalogue.hub.name,
                    title=catalogue.title,
                )
            )
            for number, office in enumerate(joining.chosen(catalogue, self._count), start=1):
                self._sites.append(joining.join(self._world, app, office, number))
        self._tell(
            translate(
                "Demo",
                "{count} offices join: invitation and code told by telephone, request, "
                "certificate.",
                count=len(self._sites),
            )
        )
        return hub

    def _enter(self) -> None:
        self._world.calendar.go_to(ENTERING)
        found = []
        for number, site in enumerate(self._sites):
            chance = Random(f"{self._seed}/{number}")
            with self._world.open(site) as app:
                done = enter(app, chance, self._activities, self._roles.manner(number))
                found.append(done)
                if number != self._roles.silent:
                    self._files[number] = self._export(app, site, done)
                else:
                    self._tell(
                        translate(
                            "Demo",
                            "{office} has entered, but does not send anything.",
                            office=site.name,
                        )
                    )
        self._summary["entered"] = {
            "activities": sum(done.activities for done in found),
            "figures": sum(done.figures for done in found),
            "sections": sum(done.sections for done in found),
        }

    def _export(self, app: Any, site: Site, done: Entered) -> Path:
        written = app.sending.export(PERIOD, self._world.at("packages"), approver="Trưởng phòng")
        self._tell(
            translate(
                "Demo",
                "{office}: {activities} activities, {figures} figures; package {file} is written "
                "and reads back the same.",
                office=site.name,
                activities=done.activities,
                figures=done.figures,
                file=written.path.name,
            )
        )
        for gap in written.gaps_words:
            self._tell("   " + translate("Demo", "declared as missing: {gap}", gap=gap))
        return Path(written.path)

    def _on_the_way(self, arrivals: Arrivals) -> None:
        damaged, twice = self._roles.damaged, self._files[self._roles.twice]
        for number, path in self._files.items():
            arrivals.bring(path, damaged=number == damaged)
        arrivals.bring_again(twice)
        if damaged is None:
            said = translate(
                "Demo", "On its way one package comes twice ({twice}).", twice=twice.name
            )
        else:
            said = translate(
                "Demo",
                "On its way one package is damaged ({damaged}); another comes twice ({twice}).",
                damaged=self._files[damaged].name,
                twice=twice.name,
            )
        self._tell(said)

    def _import(self, arrivals: Arrivals) -> None:
        self._world.calendar.go_to(ARRIVAL)
        self._summary["imports"] = arrivals.take_in()
        self._summary["difference"] = arrivals.difference(self._roles.differs)
        self._summary["checks"] |= arrivals.checks

    def _report(self, hub: Site) -> None:
        self._world.calendar.go_to(REPORT)
        written: dict[str, list[str]] = {}
        with self._world.open(hub) as app:
            for profile, reason in ((INTERNAL, "Trình lãnh đạo"), (SHARED, "")):
                done = app.reporting.report(
                    PERIOD,
                    profile=profile.id,
                    folder=self._world.at("reports"),
                    today=self._world.calendar.today(),
                    password_checked=True,
                    reason=reason,
                )
                written[profile.id] = [self._world.shown(path) for path in done.paths]
                self._tell(
                    translate(
                        "Demo",
                        "The consolidated report is written: {files}. {words}",
                        files=", ".join(path.name for path in done.paths),
                        words=done.words,
                    )
                )
        self._summary["reports"] = written

    def _receipts(self, hub: Site, arrivals: Arrivals) -> None:
        told = ""
        with self._world.open(hub) as app:
            files = {
                number: app.receiving.receipts(self._world.at("receipts"), [site.office])[0]
                for number, site in enumerate(self._sites)
                if number in arrivals.accepted
            }
        for number, path in files.items():
            with self._world.open(self._sites[number]) as app:
                words = app.enrolment.accept(path).words
            if number == self._roles.differs:
                told = words
        told_by = self._sites[self._roles.differs].name
        count = len(files)
        self._tell(
            translate(
                "Demo", "{count} receipts are written and opened at the offices.", count=count
            )
        )
        self._tell(
            translate("Demo", "{office} opens its receipt: {words}", office=told_by, words=told)
        )
        self._summary["receipts"] = [self._world.shown(path) for path in files.values()]

    def _tell_equal(self, count: int) -> None:
        if self._summary["checks"]["both_sides_equal"]:
            self._tell(
                translate(
                    "Demo",
                    "What the hub holds and what the office holds is the same for all {count} "
                    "offices whose package is in.",
                    hub_short=self._summary["hub_short"],
                    count=count,
                )
            )

    def _about(self, hub: Site, seconds: float) -> dict[str, Any]:
        world = self._world
        return {
            "version": __version__,
            "seed": self._seed,
            "period": PERIOD,
            "seconds": round(seconds, 1),
            "hub": {"workspace": world.shown(hub.path), "user": hub.user, "password": PASSWORD},
            "workspaces": [world.shown(site.path) for site in self._sites],
            "files": comparing.digests(world),
        }
