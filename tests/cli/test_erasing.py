"""`erase`: fields, what would go and what cannot be reached, and the erasing itself."""

from __future__ import annotations

from cli.conftest import Trio

TITLE = "Thăm hỏi gia đình Sùng Thị Mỷ"


def test_a_text_is_erased_after_it_was_said_what_goes(trio: Trio) -> None:
    entered = ("--title", TITLE, "--kind", "meeting", "--start", "20/5/2024")
    ident = trio.first("activity", "add", *entered).result["id"]
    assert trio.first("erase", "activity", ident).result["fields"] == ["title"]
    what = ("erase", "activity", ident, "--field", "title")
    look = trio.first(*what, "--dry-run")
    would = look.result["would"]
    assert (would["versions"], would["said"]) == (1, [])
    assert "Mỷ" not in str(would["copies"]) + str(would["others"])
    assert would["others"]
    assert trio.first(*what).code == "redact.reason"
    done = trio.first(*what, "--reason", "Ghi nhầm họ tên")
    assert done.result["erased"]["versions"] == 1
    assert "Mỷ" not in done.out
    assert trio.first(*what, "--reason", "Lần nữa").code == "redact.nothing"
