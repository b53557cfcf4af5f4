"""What the next package of an office would hold, what stands in its way, what went out before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from gbdesk.domain import registers
from gbdesk.domain.activities import public_words
from gbdesk.domain.catalogue import Catalogue
from gbdesk.domain.names import nfc_lines
from gbdesk.domain.ops import REPORT
from gbdesk.domain.periods import Period
from gbdesk.domain.pii import ADDRESS, BIRTH, IDENTITY, PERSON, PHONE, find_personal
from gbdesk.domain.refusals import Refused
from gbdesk.services import outgoing
from gbdesk.services.codes import check_code
from gbdesk.services.desk import Desk
from gbdesk.services.late import late_words
from gbdesk.services.messages import describe
from gbdesk.services.outgoing import Gap, KindCount
from gbdesk.services.sending_parts import (
    NOTE_MOST,
    PARTIAL,
    RECEIVED,
    RETURNED,
    WRITTEN,
    Planned,
    SentRow,
)
from gbdesk.store import certificates, figures, ledger, listing, meta, secrets
from gbdesk.store.ledger import Receipt, Sent
from gbdesk.store.listing import ActivityQuery
from gbdesk.sync.strict import loads
from gbdesk.text import mark, say

if TYPE_CHECKING:
    from sqlalchemy import Connection

FORK: Final = "send.fork"
_ROOT: Final = "root"
_WAITING: Final = "sign.next"  # other keys are asked for: `services.pc_keys`
_INSTALLATION: Final = "installation"
TRACES: Final = {
    PHONE: mark("Sending", "a telephone number"),
    IDENTITY: mark("Sending", "an identity number"),
    PERSON: mark("Sending", "a person's name"),
    ADDRESS: mark("Sending", "an address"),
    BIRTH: mark("Sending", "a date of birth"),
}


def planned(desk: Desk, db: Connection, period: Period) -> Planned:
    """What the next package for a period would hold."""
    device, office = desk.session.device, desk.session.office
    found = outgoing.changes(db, device, REPORT)
    declared = outgoing.declared(db, desk.catalogue, office, period.id)
    refused = blocked(desk, db) or nothing(desk, db, period)
    last = outgoing.last_seq(db, device)
    return Planned(
        period=period.id,
        title=period.title,
        seq=last + 1,
        since=last,
        counts=outgoing.counted(found),
        details=tuple(outgoing.details(desk.catalogue, found)),
        gaps=declared.gaps,
        blocked=describe(refused, desk.catalogue) if refused else None,
        late=late_words(desk, db, office),
    )


def blocked(desk: Desk, db: Connection) -> Refused | None:
    """Why this installation cannot write packages now."""
    if desk.session.hub:
        return Refused("send.hub")
    if (meta.get(db, _INSTALLATION) or {}).get("trial") or secrets.get(db, _ROOT) is None:
        return Refused("send.trial")
    if desk.session.device not in certificates.known(db):
        return Refused("send.waiting")
    if (fork := meta.get(db, FORK)) is not None:
        return Refused("send.fork", number=fork.get("n"))
    return None


def nothing(desk: Desk, db: Connection, period: Period) -> Refused | None:
    """The refusal where nothing was entered for a period and nothing waits to go out."""
    office = desk.session.office
    if outgoing.changes(db, desk.session.device, REPORT) or secrets.get(db, _WAITING) is not None:
        return None
    window = ActivityQuery(
        office=office, start=period.start.isoformat(), end=period.end.isoformat()
    )
    stands = (
        figures.return_states(db, period.id, offices=[office])
        or figures.narratives(db, period.id, offices=[office])
        or any(True for _ in figures.cells(db, periods=[period.id], offices=[office]))
        or listing.activity_count(db, window)[0]
    )
    return None if stands else Refused("send.nothing", period=period.id)


def checked_note(catalogue: Catalogue, text: str) -> str:
    """A note as it goes out.

    Raises:
        Refused: it is too long, or seems to tell who a person is.
    """
    said = nfc_lines(text)
    if len(said) > NOTE_MOST:
        raise Refused("send.note_long", length=len(said), most=NOTE_MOST)
    hits = find_personal(said, public_words(catalogue))
    if hits:
        raise Refused("send.personal", kind=say(TRACES.get(hits[0].kind, TRACES[PERSON])))
    return said


def sent_rows(desk: Desk, db: Connection) -> tuple[SentRow, ...]:
    """Every package this device wrote for the hub, newest first."""
    if desk.session.hub:
        return ()
    returned = {
        str(row.fields.get("package")): str(row.fields.get("reason") or "")
        for row in figures.entries(db, "sendback")
    } | _denied(db)
    rows = []
    for out in ledger.all_sent(db, desk.catalogue.hub.office):
        receipt = ledger.receipt_for(db, out.device, out.stream)
        rows.append(_row(desk.catalogue, out, receipt, returned.get(out.ident)))
    return tuple(rows)


def _denied(db: Connection) -> dict[str, str]:
    """The packages of a second history that the hub refused."""
    found = figures.entries(db, "decision", register="fork")
    return {
        str(row.fields.get("package")): str(row.fields.get("reason") or "")
        for row in found
        if row.fields.get("verdict") == "refused"
    }


def _row(catalogue: Catalogue, out: Sent, receipt: Receipt | None, reason: str | None) -> SentRow:
    facts, state = out.facts, WRITTEN
    if receipt is not None and receipt.n > out.base_n:
        state = RECEIVED if receipt.n >= out.head_n else PARTIAL
    period = str(facts.get("period") or "")
    known = catalogue.periods.get(period)
    return SentRow(
        number=out.id,
        seq=out.seq,
        period=period,
        title=known.title if known else period,
        made=out.made,
        name=str(facts.get("name") or ""),
        path=str(facts.get("path") or ""),
        ident=out.ident,
        check_code=check_code(out.ident),
        size=int(facts.get("size") or 0),
        state=state if reason is None else RETURNED,
        receipt_at=receipt.at if receipt is not None and state != WRITTEN else "",
        reason=reason or "",
        note=str(facts.get("note") or ""),
        approver=str(facts.get("approver") or ""),
        by=str(facts.get("by") or ""),
        again=int(facts.get("again") or 0),
        part=_part(facts.get("part")),
        counts=read_counts(facts.get("counts")),
        gaps=read_gaps(catalogue, facts.get("gaps")),
    )


def _part(raw: Any) -> tuple[int, int]:
    at, of = raw if isinstance(raw, list) and len(raw) == 2 else (1, 1)
    return int(at), int(of)


def write_counts(counts: Mapping[str, KindCount]) -> dict[str, list[int]]:
    """Counts by kind as the ledger keeps them."""
    return {kind: [one.new, one.changed, one.deleted] for kind, one in counts.items()}


def read_counts(raw: Any) -> dict[str, KindCount]:
    """Counts by kind out of the ledger."""
    return {
        kind: KindCount(new=new, changed=changed, deleted=deleted)
        for kind, (new, changed, deleted) in (raw or {}).items()
    }


def read_gaps(catalogue: Catalogue, raw: Any) -> tuple[Gap, ...]:
    """Gaps as a declaration carries them (JSON text or the list in it), with today's names."""
    return tuple(_gap(catalogue, one) for one in _list(raw))


def _list(raw: Any) -> Sequence[Any]:
    if isinstance(raw, str):
        try:
            raw = loads(raw.encode())
        except Refused:
            return ()
    return raw if isinstance(raw, list) else ()


def _gap(catalogue: Catalogue, raw: Any) -> Gap:
    said: Mapping[str, Any] = raw if isinstance(raw, dict) else {}
    form, place, count = (said.get(name) for name in ("form", "place", "n"))
    form, place = str(form or ""), str(place or "")
    name = place or form
    if place in catalogue.places:
        name = catalogue.places[place].name
    elif not place and form in catalogue.forms:
        name = catalogue.forms[form].name
    elif not place and form in registers.registers():
        name = registers.registers()[form].name
    return Gap(
        kind=str(said.get("kind") or ""),
        form=form,
        place=place,
        name=name,
        count=count if isinstance(count, int) else 0,
    )
