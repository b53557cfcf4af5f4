"""A receipt told on the telephone: eight characters and two that check them.

The code is derived from the hash of the last change the hub holds without a gap. Only who has the
package open knows that hash, so a code that fits says that the hub holds exactly what was sent up
to there; the two check characters catch a slip of the tongue or the finger (`package.md` 3.5).
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from gbdesk.domain.ids import CROCKFORD, crockford
from gbdesk.domain.ops import REPORT
from gbdesk.domain.refusals import Refused
from gbdesk.services import receipts, runs
from gbdesk.services.changed import Changed
from gbdesk.services.desk import Desk
from gbdesk.services.labels import office_name
from gbdesk.store import branches, ledger, oplog
from gbdesk.store.ledger import Receipt
from gbdesk.store.oplog import Head
from gbdesk.text import translate

if TYPE_CHECKING:
    from sqlalchemy import Connection

LENGTH: Final = 8
CHECKS: Final = 2
_PRIME: Final = 1021
_START: Final = b"gbphone1\n"
_LOOKALIKE: Final = str.maketrans({"o": "0", "i": "1", "l": "1"})
_SPACERS: Final = str.maketrans(dict.fromkeys("-–—_./,"))


@dataclass(frozen=True, slots=True, kw_only=True)
class PhoneCode:
    """The code for one history of a computer; `seq` is the newest package the hub has of it.

    `histories` is above 1 where the computer was put back or copied (ADR 016): it takes only the
    code of the history it goes on with, and what the other one sent is unknown to it.
    """

    office: str
    office_name: str
    device: str
    label: str
    n: int
    seq: int
    code: str
    history: int = 1
    histories: int = 1

    @property
    def whose(self) -> str:
        """Which computer, and which of its histories where it has several."""
        pc = self.label or self.device
        if self.histories == 1:
            return pc
        return translate("Phoning", "{pc}, branch {history}", pc=pc, history=self.history)


@dataclass(frozen=True, slots=True, kw_only=True)
class Phoned:
    """A code was typed; `seq` is the newest package it acknowledges, `is_new` False if known."""

    n: int
    seq: int
    is_new: bool
    changed: Changed

    @property
    def words(self) -> str:
        """What it says, in the language in use."""
        if not self.is_new:
            return translate("Phoning", "This was acknowledged before; nothing changes.")
        return translate(
            "Phoning", "Package {seq} is acknowledged, told by telephone.", seq=self.seq
        )


def code_of(device: str, head: Head) -> str:
    """`XXXX-XXXX-CC` for the end of a chain."""
    raw = hashlib.sha256(_START + f"{device}\n{head.n}\n".encode() + head.ch).digest()
    digits = crockford(raw, LENGTH)
    whole = (digits + _check(digits)).upper()
    return f"{whole[:4]}-{whole[4:LENGTH]}-{whole[LENGTH:]}"


def normal(typed: str) -> str:
    """What was typed, as `code_of` writes it: 0 for O, 1 for I and L, any case and spacing.

    Raises:
        Refused: another length, a foreign character, or the check characters do not fit.
    """
    tidy = "".join(typed.split()).translate(_SPACERS).lower().translate(_LOOKALIKE)
    digits, check = tidy[:LENGTH], tidy[LENGTH:]
    if len(tidy) != LENGTH + CHECKS or set(tidy) - set(CROCKFORD) or check != _check(digits):
        raise Refused("phone.check")
    whole = tidy.upper()
    return f"{whole[:4]}-{whole[4:LENGTH]}-{whole[LENGTH:]}"


def _check(digits: str) -> str:
    value = 0
    for digit in digits:
        value = value * len(CROCKFORD) + CROCKFORD.index(digit)
    high, low = divmod(value % _PRIME, len(CROCKFORD))
    return CROCKFORD[high] + CROCKFORD[low]


def tell(desk: Desk, office: str) -> tuple[PhoneCode, ...]:
    """The codes to read out to an office, one for each history of a computer that sent something.

    What is told so stands in the hub's stream too and goes with the next receipt.

    Raises:
        Refused: nothing of this office was taken in, or no computer of it is registered.
    """
    with desk.write() as db:
        receipts.acknowledge(desk, db, office)
        found = tuple(_codes(desk, db, office))
        desk.note(db, "receipt-told", "office", office)
    return found


def _codes(desk: Desk, db: Connection, office: str) -> list[PhoneCode]:
    came = ledger.received(db, office, accepted_only=True)
    found = []
    for row in runs.devices(desk, db, office):
        heads = [line.head for line in branches.lines(db, row.device, REPORT) if line.head.n]
        ends = list(dict.fromkeys(heads))
        for at, head in enumerate(ends, 1):
            found.append(
                PhoneCode(
                    office=office,
                    office_name=office_name(desk.catalogue, office),
                    device=row.device,
                    label=str(row.facts.get("label") or ""),
                    n=head.n,
                    seq=max((one.seq for one in came if one.device == row.device), default=0),
                    code=code_of(row.device, head),
                    history=at,
                    histories=len(ends),
                )
            )
    return found


def take(desk: Desk, typed: str) -> Phoned:
    """Keep what a code says; never less than what is known.

    Raises:
        Refused: the check characters do not fit, or it is no code for what this PC sent.
    """
    code, device = normal(typed), desk.session.device
    with desk.write() as db:
        head = next((one for one in _sent(db, device) if code_of(device, one) == code), None)
        if head is None:
            raise Refused("phone.unknown")
        known = ledger.receipt_for(db, device, REPORT)
        is_new = known is None or known.n < head.n
        at = desk.clock.stamp()
        if is_new:
            got = Receipt(
                device=device, stream=REPORT, n=head.n, ch=head.ch, at=at, facts={"phone": True}
            )
            ledger.put_receipt(db, got)
            desk.note(db, "receipt-typed", "device", device)
        every = ledger.all_sent(db, desk.catalogue.hub.office)
        whole = [out.seq for out in every if out.head_n <= head.n]
    changed = Changed.PACKAGES if is_new else Changed.NOTHING
    return Phoned(n=head.n, seq=max(whole, default=0), is_new=is_new, changed=changed)


def _sent(db: Connection, device: str) -> list[Head]:
    """Where the packages of this PC end and begin, as its own chain stands now."""
    places = {n for out in ledger.all_sent(db) for n in (out.head_n, out.base_n) if n}
    hashes = {n: oplog.chain_hash(db, device, REPORT, n) for n in sorted(places, reverse=True)}
    return [Head(n, ch) for n, ch in hashes.items() if ch]
