"""Erased ops: the body is gone, its hash stands in its place (`package.md` 2.3, G10, L14)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

import msgspec

from gbdesk.domain.merge import WRITES, Folded, over
from gbdesk.domain.ops import Op, Value, body_hash, is_erased
from gbdesk.domain.registers import ENTRY, not_free
from gbdesk.text import LANGUAGES, catalogue, mark

__all__ = [
    "REDACT",
    "Plan",
    "erased",
    "figures_only",
    "is_erased",
    "is_free",
    "named_in",
    "plan_for",
]

REDACT: Final = "redact"
MOST: Final = 1000
GONE: Final = "…"
INSTEAD: Final = mark("Redacting", "[erased]")
_CHOSEN: Final = re.compile(r"[A-Za-z0-9_.:?~+-]{1,64}")
_REF: Final = re.compile(r"[0-9a-f]{32}")
_LISTED: Final = frozenset(
    {
        *("form", "period", "place", "section", "state", "kind", "start", "end", "level", "role"),
        *("venue", "occasion", "task", "status", "register", "package", "verdict"),
        *("device", "stream", "ends", "refused", "at", "totals", "gaps", "open_forms", "audit"),
        *("holds", "closed", "number", "date", "sha256", "size"),
    }
)
_OF_DOCUMENT: Final = frozenset({"number", "day", "came", "seen"})


def erased(op: Op) -> Op:
    """The same op without what it said; its id does not change."""
    return msgspec.structs.replace(op, body=body_hash(op.body).hex().encode(), fields={})


def named_in(op: Op) -> tuple[str, ...]:
    """The ops that a `redact` op names; what is no name is passed over."""
    said = str(op.fields.get("refs") or "").split(",") if op.head.e == REDACT else []
    return tuple(ref for ref in said[:MOST] if _REF.fullmatch(ref))


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """How a text leaves a record: `refs` are erased; `fields` say the rest again, over `over`."""

    refs: list[str]
    fields: dict[str, Value]
    over: list[str]


def plan_for(ops: Sequence[Op], now: Folded, field: str, instead: Value) -> Plan:
    """Erase every text this field of a record ever had; what else those ops wrote is kept as shown.

    The new write replaces every write of its fields: with a body gone, what it had replaced would
    otherwise come back. A deleted record is not written again. A figure is never erased, nor what
    is said in its place ("?", "-").
    """
    writes = [op for op in ops if op.head.k in WRITES]
    going = [op for op in writes if _tells(op, field, instead)]
    names = sorted({name for op in going for name in op.fields})
    fields: dict[str, Value] = {}
    if not now.hidden:
        fields = {name: now.fields[name] for name in names} | ({field: instead} if going else {})
    wrote = {op.ref for op in writes if not op.fields.keys().isdisjoint(names)}
    return Plan(
        refs=[op.ref for op in going],
        fields=fields,
        over=sorted(wrote | set(over(ops, names))),
    )


def beside_texts(op: Op) -> dict[str, Value]:
    """What an op says beside its texts, each of which is only marked as erased."""
    return {name: _marked(op.head.e, name, said) for name, said in op.fields.items()}


def _marked(entity: str, name: str, said: Value) -> Value:
    if not isinstance(said, str) or not said:
        return said
    return GONE if is_free(entity, name) or not _CHOSEN.fullmatch(said) else said


def is_gone(said: object) -> bool:
    """Whether this only marks a text as erased, in whatever language."""
    return said == GONE or said in _marks()


@cache
def _marks() -> frozenset[str]:
    return frozenset(
        str(catalogue(code)[INSTEAD[0]].get(INSTEAD[1], INSTEAD[1])) for code in LANGUAGES
    ) | {INSTEAD[1]}


def is_free(entity: str, name: str) -> bool:
    """Whether a person writes in their own words there, or only chooses, counts and dates."""
    if entity == "row":
        return _is_note(name)
    if entity == "paper" and "/" in name:
        return _is_note(name)  # the figures of a document lie in one record
    if entity == "paper" and name in _OF_DOCUMENT:
        return name == "number"
    if entity == ENTRY and name in not_free():
        return False
    return name not in _LISTED and "." not in name


def figures_only(op: Op) -> bool:
    """Figures without a note hold no text: erasing would only take them out of a report."""
    return op.head.e == "row" and bool(op.fields) and not any(map(_is_note, op.fields))


def _is_note(name: str) -> bool:
    return name.endswith(".note")


def _tells(op: Op, field: str, instead: Value) -> bool:
    """Whether a write holds a text in this field; what is chosen, dated or counted is none."""
    value = op.fields.get(field)
    return is_free(op.head.e, field) and isinstance(value, str) and value not in {"", instead}
