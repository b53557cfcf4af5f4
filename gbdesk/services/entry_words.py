"""What is said about the fields of a line of a register."""

from __future__ import annotations

from typing import Final

from gbdesk.domain.activities import FieldProblem
from gbdesk.services.entry_rows import day_label
from gbdesk.text import mark, say

WORDS: Final = {
    "entry.required": mark("Entries", "“{label}” is not filled in yet."),
    "entry.long": mark("Entries", "At most {most} letters are kept here. Shorten it."),
    "entry.number": mark("Entries", "This field takes a whole number from 0."),
    "entry.text": mark("Entries", "This field takes words."),
    "entry.choice": mark("Entries", "Choose one of the list."),
    "entry.place": mark("Entries", "Choose a place of the list."),
    "entry.day": mark("Entries", "“{typed}” is not in the calendar."),
    "entry.since": mark("Entries", "Write a year, such as 2019, or a day, such as 15/3/2024."),
    "entry.code": mark("Entries", "A code is letters and a number, such as DC-01, never a name."),
    "entry.phone": mark("Entries", "Write the public number in digits, such as 0207 3822 111."),
    "entry.part": mark("Entries", "{part_label} ({part}) is more than {whole_label} ({whole})."),
    "entry.status": mark("Entries", "Choose a state of the list."),
    "entry.status_day": mark("Entries", "Since when? Type 22/5, or h for today."),
    "entry.same": mark("Entries", "A line of this name is there already; save if it is another."),
}


def said_of(problem: FieldProblem) -> str:
    """A problem in words; its code where there are none."""
    words = WORDS.get(problem.code)
    facts = dict(problem.facts)
    if "typed" in facts:
        facts["typed"] = _typed(facts["typed"])
    return say(words, n=None, **facts) if words else problem.code


def _typed(said: object) -> str:
    try:
        return day_label(str(said))
    except ValueError:
        return str(said)
