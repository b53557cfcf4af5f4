"""Qt's own words in Vietnamese: buttons of dialogs, menus of fields, the file dialog.

A translator that reads one TOML file: nothing has to be compiled before the program can start.
Texts it does not know stay English, which is also what an English window shows.
"""

from __future__ import annotations

import tomllib
from functools import cache

from PySide6.QtCore import QCoreApplication, QObject, QTranslator

from gbdesk import resources
from gbdesk.text import language


class QtWords(QTranslator):
    """Asked by Qt for every text of its own."""

    @classmethod
    def install(cls, parent: QObject) -> QtWords:
        """Speak the language in use from now on."""
        made = cls(parent)
        QCoreApplication.installTranslator(made)
        return made

    def isEmpty(self) -> bool:
        """Never empty, so that Qt asks."""
        return False

    def translate(
        self,
        context: str,
        source: str,
        disambiguation: str | None = None,  # noqa: ARG002 - Qt gives it
        n: int = -1,  # noqa: ARG002 - Qt gives it
    ) -> str:
        """The Vietnamese words, else Qt's own (an empty answer would blank the button)."""
        if language() != "vi":
            return source
        return words().get(context, {}).get(source, source)


@cache
def words() -> dict[str, dict[str, str]]:
    """Every text by Qt's context."""
    raw = resources.path("i18n", "qt", "vi.toml").read_text(encoding="utf-8")
    return tomllib.loads(raw)
