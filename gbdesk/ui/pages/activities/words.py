"""What is said about the fields of an activity, with the corrections offered."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping, Sequence
from datetime import MAXYEAR, MINYEAR
from typing import Final

from gbdesk.domain.activities import ERROR, MISSING, FieldFix, FieldProblem
from gbdesk.domain.catalogue import Catalogue
from gbdesk.domain.dates import read_iso, short
from gbdesk.domain.ops import Value
from gbdesk.services.labels import ACTIVITY, value_label
from gbdesk.text import mark, say, translate
from gbdesk.ui.forms import fields
from gbdesk.ui.forms.fields import Fix, Note
from gbdesk.ui.forms.personal import personal_note
from gbdesk.ui.pages.activities.fields import form_key, to_form

_WORDS: Final = {
    "activity.title": mark(
        "Activities", "There is no title yet. Write it briefly, such as “Class for village heads”."
    ),
    "activity.title_long": mark(
        "Activities", "The title has {length} letters, at most {most} are kept. Shorten it."
    ),
    "activity.start": mark("Activities", "There is no day yet. Type 22/5, or h for today."),
    "activity.date": mark("Activities", "“{typed}” is not in the calendar."),
    "activity.end_first": mark("Activities", "The last day is before the first day."),
    "activity.outside_period": mark(
        "Activities", "{date} is outside {period}. It is kept and counts in its own period."
    ),
    "activity.kind": mark("Activities", "No form of activity is chosen yet."),
    "activity.places": mark(
        "Activities", "No {place_kind} is chosen yet. For several places choose them all."
    ),
    "activity.number": mark("Activities", "This field takes a whole number from 0."),
    "activity.unusual": mark(
        "Activities",
        "{value} people is more than any activity before (at most {highest}). If it is right, "
        "keep it.",
    ),
    "activity.women": mark(
        "Activities",
        "The women ({part}) are more than the people ({whole}). The two numbers may be swapped:",
    ),
    "activity.part": mark(
        "Activities", "{part_label} ({part}) is more than {whole_label} ({whole})."
    ),
    "activity.measure": mark("Activities", "“{kind}” wants: {measure}. It can be added later."),
    "activity.notes_long": mark(
        "Activities", "The notes have {length} letters, at most {most} are kept. Shorten them."
    ),
}
_FIXES: Final = {
    "swap_dates": mark("Activities", "swap the two days"),
    "swap_numbers": mark("Activities", "make it {part} and {whole}"),
}


def note_of(problem: FieldProblem, catalogue: Catalogue) -> Note:
    """A problem as the form shows it."""
    if problem.code.startswith("personal."):
        return personal_note(problem.field, problem.code.removeprefix("personal."))
    facts = {"place_kind": catalogue.word("place_kind"), **problem.facts}
    if problem.code == "activity.date":
        facts["typed"] = _typed(facts.get("typed"))
    severity = {ERROR: fields.ERROR, MISSING: fields.HINT}.get(problem.severity, fields.WARNING)
    fixes = [_fix(one) for one in problem.fixes]
    if severity == fields.WARNING:
        fixes.append(Fix(label=translate("Activities", "It is right, keep it"), set=None))
    words = _WORDS.get(problem.code)
    text = say(words, n=None, **facts) if words else problem.code
    if problem.code == "activity.date":
        text = f"{text} {calendar_words(str(facts['typed']))}".strip()
    return Note(
        field=problem.field, severity=severity, code=problem.code, text=text, fixes=tuple(fixes)
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


def moved_note(catalogue: Catalogue, name: str, now: Mapping[str, Value]) -> Note:
    """Somebody else changed what is typed over here: what stands there, and the two answers."""
    key = form_key(name)
    words = translate(
        "Activities",
        "Somebody else changed this meanwhile. It says now: {value}",
        value=value_label(catalogue, ACTIVITY, name, now.get(name)),
    )
    return Note(
        field=key,
        severity=fields.WARNING,
        code=f"moved.{name}",
        text=words,
        fixes=(
            Fix(label=translate("Activities", "Take that"), set={key: to_form(now).get(key)}),
            Fix(label=translate("Activities", "Keep mine"), set=None),
        ),
    )


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


def _typed(value: object) -> str:
    try:
        day = read_iso(value)
    except ValueError:
        day = None
    return short(day) if day else str(value or "")


def calendar_words(typed: str) -> str:
    """Why a date is none where the month is to blame: `Month 4 has only 30 days`."""
    parts = re.split(r"[/.-]", typed.strip())
    if len(parts) < 2 or not all(part.isdecimal() for part in parts):
        return ""
    month = int(parts[1])
    year = int(parts[2]) if len(parts) > 2 else MINYEAR + 3
    if not 1 <= month <= 12 or not MINYEAR <= year <= MAXYEAR:
        return ""
    days = monthrange(year + 2000 if year < 100 else year, month)[1]
    return translate("Activities", "Month {month} has only {days} days.", month=month, days=days)
