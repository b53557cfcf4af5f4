"""Where else a text that has to go still stands: what this computer can reach, and what not."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from gbdesk.services.desk import Desk
from gbdesk.services.labels import office_name
from gbdesk.services.looks import day_of
from gbdesk.services.packing import SUFFIX
from gbdesk.store import audit, certificates, ledger, traces
from gbdesk.store.ledger import Received, Sent
from gbdesk.text import translate

if TYPE_CHECKING:
    from sqlalchemy import Connection

LINES: Final = 20_000
SHOWN: Final = 8
_REPORT: Final = "report "


@dataclass(frozen=True, slots=True, kw_only=True)
class Copies:
    """`here`: what is deleted on this computer; `outside`: what it cannot reach; in sentences.

    `archived` counts the packages kept here that hold the text; `backups` are the backups on this
    computer made since it was written.
    """

    archived: int = 0
    here: tuple[str, ...] = ()
    outside: tuple[str, ...] = ()
    backups: tuple[Path, ...] = ()


def copies_of(desk: Desk, db: Connection, numbers: Iterable[int], texts: Collection[str]) -> Copies:
    """Where the texts of these ops (by their numbers in this file) stand beside the log."""
    names = set(traces.packages_with(db, numbers))
    came = [one for one in ledger.received(db) if one.archive in names]
    went = [one for one in ledger.all_sent(db) if f"{one.ident}{SUFFIX}" in names]
    kept = {name for name in names if (desk.store.archive / name).is_file()}
    here = [_kept(_came(desk, one)) for one in came if one.archive in kept]
    here += [_kept(_went(desk, one)) for one in went if f"{one.ident}{SUFFIX}" in kept]
    if drafts := desk.store.drafts.holding(texts):
        here.append(
            translate(
                "Redacting", "{n} drafts being typed or steps to take back that hold it", n=drafts
            )
        )
    outside = [_came(desk, one) for one in came] + [_went(desk, one) for one in went]
    return Copies(archived=len(kept), here=_few(here), outside=_few(outside))


def _few(lines: list[str]) -> tuple[str, ...]:
    if len(lines) <= SHOWN:
        return tuple(lines)
    more = translate("Redacting", "and {n} more packages", n=len(lines) - SHOWN)
    return (*lines[:SHOWN], more)


def _kept(package: str) -> str:
    return translate("Redacting", "The copy kept here: {package}", package=package)


def _came(desk: Desk, one: Received) -> str:
    return translate(
        "Redacting",
        "Package {seq} of {name}, taken in on {day}",
        seq=one.seq,
        name=office_name(desk.catalogue, one.office),
        day=day_of(one.taken),
    )


def _went(desk: Desk, one: Sent) -> str:
    if one.receiver in {"", desk.session.office}:
        return translate(
            "Redacting",
            "Package {seq} for the other computers of the unit, written on {day}",
            seq=one.seq,
            day=day_of(one.made),
        )
    return translate(
        "Redacting",
        "Package {seq} for {name}, written on {day}",
        seq=one.seq,
        name=office_name(desk.catalogue, one.receiver),
        day=day_of(one.made),
    )


def papers_since(db: Connection, at: str) -> tuple[str, ...]:
    """How many reports were written here since a moment (UTC, ISO), by the audit."""
    found = [
        line.at
        for line in audit.lines(db, LINES)
        if line.what.startswith(_REPORT) and line.at >= at
    ]
    if not found:
        return ()
    return (
        translate(
            "Redacting",
            "{n} reports and lists written here from {first} to {last}: look whether it stands "
            "in them",
            n=len(found),
            first=day_of(min(found)),
            last=day_of(max(found)),
        ),
    )


def followers(desk: Desk, db: Connection, office: str) -> tuple[str, ...]:
    """What other computers do, and when."""
    catalogue, session = desk.catalogue, desk.session
    others = [
        row
        for row in certificates.known(db).values()
        if row.office == office and row.device != session.device and row.revoked_n is None
    ]
    said = []
    if not session.hub:
        said.append(
            translate(
                "Redacting",
                "When it opens the next package from here, {name} erases it by itself.",
                name=catalogue.word("hub_short"),
            )
        )
        if any(not row.rank for row in others):
            said.append(
                translate(
                    "Redacting",
                    "The other computers of the unit do when they open that package or a file for "
                    "them.",
                )
            )
    elif others and office != session.office:
        said.append(
            translate(
                "Redacting",
                "When it opens the next receipt from here, {name} erases it by itself.",
                name=office_name(catalogue, office),
            )
        )
    said.append(
        translate(
            "Redacting",
            "Whoever has erased it stays without it, also when an older package is opened again.",
        )
    )
    return tuple(said)
