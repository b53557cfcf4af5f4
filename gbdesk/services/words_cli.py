"""What is said about the command line and about workbooks: happened, kept, to do."""

from __future__ import annotations

from typing import Final

from gbdesk.text import mark

_NOTHING: Final = mark("Cli", "Nothing was done.")
_NOT_RECORDED: Final = mark("Cli", "Nothing was recorded.")
_HELP: Final = mark("Cli", "See gbdesk COMMAND --help.")

CLI: Final = {
    "cli.workspace": (
        mark("Cli", "No data file was named."),
        _NOTHING,
        mark("Cli", "Put --workspace FILE before the command."),
    ),
    "cli.evidence": (
        mark("Cli", "It was not said what the files belong to."),
        _NOTHING,
        mark("Cli", "Name --activity ID, or --period and --place of the unit that reported."),
    ),
    "cli.user": (
        mark("Cli", "This data file has several users: {names}."),
        _NOTHING,
        mark("Cli", "Put --user NAME before the command."),
    ),
    "cli.user_needed": (
        mark("Cli", "No user was named."),
        _NOTHING,
        mark("Cli", "Put --user NAME before the command."),
    ),
    "cli.password_missing": (
        mark("Cli", "There is no password and nobody to ask for it."),
        _NOTHING,
        mark("Cli", "Put --password-fd N before the command; 0 is standard input."),
    ),
    "cli.code_missing": (
        mark("Cli", "There is no code and nobody to ask for it."),
        _NOTHING,
        mark("Cli", "Put --code-fd N before the command; 0 is standard input."),
    ),
    "cli.password_differs": (
        mark("Cli", "The two passwords are not the same."),
        _NOTHING,
        mark("Cli", "Type the new password twice."),
    ),
    "cli.descriptor": (
        mark("Cli", "Nothing can be read from descriptor {number}."),
        _NOTHING,
        mark("Cli", "Open the descriptor before starting gbdesk."),
    ),
    "cli.invitation": (
        mark("Cli", "An office is set up with the invitation of the hub."),
        _NOTHING,
        mark("Cli", "Name it with --invitation FILE, and the code with --code-fd."),
    ),
    "cli.office": (
        mark("Cli", "“{said}” does not name one unit of the catalogue."),
        _NOTHING,
        mark("Cli", "Use the id, the key or the short name of the unit."),
    ),
    "cli.place": (
        mark("Cli", "“{said}” does not name one place of the catalogue."),
        _NOTHING,
        mark("Cli", "Use the id of the place or its whole name."),
    ),
    "cli.unknown": (
        mark("Cli", "“{said}” is not a name that is known here."),
        _NOTHING,
        mark("Cli", "Choose one of: {known}."),
    ),
    "cli.record": (
        mark("Cli", "“{said}” is not the id of an entry."),
        _NOTHING,
        mark("Cli", "An id has 32 digits and letters a to f; lists show it with --json."),
    ),
    "cli.activity": (
        mark("Cli", "The activity was not recorded. It does not fit: {fields}."),
        _NOTHING,
        mark("Cli", "Correct these fields and give the command again."),
    ),
    "cli.date": (
        mark("Cli", "“{said}” is not a date of the calendar."),
        _NOTHING,
        mark("Cli", "Write it as 2024-05-22 or 22/5/2024."),
    ),
    "cli.pair": (
        mark("Cli", "“{said}” is not of the form NAME=VALUE."),
        _NOTHING,
        _HELP,
    ),
    "cli.figure": (
        mark("Cli", "“{said}” is no whole number from 0, no ? and no -."),
        _NOTHING,
        _HELP,
    ),
    "cli.text": (
        mark("Cli", "There is no text to record."),
        _NOTHING,
        mark("Cli", "Give it with --text or --file."),
    ),
    "cli.formats": (
        mark("Cli", "“{said}” names a kind of file that is not written."),
        _NOTHING,
        mark("Cli", "Choose from docx, pdf and xlsx."),
    ),
    "sheet.unreadable": (
        mark("Cli", "“{name}” is no workbook that can be read, or it has a password."),
        _NOT_RECORDED,
        mark("Cli", "Save it again as .xlsx without a password."),
    ),
    "sheet.large": (
        mark("Cli", "“{name}” is larger than can be taken at once."),
        _NOT_RECORDED,
        mark("Cli", "Part it into smaller workbooks."),
    ),
    "sheet.empty": (
        mark("Cli", "There is nothing in “{name}”."),
        _NOT_RECORDED,
        mark("Cli", "Choose another workbook."),
    ),
    "sheet.headings": (
        mark("Cli", "No row of headings with the name and the day of the activity was found."),
        _NOT_RECORDED,
        mark("Cli", "Write the headings as in the list of activities."),
    ),
    "sheet.moved": (
        mark("Cli", "Row {row} was new when it was looked at and is recorded by now."),
        _NOT_RECORDED,
        mark("Cli", "Look at the table once more."),
    ),
    "sheet.problems": (
        mark("Cli", "{count} cells of the workbook need a look."),
        _NOT_RECORDED,
        mark("Cli", "Correct them, or add --skip-bad to leave those rows out."),
    ),
}
