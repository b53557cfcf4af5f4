"""What is said about reports and backups: happened, kept, to do."""

from __future__ import annotations

from typing import Final

from gbdesk.text import mark

_NOT_WRITTEN: Final = mark("Report", "No report was written.")
_NOTHING: Final = mark("Message", "Nothing was changed.")

REPORT: Final = {
    "report.office_only": (
        mark("Report", "This report is written by units; here the consolidated report is written."),
        _NOT_WRITTEN,
        mark("Report", "Open the page of the consolidated report."),
    ),
    "report.hub_only": (
        mark("Report", "The consolidated report is written at {hub}."),
        _NOT_WRITTEN,
        mark("Report", "Open the data file of {hub}."),
    ),
    "report.password": (
        mark("Report", "Full figures are written only after the password is typed again."),
        _NOT_WRITTEN,
        mark("Report", "Type your password, or choose the shared profile."),
    ),
    "report.reason": (
        mark("Report", "No reason was given for writing full figures."),
        _NOT_WRITTEN,
        mark("Report", "Say in a few words what the full figures are needed for."),
    ),
    "report.profile": (
        mark("Report", "There is no such profile of figures."),
        _NOT_WRITTEN,
        mark("Report", "Choose the shared or the internal profile."),
    ),
    "report.format": (
        mark("Report", "Files of the kind “{said}” are not written."),
        _NOT_WRITTEN,
        mark("Report", "Choose from docx, pdf and xlsx."),
    ),
    "report.readback": (
        mark("Report", "What was written does not read back the same; the drive may be faulty."),
        mark("Report", "The faulty file was deleted."),
        mark("Report", "Choose another folder or stick."),
    ),
    "official.unknown": (
        mark("Official", "There is no official version number {number}."),
        _NOTHING,
        mark("Official", "Look at the list of official versions."),
    ),
    "official.same": (
        mark("Official", "Official version number {number} says exactly the same."),
        _NOTHING,
        mark("Official", "Use that version; keep another one when something has changed."),
    ),
    "official.withdrawn": (
        mark("Official", "Official version number {number} was withdrawn; its content is erased."),
        _NOTHING,
        mark("Official", "Choose another version."),
    ),
    "official.reason": (
        mark("Official", "A reason is needed for withdrawing a version: it stays on record."),
        _NOTHING,
        mark("Official", "Write a few words, without a person's name."),
    ),
    "official.unreadable": (
        mark("Official", "What was kept of this version does not read back as it was written."),
        _NOTHING,
        mark("Official", "Put back a backup that was made after the version."),
    ),
    "lock.locked": (
        mark("Report", "{period} is locked already."),
        _NOTHING,
        mark("Report", "Decide what came later, or open the period again first."),
    ),
    "lock.open": (
        mark("Report", "{period} is not locked."),
        _NOTHING,
        mark("Report", "Lock it when its report is issued."),
    ),
    "lock.reason": (
        mark("Report", "A reason is needed: the unit reads it."),
        _NOTHING,
        mark("Report", "Say in a few words why."),
    ),
    "lock.nothing": (
        mark("Report", "Nothing of {name} came after the lock of this period."),
        _NOTHING,
        mark("Report", "Look at the list again."),
    ),
    "lock.more": (
        mark("Report", "The later changes of {name} are others now than those you looked at."),
        _NOTHING,
        mark("Report", "Look at the list again, then decide."),
    ),
    "redact.reason": (
        mark("Report", "A reason is needed: it stays on record."),
        _NOTHING,
        mark("Report", "Say in a few words why, without the text itself."),
    ),
    "redact.gone": (
        mark("Report", "There is no such entry."),
        _NOTHING,
        mark("Report", "Look for the entry again."),
    ),
    "redact.nothing": (
        mark("Report", "This field holds no text that could be erased."),
        _NOTHING,
        mark("Report", "Choose another field."),
    ),
    "redact.above": (
        mark(
            "Report",
            "A version of this text was written by {hub_short}: only {hub_short} can erase it.",
        ),
        _NOTHING,
        mark("Report", "Ask {hub_short} to erase it; this computer then follows by itself."),
    ),
    "redact.conflict": (
        mark("Report", "Two sides differ in another field of this entry."),
        _NOTHING,
        mark("Report", "Settle that on the page “Differences”, then erase the text."),
    ),
    "redact.much": (
        mark("Report", "This entry was changed more than a thousand times."),
        _NOTHING,
        mark("Report", "Send the code to the person who helps you with gbdesk."),
    ),
    "backup.not_ours": (
        mark("Report", "“{name}” is not a backup of gbdesk, or it is damaged."),
        _NOTHING,
        mark("Report", "Choose a file that ends in .gbbackup."),
    ),
    "backup.exists": (
        mark("Report", "There is already a data file where the backup should be unpacked."),
        mark("Report", "The existing file was not touched."),
        mark("Report", "Choose another name or folder."),
    ),
    "check.damaged": (
        mark("Report", "The check found something wrong: {what}."),
        _NOTHING,
        mark("Report", "Make a copy of the data file, then open the last backup."),
    ),
}
