"""How the home, sending and backup pages look, beside what all pages share."""

from __future__ import annotations

from typing import Final

from gbdesk.ui.forms import look

_RULES: Final = """
QScrollArea#officeBody, QWidget#officeHeld { background: transparent; border: none; }
QLabel#officeTitle { font-size: 17px; font-weight: 600; color: @text; background: transparent; }
QLabel#officeSection { font-size: 15px; font-weight: 600; color: @text; background: transparent; }
QLabel#officeWords { font-size: 14px; color: @text; background: transparent; }
QLabel#officeStrong { font-size: 14px; font-weight: 600; color: @text; background: transparent; }
QLabel#officeAside { font-size: 13px; color: @text_2; background: transparent; }
QLabel#officeAside[tone="warning"] { color: @warning; }
QLabel#officeAside[tone="danger"] { color: @danger; }
QLabel#officeAside[tone="success"] { color: @success; }
QLabel#reviewWords { font-size: 16px; color: @text; background: transparent; }
QLabel#reviewNumber { font-size: 16px; font-weight: 700; color: @text; background: transparent; }
QLabel#officeHint { font-size: 12px; color: @text_3; background: transparent; }
QFrame#officeLine { background: @border; border: none; max-height: 1px; min-height: 1px; }
QFrame#sunken { background: @bg; border: none; border-radius: 7px; }
QFrame#countdown { border: none; border-radius: 9px; background: @sunken; }
QFrame#countdown[tone="warning"] { background: @warning_tint; }
QFrame#countdown[tone="danger"] { background: @danger_tint; }
QLabel#countdownNumber { font-size: 28px; font-weight: 700; color: @text; background: transparent; }
QLabel#countdownWords { font-size: 13px; color: @text_2; background: transparent; }
QLabel#countdownNumber[tone="warning"], QLabel#countdownWords[tone="warning"] { color: @warning; }
QLabel#countdownNumber[tone="danger"], QLabel#countdownWords[tone="danger"] { color: @danger; }
QFrame#dateBox { background: @surface; border: 1px solid @border; border-radius: 6px; }
QLabel#dateMonth { font-size: 12px; color: @text_2; background: transparent; }
QLabel#dateDay { font-size: 15px; font-weight: 600; color: @text; background: transparent; }
QFrame#badge { border: none; border-radius: 11px; background: @sunken; }
QFrame#badge[tone="warning"] { background: @warning_tint; }
QFrame#badge[tone="success"] { background: @success_tint; }
QFrame#badge[tone="danger"] { background: @danger_tint; }
QFrame#badge[tone="info"] { background: @info_tint; }
QLabel#badgeWords { font-size: 13px; font-weight: 600; color: @text_2; background: transparent; }
QLabel#badgeWords[tone="warning"] { color: @warning; }
QLabel#badgeWords[tone="success"] { color: @success; }
QLabel#badgeWords[tone="danger"] { color: @danger; }
QLabel#badgeWords[tone="info"] { color: @info; }
QPushButton#kpi { background: @surface; border: 1px solid @border; border-radius: 9px;
  text-align: left; padding: 0; min-height: 78px; }
QPushButton#kpi:hover { border-color: @border_strong; }
QPushButton#kpi:focus { border: 2px solid @focus; }
QLabel#kpiNumber { font-size: 24px; font-weight: 600; color: @text; background: transparent; }
QLabel#kpiWords { font-size: 13px; color: @text_2; background: transparent; }
QLabel#checkCode { font-size: 14px; font-weight: 700; color: @text; background: transparent; }
QLabel#stepDone { background: @success_tint; border-radius: 10px; }
QLabel#stepNumber { background: @sunken; color: @text_2; border-radius: 10px; font-size: 13px;
  font-weight: 600; }
QLabel#stepNumber[at="now"] { background: @primary; color: @on_primary; }
QLabel#stepName { font-size: 14px; color: @text_2; background: transparent; }
QLabel#stepName[at="now"] { font-weight: 600; color: @primary; }
QFrame#stepBar { background: @border; border: none; min-height: 3px; max-height: 3px; }
QFrame#stepBar[at="done"] { background: @primary; }
QFrame#wizard { background: @surface; border: 1px solid @border; border-radius: 10px; }
QFrame#wizardFoot { background: transparent; border: none; border-top: 1px solid @border; }
QRadioButton#drive { font-size: 14px; font-weight: 600; }
QFrame#dropZone { background: @surface; border: 2px dashed @border_strong; border-radius: 9px; }
QFrame#dropZone[over="yes"] { background: @primary_tint; border-color: @primary; }
QTableView#details { border: 1px solid @border; border-radius: 0; }
QTableView#details::item { padding: 0 8px; border-bottom: 1px solid @border; }
QTableView#details::item:selected { background: @primary_tint; color: @text; }
QLabel#was { color: @danger; font-size: 14px; background: transparent; }
QLabel#now { color: @success; font-size: 14px; background: transparent; }
"""


def sheet() -> str:
    """The rules of the entering pages and those of these pages in the colours in use."""
    return look.sheet() + look.filled(_RULES)
