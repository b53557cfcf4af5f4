"""What the lines of a form tell apart: forms of violence, sex, age, measures; and their versions.

A breakdown is made of the lines below headings whose permanent id ends alike (`dv.victims.sex` and
`dv.perpetrators.sex` are both `sex`), so a new form needs no code.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from gbdesk.domain.forms import FormSpec, Indicator


@dataclass(frozen=True, slots=True, kw_only=True)
class Breakdown:
    """Lines that are read beside each other; they are never added up: one case may have two forms.

    `groups` has the official label of the parent of each line, in the order of `lines`.
    """

    id: str
    name: str
    lines: tuple[Indicator, ...]
    groups: tuple[str, ...]


def breakdowns(form: FormSpec) -> tuple[Breakdown, ...]:
    """The breakdowns of a form, in the order in which it prints them."""
    below: dict[str, list[Indicator]] = defaultdict(list)
    for line in form.entry_lines:
        if line.parent:
            below[line.parent.rpartition(".")[2]].append(line)
    return tuple(_breakdown(form, ident, tuple(lines)) for ident, lines in below.items())


def _breakdown(form: FormSpec, ident: str, lines: tuple[Indicator, ...]) -> Breakdown:
    parents = {line.parent: form.by_id[line.parent] for line in lines}
    return Breakdown(
        id=ident,
        name=next(iter(parents.values())).title,
        lines=lines,
        groups=tuple(_above(form, line) if len(parents) > 1 else "" for line in lines),
    )


def _above(form: FormSpec, line: Indicator) -> str:
    """Whom a line is about: the name of its group on the screen."""
    return form.group(line.group).name if line.group else form.by_id[line.parent].title


def lines_like(form: FormSpec, wanted: Indicator) -> tuple[str, ...]:
    """The lines of another version that tell the same: the line itself, or those of its concept.

    Empty where the version asks nothing of the kind. An id means one thing for ever; a line of the
    same concept only comes nearest, which whoever shows it has to say.
    """
    if wanted.id in form.cells:
        return (wanted.id,)
    return tuple(line.id for line in form.entry_lines if line.concept == wanted.concept)
