"""`own-report`: a unit's documents from the command line; the hub has another command."""

from __future__ import annotations

from pathlib import Path

from cli.conftest import Trio

from helpers.commands import PERIOD


def test_a_unit_writes_its_own_documents(trio: Trio) -> None:
    out = trio.folder / "out"
    out.mkdir()
    where = ("--period", PERIOD, "--out", str(out))
    files = trio.first("own-report", *where).result["files"]
    assert sorted(Path(one).suffix for one in files) == [".docx", ".pdf", ".xlsx"]
    lists = trio.first("own-report", *where, "--what", "activities", "--formats", "pdf").result
    assert [Path(one).exists() for one in lists["files"]] == [True]
    refused = trio.first("own-report", *where, "--profile", "internal")
    assert refused.code == "report.reason"
    full = ("--profile", "internal", "--reason", "gửi Sở", "--formats", "docx")
    (file,) = trio.first("own-report", *where, *full).result["files"]
    assert file.endswith("_noi-bo.docx")
    assert trio.first("own-report", *where, "--formats", "odt").code == "cli.formats"
    assert trio.hub("own-report", *where).code == "report.office_only"
