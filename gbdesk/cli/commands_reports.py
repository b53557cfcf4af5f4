"""`status` and `report`: who has reported, and the consolidated report."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from gbdesk.cli.answer import Answer
from gbdesk.cli.context import Context
from gbdesk.cli.finding import period_of
from gbdesk.cli.parser import Commands
from gbdesk.domain.refusals import Refused
from gbdesk.text import translate

FORMATS: Final = ("docx", "pdf", "xlsx")


def add(commands: Commands) -> None:
    """The commands of this module."""
    one = commands.add("status", translate("Cli", "who has reported; what is not sent"), _status)
    one.option("--period", translate("Cli", "period, such as 2024-6T"), required=True)
    one = commands.add("report", translate("Cli", "hub: write the consolidated report"), _report)
    one.option("--period", translate("Cli", "period, such as 2024-6T"), required=True)
    profile = translate("Cli", "shared: province totals only; internal: full figures")
    one.option("--profile", profile, choices=("shared", "internal"), default="shared")
    one.option("--reason", translate("Cli", "internal: why full figures are needed"), default="")
    one.option("--out", translate("Cli", "folder to write into"), metavar="FOLDER", default=".")
    formats = translate("Cli", "docx, pdf, xlsx, parted by commas")
    one.option("--formats", formats, default=",".join(FORMATS))
    one.option("--recipient", translate("Cli", "id of the addressee"), default="committee")


def _status(context: Context) -> Answer:
    with context.app() as app:
        period = period_of(app.catalogue, context.asked.period)
        if not app.session.hub:
            planned, sent = app.sending.preview(period), app.sending.sent()
            lines = [f"{kind}: {count}" for kind, count in planned.counts.items()]
            lines += [*planned.gaps_words, *(one.words for one in sent)]
            return Answer(result={"planned": planned, "sent": sent}, lines=lines)
        matrix = app.monitoring.matrix([period])
        history = app.receiving.history()
        open_conflicts = app.conflicts.count()
    rows = [
        {"office": row.office, "name": row.short, **_cell(row.cells[period])} for row in matrix.rows
    ]
    lines = [f"{row['name']}: {row['words']}" for row in rows]
    counts = matrix.counts[period]
    lines.append(
        translate(
            "Cli",
            "{reported} of {expected} have reported, {on_time} in time.",
            reported=counts.reported,
            expected=counts.expected,
            on_time=counts.on_time,
        )
    )
    result = {
        "period": period,
        "offices": rows,
        "counts": counts,
        "imports": history,
        "conflicts": open_conflicts,
    }
    return Answer(result=result, lines=lines)


def _cell(status: object) -> dict[str, object]:
    from gbdesk.services.status import Status

    if not isinstance(status, Status):
        raise TypeError(status)
    return {
        "status": status.kind,
        "words": status.words,
        "days_late": status.days_late,
        "missing": status.missing,
        "unreviewed": status.unreviewed,
    }


def _report(context: Context) -> Answer:
    asked, formats = context.asked, formats_of(context)
    with context.app() as app:
        written = app.reporting.report(
            period_of(app.catalogue, asked.period),
            profile=asked.profile,
            folder=Path(asked.out),
            formats=formats,
            recipient=asked.recipient,
            today=context.surroundings.today(),
            password_checked=True,
            reason=asked.reason,
        )
    lines = [*(str(path) for path in written.paths), written.words]
    return Answer(result={"report": written}, lines=lines)


def formats_of(context: Context) -> tuple[str, ...]:
    """The kinds of file asked for.

    Raises:
        Refused: one of them is no kind of file written here.
    """
    said = context.asked.formats
    formats = tuple(part.strip() for part in said.split(",") if part.strip())
    if not formats or set(formats) - set(FORMATS):
        raise Refused("cli.formats", said=said)
    return formats
