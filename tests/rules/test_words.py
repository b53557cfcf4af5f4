"""Every text shown is marked, translated and complete in Vietnamese and English."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest

from gbdesk import text
from rules.source import Module, calls, modules

NAMES = re.compile(r"\{([a-zA-Z_]\w*)")
BLAMING = ("sai quy định", "bạn đã làm sai", "lỗi không xác định", "Bạn có muốn lưu")


def marked(module: Module) -> Iterator[tuple[str, str, bool, int, frozenset[str]]]:
    """Context, English text, whether it counts, line, names of the facts given beside it."""
    for call in calls(module.tree, "translate", "mark"):
        if module.name == "gbdesk/text.py" or len(call.args) < 2:
            continue
        context, source = call.args[0], call.args[1]
        where = f"{module.name}:{call.lineno}"
        assert isinstance(context, ast.Constant), f"{where}: the context is not a literal"
        assert isinstance(source, ast.Constant), f"{where}: the text is not a literal"
        counts = any(word.arg == "n" for word in call.keywords) or "{n}" in source.value
        given = frozenset(word.arg for word in call.keywords if word.arg)
        yield context.value, source.value, counts, call.lineno, given


def every_text() -> list[tuple[str, str, str, bool]]:
    return [
        (f"{module.name}:{line}", context, source, counts)
        for module in modules()
        for context, source, counts, line, _ in marked(module)
    ]


def test_every_text_is_a_literal_and_has_vietnamese_words() -> None:
    vi = text.catalogue("vi")
    missing = [
        f"{where} [{context}] {source!r}"
        for where, context, source, _ in every_text()
        if not isinstance(vi.get(context, {}).get(source), str)
    ]
    assert not missing, "\n".join(missing)


def test_a_translation_names_only_what_its_text_or_its_call_gives() -> None:
    """Vietnamese may say who `{hub_short}` is where English says "the hub"."""
    vi = text.catalogue("vi")
    wrong = []
    for module in modules():
        for context, source, _, line, given in marked(module):
            shown = vi.get(context, {}).get(source, source)
            known = {*NAMES.findall(source), *given}
            if isinstance(shown, str) and set(NAMES.findall(shown)) - known:
                wrong.append(f"{module.name}:{line}: {source!r} -> {shown!r}")
    assert not wrong, "\n".join(wrong)


def test_a_text_that_counts_has_both_english_forms() -> None:
    en = text.catalogue("en")
    missing = [
        f"{where} [{context}] {source!r}"
        for where, context, source, counts in every_text()
        if counts and len(en.get(context, {}).get(source, ())) != 2
    ]
    assert not missing, "\n".join(missing)


def test_no_translation_is_left_over() -> None:
    used = {(context, source) for _, context, source, _ in every_text()}
    for code in text.LANGUAGES:
        extra = [
            f"{code} [{context}] {source!r}"
            for context, texts in text.catalogue(code).items()
            for source in texts
            if (context, source) not in used
        ]
        assert not extra, "\n".join(extra)


@pytest.mark.parametrize("phrase", BLAMING)
def test_ux24_ux45_no_text_blames(phrase: str) -> None:
    for texts in text.catalogue("vi").values():
        for shown in texts.values():
            assert phrase.lower() not in str(shown).lower()


def test_no_text_shouts() -> None:
    for code in text.LANGUAGES:
        for context, texts in text.catalogue(code).items():
            for source, shown in texts.items():
                assert "!" not in str(shown), f"{context}: {source}"
