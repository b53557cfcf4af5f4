"""`own-report`: a unit's own report, its lists, blank forms."""

from __future__ import annotations

from pathlib import Path

from gbdesk.cli.answer import Answer
from gbdesk.cli.context import Context
from gbdesk.cli.finding import period_of
from gbdesk.cli.parser import Commands
from gbdesk.domain.refusals import Refused
from gbdesk.services.document_files import FORMATS
from gbdesk.services.office_report import REPORT, WHAT, Wanted
from gbdesk.text import translate


def add(commands: Commands) -> None:
    """The command of this module."""
    words = translate(
        "Cli", "office: its own report, list of activities, tasks of the plan or blank forms"
    )
    one = commands.add("own-report", words, _write)
    one.option("--period", translate("Cli", "period, such as 2024-6T"), required=True)
    what = translate("Cli", "report, activities, tasks or forms")
    one.option("--what", what, choices=WHAT, default=REPORT)
    profile = translate("Cli", "shared: totals, small counts hidden; internal: full figures")
    one.option("--profile", profile, choices=("shared", "internal"), default="shared")
    one.option("--reason", translate("Cli", "internal: why full figures are needed"), default="")
    one.option("--out", translate("Cli", "folder to write into"), metavar="FOLDER", default=".")
    formats = translate("Cli", "docx, pdf, xlsx, parted by commas")
    one.option("--formats", formats, default=",".join(FORMATS))


def _write(context: Context) -> Answer:
    asked = context.asked
    formats = tuple(part.strip() for part in asked.formats.split(",") if part.strip())
    if not formats or set(formats) - set(FORMATS):
        raise Refused("cli.formats", said=asked.formats)
    with context.app() as app:
        wanted = Wanted(
            what=asked.what,
            period=period_of(app.catalogue, asked.period),
            profile=asked.profile,
            reason=asked.reason,
        )
        done = app.office_reports.write(wanted, Path(asked.out), formats, password_checked=True)
    lines = [*(str(path) for path in done.paths), done.words]
    return Answer(result={"files": done.paths}, lines=lines)
