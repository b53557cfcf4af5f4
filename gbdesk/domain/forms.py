"""Statistical forms as data: lines with permanent ids, units, measures and rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final

from gbdesk.domain.refusals import Refused
from gbdesk.domain.rules import MERGE, Rule, read_rule, row_errors
from gbdesk.domain.rules_value import Plain
from gbdesk.text import language

DV: Final = "dv"
CADRE: Final = "cadre"
PRODUCTS: Final = "products"
PLACE: Final = "place"
WHOLE: Final = ""
MEASURES: Final = ("flow", "stock", "distinct", "heading")


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """One line of a form. `no` is printed, never a key; `nil`: "nothing occurred" sets it to 0."""

    id: str
    no: str
    label: str
    label_en: str
    short: str
    short_en: str
    unit: str
    measure: str
    concept: str
    parent: str
    heading: bool
    tab: str
    group: str
    nil: bool
    verified: str
    note: str
    facts: Mapping[str, Any]

    @property
    def title(self) -> str:
        """The official label in the language in use."""
        return self.label if language() == "vi" else self.label_en

    @property
    def name(self) -> str:
        """The short label of screens in the language in use."""
        return self.short if language() == "vi" else self.short_en


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A tab or a group of columns on screen."""

    id: str
    label: str
    label_en: str

    @property
    def name(self) -> str:
        """The label in the language in use."""
        return self.label if language() == "vi" else self.label_en


@dataclass(frozen=True, kw_only=True)
class FormSpec:
    """A form with its lines in printed order; `grain` is `place` or `whole`."""

    id: str
    title: str
    title_en: str
    version: int
    incomplete: bool
    grain: str
    indicators: tuple[Indicator, ...]
    rules: tuple[Rule, ...]
    tabs: tuple[Heading, ...]
    groups: tuple[Heading, ...]
    raw: Mapping[str, Any] = field(repr=False)

    @property
    def dataset(self) -> str:
        """What is reported on it: `dv` where the form names nothing else."""
        return str(self.raw.get("dataset") or DV)

    @cached_property
    def by_id(self) -> dict[str, Indicator]:
        """Every line by its id."""
        return {line.id: line for line in self.indicators}

    @cached_property
    def entry_lines(self) -> tuple[Indicator, ...]:
        """The lines that hold a figure."""
        return tuple(line for line in self.indicators if not line.heading)

    @cached_property
    def nil_lines(self) -> tuple[Indicator, ...]:
        """The lines that "nothing occurred" sets to 0."""
        return tuple(line for line in self.entry_lines if line.nil)

    @cached_property
    def cells(self) -> frozenset[str]:
        """The ids of the lines that hold a figure."""
        return frozenset(line.id for line in self.entry_lines)

    @cached_property
    def row_errors(self) -> tuple[tuple[Rule, Plain], ...]:
        """The rules that keep a row from counting."""
        return row_errors(self.rules)

    @property
    def name(self) -> str:
        """The title in the language in use."""
        return self.title if language() == "vi" else self.title_en

    def indicator(self, line: str) -> Indicator:
        """One line.

        Raises:
            Refused: the form has no such line.
        """
        if line not in self.by_id:
            raise Refused("form.line", form=self.id, line=line)
        return self.by_id[line]

    def lines_of(self, selector: str) -> tuple[str, ...]:
        """The ids of the lines of `each`, `each:stock`, `each:flow` or `each:distinct`."""
        measure = selector.partition(":")[2]
        return tuple(line.id for line in self.entry_lines if measure in {"", line.measure})

    @cached_property
    def merge_rules(self) -> tuple[Rule, ...]:
        """The rules that are looked at when totals are made."""
        return tuple(rule for rule in self.rules if rule.scope == MERGE)

    @cached_property
    def shown_tabs(self) -> tuple[Heading, ...]:
        """The tabs that hold a line, in their order."""
        used = {line.tab for line in self.entry_lines}
        return tuple(tab for tab in self.tabs if tab.id in used)

    def line_name(self, line: str) -> str:
        """The short label, with that of its group where another line has the same."""
        here = self.indicator(line)
        if here.name in self._repeated[language() == "vi"]:
            return f"{here.name} ({self.group(here.group).name})"
        return here.name

    @cached_property
    def _repeated(self) -> dict[bool, frozenset[str]]:
        """The short labels that several lines have: in Vietnamese (True), in English (False)."""
        vietnamese = Counter(line.short for line in self.entry_lines)
        english = Counter(line.short_en for line in self.entry_lines)
        return {
            spoken: frozenset(name for name, times in found.items() if times > 1)
            for spoken, found in ((True, vietnamese), (False, english))
        }

    def columns(self, tab: str) -> tuple[Indicator, ...]:
        """The lines of a tab, group by group in the order of the groups."""
        order = {group.id: at for at, group in enumerate(self.groups)}
        mine = [line for line in self.entry_lines if line.tab == tab]
        return tuple(sorted(mine, key=lambda line: order.get(line.group, len(order))))

    def group(self, ident: str) -> Heading:
        """A group of columns.

        Raises:
            Refused: the form has no such group.
        """
        for group in self.groups:
            if group.id == ident:
                return group
        raise Refused("form.line", form=self.id, line=ident)


