"""A hub and its offices as they are set up: real files, real keys, the cheapest codes."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from gbdesk.app import App
from gbdesk.bootstrap import open_app
from gbdesk.services import setup
from gbdesk.services.setup import Made, Person
from gbdesk.store.vault import CHEAPEST

PASSWORD = "mật khẩu thử nghiệm"
TODAY = date(2024, 5, 24)
PERIOD = "2024-6T"


@dataclass
class Places:
    """A folder of workspaces with one anchor folder, all of one sample province."""

    folder: Path
    template: str | Mapping[str, Any] = "sample-2024"
    today: date = TODAY

    def given(self) -> dict[str, Any]:
        """The surroundings of every call."""
        return {"today": lambda: self.today, "anchor": self.folder / "anchors", "cost": CHEAPEST}

    def path(self, name: str) -> Path:
        """The workspace of this name."""
        return self.folder / f"{name}.gbdesk"

    def make_hub(self, name: str = "hub") -> Made:
        """Set a hub up: the one named `hub` is made once and copied, another has its own keys."""
        if name != "hub" or self.template != "sample-2024":
            return self.new_hub(name)
        folder, made = _first_hub()
        for file in folder.iterdir():
            shutil.copy(file, self.folder)
        return replace(made, path=self.path(name), root_file=self.folder / "hub.gbroot")

    def new_hub(self, name: str) -> Made:
        """Set a hub up with keys of its own."""
        person = Person(user="ha", display="Nông Thị Hà", password=PASSWORD)
        return setup.create_hub(
            self.path(name), template=self.template, person=person, **self.given()
        )

    def make_office(self, name: str, invitation: bytes, code: str) -> Made:
        """Set an office up by its invitation."""
        person = Person(user="mai", display="Trần Thị Mai", password=PASSWORD)
        return setup.create_office(self.path(name), invitation, code, person, **self.given())

    def open(self, name: str, user: str | None = None) -> App:
        """Open a workspace; the hub's user is ha, an office's mai."""
        who = user or ("ha" if name.startswith("hub") else "mai")
        return open_app(self.path(name), who, PASSWORD, **self.given())


@cache
def _first_hub() -> tuple[Path, Made]:
    folder = Path(tempfile.mkdtemp(prefix="gbdesk-tests-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder, Places(folder).new_hub("hub")


def office_id(app: App, key: str = "district-office.901") -> str:
    """The id of an office by its key."""
    return next(one.id for one in app.catalogue.offices.values() if one.key == key)


def enrol(places: Places, hub: App, name: str, key: str) -> App:
    """Invite, set up, certify and accept: an office ready to send, open."""
    invitation = hub.enrolment.invite(office_id(hub, key))
    made = places.make_office(name, invitation.bytes, invitation.code)
    return enrol_by(places, hub, name, made.request)


def enrol_by(places: Places, hub: App, name: str, request: bytes) -> App:
    """Certify a request and accept the answer; the office, open."""
    answer = hub.enrolment.certify(request)
    file = places.folder / answer.name
    file.write_bytes(answer.bytes)
    app = places.open(name)
    app.enrolment.accept(file)
    return app
