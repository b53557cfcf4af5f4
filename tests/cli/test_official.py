"""`official`: versions of the consolidated report from the command line."""

from __future__ import annotations

from pathlib import Path

from cli.conftest import Trio

from helpers.commands import PERIOD


def test_a_report_is_kept_written_compared_and_withdrawn(trio: Trio, package: Path) -> None:
    hub, out = trio.hub, trio.folder / "out"
    out.mkdir()
    assert hub("official", "list").result["versions"] == []
    first = hub("official", "freeze", "--period", PERIOD).result["version"]
    assert hub("official", "freeze", "--period", PERIOD).code == "official.same"
    assert hub("import", str(package)).exit == 0
    second = hub("official", "freeze", "--period", PERIOD).result["version"]
    assert (first["covered"], second["covered"]) == (0, 1)
    differ = hub("official", "compare", "1", "2").result["differences"]
    assert any("40" in line for one in differ for line in one["new"])
    files = hub("official", "write", "1", "--out", str(out)).result["files"]
    assert sorted(Path(one).suffix for one in files["paths"]) == [".docx", ".pdf", ".xlsx"]
    assert hub("official", "write", "1", "--formats", "odt").code == "cli.formats"
    assert hub("official", "write", "9").code == "official.unknown"
    gone = hub("official", "withdraw", "1", "--reason", "thử").result["version"]
    assert gone["withdrawn"]
    found = hub("official", "list", "--period", PERIOD).result["versions"]
    assert [one["number"] for one in found] == [2, 1]
    full = hub("official", "freeze", "--period", PERIOD, "--profile", "internal")
    assert full.code == "report.reason"
