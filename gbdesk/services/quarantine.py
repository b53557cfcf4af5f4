"""Packages set aside because their computer wrote two histories: what the hub decided on each.

A decision is a change of the hub like any other: one record per package in the stream for its unit,
signed with the next receipt, so that the unit reads it too (`package.md` 3.4). The newest counts.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from gbdesk.domain.ids import derived_id
from gbdesk.domain.merge import CREATE
from gbdesk.domain.ops import Fields
from gbdesk.domain.refusals import Refused
from gbdesk.services import aside, looks, planning
from gbdesk.services.changed import Changed
from gbdesk.services.codes import check_code
from gbdesk.services.desk import Desk
from gbdesk.services.labels import office_name
from gbdesk.services.messages import Message, describe
from gbdesk.services.receiving_parts import Look
from gbdesk.services.streams import stream_to
from gbdesk.store import figures, ledger
from gbdesk.store.ledger import Attempt
from gbdesk.store.oplog import Draft
from gbdesk.text import translate

if TYPE_CHECKING:
    from sqlalchemy import Connection

ENTITY: Final = "decision"
REGISTER: Final = "fork"
FORKED: Final = "E_FORK"
ACCEPTED: Final = "accepted"
REFUSED: Final = "refused"
WAITS: Final = "waiting"


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAside:
    """One package set aside; `state` is waiting, accepted (not taken in yet) or refused.

    `number` is the change that this computer wrote twice; `path` is our own copy of the file.
    """

    ident: str
    path: Path
    office: str
    office_name: str
    device: str
    seq: int
    number: int
    title: str
    seen: str
    check_code: str
    state: str
    reason: str = ""
    decided: str = ""

    @property
    def words(self) -> str:
        """How it stands, in the language in use."""
        if self.state == ACCEPTED:
            return translate("Quarantine", "Let in; it can be taken in now")
        if self.state == REFUSED:
            return translate("Quarantine", "Refused: {reason}", reason=self.reason)
        return translate("Quarantine", "Waits for a decision")


def verdict(db: Connection, ident: str) -> Fields:
    """The newest decision on a package, empty where there is none."""
    found = figures.entries(db, ENTITY, register=REGISTER)
    return next((row.fields for row in found if row.fields.get("package") == ident), {})


def is_accepted(db: Connection, ident: str) -> bool:
    """Whether the second history in this package may come in."""
    return verdict(db, ident).get("verdict") == ACCEPTED


def refused_words(said: Fields) -> Message:
    """What is said of a package that was refused."""
    day = looks.day_of(str(said.get("at") or ""))
    told = Refused("receive.denied", day=day, reason=str(said.get("reason") or ""))
    found = describe(told)
    return Message(happened=found.happened, kept=found.kept, todo=found.todo, code=FORKED)


def set_aside(desk: Desk, db: Connection) -> tuple[SetAside, ...]:
    """Every package set aside and not taken in since, newest first."""
    found: dict[str, SetAside] = {}
    for tried in ledger.attempts(db, outcome=FORKED):
        path = aside.place(desk, tried.package, aside.SET_ASIDE)
        if not tried.package or tried.package in found or not path.is_file():
            continue
        known = ledger.by_ident(db, tried.package)
        if known is None or not known.accepted:
            found[tried.package] = _shown(desk, tried, path, verdict(db, tried.package))
    return tuple(found.values())


def _shown(desk: Desk, tried: Attempt, path: Path, said: Fields) -> SetAside:
    why: Any = tried.facts.get("why") or {}
    return SetAside(
        ident=tried.package,
        path=path,
        office=tried.office,
        office_name=office_name(desk.catalogue, tried.office),
        device=tried.device,
        seq=tried.seq,
        number=int(why.get("number") or 0),
        title=looks.titles(desk.catalogue, tuple(tried.facts.get("periods") or ())),
        seen=tried.at,
        check_code=check_code(tried.package),
        state=str(said.get("verdict") or WAITS),
        reason=str(said.get("reason") or ""),
        decided=str(said.get("at") or ""),
    )


def decide(desk: Desk, found: Look, verdict_: str, reason: str) -> Changed:
    """Write down what was decided after the unit was asked.

    Raises:
        Refused: the package has no second history, or no reason is given.
    """
    said = planning.checked_note(desk.catalogue, reason)
    if found.outcome != FORKED or not said:
        raise Refused("receive.no_fork" if said else "receive.no_reason")
    fields: Fields = {
        "register": REGISTER,
        "package": found.ident,
        "seq": found.seq,
        "verdict": verdict_,
        "reason": said,
        "at": desk.clock.stamp(),
    }
    draft = Draft(
        entity=ENTITY,
        kind=CREATE,
        record=derived_id(ENTITY, REGISTER, found.ident),
        office=found.office,
        fields=fields,
    )
    what = "allow-fork" if verdict_ == ACCEPTED else "refuse-fork"
    with desk.write() as db:
        desk.record(db, [draft], stream=stream_to(desk.catalogue, found.office))
        desk.note(db, what, "package", found.ident)
    return Changed.PACKAGES
