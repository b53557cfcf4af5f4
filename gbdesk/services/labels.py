"""How records, fields and values are called in lists of changes and differences."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from gbdesk.domain import registers
from gbdesk.domain.catalogue import Catalogue
from gbdesk.domain.dates import read_iso, short
from gbdesk.domain.erasing import GONE, INSTEAD
from gbdesk.domain.evidence import EVIDENCE
from gbdesk.domain.names import looks
from gbdesk.domain.numbers import group
from gbdesk.domain.ops import Value
from gbdesk.domain.registers import ENTRY
from gbdesk.text import mark, say, translate

ACTIVITY: Final = "activity"
RETURN: Final = "return"
ROW: Final = "row"
NARRATIVE: Final = "narrative"
SUBMISSION: Final = "submission"
PAPER: Final = "paper"
NOTE: Final = ".note"
SHORT_ID: Final = 8

KINDS: Final = {
    ACTIVITY: mark("Labels", "Activity"),
    RETURN: mark("Labels", "Return"),
    ROW: mark("Labels", "Figures"),
    NARRATIVE: mark("Labels", "Narrative"),
    SUBMISSION: mark("Labels", "Declaration with the package"),
    ENTRY: mark("Labels", "Register line"),
    PAPER: mark("Labels", "Figures from a document"),
    EVIDENCE: mark("Labels", "Attached file"),
    "sendback": mark("Labels", "Package sent back"),
    "decision": mark("Labels", "Decision"),
    "lock": mark("Labels", "Locked period"),
}
FIELDS: Final = {
    "title": mark("Labels", "Name of the activity"),
    "kind": mark("Labels", "Form of activity"),
    "start": mark("Labels", "First day"),
    "end": mark("Labels", "Last day"),
    "level": mark("Labels", "Level"),
    "role": mark("Labels", "Role of the unit"),
    "integrated": mark("Labels", "Together with other work"),
    "venue": mark("Labels", "Kind of venue"),
    "venue_text": mark("Labels", "Venue"),
    "occasion": mark("Labels", "Commemorative day"),
    "task": mark("Labels", "Task of the plan"),
    "partner_text": mark("Labels", "Partner"),
    "notes": mark("Labels", "Notes"),
    "minority_area": mark("Labels", "Ethnic-minority area"),
    "remote_area": mark("Labels", "Remote area"),
    "funding": mark("Labels", "Source of funds"),
    "status": mark("Labels", "Status"),
    "state": mark("Labels", "State"),
    "note": mark("Labels", "Note"),
    "text": mark("Labels", "Content"),
    "reason": mark("Labels", "Reason"),
    "approver": mark("Labels", "Approved by"),
    registers.REGISTER: mark("Labels", "Register"),
    registers.STATUS_DAY: mark("Labels", "Since when"),
    registers.STATUS_REASON: mark("Labels", "Reason of the state"),
}
FILE_FIELDS: Final = {
    "title": mark("Labels", "Title of the file"),
    "kind": mark("Labels", "Kind of file"),
    "size": mark("Labels", "Size in bytes"),
    "sha256": mark("Labels", "SHA-256 of the file"),
    "register": mark("Labels", "Belongs to"),
    "period": mark("Labels", "Period"),
    "place": mark("Labels", "Place"),
}
SECTIONS: Final = {
    "results": mark("Labels", "Results"),
    "difficulties": mark("Labels", "Difficulties"),
    "causes": mark("Labels", "Causes"),
    "proposals": mark("Labels", "Proposals"),
    "plans": mark("Labels", "Plans for the time to come"),
}
WORDS: Final = {
    ("status", "done"): mark("Labels", "done"),
    ("status", "planned"): mark("Labels", "planned"),
    ("status", registers.ACTIVE): mark("Labels", "active"),
    ("status", registers.PAUSED): mark("Labels", "paused"),
    ("status", registers.DISSOLVED): mark("Labels", "dissolved"),
    ("role", "lead"): mark("Labels", "leads"),
    ("role", "partner"): mark("Labels", "takes part"),
    ("state", "draft"): mark("Labels", "being entered"),
    ("state", "complete"): mark("Labels", "complete"),
    ("state", "nil"): mark("Labels", "nothing occurred"),
}
MARKS: Final = {
    "?": mark("Labels", "no information"),
    "-": mark("Labels", "not applicable"),
}
_CHOICES: Final = {
    "kind": "kinds",
    "level": "levels",
    "venue": "venues",
    "occasion": "occasions",
    "task": "tasks",
}
_LISTS: Final = {
    "topic": "topics",
    "theme": "themes",
    "audience": "audiences",
    "measure": "measures",
    "place": "places",
}


def kind_label(entity: str) -> str:
    """The word for a kind of record."""
    return say(KINDS[entity]) if entity in KINDS else entity


def section_label(section: str) -> str:
    """The heading of a section of the narrative."""
    return say(SECTIONS[section]) if section in SECTIONS else section


def record_title(catalogue: Catalogue, entity: str, fields: Mapping[str, Value]) -> str:
    """What a person calls this record."""
    if entity == ACTIVITY:
        return str(fields.get("title") or kind_label(entity))
    if entity == ENTRY and (spec := registers.of(fields)):
        return spec.title_of(fields) or spec.name
    period = _period(catalogue, fields)
    if entity == ROW:
        place = str(fields.get("place") or "")
        named = catalogue.places[place].name if place in catalogue.places else place
        return " · ".join(part for part in (named, period) if part)
    if entity == NARRATIVE:
        return " · ".join((section_label(str(fields.get("section") or "")), period))
    if entity == RETURN:
        return " · ".join((str(fields.get("form") or ""), period))
    return str(fields.get("title") or fields.get("name") or kind_label(entity))


def _period(catalogue: Catalogue, fields: Mapping[str, Value]) -> str:
    return _period_name(catalogue, str(fields.get("period") or ""))


def _period_name(catalogue: Catalogue, ident: str) -> str:
    return catalogue.periods[ident].title if ident in catalogue.periods else ident


def field_label(catalogue: Catalogue, entity: str, fields: Mapping[str, Value], name: str) -> str:
    """What a person calls this field of the record."""
    if entity == ROW or (entity == PAPER and "/" in name):  # a document: place/line
        line = name.rpartition("/")[2]
        return _line_label(catalogue, str(fields.get("form") or ""), line)
    spec = registers.of(fields) if entity == ENTRY else None
    if spec is not None and name in spec.by_id:
        return spec.by_id[name].name
    if name.startswith(registers.REVIEWED):
        period = name.removeprefix(registers.REVIEWED)
        return translate("Labels", "Reviewed in {period}", period=_period_name(catalogue, period))
    if entity == EVIDENCE and name in FILE_FIELDS:
        return say(FILE_FIELDS[name])
    head, _, rest = name.partition(".")
    if rest and head in _LISTS:
        found = getattr(catalogue, _LISTS[head]).get(rest)
        return str(found.name) if found is not None else name
    return say(FIELDS[name]) if name in FIELDS else name


def _line_label(catalogue: Catalogue, form: str, name: str) -> str:
    line = name.removesuffix(NOTE)
    spec = catalogue.forms.get(form)
    if spec is None or line not in spec.by_id:
        return name
    if line == name:
        return spec.line_name(line)
    return translate("Labels", "{line} (note)", line=spec.line_name(line))


def value_label(catalogue: Catalogue, entity: str, name: str, value: Value) -> str:
    """The value as a person reads it."""
    if value is None or value == "":
        return translate("Labels", "(blank)")
    if value == GONE:
        return say(INSTEAD)
    if isinstance(value, bool):
        return translate("Labels", "yes") if value else translate("Labels", "no")
    if isinstance(value, int):
        return group(value)
    if entity == ROW and not name.endswith(NOTE):
        return say(MARKS[value]) if value in MARKS else value
    return (entity == ENTRY and _entry_word(catalogue, name, value)) or _word(
        catalogue, name, value
    )


def _entry_word(catalogue: Catalogue, name: str, value: str) -> str:
    """The words for what was chosen in a line of a register; empty where nothing was."""
    if name == registers.REGISTER:
        spec = registers.registers().get(value)
        return spec.name if spec else ""
    for spec in registers.registers().values():
        field = spec.by_id.get(name)
        if field and field.kind == registers.PLACE and value in catalogue.places:
            return catalogue.places[value].name
        if field and (found := field.options(catalogue).get(value)):
            return found.name
    return ""


def _word(catalogue: Catalogue, name: str, value: str) -> str:
    if (name, value) in WORDS:
        return say(WORDS[name, value])
    if name in _CHOICES:
        found = getattr(catalogue, _CHOICES[name]).get(value)
        return str(found.name) if found is not None else value
    day = read_iso(value)
    return short(day) if day is not None else value


def office_name(catalogue: Catalogue, office: str) -> str:
    """The short name of an office; its id where the catalogue does not know it.

    Where another one looks the same (an а of another alphabet) the beginning of its id follows.
    """
    found = catalogue.offices.get(office)
    if found is None:
        return office
    seen = looks(found.short)
    alike = any(one.id != office and looks(one.short) == seen for one in catalogue.offices.values())
    return f"{found.short} ({office[:SHORT_ID]})" if alike else found.short
