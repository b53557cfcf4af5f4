"""A hub and two offices set up with commands alone, copied for every test."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from helpers.commands import PERIOD, Desk


@dataclass
class Trio:
    """The desks of a hub and of two enrolled offices in one folder."""

    folder: Path

    @property
    def hub(self) -> Desk:
        return Desk(self.folder, "hub.gbdesk")

    @property
    def first(self) -> Desk:
        return Desk(self.folder, "first.gbdesk")

    @property
    def second(self) -> Desk:
        return Desk(self.folder, "second.gbdesk")


def set_up(folder: Path) -> None:
    """Everything from an empty folder to two enrolled offices with something to send."""
    out = ("--out", str(folder))
    hub = Desk(folder, "hub.gbdesk", "van")
    assert hub("init", "--role", "hub", "--template", "sample-2024").exit == 0
    for name, key in (("first", "district-office.901"), ("second", "district-office.902")):
        invited = hub("enrol", "invite", key, *out).result
        office = Desk(folder, f"{name}.gbdesk", "ha")
        made = office(
            *("init", "--role", "office", "--invitation", invited["file"], *out),
            code=invited["code"],
        ).result
        answer = hub("enrol", "certify", made["request"], *out).result["file"]
        assert office("enrol", "accept", answer).result["state"] == "enrolled"
        meeting = ("--title", "Hội nghị triển khai", "--kind", "meeting", "--start", "22/5/2024")
        numbers = ("--measure", "quantity=1", "--measure", "attendees=40")
        assert office("activity", "add", *meeting, *numbers).exit == 0
        text = ("--text", "Công tác tuyên truyền được duy trì.")
        assert office("narrative", "set", "--period", PERIOD, "results", *text).exit == 0


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cli") / "made"
    folder.mkdir()
    set_up(folder)
    return folder


@pytest.fixture
def trio(made: Path, tmp_path: Path) -> Iterator[Trio]:
    """A copy of the three workspaces, with their anchors."""
    folder = tmp_path / "trio"
    shutil.copytree(made, folder)
    yield Trio(folder)
    for desk in ("hub", "first", "second"):
        assert (folder / f"{desk}.gbdesk").is_file()


@pytest.fixture
def package(trio: Trio) -> Path:
    """The first office's package."""
    written = trio.first("export", "--period", PERIOD, "--out", str(trio.folder)).result
    return Path(written["package"]["path"])
