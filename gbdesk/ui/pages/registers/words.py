"""What is said about the fields of a line, with the answers offered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from gbdesk.domain.activities import ERROR, MISSING, FieldFix, FieldProblem
from gbdesk.domain.catalogue import Catalogue
from gbdesk.domain.ops import Value
from gbdesk.domain.registers import ENTRY, Register
from gbdesk.services.entry_rows import STATE_WORDS
from gbdesk.services.entry_words import said_of
from gbdesk.services.labels import value_label
from gbdesk.services.register_lists import Spread
from gbdesk.text import mark, say, translate
from gbdesk.ui.forms import fields
from gbdesk.ui.forms.fields import Fix, Note
from gbdesk.ui.forms.moved import moved_note
from gbdesk.ui.forms.personal import personal_note
from gbdesk.ui.pages.registers.fields import to_form

_SWAP: Final = mark("Registers", "swap them: {whole_label} {part}, {part_label} {whole}")


def notes_of(problems: Sequence[FieldProblem], kept: frozenset[str]) -> list[Note]:
    """The notes to show: what is only missing is the state of the line, never a note."""
    return [_note(one) for one in problems if one.severity != MISSING and one.code not in kept]


def _note(problem: FieldProblem) -> Note:
    if problem.code.startswith("personal."):
        return personal_note(problem.field, problem.code.removeprefix("personal."))
    severity = fields.ERROR if problem.severity == ERROR else fields.WARNING
    fixes = [_fix(one) for one in problem.fixes]
    if severity == fields.WARNING:
        fixes.append(Fix(label=translate("Activities", "It is right, keep it"), set=None))
    return Note(
        field=problem.field,
        severity=severity,
        code=problem.code,
        text=said_of(problem),
        fixes=tuple(fixes),
    )


def _fix(fix: FieldFix) -> Fix:
    words = say(_SWAP, n=None, **fix.facts)
    return Fix(label=words, set=dict(fix.set))


def spread_words(spread: Spread) -> str:
    """By state, and of how many units: a register without lines may be one that did not come."""
    parts = [
        translate("Registers", "{state}: {n}", state=say(words), n=spread.by_state[state])
        for state, words in STATE_WORDS.items()
        if spread.by_state.get(state)
    ]
    covered = spread.coverage
    parts.append(
        translate(
            "Registers",
            "{covered} of {of} reporting units have lines",
            covered=covered.n,
            of=covered.of,
        )
    )
    return " · ".join(parts)


def moved_line_note(
    spec: Register, catalogue: Catalogue, name: str, now: Mapping[str, Value]
) -> Note:
    """Somebody else changed what is typed over here."""
    said = value_label(catalogue, ENTRY, name, now.get(name))
    return moved_note(name, name, said, to_form(spec, now).get(name))
