"""What the help says on each page: what it is for, how to do the usual things."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from gbdesk.text import mark

TOPICS: Final[Mapping[str, tuple[tuple[str, str], ...]]] = {
    "home": (
        mark("Help", "The first page says what the period still needs and how many days are left."),
        mark("Help", "Every line has one button that leads to the record or cell in question."),
        mark("Help", "Amber numbers wait for you; the teal number waits to be sent."),
    ),
    "activities": (
        mark("Help", "Write down every activity once: talks, broadcasts, contests, panels, books."),
        mark("Help", "Quick entry: type into the first row and press Enter."),
        mark(
            "Help",
            "Ctrl N goes to that row, once more it opens the form, where Enter goes on.",
        ),
        mark("Help", "Ctrl D copies an activity for another place."),
        mark("Help", "What you type is kept as a draft at once; Ctrl S makes it a record."),
        mark("Help", "Ctrl Shift V takes activities out of a workbook or a paste from Excel."),
    ),
    "figures": (
        mark("Help", "Enter counts only. No name, address or telephone number in any cell."),
        mark("Help", "Blank is not zero: a hatched cell says that nobody has entered anything."),
        mark("Help", "Ctrl 0 declares a whole row: nothing occurred."),
        mark("Help", "? means no information, - means not applicable."),
        mark("Help", "F8 leads to the next problem; a problem never stops you from saving."),
    ),
    "cadres": (
        mark("Help", "One row for each indicator: all, women, ethnic-minority women. No names."),
        mark("Help", "The share of women is worked out; it is not entered."),
        mark("Help", "Stock may be taken from the period before: look at each row, then press F9."),
        mark("Help", "What is not confirmed is neither counted nor sent."),
    ),
    "products": (
        mark("Help", "Three numbers: reviewed, found to carry gender stereotypes, reduced."),
        mark("Help", "The rate is reduced out of those found; the target is more than 80 %."),
        mark("Help", "Where none was found there is no rate: neither 0 % nor 100 %."),
    ),
    "narrative": (
        mark("Help", "Write results, difficulties, causes and proposals in your own words."),
        mark("Help", "Leave out everything by which a person could be recognised."),
    ),
    "plan": (
        mark("Help", "Every task of the yearly plan, and which activities cover it."),
        mark("Help", "Add opens a new activity that is already linked to the task."),
    ),
    "export": (
        mark("Help", "A package can be exported at any time, even while something is missing."),
        mark("Help", "What is missing is declared inside the package."),
        mark("Help", "gbdesk reads the file back from the stick before it says done."),
    ),
    "sent": (
        mark("Help", "Every package with its check code and what became of it."),
        mark("Help", "Drop the receipt of the receiving body anywhere on the window."),
    ),
    "siblings": (
        mark("Help", "Two computers of one unit exchange what was entered, by a file on a stick."),
        mark("Help", "A package for the receiving body can be opened here too."),
        mark("Help", "Each computer sends its own packages; nothing is counted twice."),
    ),
    "report": (
        mark("Help", "The report is laid out by Decree 30/2020 and written as Word, PDF or Excel."),
        mark("Help", "Every total says how many places or units it covers."),
    ),
    "locking": (
        mark("Help", "Lock a period when its report is issued: the printed figures then stay."),
        mark("Help", "What units change later is kept here; you let it count, or say why not."),
    ),
    "import": (
        mark("Help", "Drop any number of packages; nothing is taken in before you say so."),
        mark("Help", "A damaged or foreign file changes nothing and says why."),
        mark("Help", "Every package can be taken out again as a whole."),
    ),
    "status": (
        mark("Help", "Who has reported for which period, what is missing, what was late."),
        mark("Help", "Remind copies a text for the units that have not reported."),
    ),
    "conflicts": (
        mark("Help", "Two sides changed the same thing without seeing each other."),
        mark("Help", "Choose one of the two, or leave it open and ask the unit."),
    ),
    "history": (
        mark("Help", "Every package taken in, when, by whom, and the way to take it out again."),
    ),
    "enrolment": (
        mark("Help", "Invite a unit with a file and a code told by telephone."),
        mark("Help", "Answer its request; from then on its packages are trusted."),
    ),
    "users": (
        mark("Help", "Who may unlock this computer, and what was done by whom."),
        mark("Help", "The log names records, never figures on violence."),
    ),
    "erasing": (
        mark("Help", "A name that got into a text is erased in every version, here at once."),
        mark("Help", "Others erase it when they open your next file: write that file soon."),
        mark("Help", "Sticks, mail, paper and older backups cannot be reached: they are listed."),
    ),
    "backup": (
        mark("Help", "One encrypted file that holds everything, read back after writing."),
        mark("Help", "Keep it on a stick that is not left in the computer."),
    ),
    "settings": (
        mark("Help", "Language, text size, colours and the time after which gbdesk locks itself."),
        mark("Help", "Changes apply at once and concern this computer only."),
    ),
}
