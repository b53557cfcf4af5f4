"""Colours keep their contrast; pictures exist, are used, and follow the theme."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QFontDatabase, QFontMetrics, QIcon, QRawFont
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gbdesk import resources
from gbdesk.ui import icons, theme, theme_rules
from gbdesk.ui.theme import Look
from rules.source import ROOT

TEXT, GRAPHIC = 4.5, 3.0
PAIRS = [
    ("text", "surface", TEXT),
    ("text", "bg", TEXT),
    ("text", "sunken", TEXT),
    ("text_2", "surface", TEXT),
    ("text_2", "sunken", TEXT),
    ("text_2", "bg", TEXT),
    ("text_3", "surface", TEXT),
    ("text_3", "bg", TEXT),
    ("border_strong", "surface", GRAPHIC),
    ("border_strong", "bg", GRAPHIC),
    ("on_primary", "primary", TEXT),
    ("on_primary", "primary_hover", TEXT),
    ("primary", "surface", TEXT),
    ("primary", "primary_tint", TEXT),
    ("text", "primary_tint", TEXT),
    ("focus", "surface", GRAPHIC),
    ("focus", "bg", GRAPHIC),
    ("warning_icon", "warning_tint", GRAPHIC),
    ("danger", "surface", TEXT),
    ("text", "selection", TEXT),
    ("text", "selection_strong", TEXT),
    ("text", "total_tint", TEXT),
    *((tone, f"{tone}_tint", TEXT) for tone in ("success", "warning", "danger", "info", "privacy")),
    *((f"chart_{at}", "surface", GRAPHIC) for at in range(1, 6)),
]


def luminance(shade: str) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4

    colour = QColor(shade)
    red, green, blue = (linear(one) for one in (colour.redF(), colour.greenF(), colour.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize(("front", "back", "least"), PAIRS)
def test_contrast(front: str, back: str, least: float, *, dark: bool) -> None:
    one, other = (luminance(theme.shade(token, dark=dark)) for token in (front, back))
    ratio = (max(one, other) + 0.05) / (min(one, other) + 0.05)
    assert ratio >= least, f"{front} on {back}: {ratio:.2f}"


def names_in_code() -> set[str]:
    found: set[str] = set()
    for file in (ROOT / "gbdesk" / "ui").rglob("*.py"):
        text = file.read_text(encoding="utf-8")
        found |= set(re.findall(r"\"([a-z0-9]+(?:-[a-z0-9]+)*)\"", text))
    return found


def pictures() -> set[str]:
    return {file.stem for file in resources.path("icons").glob("*.svg")}


def test_every_picture_is_used() -> None:
    assert not pictures() - names_in_code()


def test_every_page_has_its_picture() -> None:
    from gbdesk.ui import registry

    for hub in (False, True):
        assert {page.icon for page in registry.pages(hub=hub)} <= pictures()


def test_a_picture_takes_the_colour_of_the_theme(qtbot: QtBot) -> None:
    drawn = icons.icon("lock", "danger")
    for dark in (False, True):
        theme.apply(Look(dark=dark))
        image = drawn.pixmap(QSize(24, 24)).toImage()
        shades = {
            image.pixelColor(x, y).name()
            for x in range(24)
            for y in range(24)
            if image.pixelColor(x, y).alpha() == 255
        }
        assert theme.color("danger").name() in shades
    disabled = drawn.pixmap(QSize(24, 24), QIcon.Mode.Disabled).toImage()
    assert not disabled.isNull()


def test_a_picture_is_sharp_on_a_fine_screen(qtbot: QtBot) -> None:
    drawn = icons.pixmap("lock", "text", 18, 2.0)
    assert drawn.size() == QSize(36, 36)
    assert drawn.devicePixelRatio() == 2.0


def test_an_unknown_picture_or_colour_is_a_fault() -> None:
    with pytest.raises(FileNotFoundError):
        icons.icon("no-such-picture")
    with pytest.raises(KeyError):
        theme.color("no_such_colour")


def test_indicators_have_the_colours_of_the_theme() -> None:
    for dark in (False, True):
        for name in ("box_on", "dot_on"):
            drawn = resources.path("icons", "arrows", f"{name}-{'dark' if dark else 'light'}.svg")
            assert theme.shade("primary", dark=dark) in drawn.read_text()
        for name in ("down", "up", "right"):
            drawn = resources.path("icons", "arrows", f"{name}-{'dark' if dark else 'light'}.svg")
            assert theme.shade("text_2", dark=dark) in drawn.read_text()


@pytest.mark.parametrize("percent", theme.SIZES)
def test_the_rules_name_only_known_colours_and_grow(qtbot: QtBot, percent: int) -> None:
    theme.apply(Look(percent=percent))
    rules = theme.stylesheet()
    assert "@" not in rules
    assert f"font-size: {round(14 * percent / 100)}px" in rules
    assert set(re.findall(r"@arrow_([a-z_]+)", theme_rules.RULES)) <= set(theme_rules.ARROWS)
    theme.apply(Look())


def test_the_font_is_ours_and_holds_vietnamese(qtbot: QtBot) -> None:
    theme.apply(Look())
    font = QApplication.font()
    assert font.family() == "Noto Sans"
    assert {"Regular", "Medium", "SemiBold", "Bold"} <= set(QFontDatabase.styles("Noto Sans"))
    metrics = QFontMetrics(theme.font(14))
    glyphs = QRawFont.fromFont(theme.font(14)).glyphIndexesForString("ẮẰẲẴẶẤẦẨẪẬĐƠƯỰ₫–—“”…×")
    assert all(glyphs)
    assert len({metrics.horizontalAdvance(digit) for digit in "0123456789"}) == 1
    assert metrics.boundingRect("Ẫ").height() <= metrics.height()
