"""Ops of another version of their entity: older ones are read as today's (`package.md` 4.5).

Every op names the version of its entity (`sv`). A step reads the fields of one version as those of
the next; what a step is not about it hands on. Stored bytes, and with them every id, stay as they
are. An op of a newer version keeps every field and is marked (`is_newer`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Final, TypeAlias

import msgspec

from gbdesk.domain.ops import Fields, Op

Step: TypeAlias = Callable[[Fields], Fields]
Steps: TypeAlias = Mapping[str, Sequence[Step]]

FIRST: Final = 1
STEPS: Steps = MappingProxyType({})
"""By entity, from version 1 on: the first step reads 1 as 2. Nothing has a second version yet."""


def version_of(entity: str, steps: Steps) -> int:
    """The version of an entity that this program writes and knows."""
    return FIRST + len(steps.get(entity, ()))


def as_today(op: Op, steps: Steps) -> Op:
    """The op with its fields as today's version has them; its bytes and its id are unchanged."""
    due = steps.get(op.head.e, ())[op.head.sv - FIRST :]
    if not due:
        return op
    fields: Fields = dict(op.fields)
    for step in due:
        fields = step(fields)
    return msgspec.structs.replace(op, fields=fields)


def all_as_today(ops: Sequence[Op], steps: Steps) -> Sequence[Op]:
    """Many of them; the same sequence where there is no step at all."""
    return [as_today(op, steps) for op in ops] if steps else ops


def is_newer(entity: str, version: int, steps: Steps) -> bool:
    """Whether this program does not know that version of an entity."""
    return version > version_of(entity, steps)
