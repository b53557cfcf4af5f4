"""Which pages are pictured: plans for `gbdesk.ui.shots`."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from gbdesk.demo.entering import PERIOD
from gbdesk.demo.world import PASSWORD, Site, World
from gbdesk.text import language

SIZE: Final = (1366, 768)
HUB_PAGES: Final = ("home", "import", "status", "conflicts", "history", "report", "enrolment")
OFFICE_PAGES: Final = ("home", "activities", "figures", "narrative", "plan", "export", "sent")
DARK: Final = {"hub": ("status",), "office": ("figures",)}


def plans(world: World, hub: Site, office: Site) -> list[dict[str, Any]]:
    """The main pages of both sides in light, and the tables once more in dark.

    The import centre has every file on its table that has arrived, the newest first: the one that
    waits, the damaged one, the one that came twice, those that are in.
    """
    return [
        _plan(world, site, side, pages, dark=dark)
        for side, site, light in (("hub", hub, HUB_PAGES), ("office", office, OFFICE_PAGES))
        for dark, pages in ((False, light), (True, DARK[side]))
    ]


def _plan(
    world: World, site: Site, side: str, pages: tuple[str, ...], *, dark: bool
) -> dict[str, Any]:
    mark = "-dark" if dark else ""
    arrived = sorted(world.at("arrived").iterdir(), key=_newest)
    facts = {"import": {"files": [str(path) for path in arrived]}}
    return {
        "workspace": str(site.path),
        "user": site.user,
        "password": PASSWORD,
        "language": language(),
        "dark": dark,
        "size": list(SIZE),
        "scale": 1,
        "out": str(world.at("pictures")),
        "today": world.calendar.today().isoformat(),
        "anchor": str(world.at("anchors")),
        "pages": [
            {
                "page": page,
                "facts": facts.get(page, {}),
                "name": f"{side}-{page}{mark}",
                "period": PERIOD,
            }
            for page in pages
        ],
    }


def _newest(path: Path) -> tuple[float, str]:
    return -path.stat().st_mtime, path.name
