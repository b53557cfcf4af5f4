"""Something to look at while trying out: invented entries, at the hub as real packages.

An office finds its own period begun. The hub finds reports of some offices taken in and two waiting
in `X.goi-mau`, each entered in a workspace of its own that is thrown away, sent as every report is.
"""

from __future__ import annotations

import tempfile
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

from gbdesk import resources
from gbdesk.domain.activities import PLACE
from gbdesk.domain.catalogue_parts import Office
from gbdesk.domain.cells import CellValue
from gbdesk.domain.clock import HybridClock
from gbdesk.domain.forms import CADRE, DV, WHOLE
from gbdesk.domain.ops import Fields
from gbdesk.domain.owed import form_of, rows_of
from gbdesk.domain.registers import MODEL
from gbdesk.services import certifying, identity, installation
from gbdesk.services.activities import Activities
from gbdesk.services.anchor import Anchor
from gbdesk.services.beside import earlier_periods
from gbdesk.services.desk import Desk
from gbdesk.services.entries import Entries
from gbdesk.services.home import current_period
from gbdesk.services.installation import Installation
from gbdesk.services.narratives import Narratives
from gbdesk.services.receiving import Receiving
from gbdesk.services.returns import CellChange, Returns
from gbdesk.services.sending import Sending
from gbdesk.services.session import ENTER, Session
from gbdesk.services.tray import Tray, Waiting
from gbdesk.store import catalogues
from gbdesk.store.ring import DataKey
from gbdesk.store.workspace import Store
from gbdesk.sync.keys import ReceivingKey, SigningKey
from gbdesk.sync.reading import outside

USER: Final = "mau"
MOST: Final = 4
WAITING: Final = 2
FOLDER: Final = ".goi-mau"
CUT: Final = 1500
ALL: Final = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """The clocks and the anchor folder of whoever sets the trial up."""

    now_ms: Callable[[], int]
    today: Callable[[], date]
    anchor: Path | None


def desk_of(store: Store, made: Installation, user: str, around: Surroundings) -> Desk:
    """A desk over a workspace that is being set up."""
    session = Session(
        user=user,
        display=user,
        role_name=ENTER,
        office=made.office,
        device=made.device,
        hub=made.hub,
        sample=made.sample,
    )
    return Desk(
        store,
        session,
        identity.read_release,
        HybridClock(now_ms=around.now_ms),
        today=around.today,
        anchor=Anchor(made.device, around.anchor),
    )


