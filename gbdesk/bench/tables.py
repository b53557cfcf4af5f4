"""Tables of consolidated figures and the matrix of reports, over a province of 168 offices."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import Any, Final

from gbdesk.bench.place import fill, hub_desk
from gbdesk.bench.rows import Row, milliseconds
from gbdesk.bench.stream import FORM, Scribe
from gbdesk.domain.catalogue import Catalogue
from gbdesk.domain.catalogue_read import read_catalogue
from gbdesk.domain.crossplan import EVERY, Wanted
from gbdesk.domain.crosstab import LINE, OFFICE, PERIOD, PLACE
from gbdesk.domain.ids import return_id, return_row_id
from gbdesk.domain.ops import Fields, Op
from gbdesk.domain.template_scaled import scaled_template
from gbdesk.services.crosstabs import Crosstabs
from gbdesk.services.desk import Desk
from gbdesk.services.monitoring import Monitoring
from gbdesk.store import ledger
from gbdesk.store.ledger import Received

OFFICES: Final = 168
LINES: Final = 40
YEARS: Final = tuple(range(2020, 2025))
TIMES: Final = 9
ONE: Final = "dv.cases"
_SUMS: Final = (
    "SELECT office, indicator, sum(value), count(value) FROM sheet JOIN cell USING (record) "
    "GROUP BY office, indicator"
)
_ONE: Final = (
    "SELECT office, place, period, value, state FROM sheet JOIN cell USING (record) "
    "WHERE indicator = (SELECT id FROM term WHERE text = 'dv.cases')"
)
_STATES: Final = "SELECT * FROM return_state"
_PACKAGES: Final = "SELECT * FROM package"


def rows(_scale: int) -> Iterator[Row]:
    """The rows `cross`, `cross-place` and `matrix`, medians of a few runs."""
    yield from measured(OFFICES)


def measured(offices: int) -> Iterator[Row]:
    """The same over so many offices of 12 places."""
    catalogue = province(offices)
    owing = [one.id for one in catalogue.offices.values() if one.kind == "district-office"]
    with hub_desk(catalogue) as desk:
        for seed, office in enumerate(owing, start=1):
            fill(desk, office, lambda scribe, at=seed: told(scribe, at), seed)  # type: ignore[misc]
            _packages(desk, office, seed)
        yield from _tables(desk, offices)
        yield _matrix(desk, offices)


def province(offices: int) -> Catalogue:
    """The invented province with five years before now and a form of forty lines."""
    raw = scaled_template(offices)
    model = {one["half"]: one for one in raw["periods"] if one["year"] == YEARS[-1]}
    raw["periods"] = [_period(model[half], year) for year in YEARS for half in (True, False)]
    forms = dict.fromkeys(form for form, _ in raw["bindings"])
    raw["bindings"] = [[form, one["id"]] for form in forms for one in raw["periods"]]
    form = next(one for one in raw["forms"] if one["id"] == FORM)
    last = next(line for line in reversed(form["line"]) if not line.get("heading"))
    lacking = LINES - sum(not line.get("heading") for line in form["line"])
    form["line"] += [
        {**last, "id": f"bench.{at}", "no": f"b{at}", "concept": f"bench.{at}"}
        for at in range(lacking)
    ]
    return read_catalogue(raw)


def _period(model: dict[str, Any], year: int) -> dict[str, Any]:
    found = deepcopy(model) | {"year": year, "id": f"{year}{model['id'][4:]}"}
    for name in ("start", "end", "due"):
        found[name] = f"{int(model[name][:4]) - model['year'] + year}{model[name][4:]}"
    return found


def told(scribe: Scribe, seed: int) -> Iterator[Op]:
    """Five years of one office: every line of every place, and its returns complete."""
    catalogue, office = scribe.catalogue, scribe.office
    lines = catalogue.form(FORM).entry_lines
    for period in catalogue.periods.values():
        named = {"form": FORM, "period": period.id}
        done: Fields = {**named, "state": "complete"}
        yield scribe.write("return", return_id(office, FORM, period.id), done)
        if period.half:
            continue
        for at, place in enumerate(catalogue.duty_places(office, FORM, period.id)):
            record = return_row_id(office, FORM, period.id, place.id)
            values = {line.id: (seed + at * n) % 23 for n, line in enumerate(lines)}
            yield scribe.write("row", record, {**named, "place": place.id, **values})


def _packages(desk: Desk, office: str, seed: int) -> None:
    with desk.write() as db:
        for seq, period in enumerate(desk.catalogue.periods.values(), start=1):
            day = f"{period.due.isoformat()}T08:00:00Z"
            came = Received(
                ident=f"{seed:04x}{seq:060x}",
                kind="office-ops",
                office=office,
                device="d_" + "0" * 26,
                seq=seq,
                made=day,
                taken=day,
                facts={"periods": [period.id], "offices": [office], "open_forms": []},
            )
            ledger.accept(db, came)


def _tables(desk: Desk, offices: int) -> Iterator[Row]:
    crosstabs = Crosstabs(desk)
    years = tuple(f"{year}-N" for year in YEARS)
    whole = Wanted(lines=EVERY, periods=years, rows=OFFICE, columns=LINE)
    one = Wanted(lines=ONE, periods=years, rows=PLACE, columns=PERIOD)
    size = f"{len(years)} years x {offices} offices x 12 places"
    yield Row(
        name="cross",
        value=round(milliseconds(lambda: crosstabs.table(whole), TIMES), 1),
        unit="ms",
        baseline=_plain(desk, _SUMS),
        against=f"sums of {size} x {LINES} lines by office and line straight from the driver",
    )
    yield Row(
        name="cross-place",
        value=round(milliseconds(lambda: crosstabs.table(one), TIMES), 1),
        unit="ms",
        baseline=_plain(desk, _ONE),
        against=f"one line of {size} straight from the driver",
    )


def _matrix(desk: Desk, offices: int) -> Row:
    monitoring, periods = Monitoring(desk), tuple(desk.catalogue.periods)
    return Row(
        name="matrix",
        value=round(milliseconds(lambda: monitoring.matrix(periods), TIMES), 1),
        unit="ms",
        baseline=round(_plain(desk, _STATES) + _plain(desk, _PACKAGES), 1),
        against=f"returns and packages of {offices} offices x {len(periods)} periods, unread",
    )


def _plain(desk: Desk, statement: str) -> float:
    """The same question put to the driver by hand, in milliseconds."""

    def ask() -> None:
        with desk.read() as db:
            db.exec_driver_sql(statement).fetchall()

    return round(milliseconds(ask, TIMES), 1)
