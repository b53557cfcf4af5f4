"""`table`: consolidated figures, shared by default, full with a reason."""

from __future__ import annotations

from cli.conftest import Trio

from helpers.commands import PERIOD

LINE = "prevention.standard-models"
PLACE = "Xã Bản Mới"


def sent(trio: Trio) -> None:
    """The first office reports seven models in one commune."""
    said = ("cell", "set", "--period", PERIOD, PLACE, f"{LINE}=7")
    assert trio.first(*said).exit == 0
    out = str(trio.folder)
    package = trio.first("export", "--period", PERIOD, "--out", out).result["package"]["path"]
    assert trio.hub("import", package).exit == 0


def test_totals_for_everybody_units_with_a_reason(trio: Trio) -> None:
    sent(trio)
    asked = ("table", "--period", PERIOD, "--lines", LINE, "--columns", "all")
    shared = trio.hub(*asked).result["table"]
    by_row = {one["row"]: one for one in shared["cells"]}
    assert by_row[""]["value"] == 7
    assert (by_row[""]["covered"], by_row[""]["of"], by_row[""]["kind"]) == (1, 72, "stock")
    units = [one for row, one in by_row.items() if row]
    assert len(units) == 7
    assert all(one["value"] is None and one["hidden"] for one in units)
    assert shared["places"] == {"n": 1, "of": 72}
    refused = trio.hub(*asked, "--profile", "internal")
    assert (refused.exit, refused.code) == (3, "report.reason")
    full = trio.hub(*asked, "--profile", "internal", "--reason", "họp giao ban").result["table"]
    assert sum(one["value"] or 0 for one in full["cells"] if one["row"]) == 7


def test_what_no_form_has_and_an_office_are_refused(trio: Trio) -> None:
    asked = ("table", "--period", PERIOD)
    assert trio.hub(*asked, "--lines", "nothing").code == "form.line"
    assert trio.first(*asked).code == "report.hub_only"
    assert trio.hub("table", "--period", "1999-N").exit == 2
