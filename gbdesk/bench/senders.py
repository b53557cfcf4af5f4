"""A hub and as many registered offices as wanted, each with one package: real keys, real files."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from gbdesk import __version__
from gbdesk.app import App
from gbdesk.bench.place import TODAY
from gbdesk.bench.stream import FORM, MOMENT, Scribe
from gbdesk.bootstrap import open_app
from gbdesk.domain.catalogue_parts import Office
from gbdesk.domain.ids import RowId, new_row_id
from gbdesk.domain.ops import REPORT, Fields, Op, chain_start, line_of
from gbdesk.domain.template_scaled import scaled_template
from gbdesk.services import identity, packing, setup
from gbdesk.services.setup import Person
from gbdesk.store.vault import CHEAPEST
from gbdesk.sync import trust
from gbdesk.sync.keys import ReceivingKey, SigningKey
from gbdesk.sync.reading import Trust
from gbdesk.sync.trust import Certificate
from gbdesk.sync.writing import OFFICE_OPS, Outgoing, Segment, write_package

PERIOD: Final = "2024-6T"
HUB_USER, OFFICE_USER = "hub", "office"
_PASSWORD: Final = "only for measuring"  # noqa: S105 - the files live for a minute
_MADE: Final = "2024-05-27T08:00:00+07:00"


@contextmanager
def hub(folder: Path, offices: int) -> Iterator[App]:
    """A new hub of a province with so many offices that report figures, open."""
    path, given = folder / "hub.gbdesk", _given(folder)
    person = Person(user=HUB_USER, display="Hub", password=_PASSWORD)
    setup.create_hub(path, template=scaled_template(offices), person=person, **given)
    app = open_app(path, HUB_USER, _PASSWORD, **given)
    try:
        yield app
    finally:
        app.close()


def again(folder: Path) -> App:
    """The hub of a folder, open once more."""
    return open_app(folder / "hub.gbdesk", HUB_USER, _PASSWORD, **_given(folder))


@contextmanager
def office(folder: Path, app: App) -> Iterator[App]:
    """The first office, enrolled as people do it, open."""
    path, given = folder / "office.gbdesk", _given(folder)
    invited = app.enrolment.invite(reporting(app)[0].id)
    person = Person(user=OFFICE_USER, display="Office", password=_PASSWORD)
    made = setup.create_office(path, invited.bytes, invited.code, person, **given)
    answer = folder / "answer.gbpkg"
    answer.write_bytes(app.enrolment.certify(made.request).bytes)
    found = open_app(path, OFFICE_USER, _PASSWORD, **given)
    try:
        found.enrolment.accept(answer)
        yield found
    finally:
        found.close()


def reporting(app: App) -> list[Office]:
    """The offices that report figures by place."""
    return [one for one in app.catalogue.offices.values() if one.kind == "district-office"]


def packages(folder: Path, app: App, count: int, ops: int) -> list[Path]:
    """One package of so many ops from each of `count` newly registered offices."""
    sending = reporting(app)[-count:]
    return [_Sender(app, office, number).send(folder, ops) for number, office in enumerate(sending)]


def trusted(app: App) -> Trust:
    """Whom the hub believes, for reading packages without its store."""
    with app.desk.read() as db:
        return packing.trust_of(app.desk, db, identity.of(db), {OFFICE_OPS})


@dataclass(frozen=True, slots=True)
class _Sender:
    app: App
    office: Office
    number: int

    def send(self, folder: Path, count: int) -> Path:
        """Register a device for the office and write its first package."""
        key = SigningKey.new()
        certificate, signed, to = self._registered(key)
        scribe = Scribe(self.app.catalogue, self.office.id, key.device, self.number)
        opening: Fields = {"session": f"{self.number:016x}", "restore": False}
        ops = [scribe.write("open", self._id(0), opening)]
        ops += scribe.office_work(count - 2, PERIOD)
        declared: Fields = {"period": PERIOD, "forms": "", "gaps": "[]", "totals": "{}"}
        declared |= {"open_forms": FORM, "note": "", "approver": ""}
        ops.append(scribe.write("submission", self._id(1), declared))
        path = folder / f"{self.number:04d}.gbpkg"
        with path.open("xb") as out:
            outgoing = self._outgoing(certificate, signed, to, ops)
            write_package(out, outgoing, (line_of(op) for op in ops), key)
        return path

    def _id(self, at: int) -> RowId:
        return new_row_id(MOMENT + at, self.number.to_bytes(10, "big"))

    def _registered(self, key: SigningKey) -> tuple[Certificate, bytes, tuple[str, ...]]:
        desk = self.app.desk
        with desk.write() as db:
            who = identity.of(db)
            made = Certificate(
                id=trust.certificate_id(key.device, self.number + 1000),
                device=key.device,
                office=self.office.id,
                offices=(self.office.id,),
                public=key.public,
                recipient=ReceivingKey.new().recipient,
                rank=0,
                serial=self.number + 1000,
                catalogue=desk.catalogue.number,
                sample=who.root.sample,
            )
            if who.operational is None:
                raise TypeError("not a hub")
            signed = trust.write_certificate(who.operational, made)
            identity.keep_certificate(db, signed, made)
        return made, signed, who.root.to

    def _outgoing(
        self, certificate: Certificate, signed: bytes, to: tuple[str, ...], ops: list[Op]
    ) -> Outgoing:
        start = chain_start(certificate.device, REPORT)
        segment = Segment(
            stream=REPORT,
            base=(0, start),
            head=(ops[-1].n, ops[-1].id),
            n=len(ops),
            device=certificate.device,
            cert=certificate.id,
        )
        return Outgoing(
            kind=OFFICE_OPS,
            office=self.office.id,
            office_name=self.office.short,
            device=certificate.device,
            cert=certificate.id,
            certs=(signed,),
            to=to,
            seq=1,
            periods=(PERIOD, PERIOD),
            created=_MADE,
            app=f"gbdesk {__version__}",
            segments=(segment,),
            needs_catalogue=1,
            schema=1,
        )


def _given(folder: Path) -> dict[str, Any]:
    return {"today": lambda: TODAY, "anchor": folder / "anchors", "cost": CHEAPEST}
