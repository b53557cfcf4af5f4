"""What is said about the fields of an activity, with the corrections offered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from gbdesk.domain.activities import ERROR, MISSING, FieldFix, FieldProblem
from gbdesk.domain.catalogue import Catalogue
from gbdesk.domain.ops import Value
from gbdesk.services.activity_words import said_of
from gbdesk.services.labels import ACTIVITY, value_label
from gbdesk.text import mark, say, translate
from gbdesk.ui.forms import fields
from gbdesk.ui.forms.fields import Fix, Note
from gbdesk.ui.forms.moved import moved_note
from gbdesk.ui.forms.personal import personal_note
from gbdesk.ui.pages.activities.fields import form_key, to_form

_FIXES: Final = {
    "swap_dates": mark("Activities", "swap the two days"),
    "swap_numbers": mark("Activities", "make it {part} and {whole}"),
}


def note_of(problem: FieldProblem, catalogue: Catalogue) -> Note:
    """A problem as the form shows it."""
    if problem.code.startswith("personal."):
        return personal_note(problem.field, problem.code.removeprefix("personal."))
    severity = {ERROR: fields.ERROR, MISSING: fields.HINT}.get(problem.severity, fields.WARNING)
    fixes = [_fix(one) for one in problem.fixes]
    if severity == fields.WARNING:
        fixes.append(Fix(label=translate("Activities", "It is right, keep it"), set=None))
    return Note(
        field=problem.field,
        severity=severity,
        code=problem.code,
        text=said_of(problem, catalogue),
        fixes=tuple(fixes),
    )


def notes_of(
    problems: Sequence[FieldProblem], catalogue: Catalogue, kept: frozenset[str]
) -> list[Note]:
    """The notes to show: what is only missing is the status of the line, never a note."""
    return [
        note_of(problem, catalogue)
        for problem in problems
        if problem.severity != MISSING and problem.code not in kept
    ]


def moved_field_note(catalogue: Catalogue, name: str, now: Mapping[str, Value]) -> Note:
    """Somebody else changed what is typed over here."""
    key, said = form_key(name), value_label(catalogue, ACTIVITY, name, now.get(name))
    return moved_note(key, name, said, to_form(now).get(key))


def _fix(fix: FieldFix) -> Fix:
    words = _FIXES.get(fix.code)
    label = say(words, n=None, **fix.facts) if words else translate("Activities", "Put it right")
    if fix.code == "swap_numbers" and "measure.attendees" in fix.set:
        label = translate(
            "Activities",
            "make it {attendees} people, {women} women",
            attendees=fix.set["measure.attendees"],
            women=fix.set.get("measure.women"),
        )
    return Fix(label=label, set=dict(fix.set))
