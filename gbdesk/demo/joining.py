"""How hub and offices come to know each other: invitation and code, request, certificate."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from gbdesk.app import App
from gbdesk.demo.world import Site, World
from gbdesk.domain.catalogue import Catalogue
from gbdesk.domain.catalogue_parts import Office
from gbdesk.domain.template_scaled import scaled_template
from gbdesk.domain.templates import template
from gbdesk.services import setup

ORDER: Final = ("district-office", "subordinate-unit", "district-centre")
DIRECTOR: Final = "Lý Thị Vân"
PEOPLE: Final = ("Nông Thị Hà", "Trần Văn Sơn", "Hoàng Thị Mai", "Vi Văn Lâm", "Đặng Thị Nga")


def release(offices: int) -> dict[str, Any]:
    """The sample province, with more districts where more offices are asked for than it has."""
    raw = template("sample-2024")
    kinds = [one["kind"] for one in raw["offices"] if one["kind"] in ORDER]
    if offices <= len(kinds):
        return raw
    districts = kinds.count("district-office")
    return scaled_template(offices - len(kinds) + districts)


def chosen(catalogue: Catalogue, count: int) -> list[Office]:
    """The offices that take part: those with figures by place first."""
    able = [office for office in catalogue.offices.values() if office.device]
    able.sort(key=lambda office: ORDER.index(office.kind) if office.kind in ORDER else len(ORDER))
    return able[:count]


def found_hub(world: World, offices: int) -> Site:
    """The hub's workspace."""
    site = Site(path=world.at("hub", "so.gbdesk"), user="van", display=DIRECTOR)
    setup.create_hub(
        site.path, template=release(offices), person=site.person, **world.surroundings()
    )
    return site


def join(world: World, hub: App, office: Office, number: int) -> Site:
    """One office is invited, set up, certified, and opens the answer; its workspace."""
    files = world.at("enrolment")
    path = world.at("offices", f"{number:02d}-{office.ascii}.gbdesk")
    site = Site(
        path=path,
        user="ha",
        display=PEOPLE[number % len(PEOPLE)],
        office=office.id,
        name=office.short,
    )
    invited = hub.enrolment.invite(office.id)
    invitation = _put(files / invited.name, invited.bytes)
    made = setup.create_office(
        path, invitation.read_bytes(), invited.code, site.person, **world.surroundings()
    )
    request = _put(files / f"{path.stem}.gbreq", made.request)
    answer = hub.enrolment.certify(request.read_bytes())
    file = _put(files / answer.name, answer.bytes)
    with world.open(site) as app:
        app.enrolment.accept(file)
    return site


def _put(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path
