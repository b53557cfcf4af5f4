"""`activity import-xlsx`: activities out of a workbook."""

from __future__ import annotations

from pathlib import Path

from gbdesk.cli.answer import DONE, REFUSED, Answer
from gbdesk.cli.context import Context
from gbdesk.cli.parser import Group
from gbdesk.domain.refusals import Refused
from gbdesk.services.workbook_import import plan_import
from gbdesk.text import translate


def add(group: Group) -> None:
    """The command of this module, in the group `activity`."""
    words = translate("Cli", "record activities out of an Excel workbook")
    one = group.add("import-xlsx", words, _import)
    one.option("file", translate("Cli", "the workbook; the row of headings is found by itself"))
    one.option("--dry-run", translate("Cli", "only say what would be done"), action="store_true")
    skip = translate("Cli", "record the good rows although others have problems")
    one.option("--skip-bad", skip, action="store_true")


def _import(context: Context) -> Answer:
    asked = context.asked
    with context.app() as app:
        planned = plan_import(
            Path(asked.file), app.catalogue, app.session.office, context.surroundings.today()
        )
        refused = bool(planned.problems) and not asked.skip_bad
        recorded = []
        if not refused and not asked.dry_run:
            for done, (number, fields) in enumerate(planned.activities, start=1):
                recorded.append({"row": number, "id": app.activities.save(None, fields).id})
                context.progress.step(done, len(planned.activities))
    result = {
        "rows": len(planned.activities),
        "recorded": recorded,
        "problems": planned.problems,
        "columns": planned.columns,
        "ignored": planned.ignored,
    }
    lines = [f"{one.cell}: {one.text}" for one in planned.problems]
    lines.append(
        translate(
            "Cli",
            "{good} rows are good, {bad} cells need a look, {recorded} activities recorded.",
            good=len(planned.activities),
            bad=len(planned.problems),
            recorded=len(recorded),
        )
    )
    told = Refused("sheet.problems", count=len(planned.problems))
    return Answer(
        result=result,
        lines=lines,
        error=context.describe(told) if refused else None,
        exit=REFUSED if refused else DONE,
    )
