"""Colours as data, the palette and the style sheet of the whole program.

The tokens and their contrast are those of `ux.md` 4.1; `tests/ui/test_icons_theme.py` computes
them again. Everything that paints asks here, so that a change of theme is one call.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from gbdesk import resources
from gbdesk.ui import theme_rules

SIZES: Final = (100, 115, 130, 150)
FAMILY: Final = "Noto Sans"
BODY: Final = 14
HALF: Final = 128
MEDIUM: Final = QFont.Weight.Medium
SEMI_BOLD: Final = QFont.Weight.DemiBold
_FILES: Final = ("Regular", "Medium", "SemiBold", "Bold")

TOKENS: Final[Mapping[str, tuple[str, str]]] = {
    "bg": ("#F3F6F7", "#11181B"),
    "surface": ("#FFFFFF", "#192226"),
    "surface_raised": ("#FFFFFF", "#1F2A2F"),
    "sunken": ("#E9EEF0", "#212C31"),
    "text": ("#17262C", "#E7EEF0"),
    "text_2": ("#43555D", "#B5C2C8"),
    "text_3": ("#5F7078", "#96A5AC"),
    "border": ("#D3DCE0", "#344249"),
    "border_strong": ("#7F9099", "#7F9099"),
    "hatch": ("#E1E8EB", "#232D32"),
    "bar_before": ("#B4BFC4", "#515E65"),
    "total_tint": ("#EEF7F8", "#182F34"),
    "selection": ("#EAF1FB", "#222F3A"),
    "selection_strong": ("#CCDBEC", "#2E3F4E"),
    "primary": ("#0E5C68", "#62C4D0"),
    "primary_hover": ("#0A4852", "#7DD3DD"),
    "on_primary": ("#FFFFFF", "#05262B"),
    "primary_tint": ("#E0F0F2", "#173A40"),
    "focus": ("#1B66D1", "#7FB2FF"),
    "success": ("#1C6638", "#7FD19A"),
    "success_tint": ("#E3F3E8", "#17331F"),
    "warning": ("#7A4A00", "#F0BC60"),
    "warning_icon": ("#B06A00", "#F0BC60"),
    "warning_tint": ("#FFF2D9", "#3A2C10"),
    "danger": ("#A3241B", "#FF9C92"),
    "danger_tint": ("#FCE8E6", "#401C19"),
    "info": ("#1D4E8C", "#98C0FF"),
    "info_tint": ("#E5EEF9", "#1A2D48"),
    "privacy": ("#573B87", "#C5B1F0"),
    "privacy_tint": ("#EEE9F7", "#2E2445"),
    "paper": ("#FFFFFF", "#FFFFFF"),
    "paper_ink": ("#000000", "#000000"),
    "chart_1": ("#1093A5", "#58BFCC"),
    "chart_2": ("#CC8414", "#EBA24A"),
    "chart_3": ("#5B238C", "#B79BE8"),
    "chart_4": ("#085911", "#86C97A"),
    "chart_5": ("#722D4A", "#F08FAE"),
}
_SAME: Final = {"neutral": "text_2", "neutral_tint": "sunken", "": "text_2"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How the program looks: dark or light, text size in percent, rows close together or not."""

    dark: bool = False
    percent: int = 100
    dense: bool = False


_look = Look()
_fonts: list[int] = []


def look() -> Look:
    """The look in use."""
    return _look


def is_dark() -> bool:
    """Whether the dark colours are in use."""
    return _look.dark


def color(token: str) -> QColor:
    """A colour by its token; a tone such as `success` names its text colour.

    Raises:
        KeyError: there is no such token.
    """
    return QColor(shade(token, dark=_look.dark))


def shade(token: str, *, dark: bool) -> str:
    """A colour as `#RRGGBB` in one of the two themes."""
    return TOKENS[_SAME.get(token, token)][dark]


def px(size: int) -> int:
    """A length that grows with the text."""
    return round(size * _look.percent / 100)


def stylesheet() -> str:
    """The rules of the whole program in the colours and sizes in use."""
    arrows = {
        f"arrow_{name}": theme_rules.arrow(name, dark=_look.dark) for name in theme_rules.ARROWS
    }
    values = {token: shade(token, dark=_look.dark) for token in TOKENS} | arrows
    return theme_rules.fill(theme_rules.RULES, values, px)


def filled(rules: str) -> str:
    """Rules of a page in the colours and sizes in use."""
    return theme_rules.fill(rules, {token: shade(token, dark=_look.dark) for token in TOKENS}, px)


def system_is_dark() -> bool:
    """Whether the system asks for dark windows.

    Before the first look is applied its palette tells, which spares loading all of Qt's names.
    """
    if not _fonts:
        return QGuiApplication.palette().window().color().lightness() < HALF
    from PySide6.QtCore import Qt

    return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark


def apply(wanted: Look) -> None:
    """Use this look in every window."""
    global _look  # noqa: PLW0603 - the look belongs to the one application
    _look = wanted
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        return
    load_fonts()
    app.setStyle("Fusion")
    app.setFont(font())
    app.setPalette(_palette())
    app.setStyleSheet(stylesheet())


def font(size: int = BODY, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """The program's font at a size in pixels before enlarging."""
    made = QFont()
    made.setFamilies([FAMILY, "Segoe UI", "Helvetica Neue"])
    made.setPixelSize(px(size))
    made.setWeight(weight)
    return made


def load_fonts() -> None:
    """Make the bundled fonts known, once."""
    if not _fonts:
        for name in _FILES:
            file = resources.path("fonts", f"noto-sans-{name}.ttf")
            _fonts.append(QFontDatabase.addApplicationFont(str(file)))


def _palette() -> QPalette:
    role = QPalette.ColorRole
    colours = {
        role.Window: "bg",
        role.WindowText: "text",
        role.Base: "surface",
        role.AlternateBase: "sunken",
        role.Text: "text",
        role.Button: "surface",
        role.ButtonText: "text",
        role.BrightText: "danger",
        role.Highlight: "primary",
        role.HighlightedText: "on_primary",
        role.ToolTipBase: "text",
        role.ToolTipText: "surface",
        role.PlaceholderText: "text_3",
        role.Link: "primary",
        role.LinkVisited: "privacy",
        role.Light: "surface",
        role.Midlight: "sunken",
        role.Mid: "border",
        role.Dark: "border_strong",
        role.Shadow: "text",
        role.Accent: "primary",
    }
    made = QPalette()
    for which, token in colours.items():
        made.setColor(which, color(token))
    for which in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, which, color("text_3"))
    return made