def fill(desk: Desk, around: Surroundings, path: Path) -> None:
    """Begin the current period of the workspace that will stand at `path`.

    An office has figures of two places out of three. A hub has taken in reports of some of its
    offices that report figures, one of them unfinished; a whole and a damaged one wait in a folder.
    """
    catalogue = desk.catalogue
    period = current_period(catalogue, desk.today())
    if not desk.session.hub:
        _enter(desk, period, share=2 / 3)
        _before(desk, period)
        return
    owing = [
        one for one in catalogue.reporting(period) if "dv" in catalogue.datasets(one.id, period)
    ]
    taken = min(len(owing) // 2, MOST)
    for at, office in enumerate(owing[: taken + WAITING]):
        with tempfile.TemporaryDirectory(prefix="gbdesk-") as scratch:
            inside = Surroundings(now_ms=around.now_ms, today=around.today, anchor=Path(scratch))
            package = _report(desk, office, period, ALL if at else 0.5, inside)
            if at < taken:
                Receiving(desk).take_in(package)
            else:
                _lay_out(desk, package, path.with_suffix(FOLDER), whole=at == taken)


def _lay_out(desk: Desk, package: Path, folder: Path, *, whole: bool) -> None:
    """Put a package where the import centre finds it: whole and waiting, or cut on the way."""
    beside = desk.store.path.with_suffix(FOLDER)
    beside.mkdir(exist_ok=True)
    raw = package.read_bytes()
    (beside / package.name).write_bytes(raw if whole else raw[:-CUT])
    if not whole:
        return
    found = outside(package)
    span = found.header.period
    Tray(desk.store).put(
        Waiting(
            package=found.ident,
            path=str(folder.absolute() / package.name),
            office=found.header.sender.office,
            periods=(span.first, span.last) if span else (),
            seen=desk.clock.stamp(),
        )
    )


def _report(hub: Desk, office: Office, period: str, share: float, around: Surroundings) -> Path:
    """A report entered and sent by an office that is only there for this."""
    sign, receive, folder = SigningKey.new(), ReceivingKey.new(), Path(str(around.anchor))
    with hub.write() as db:
        who, release = identity.of(db), catalogues.current(db) or b""
        keys = (sign.public, receive.recipient)
        certificate, signed = certifying.issue(hub, db, who, keys, office.id, office.short)
    made = Installation(office=office.id, device=sign.device, hub=False, trial=False, sample=True)
    store = Store.create(folder / "office.gbdesk", DataKey.new())
    try:
        with store.write() as db:
            installation.write(db, made)
            identity.keep(db, sign, receive, who.root_signed)
            identity.keep_certificate(db, signed, certificate)
            catalogues.add(db, hub.catalogue.number, release, hub.clock.stamp())
        desk = desk_of(store, made, USER, around)
        _enter(desk, period, share=share)
        return Sending(desk).export(period, folder).path
    finally:
        store.close()


def _enter(desk: Desk, period: str, *, share: float) -> None:
    said = tomllib.loads(resources.path("sample", "trial.toml").read_text(encoding="utf-8"))
    _activities(desk, period, said["activity"])
    for form in desk.catalogue.forms_of(period):
        rows = said["row"] if form.dataset == DV else said[form.dataset]
        _figures(desk, period, form.id, rows, share)
    _lines(desk, period, said["line"])
    for section, text in said["narrative"].items():
        Narratives(desk).save(period, section, text)


def _before(desk: Desk, period: str) -> None:
    """The figures on cadres of the period before, from which one may carry over."""
    said = tomllib.loads(resources.path("sample", "trial.toml").read_text(encoding="utf-8"))
    form = form_of(desk.catalogue, period, CADRE)
    past = earlier_periods(desk.catalogue, form.id, period) if form else ()
    if form and past and rows_of(desk.catalogue, desk.session.office, form.id, past[-1]):
        _figures(desk, past[-1], form.id, said[CADRE], ALL)


def _activities(desk: Desk, period: str, given: list[Mapping[str, Any]]) -> None:
    activities, catalogue = Activities(desk), desk.catalogue
    office, window = desk.session.office, catalogue.period(period)
    places = [place.id for place in catalogue.places_of(office, window.end)]
    begun = activities.defaults(period)
    last = min(window.end, max(desk.today(), window.start))
    for at, one in enumerate(given):
        start = min(window.start + timedelta(days=one["day"]), last)
        fields: Fields = {
            **begun,
            "title": one["title"],
            "kind": one["kind"],
            "start": start.isoformat(),
            f"theme.{one['theme']}": True,
            **{f"measure.{name}": count for name, count in one["measures"].items()},
        }
        if places and not any(name.startswith(PLACE) for name in fields):
            fields[PLACE + places[at % len(places)]] = True
        activities.save(None, fields)


def _lines(desk: Desk, period: str, given: list[Mapping[str, Any]]) -> None:
    entries, end = Entries(desk), desk.catalogue.period(period).end
    places = [place.id for place in desk.catalogue.places_of(desk.session.office, end)]
    for at, one in enumerate(given):
        fields = {**entries.defaults(one["register"]), **one}
        if places and one["register"] == MODEL:
            fields["place"] = places[at % len(places)]
        entries.save(None, fields)


def _figures(
    desk: Desk, period: str, form: str, rows: list[Mapping[str, CellValue]], share: float
) -> None:
    returns = Returns(desk)
    places = returns.open(form, period).rows
    count = round(len(places) * share)
    changes = [
        CellChange(place=place, indicator=line, value=value)
        for at, place in enumerate(places[: max(count, 1)])
        for line, value in rows[at % len(rows)].items()
    ]
    if places == (WHOLE,):  # its lines, not its rows, are entered in part
        changes = changes[: round(len(changes) * share)]
    if changes:
        returns.set_cells(form, period, changes)
    if places and share == ALL:
        returns.complete(form, period)
