"""What an activity may be for: offered under its fields, never written unasked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from gbdesk.domain.activities import days_of
from gbdesk.domain.occasions import occasion_near
from gbdesk.domain.ops import Value
from gbdesk.text import translate
from gbdesk.ui.forms.around import Around
from gbdesk.ui.forms.fields import HINT, Fix, Note
from gbdesk.ui.pages.activities.fields import TASK

OCCASION: Final = "occasion"
DAY: Final = "start"


def suggestions(
    around: Around, values: Mapping[str, Value], office: str, kept: frozenset[str]
) -> list[Note]:
    """The occasion and the task that seem to fit; those in `kept` were turned down."""
    if days_of(values) is None or not values.get("kind"):
        return []
    found = [_occasion(around, values), _task(around, values, office)]
    return [note for note in found if note is not None and note.code not in kept]


def _occasion(around: Around, values: Mapping[str, Value]) -> Note | None:
    near = None if values.get(OCCASION) else occasion_near(values, around.app.catalogue)
    if near is None:
        return None
    words = translate("Activities", "Suggestion – occasion: {name}", name=near.name)
    return _note(DAY, f"suggested.{near.id}", words, {OCCASION: near.id})


def _task(around: Around, values: Mapping[str, Value], office: str) -> Note | None:
    app = around.app
    ident = None if values.get(TASK) else app.plan.suggest(dict(values), office=office)
    task = app.catalogue.tasks.get(ident) if ident else None
    if task is None:
        return None
    name = f"{task.section} {task.name}"
    words = translate("Activities", "Suggestion – task of the plan: {name}", name=name)
    return _note(TASK, f"suggested.{task.id}", words, {TASK: task.id})


def _note(field: str, code: str, words: str, wanted: Mapping[str, Value]) -> Note:
    fixes = (
        Fix(label=translate("Activities", "Choose it"), set=wanted),
        Fix(label=translate("Activities", "Not this one"), set=None),
    )
    return Note(field=field, severity=HINT, text=words, code=code, fixes=fixes)
