"""Which tasks of the plan are covered by what an office has recorded.

A task names its proofs (`activity:meeting`, `register:model`, `return:TT07-2017`, …) and its
conditions (`theme=…;integrated=1`); a record covers it when it is of a proof and meets the
conditions, or when a person linked it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from gbdesk.domain.activities import PLANNED, days_of
from gbdesk.domain.catalogue import Catalogue
from gbdesk.domain.catalogue_parts import PlanTask
from gbdesk.domain.ops import Value
from gbdesk.domain.registers import ACTIVE, MODEL, PRODUCT, STATUS

COVERED: Final = "covered"
NONE: Final = "none"
NOT_OURS: Final = "not-ours"

_FLAGS: Final = ("topic", "theme", "audience")
_CHOICES: Final = ("venue", "occasion", "level", "role")
_ADDRESSES: Final = ("trusted-address", "shelter")  # the proof of one register, a type of the other


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """What an office has recorded, as far as tasks ask for it."""

    activities: Sequence[Mapping[str, Value]] = ()
    entries: Sequence[Mapping[str, Value]] = ()
    returns: frozenset[str] = frozenset()
    reports: frozenset[str] = frozenset()
    not_ours: frozenset[str] = frozenset()
    spans: Mapping[str, tuple[tuple[date, date], ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskCoverage:
    """One task with its state, how many records cover it and how many are only planned."""

    task: PlanTask
    state: str
    count: int
    planned: int = 0
    note: str = ""


def coverage(tasks: Iterable[PlanTask], recorded: Recorded) -> list[TaskCoverage]:
    """The state of each task, in the order given."""
    return [_covered(task, recorded) for task in tasks]


def conditions_of(task: PlanTask) -> dict[str, frozenset[str]]:
    """The conditions by name, each with the values that meet it."""
    return {name: frozenset(values) for name, values in task.conditions}


def proofs_of(task: PlanTask) -> dict[str, frozenset[str]]:
    """The proofs by kind: activity, register, return, document, cadre, product."""
    found: dict[str, set[str]] = {}
    for part in task.proofs:
        kind, _, what = part.partition(":")
        found.setdefault(kind, set()).add(what)
    return {kind: frozenset(what) for kind, what in found.items()}


def spans(catalogue: Catalogue, years: Iterable[int]) -> dict[str, tuple[tuple[date, date], ...]]:
    """When each occasion is in these years."""
    wanted = sorted(set(years))
    found = {
        occasion.id: tuple(days for year in wanted if (days := occasion.in_year(year)))
        for occasion in catalogue.occasions.values()
    }
    return {ident: days for ident, days in found.items() if days}


def meets(activity: Mapping[str, Value], task: PlanTask, recorded: Recorded) -> bool:
    """Whether an activity covers a task: linked by a person, or by kind and conditions."""
    if activity.get("task") == task.id:
        return True
    kinds = proofs_of(task).get("activity", frozenset())
    if "*" not in kinds and activity.get("kind") not in kinds:
        return False
    return all(
        _holds(activity, name, values, recorded) for name, values in conditions_of(task).items()
    )


def suggested(
    activity: Mapping[str, Value], tasks: Iterable[PlanTask], recorded: Recorded
) -> PlanTask | None:
    """The task with the most conditions that the activity meets, none where none is special."""
    fitting = [task for task in tasks if task.conditions and meets(activity, task, recorded)]
    return max(fitting, key=lambda task: len(conditions_of(task)), default=None)


def _holds(
    activity: Mapping[str, Value], name: str, values: frozenset[str], recorded: Recorded
) -> bool:
    if name in _FLAGS:
        return any(activity.get(f"{name}.{value}") is True for value in values)
    if name == "integrated":
        return (activity.get("integrated") is True) == ("1" in values)
    if name == "occasion":
        return activity.get("occasion") in values or _within(activity, values, recorded)
    if name in _CHOICES:
        return activity.get(name) in values
    return True


def _within(activity: Mapping[str, Value], occasions: frozenset[str], recorded: Recorded) -> bool:
    days = days_of(activity)
    return days is not None and any(
        start <= days[1] and days[0] <= end
        for occasion in occasions
        for start, end in recorded.spans.get(occasion, ())
    )


def _covered(task: PlanTask, recorded: Recorded) -> TaskCoverage:
    if task.id in recorded.not_ours:
        return TaskCoverage(task=task, state=NOT_OURS, count=0)
    fitting = [one for one in recorded.activities if meets(one, task, recorded)]
    planned = sum(one.get("status") == PLANNED for one in fitting)
    count = len(fitting) - planned + _others(task, recorded)
    return TaskCoverage(task=task, state=COVERED if count else NONE, count=count, planned=planned)


def _others(task: PlanTask, recorded: Recorded) -> int:
    """Register lines, documents, returns and reports that prove the task."""
    proofs = proofs_of(task)
    types = conditions_of(task).get("model-type", frozenset())
    count = sum(_proves(entry, proofs, types) for entry in recorded.entries)
    count += len(proofs.get("return", frozenset()) & recorded.returns)
    return count + len(proofs.get("document", frozenset()) & recorded.reports)


def _proves(
    entry: Mapping[str, Value], proofs: Mapping[str, frozenset[str]], types: frozenset[str]
) -> bool:
    """Whether a line of a register is a proof; what does not go on now proves nothing."""
    register, kind = str(entry.get("register") or ""), entry.get("type")
    if (entry.get(STATUS) or ACTIVE) != ACTIVE:
        return False
    named = proofs.get("register", frozenset())
    if register in named and (register != MODEL or not types or kind in types):
        return True
    if register == MODEL and kind in _ADDRESSES and "trusted-address" in named:
        return True
    wanted = proofs.get(register, frozenset())
    return bool(wanted) and (register == PRODUCT or kind in wanted)
