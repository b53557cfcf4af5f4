"""Words shown to people: marked in English where they stand, shown in Vietnamese or English.

A text is `translate("Context", "English words with {names}", names=…)`. Its Vietnamese stands in
`resources/i18n/vi/*.toml` as `[Context]` and `"English" = "Tiếng Việt"`. A text that counts is
given `n`; its English then stands in `resources/i18n/en/*.toml` as `["one", "other"]`. No Qt here:
window, command line, reports and services speak through the same function.
"""

from __future__ import annotations

from functools import cache
from typing import Final

from gbdesk import resources

LANGUAGES: Final = ("vi", "en")

_language = "vi"


def language() -> str:
    """The language in use: `vi` or `en`."""
    return _language


def set_language(code: str) -> None:
    """Speak this language from now on.

    Raises:
        ValueError: the language is not one of `LANGUAGES`.
    """
    global _language  # noqa: PLW0603 - the one setting that every text needs
    if code not in LANGUAGES:
        raise ValueError(code)
    _language = code


@cache
def catalogue(code: str) -> dict[str, dict[str, str | list[str]]]:
    """Every text of one language by context and English source."""
    import tomllib

    found: dict[str, dict[str, str | list[str]]] = {}
    for file in sorted(resources.path("i18n", code).glob("*.toml")):
        for context, texts in tomllib.loads(file.read_text(encoding="utf-8")).items():
            found.setdefault(context, {}).update(texts)
    return found


def mark(context: str, source: str) -> tuple[str, str]:
    """A text to be translated later with `say`: found by the word check, shown nowhere yet."""
    return (context, source)


def say(marked: tuple[str, str], *, n: int | None = None, **facts: object) -> str:
    """A text marked earlier, in the language in use."""
    return _show(*marked, n, facts)


def translate(context: str, source: str, *, n: int | None = None, **facts: object) -> str:
    """The text in the language in use, its `{names}` filled from `facts` and `{n}` from `n`."""
    return _show(context, source, n, facts)


def _show(context: str, source: str, n: int | None, facts: dict[str, object]) -> str:
    shown: str | list[str] = catalogue(_language).get(context, {}).get(source, source)
    if isinstance(shown, list):
        shown = shown[0] if n == 1 else shown[-1]
    if n is None and not facts:
        return shown
    return shown.format_map({"n": n, **facts})
