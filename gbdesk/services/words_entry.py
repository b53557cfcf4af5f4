"""What is said about entering activities, figures and texts: happened, kept, to do."""

from __future__ import annotations

from typing import Final

from gbdesk.text import mark

_NOTHING: Final = mark("Message", "Nothing was changed.")
_DRAFT: Final = mark("Message", "What was typed is kept as a draft.")
_FIGURES: Final = mark("Message", "Every figure entered is kept.")

ENTRY: Final = {
    "activity.invalid": (
        mark("Message", "The activity cannot be recorded yet."),
        _DRAFT,
        mark("Message", "Look at the fields with a red line, then save again."),
    ),
    "activity.one_wrong": (
        mark("Message", "“{title}” would not be right after this: {fields}."),
        _NOTHING,
        mark("Message", "Leave it out of the selection, or put it right first."),
    ),
    "view.name": (
        mark("Message", "A saved view needs a name."),
        _NOTHING,
        mark("Message", "Write a short name, such as “Training classes”."),
    ),
    "trash.gone": (
        mark("Message", "One of these activities is not in the trash any more."),
        _NOTHING,
        mark("Message", "Look at the list again; somebody may have put it back."),
    ),
    "activity.moved": (
        mark("Message", "{fields}: changed by somebody else since the form was opened."),
        _DRAFT,
        mark("Message", "Look at what stands there now, then save again or take it over."),
    ),
    "activity.gone": (
        mark("Message", "This activity is no longer in the log."),
        _NOTHING,
        mark("Message", "Show the log again; a deleted activity can be taken back there."),
    ),
    "entry.register": (
        mark("Message", "There is no register “{register}”."),
        _NOTHING,
        mark("Message", "Choose one of: model, committee, document, product."),
    ),
    "entry.invalid": (
        mark("Message", "The line cannot be recorded yet."),
        _DRAFT,
        mark("Message", "Look at the fields with a red line, then save again."),
    ),
    "entry.moved": (
        mark("Message", "{fields}: changed by somebody else since the form was opened."),
        _DRAFT,
        mark("Message", "Look at what stands there now, then save again or take it over."),
    ),
    "entry.gone": (
        mark("Message", "This line is no longer in the register."),
        _NOTHING,
        mark("Message", "Show the register again; a deleted line can be taken back there."),
    ),
    "entry.kept_here": (
        mark("Message", "A line cannot become a shelter, nor a shelter something else."),
        _NOTHING,
        mark("Message", "Add a new line of the right type, and delete this one."),
    ),
    "office.not_ours": (
        mark("Message", "Data of {office} cannot be entered here."),
        _NOTHING,
        mark("Message", "Choose the unit whose data are entered on this computer."),
    ),
    "template.none": (
        mark("Message", "“{name}” is no form that gbdesk has written."),
        _FIGURES,
        mark("Message", "Take it in alone, as any table, or choose forms only."),
    ),
    "template.changed": (
        mark("Message", "“{name}” was changed outside its yellow cells and cannot be told apart."),
        _FIGURES,
        mark("Message", "Write a new form for this unit and copy the figures into it."),
    ),
    "template.form": (
        mark("Message", "“{name}” is a form of “{other}”, not of “{form}”."),
        _FIGURES,
        mark("Message", "Choose that form on this page first, then take it in."),
    ),
    "template.version": (
        mark("Message", "“{name}” is of version {other} of the form; version {version} is in use."),
        _FIGURES,
        mark("Message", "Write a new form for this unit and copy the figures into it."),
    ),
    "template.period": (
        mark("Message", "“{name}” is of “{other}”, not of “{period}”."),
        _FIGURES,
        mark("Message", "Choose that period first, then take it in."),
    ),
    "template.unit": (
        mark("Message", "“{name}” is of a unit that this table has no row for."),
        _FIGURES,
        mark("Message", "Ask from which unit it came; write a new form for the right one."),
    ),
    "return.not_due": (
        mark("Message", "This unit owes no figures on this form for this period."),
        _NOTHING,
        mark("Message", "Choose another period or form."),
    ),
    "return.place": (
        mark("Message", "The place is not one this unit reports for."),
        _NOTHING,
        mark("Message", "Choose a place from the table."),
    ),
    "return.value": (
        mark("Message", "A cell takes whole numbers from 0, “?” or “-”."),
        _NOTHING,
        mark("Message", "To write words, use a note (Shift F2)."),
    ),
    "return.note_long": (
        mark("Message", "The note has {length} letters, at most {most} are kept."),
        _NOTHING,
        mark("Message", "Shorten the note."),
    ),
    "return.closed": (
        mark("Message", "The return is completed, so its figures are closed."),
        _NOTHING,
        mark("Message", "Reopen the period first."),
    ),
    "return.stock": (
        mark("Message", "“{form}” counts what exists in any period, so it cannot be declared nil."),
        _NOTHING,
        mark("Message", "Enter the figures, or take them from the period before and confirm them."),
    ),
    "return.moved": (
        mark("Message", "Figures changed since they were looked at: {count}."),
        _NOTHING,
        mark("Message", "Look at what stands now, then enter or take them over again."),
    ),
    "return.incomplete": (
        mark(
            "Message",
            "The return is not complete: {blank} not entered, {partial} partial, "
            "{errors} with errors.",
        ),
        _FIGURES,
        mark("Message", "Fill in what is missing, or send it as it is with the gaps declared."),
    ),
    "return.has_figures": (
        mark("Message", "There are figures above 0, so “nothing occurred” cannot be declared."),
        _FIGURES,
        mark("Message", "Set these figures to 0 first, or complete the return as it is."),
    ),
    "return.breaks_rule": (
        mark("Message", "The figures would not agree with each other: {problem}."),
        _NOTHING,
        mark("Message", "Correct the figures that belong together in one step."),
    ),
    "return.reason": (
        mark("Message", "A reason is needed to correct figures of a unit."),
        _NOTHING,
        mark("Message", "Write the reason and where it comes from; the unit will see it."),
    ),
    "paper.none": (
        mark("Message", "No document is registered for this return."),
        _NOTHING,
        mark("Message", "Register the document first: its number and its date."),
    ),
    "paper.replaced": (
        mark(
            "Message", "The unit's own return has come since: document {number} no longer counts."
        ),
        mark("Message", "Both are kept."),
        mark("Message", "Register the newer document, or correct single figures with a reason."),
    ),
    "paper.counts": (
        mark("Message", "Document {number} counts now, not these figures of the unit."),
        _NOTHING,
        mark("Message", "Change the figures of the document."),
    ),
    "paper.number": (
        mark("Message", "The document needs its number, of at most {most} letters."),
        _NOTHING,
        mark("Message", "Write it as it stands on the document."),
    ),
    "paper.days": (
        mark("Message", "A document comes after the day it was written, and not after today."),
        _NOTHING,
        mark("Message", "Look at both dates."),
    ),
    "paper.own": (
        mark("Message", "The figures of {name} are entered here anyway."),
        _NOTHING,
        mark("Message", "Enter them in the table."),
    ),
    "paper.locked": (
        mark("Message", "{period} is locked, so no document is entered for it."),
        _NOTHING,
        mark("Message", "Open the period again first, with a reason."),
    ),
    "excuse.reason": (
        mark("Message", "A reason is needed to excuse a unit from its report."),
        _NOTHING,
        mark("Message", "Write the reason; it stands beside the unit in the status."),
    ),
    "excuse.none": (
        mark("Message", "This unit is not excused."),
        _NOTHING,
        mark("Message", "Look at the status again."),
    ),
    "excuse.locked": (
        mark("Message", "{period} is locked, so who owes a report for it stays as it is."),
        _NOTHING,
        mark("Message", "Open the period again first, with a reason."),
    ),
    "narrative.section": (
        mark("Message", "The report has no such section."),
        _NOTHING,
        mark("Message", "Choose one of the sections shown."),
    ),
    "narrative.long": (
        mark("Message", "The text has {length} letters, at most {most} are kept."),
        _DRAFT,
        mark("Message", "Shorten the text."),
    ),
    "narrative.moved": (
        mark("Message", "“{section}” was written by somebody else since it was opened here."),
        _DRAFT,
        mark("Message", "Choose below the field which of the two texts stands."),
    ),
    "plan.task": (
        mark("Message", "The plan has no such task for this unit."),
        _NOTHING,
        mark("Message", "Choose a task from the list."),
    ),
    "plan.reason": (
        mark("Message", "A reason is needed to say that a task is not of this unit."),
        _NOTHING,
        mark("Message", "Write the reason; it goes into the package."),
    ),
    "undo.nothing": (
        mark("Message", "There is nothing to take back."),
        _NOTHING,
        mark("Message", "Go on entering."),
    ),
    "undo.moved": (
        mark("Message", "What this step set was changed again since: it is not taken back."),
        _NOTHING,
        mark("Message", "Look at what stands now; change it by hand where it is wrong."),
    ),
}
