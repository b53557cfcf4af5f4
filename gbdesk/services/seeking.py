"""Finding the fields in which a text stands or once stood, to be erased there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from gbdesk.domain.merge import Folded
from gbdesk.domain.names import fold
from gbdesk.domain.ops import Op, Value
from gbdesk.services.desk import Desk
from gbdesk.services.labels import field_label, kind_label, office_name, record_title
from gbdesk.services.redacting_parts import DELETED, EARLIER, NOW, Place
from gbdesk.store import certificates, stored, texts
from gbdesk.store.merging import fold_writes
from gbdesk.store.shapes import Subject

if TYPE_CHECKING:
    from sqlalchemy import Connection

MOST: Final = 200
LEAST: Final = 2
KINDS: Final = (
    *("activity", "row", "return", "narrative", "submission", "entry", "evidence"),
    *("sendback", "decision", "lock", "paper", "excuse"),
)


def found(desk: Desk, db: Connection, typed: str, office: str | None) -> tuple[Place, ...]:
    """Where all these words stand, diacritics and case apart, newest first; at most `MOST`."""
    words = fold(typed).split()
    if sum(map(len, words)) < LEAST:
        return ()
    numbers = texts.saying(db, words, KINDS, office=office, most=MOST)
    return _numbered(desk, db, numbers, words)


def of_record(
    desk: Desk, db: Connection, office: str, entity: str, record: str
) -> tuple[Place, ...]:
    """Every field of one record in which a text stands or once stood."""
    number = stored.record_number(db, entity, office, record)
    return () if number is None else _numbered(desk, db, [number], ())


def _numbered(
    desk: Desk, db: Connection, numbers: Sequence[int], words: Sequence[str]
) -> tuple[Place, ...]:
    ranks, about = certificates.ranks(db), stored.standings(db, numbers)
    held = {number: kept for each in stored.by_record(db, numbers) for number, kept in each.items()}
    places: list[Place] = []
    for number in numbers:
        ops = [one.op for one in held[number]]
        now = fold_writes(ops, ranks)
        if now is None:
            continue
        for name, said in _texts(about[number].subject.kind, ops, words):
            places.append(_place(desk, len(places) + 1, about[number].subject, now, (name, said)))
    return tuple(places)


def _texts(
    entity: str, ops: Sequence[Op], words: Sequence[str]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The fields with the versions in which the words stand, newest last."""
    by_name: dict[str, dict[str, None]] = {}
    for op in sorted(ops, key=lambda op: op.head.h):
        for name in texts.matching(entity, op.fields, words):
            if said := op.fields[name]:
                by_name.setdefault(name, {})[str(said)] = None
    return ((name, tuple(said)) for name, said in sorted(by_name.items()))


def _place(
    desk: Desk, key: int, subject: Subject, now: Folded, said: tuple[str, tuple[str, ...]]
) -> Place:
    catalogue, (name, versions) = desk.catalogue, said
    shown: Value = now.fields.get(name)
    state = DELETED if now.hidden else NOW if shown in versions else EARLIER
    return Place(
        key=key,
        office=subject.office,
        office_name=office_name(catalogue, subject.office),
        entity=subject.kind,
        record=subject.uid,
        field=name,
        kind=kind_label(subject.kind),
        title=record_title(catalogue, subject.kind, now.fields),
        label=field_label(catalogue, subject.kind, now.fields, name),
        text=str(shown) if state == NOW else versions[-1],
        versions=len(versions),
        state=state,
    )
