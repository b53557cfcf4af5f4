"""A note at a figure travels with it, changes alone, and is seen at the hub."""

from __future__ import annotations

from pathlib import Path

from gbdesk.services.returns import CellChange
from helpers.journey import FORM, PERIOD, Province, line, places, province, send, take


def said(at: Province, name: str) -> tuple[object, str]:
    app = at.apps[name]
    sheet = app.returns.open(FORM, PERIOD, office=at.apps["a"].session.office)
    cell = sheet.cell(places(at.apps["a"])[0], line(at.apps["a"]))
    return cell.value, cell.note


def test_a_note_travels_as_the_note_of_its_line_and_may_change_alone(tmp_path: Path) -> None:
    with province(tmp_path / "p", "a") as at:
        office = at.apps["a"]
        where = {"place": places(office)[0], "indicator": line(office), "value": 9}
        for note in ("Ra quân rà soát", "Đã đối chiếu công an xã", ""):
            change = CellChange(**where, note=note)  # type: ignore[arg-type]
            office.returns.set_cells(FORM, PERIOD, [change])
            waiting = office.sending.preview(PERIOD).details
            name = f"{office.catalogue.form(FORM).line_name(line(office))} (ghi chú)"
            assert name in [one.field for one in waiting]
            take(at, send(at, "a").path)
            assert said(at, "hub") == said(at, "a") == (9, note)
