from __future__ import annotations

import ast
from pathlib import Path

import pytest

from gbdesk import text
from gbdesk.domain.refusals import Refused
from gbdesk.services.messages import describe, words_of
from gbdesk.services.words_carrier import CARRIER
from helpers.entering import sample

ROOT = Path(__file__).resolve().parents[2] / "gbdesk"


def codes() -> dict[str, str]:
    """Every code that is refused with somewhere, by where."""
    found: dict[str, str] = {}
    for path in sorted(ROOT.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            first = node.args[0]
            if not isinstance(first, ast.Constant) or not isinstance(first.value, str):
                continue
            where = f"{path.relative_to(ROOT)}:{node.lineno}"
            if name == "Refused":
                found.setdefault(first.value, where)
            elif name == "PackageRefused":
                code = first.value
                found.setdefault(code if "." in code else f"package.{code}", where)
    return found


def test_every_code_has_words() -> None:
    missing = [f"{code} ({where})" for code, where in codes().items() if words_of(code) is None]
    assert not missing, "\n".join(missing)


@pytest.mark.parametrize("language", text.LANGUAGES)
def test_every_refusal_is_told_in_three_sentences_without_holes(language: str) -> None:
    text.set_language(language)
    for code in codes():
        message = describe(Refused(code), sample())
        assert message.code == code
        for part in (message.happened, message.kept, message.todo):
            assert part.endswith("."), (code, part)
            assert "{" not in part, (code, part)
            assert code not in part


def test_an_unknown_code_is_told_with_its_code() -> None:
    message = describe(Refused("moon.full", phase=3))
    assert "moon.full" in message.happened
    assert message.kept
    assert message.text.count(".") >= 3


def test_facts_and_words_of_the_world_are_filled_in() -> None:
    message = describe(Refused("account.password_short", length=6, least=10))
    assert message.happened == "Mật khẩu mới có 6 ký tự, cần ít nhất 10."
    before = describe(Refused("enrolment.hub_only"))
    assert "cơ quan nhận báo cáo" in before.happened
    after = describe(Refused("enrolment.hub_only"), sample())
    assert "Sở Văn hóa, Thể thao và Du lịch" in after.happened


@pytest.mark.parametrize("language", text.LANGUAGES)
def test_closer_words_belong_to_a_code_and_have_no_holes(language: str) -> None:
    text.set_language(language)
    facts = {"name": "GB_x.gbpkg", "place": "E:", "free": "80 KB", "needed": "214 KB"}
    for key in CARRIER:
        code, _, of = key.partition(":")
        if not of:
            continue
        message = describe(Refused(code, of=of, **facts), sample())
        assert message.code == code
        assert message.happened != describe(Refused(code, **facts), sample()).happened
        for part in (message.happened, message.kept, message.todo):
            assert part.endswith("."), (key, part)
            assert "…" not in part, (key, part)
