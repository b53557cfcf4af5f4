"""Two computers of one office: how they come to know each other and exchange."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from gbdesk.app import App
from gbdesk.sync import reading
from helpers.journey import Province

ALONE: Final = 3  # the hub, its recovery sheet, the computer itself


def meet(at: Province) -> tuple[App, App]:
    """The first computer opens the answer that registered the second one."""
    one, two = at.apps["a"], at.apps["a2"]
    answers = at.folder.glob("GB_*_DANGKY_*.gbpkg")
    (for_both,) = [path for path in answers if len(reading.outside(path).header.to) > ALONE]
    one.enrolment.accept(for_both)
    return one, two


def share(at: Province, name: str) -> Path:
    (path,) = at.apps[name].sharing.write(at.folder / "stick").paths
    return path
