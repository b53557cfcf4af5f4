"""`init` and `enrol`: setting up a workspace and making the two sides known to each other."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from gbdesk.cli.answer import Answer
from gbdesk.cli.context import Context
from gbdesk.cli.files import read_file, write_new
from gbdesk.cli.finding import office_of
from gbdesk.cli.parser import Commands, Group, Parser
from gbdesk.domain.refusals import Refused
from gbdesk.services import refounding, setup
from gbdesk.services.enrolment import OfficeRow
from gbdesk.services.escrow import MOST
from gbdesk.services.setup import Person
from gbdesk.text import translate

TEMPLATES: Final = ("sample-2024", "sample-2025", "tuyen-quang-2024", "tuyen-quang-2025")


def add(commands: Commands) -> None:
    """The commands of this module."""
    one = commands.add("init", translate("Cli", "set up a new data file"), _init)
    roles = translate("Cli", "hub, office (with an invitation), or trial on sample data")
    one.option("--role", roles, choices=("hub", "office", "trial"), required=True)
    one.option("--display", translate("Cli", "the person's full name"), default="")
    begins = translate("Cli", "hub: where the catalogue begins")
    one.option("--template", begins, choices=TEMPLATES, default=TEMPLATES[0])
    one.option("--invitation", translate("Cli", "office: the file of the hub"), metavar="FILE")
    again = translate("Cli", "hub whose PC and backups are gone: its root file (.gbroot)")
    one.option("--root", again, metavar="FILE")
    kept = translate("Cli", "with --root: folder of files that the hub wrote to its offices")
    one.option("--from", kept, metavar="FOLDER", dest="kept")
    side = translate("Cli", "trial: which side to try")
    one.option("--side", side, choices=("hub", "office"), default="office")
    world = translate("Cli", "trial: sample of which year")
    one.option("--world", world, choices=("2024", "2025"), default="2024")
    _out(one)
    _add_enrol(commands.group("enrol", translate("Cli", "make hub and office known to each other")))


def _add_enrol(group: Group) -> None:
    one = group.add("invite", translate("Cli", "hub: write the invitation of an office"), _invite)
    one.option("office", translate("Cli", "id, key or short name of the office"))
    _out(one)
    _out(group.add("request", translate("Cli", "office: write the request again"), _request))
    one = group.add("certify", translate("Cli", "hub: answer a request"), _certify)
    one.option("file", translate("Cli", "the request of the office"))
    heard = translate("Cli", "digits read out, for a request without a code")
    one.option("--heard", heard, metavar="DIGITS", default="")
    _out(one)
    words = translate("Cli", "digits to read out where there is no code")
    one = group.add("digits", words, _digits)
    one.option("office", translate("Cli", "hub: of the invitation of this office"), nargs="?")
    one = group.add("accept", translate("Cli", "office: open a file of the hub"), _accept)
    one.option("file", translate("Cli", "certificate, receipt or catalogue"))
    words = translate("Cli", "office: trust a new root key of the hub by an invitation")
    one = group.add("pin", words, _pin)
    one.option("file", translate("Cli", "the invitation of the hub (.gbinv)"))
    group.add("list", translate("Cli", "hub: how far every office is"), _list)


def _out(parser: Parser) -> None:
    words = translate("Cli", "folder to write into; the present one if not given")
    parser.option("--out", words, metavar="FOLDER", default=".")


def _person(context: Context) -> Person:
    user = context.asked.user
    if not user:
        raise Refused("cli.user_needed")
    password = context.secrets.new_password(
        translate("Cli", "New password: "), translate("Cli", "The same again: ")
    )
    return Person(user=user, display=context.asked.display or user, password=password)


def _init(context: Context) -> Answer:
    makers = {"hub": _hub, "office": _office, "trial": _trial}
    return makers[context.asked.role](context, context.workspace)


def _hub(context: Context, path: Path) -> Answer:
    if context.asked.root:
        return _hub_again(context, path)
    made = setup.create_hub(
        path,
        template=context.asked.template,
        person=_person(context),
        **context.surroundings.for_setup(),
    )
    return Answer(
        result={
            "workspace": path,
            "role": "hub",
            "recovery_code": made.recovery_code,
            "root": made.root_secret,
            "root_file": made.root_file,
            "recovery_identity": made.recovery_identity,
        },
        lines=(
            _ready(path),
            _recovery(made.recovery_code),
            translate("Cli", "Root key, to be kept in a safe: {file}", file=made.root_file),
            translate("Cli", "Its code, to be kept on paper: {code}", code=made.root_secret),
            translate(
                "Cli",
                "Emergency key for packages (age), to be kept on paper: {key}",
                key=made.recovery_identity,
            ),
        ),
    )


def _hub_again(context: Context, path: Path) -> Answer:
    asked = context.asked
    files = sorted(Path(asked.kept or ".").glob("*.gbpkg"))
    root, person = read_file(Path(asked.root), MOST), _person(context)
    code = context.secrets.code(translate("Cli", "Code of the root file: "))
    more: dict[str, Any] = context.surroundings.for_setup()
    made = refounding.create_hub_again(path, (root, code), files, person, **more)
    return Answer(
        result={
            "workspace": path,
            "role": "hub",
            "recovery_code": made.recovery_code,
            "root": made.number,
            "offices": made.offices,
            "unused": made.unused,
        },
        lines=(
            _ready(path),
            _recovery(made.recovery_code),
            translate("Cli", "Root statement {number} is in force.", number=made.number),
            translate("Cli", "Offices that are known again: {count}.", count=len(made.offices)),
            translate(
                "Cli",
                "Give those a catalogue file now; invite all others, who type the code: enrol pin.",
            ),
        ),
    )


def _trial(context: Context, path: Path) -> Answer:
    asked = context.asked
    made = setup.create_trial(
        path, _person(context), asked.side, asked.world, **context.surroundings.for_setup()
    )
    return Answer(
        result={"workspace": path, "role": "trial", "recovery_code": made.recovery_code},
        lines=(_ready(path), _recovery(made.recovery_code)),
    )


def _office(context: Context, path: Path) -> Answer:
    if not context.asked.invitation:
        raise Refused("cli.invitation")
    invitation = read_file(Path(context.asked.invitation))
    person = _person(context)
    code = context.secrets.code(translate("Cli", "Code of the invitation: "))
    more: dict[str, Any] = context.surroundings.for_setup()
    made = setup.create_office(path, invitation, code, person, **more)
    target = write_new(Path(context.asked.out) / f"{path.stem}.gbreq", made.request)
    return Answer(
        result={
            "workspace": path,
            "role": "office",
            "recovery_code": made.recovery_code,
            "request": target,
            "request_code": made.request_code,
        },
        lines=(
            _ready(path),
            _recovery(made.recovery_code),
            translate("Cli", "Give this request to the hub: {file}", file=target),
        ),
    )


def _ready(path: Path) -> str:
    return translate("Cli", "{name} is set up.", name=path.name)


def _recovery(code: str) -> str:
    return translate("Cli", "Recovery code, to be kept on paper: {code}", code=code)


def _invite(context: Context) -> Answer:
    with context.app() as app:
        made = app.enrolment.invite(office_of(app.catalogue, context.asked.office))
        target = write_new(Path(context.asked.out) / made.name, made.bytes, private=True)
    return Answer(
        result={"file": target, "code": made.code},
        lines=(
            translate("Cli", "Invitation: {file}", file=target),
            translate("Cli", "Code, to be told by telephone: {code}", code=made.code),
        ),
    )


def _request(context: Context) -> Answer:
    with context.app() as app:
        target = write_new(
            Path(context.asked.out) / f"{context.workspace.stem}.gbreq", app.enrolment.request()
        )
    return Answer(
        result={"file": target},
        lines=(translate("Cli", "Give this request to the hub: {file}", file=target),),
    )


def _certify(context: Context) -> Answer:
    with context.app() as app:
        raw = read_file(Path(context.asked.file))
        made = app.enrolment.certify(raw, context.asked.heard)
        target = write_new(Path(context.asked.out) / made.name, made.bytes)
    return Answer(
        result={"file": target},
        lines=(translate("Cli", "Give this answer to the office: {file}", file=target),),
    )


def _digits(context: Context) -> Answer:
    said = context.asked.office
    with context.app() as app:
        found = app.enrolment.digits(office_of(app.catalogue, said) if said else "")
    return Answer(result={"digits": found}, lines=[found])


def _accept(context: Context) -> Answer:
    with context.app() as app:
        accepted = app.enrolment.accept(Path(context.asked.file))
        state = app.enrolment.state()
    return Answer(
        result={"state": state, "accepted": accepted},
        lines=(
            translate("Cli", "Opened {name}.", name=Path(context.asked.file).name),
            accepted.words,
        ),
    )


def _pin(context: Context) -> Answer:
    raw = read_file(Path(context.asked.file))
    with context.app() as app:
        code = context.secrets.code(translate("Cli", "Code of the invitation: "))
        pinned = app.enrolment.pin(raw, code)
    return Answer(result={"pinned": pinned}, lines=[pinned.words])


def _line(name: str, row: OfficeRow) -> str:
    if row.waits_for_root:
        words = translate("Cli", "not seen to trust the root key in force")
        return f"{name}: {row.state} ({words})"
    return f"{name}: {row.state}"


def _list(context: Context) -> Answer:
    with context.app() as app:
        found = app.enrolment.list()
        names = app.catalogue.offices
    lines = [_line(names[one.office].short, one) for one in found if one.office in names]
    return Answer(result={"offices": found}, lines=lines)
