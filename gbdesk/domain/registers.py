"""Registers as data: the fields of their lines, when a field applies, and which are summed.

A register is a file in `resources/registers`; another one needs no code. `not-ours` (tasks of the
plan) and `here` (what stays on this PC about a line) are entries too, of no register shown.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any, Final

from gbdesk import resources
from gbdesk.domain.catalogue import Catalogue
from gbdesk.domain.catalogue_parts import Choice
from gbdesk.domain.ops import Value
from gbdesk.domain.refusals import Refused
from gbdesk.text import language

ENTRY: Final = "entry"
MODEL: Final = "model"
COMMITTEE: Final = "committee"
DOCUMENT: Final = "document"
PRODUCT: Final = "product"
HERE: Final = "here"
REGISTER: Final = "register"
STATUS: Final = "status"
STATUS_DAY: Final = "status_day"
STATUS_REASON: Final = "status_reason"
REVIEWED: Final = "reviewed."
ACTIVE, PAUSED, DISSOLVED = "active", "paused", "dissolved"
STATES: Final = (ACTIVE, PAUSED, DISSOLVED)

TEXT, LONG, CODE, PHONE, COUNT = "text", "long", "code", "phone", "count"
DAY, SINCE, CHOICE, PLACE = "day", "since", "choice", "place"
KINDS: Final = (TEXT, LONG, CODE, PHONE, COUNT, DAY, SINCE, CHOICE, PLACE)
FREE: Final = frozenset({TEXT, LONG, PHONE})
WORDS: Final = frozenset({TEXT, LONG, CODE})
_ORDER: Final = (MODEL, COMMITTEE, DOCUMENT, PRODUCT)

Condition = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, kw_only=True)
class Field:
    """One field of a register.

    `required` keeps a line from being recorded, `wanted` may follow later. It applies where `when`
    and one of `any` hold and none of `unless`; where one of `here` holds it stays on this PC.
    `prefix` begins, by type of line, the codes that are offered.
    `public` says why a name or a number may stand there: the white list of the personal-field scan.
    `also` are other headings of its column in a workbook.
    """

    id: str
    label: str
    label_en: str
    kind: str
    required: bool = False
    wanted: bool = False
    most: int = 0
    sum: bool = False
    list: str = ""
    prefix: Mapping[str, str] | None = None
    choices: tuple[Choice, ...] = ()
    when: Condition | None = None
    any: tuple[Condition, ...] = ()
    unless: tuple[Condition, ...] = ()
    here: tuple[Condition, ...] = ()
    public: str = ""
    also: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The label in the language in use."""
        return self.label if language() == "vi" else self.label_en

    @cached_property
    def always(self) -> bool:
        """Whether every line has it and it always leaves this PC."""
        return not (self.when or self.any or self.unless or self.here)

    def applies(self, values: Mapping[str, Value]) -> bool:
        """Whether a line with these values has this field."""
        if self.when is not None and not _holds(self.when, values):
            return False
        if self.any and not any(_holds(one, values) for one in self.any):
            return False
        return not any(_holds(one, values) for one in self.unless)

    def stays_here(self, values: Mapping[str, Value]) -> bool:
        """Whether it must not leave this PC for a line with these values."""
        return any(_holds(one, values) for one in self.here)

    def options(self, catalogue: Catalogue) -> Mapping[str, Choice]:
        """What may be chosen: its own choices, or a list of the catalogue."""
        if self.list:
            found: Mapping[str, Choice] = getattr(catalogue, self.list)
            return found
        return self._own

    @cached_property
    def _own(self) -> Mapping[str, Choice]:
        return {one.id: one for one in self.choices}


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A figure that lines of a register count for: `line` is the concept of a line of a form.

    Those count for which `when` holds and `unless` does not.
    """

    line: str
    when: Condition | None = None
    unless: Condition | None = None

    def takes(self, values: Mapping[str, Value]) -> bool:
        """Whether a line with these values counts."""
        if self.when is not None and not _holds(self.when, values):
            return False
        return self.unless is None or not _holds(self.unless, values)


@dataclass(frozen=True, kw_only=True)
class Register:
    """A register: `title` names the fields a line is called by, `type` and `day` narrow it.

    A line for which one of `quiet` holds says nothing in words, not even why its state changed.
    `feeds` says which figures of forms its lines are counted for.
    """

    id: str
    label: str
    label_en: str
    title: tuple[str, ...]
    type: str
    day: str
    fields: tuple[Field, ...]
    states: bool = False
    limits: tuple[tuple[str, str], ...] = ()
    quiet: tuple[Condition, ...] = ()
    feeds: tuple[Feed, ...] = ()

    @property
    def name(self) -> str:
        """The label in the language in use."""
        return self.label if language() == "vi" else self.label_en

    @cached_property
    def by_id(self) -> Mapping[str, Field]:
        """Its fields by id."""
        return {one.id: one for one in self.fields}

    def applying(self, values: Mapping[str, Value]) -> tuple[Field, ...]:
        """The fields of a line with these values, in the order of the form."""
        return tuple(one for one in self.fields if one.applies(values))

    def is_quiet(self, values: Mapping[str, Value]) -> bool:
        """Whether a line with these values is a code and nothing in words."""
        return any(_holds(one, values) for one in self.quiet)

    def title_of(self, values: Mapping[str, Value]) -> str:
        """What a line is called: the first of its naming fields that applies and says something."""
        named = (str(values.get(name) or "") for name in self.title)
        return next((said for said in named if said), "")

    def type_of(self, values: Mapping[str, Value]) -> str:
        """The id of the type of a line."""
        return str(values.get(self.type) or "")


def register(ident: str) -> Register:
    """A register.

    Raises:
        Refused: there is none of this id.
    """
    if ident not in registers():
        raise Refused("entry.register", register=ident)
    return registers()[ident]


def of(values: Mapping[str, Value]) -> Register | None:
    """The register these values are a line of, None where this version knows none."""
    return registers().get(str(values.get(REGISTER) or ""))


@cache
def registers() -> Mapping[str, Register]:
    """Every register, in the order they are shown."""
    found = [read(path.read_bytes()) for path in sorted(resources.path("registers").glob("*.toml"))]
    place = {ident: number for number, ident in enumerate(_ORDER)}
    found.sort(key=lambda one: place.get(one.id, len(place)))
    return {one.id: one for one in found}


@cache
def not_free() -> frozenset[str]:
    """The fields of all registers in which nobody writes words of their own."""
    every = [one for spec in registers().values() for one in spec.fields]
    free = {one.id for one in every if one.kind in FREE}
    return frozenset({one.id for one in every} - free | {REGISTER, STATUS, STATUS_DAY})


def reviewed_in(values: Mapping[str, Value]) -> tuple[str, ...]:
    """The periods in which somebody looked at a line and confirmed it."""
    return tuple(
        name.removeprefix(REVIEWED)
        for name, said in values.items()
        if name.startswith(REVIEWED) and said
    )


def read(raw: bytes) -> Register:
    """A register from its file.

    Raises:
        Refused: a field is of an unknown kind, stands twice, or a rule names one that is not there.
    """
    said = tomllib.loads(raw.decode("utf-8"))
    made = Register(
        title=tuple(said.pop("title")),
        fields=tuple(_field(one) for one in said.pop("field")),
        limits=tuple((part, whole) for part, whole in said.pop("limits", ())),
        quiet=_conditions(said.pop("quiet", ())),
        feeds=tuple(_feed(one) for one in said.pop("feed", ())),
        **said,
    )
    _check(made)
    return made


def _field(said: dict[str, Any]) -> Field:
    choices = tuple(Choice(**one) for one in said.pop("choice", ()))
    when = said.pop("when", None)
    return Field(
        also=tuple(said.pop("also", ())),
        choices=choices,
        when=None if when is None else _condition(when),
        any=_conditions(said.pop("any", ())),
        unless=_conditions(said.pop("unless", ())),
        here=_conditions(said.pop("here", ())),
        **said,
    )


def _feed(said: Mapping[str, Any]) -> Feed:
    when, unless = said.get("when"), said.get("unless")
    return Feed(
        line=said["line"],
        when=None if when is None else _condition(when),
        unless=None if unless is None else _condition(unless),
    )


def _conditions(said: Iterable[Mapping[str, Any]]) -> tuple[Condition, ...]:
    return tuple(_condition(one) for one in said)


def _condition(said: Mapping[str, Any]) -> Condition:
    return {name: tuple(values) for name, values in said.items()}


def _holds(condition: Condition, values: Mapping[str, Value]) -> bool:
    return all(values.get(name) in wanted for name, wanted in condition.items())


def _check(made: Register) -> None:
    known = made.by_id
    if len(known) < len(made.fields):
        raise Refused("catalogue.shape", detail=f"{made.id} ×2")
    named = [*made.title, made.type, made.day, *(name for pair in made.limits for name in pair)]
    named += [name for one in made.quiet for name in one]
    named += [name for one in made.feeds for name in (*(one.when or {}), *(one.unless or {}))]
    for field in made.fields:
        if field.kind not in KINDS:
            raise Refused("catalogue.shape", detail=f"{made.id}.{field.id}: {field.kind}")
        conditions = (*([field.when] if field.when else []), *field.any, *field.unless, *field.here)
        named += [name for one in conditions for name in one]
    if missing := sorted({name for name in named if name not in known}):
        raise Refused("catalogue.shape", detail=f"{made.id}: {', '.join(missing)}")
