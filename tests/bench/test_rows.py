"""Every row of the measurements is there, complete, beside a baseline; no time is judged."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from gbdesk.bench import (
    deep,
    excel,
    lists,
    main,
    packages,
    reports,
    season,
    tables,
    window,
    workbooks,
)
from gbdesk.bench.place import fill, hub_desk
from gbdesk.bench.rows import Row
from gbdesk.bench.stream import Scribe
from gbdesk.domain.ops import OpFault, chain_start, line_of, read_op
from gbdesk.domain.templates import load_template
from gbdesk.services.validity import Judge
from gbdesk.store import figures

PERIOD = "2024-6T"
MEMORY = {"peak", "one-mem", "memory", "excel-mem"}


def complete(rows: Iterator[Row], *names: str) -> list[Row]:
    found = list(rows)
    assert tuple(row.name for row in found) == names
    for row in found:
        assert row.value > 0, row
        assert row.baseline is not None, row
        assert row.baseline > 0, row
        assert row.ratio is not None, row
        assert row.unit == ("MB" if row.name in MEMORY else "ms")
        assert row.against
        assert set(row.facts()) == {"name", "value", "unit", "baseline", "ratio", "against"}
    return found


def test_lists() -> None:
    complete(lists.rows(300), "list", "jump", "search")


def test_packages() -> None:
    rows = packages.measured(3, 60)
    found = complete(rows, "export", "verify", "preview", "import", "import-own", "reimport")
    floor = next(row for row in found if row.name == "import")
    assert "executemany" in floor.against
    assert "3 packages of 60 ops" in floor.against


@pytest.mark.skipif(not season.STATUS.exists(), reason="only Linux tells the peak this way")
def test_season() -> None:
    found = complete(season.measured(4, 60, 2), "header", "look", "season", "linear", "peak")
    assert "4 packages of 60 ops" in found[-1].against


@pytest.mark.slow
@pytest.mark.skipif(not season.STATUS.exists(), reason="only Linux tells the memory this way")
def test_window() -> None:
    found = complete(window.measured(2, 20, 1, 100), "lock", "memory", "gap", "draft", "visit")
    assert "2 packages of 20 ops" in found[-1].against


def test_deep() -> None:
    found = complete(deep.measured(80), "one-record", "one-mem")
    assert "80 ops" in found[0].against


def test_workbooks() -> None:
    found = complete(workbooks.measured(3, 60), "openpyxl", "calamine")
    assert "3 packages of 60 ops" in found[0].against


def test_excel() -> None:
    names = ["excel", "excel-gap", "excel-record"]
    if excel.STATUS.exists():  # only Linux tells the peak this way
        names.append("excel-mem")
    found = complete(excel.measured(40, 5), *names)
    assert "40 rows" in found[0].against
    assert "5 activities" in found[2].against


def test_reports(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reports, "OFFICES", 2)
    monkeypatch.setattr(reports, "OPS", 40)
    complete(reports.rows(0), "report")


def test_tables() -> None:
    found = complete(tables.measured(2), "cross", "cross-place", "matrix")
    assert "5 years x 2 offices x 12 places x 40 lines" in found[0].against
    assert "2 offices x 10 periods" in found[2].against


def test_json_and_only(capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main(["--only", "search", "--scale", "100", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert [row["name"] for row in rows] == ["search"]
    assert main.main(["--only", "list,jump", "--scale", "100"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == ["list", "jump"]


def test_the_stream_is_a_chain_of_good_ops_with_four_figures_in_five() -> None:
    catalogue = load_template("sample-2024")
    office = next(one for one in catalogue.offices.values() if one.kind == "district-office")
    scribe = Scribe(catalogue, office.id, "d_" + "0" * 26, 1)
    ops = list(scribe.office_work(300, PERIOD))
    previous = chain_start(scribe.device, "report")
    for op in ops:
        try:
            again = read_op(previous, scribe.device, "report", line_of(op))
        except OpFault as fault:
            pytest.fail(str(fault))
        assert again.id == op.id
        previous = op.id
    share = sum(op.head.e == "row" for op in ops) / len(ops)
    assert share == pytest.approx(0.8, abs=0.05)


def test_what_the_stream_says_counts() -> None:
    catalogue = load_template("sample-2024")
    office = next(one for one in catalogue.offices.values() if one.kind == "district-office")
    with hub_desk(catalogue) as desk:
        fill(desk, office.id, lambda scribe: scribe.office_work(300, PERIOD))
        with desk.read() as db:
            cells = list(figures.cells(db, periods=[PERIOD]))
    judge = Judge(catalogue)
    by_place: dict[str, dict[str, object]] = {}
    for cell in cells:
        by_place.setdefault(cell.place, {})[cell.indicator] = cell.value
    assert len(by_place) > 5
    whole = [
        place
        for place, values in by_place.items()
        if judge.fault(
            "row",
            office.id,
            {**values, "form": "TT07-2017", "period": PERIOD, "place": place},
        )
        is None
    ]
    assert len(whole) >= len(by_place) - 1


def test_an_unknown_name_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main(["--only", "verify,zzz", "--json"]) == 2
    said = capsys.readouterr()
    assert not said.out
    assert "zzz" in said.err
