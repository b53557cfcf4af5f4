"""What is said about the fields of an activity, in the form and about the rows of a workbook."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import MAXYEAR, MINYEAR
from typing import Final

from gbdesk.domain.activities import FieldProblem
from gbdesk.domain.catalogue import Catalogue
from gbdesk.domain.dates import read_iso, short
from gbdesk.text import mark, say, translate

WORDS: Final = {
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


def said_of(problem: FieldProblem, catalogue: Catalogue) -> str:
    """A problem in words; its code where there are none."""
    facts = {"place_kind": catalogue.word("place_kind"), **problem.facts}
    if problem.code == "activity.date":
        facts["typed"] = _typed(facts.get("typed"))
    words = WORDS.get(problem.code)
    text = say(words, n=None, **facts) if words else problem.code
    if problem.code == "activity.date":
        text = f"{text} {calendar_words(str(facts['typed']))}".strip()
    return text


def told_alone(problem: FieldProblem, catalogue: Catalogue) -> str:
    """The same where no button follows the words."""
    words = said_of(problem, catalogue)
    return f"{words[:-1]}." if words.endswith(":") else words


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