def read_form(raw: Mapping[str, Any]) -> FormSpec:
    """Read a form and see that it agrees with itself.

    Raises:
        Refused: two lines share an id, a parent or rule names a line the form lacks.
    """
    lines = tuple(_line(entry) for entry in raw["line"])
    known = {line.id for line in lines}
    if len(known) != len(lines):
        raise Refused("form.line_twice", form=raw["id"])
    for line in lines:
        if line.parent and line.parent not in known:
            raise Refused("form.line", form=raw["id"], line=line.parent)
        if line.measure not in MEASURES or line.heading != (line.measure == "heading"):
            raise Refused("form.measure", form=raw["id"], line=line.id)
    for line in lines:
        _placed(line, raw)
    entries = {line.id for line in lines if not line.heading}
    rules = tuple(read_rule(entry) for entry in raw.get("rule", ()))
    for rule in rules:
        for name in rule.lines:
            if name not in entries:
                raise Refused("form.rule_line", form=raw["id"], rule=rule.id, line=name)
    return FormSpec(
        id=raw["id"],
        title=raw["title"],
        title_en=raw["title_en"],
        version=raw["version"],
        incomplete=raw["incomplete"],
        grain=raw["grain"],
        indicators=lines,
        rules=rules,
        tabs=tuple(Heading(**entry) for entry in raw.get("tab", ())),
        groups=tuple(Heading(**entry) for entry in raw.get("group", ())),
        raw=raw,
    )


def _placed(line: Indicator, raw: Mapping[str, Any]) -> None:
    """See that a line with figures stands in a tab and a group of the form."""
    for value, kind in ((line.tab, "tab"), (line.group, "group")):
        known = {entry["id"] for entry in raw.get(kind, ())}
        if known and not line.heading and value not in known:
            raise Refused("form.line", form=raw["id"], line=value or line.id)


def _line(entry: Mapping[str, Any]) -> Indicator:
    return Indicator(
        id=entry["id"],
        no=entry["no"],
        label=entry["label"],
        label_en=entry["label_en"],
        short=entry.get("short", entry["label"]),
        short_en=entry.get("short_en", entry["label_en"]),
        unit=entry.get("unit", ""),
        measure=entry["measure"],
        concept=entry.get("concept", entry["id"]),
        parent=entry.get("parent", ""),
        heading=entry.get("heading", False),
        tab=entry.get("tab", ""),
        group=entry.get("group", ""),
        nil=entry.get("nil", False),
        verified=entry["verified"],
        note=entry.get("note", ""),
        facts=entry,
    )
