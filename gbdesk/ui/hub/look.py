"""How the pages of the hub look, beside what all pages share."""

from __future__ import annotations

from typing import Final

from gbdesk.ui.forms import look

_RULES: Final = """
QScrollArea#hubBody, QWidget#hubHeld { background: transparent; border: none; }
QLabel#hubTitle { font-size: 19px; font-weight: 600; color: @text; }
QLabel#hubSection { font-size: 15px; font-weight: 600; color: @text; }
QLabel#hubWords { color: @text; font-size: 14px; background: transparent; }
QLabel#hubAside { color: @text_2; font-size: 13px; background: transparent; }
QLabel#hubHint { color: @text_3; font-size: 13px; background: transparent; }
QLabel#hubStrong { font-weight: 600; color: @text; background: transparent; }
QLabel#hubCode { font-size: 30px; font-weight: 600; color: @text; background: @sunken;
  border-radius: 8px; padding: 12px 18px; }
QPushButton#kpi { background: @surface; border: 1px solid @border; border-radius: 8px;
  text-align: left; padding: 0; }
QPushButton#kpi:hover { border-color: @border_strong; }
QPushButton#kpi:checked { background: @primary_tint; border: 1px solid @primary; }
QPushButton#kpi:focus { border: 2px solid @focus; }
QLabel#kpiNumber { font-size: 24px; font-weight: 600; color: @text; background: transparent; }
QLabel#kpiWords { font-size: 13px; color: @text_2; background: transparent; }
QFrame#countChip { background: @sunken; border: none; border-radius: 7px; }
QFrame#countChip[tone="warning"] { background: @warning_tint; }
QLabel#countNumber { font-size: 19px; font-weight: 600; color: @text; background: transparent; }
QLabel#countWords { font-size: 13px; color: @text_2; background: transparent; }
QLabel#countNumber[tone="warning"], QLabel#countWords[tone="warning"] { color: @warning; }
QFrame#checkCard { background: @surface; border: 1px solid @border; border-radius: 7px; }
QFrame#checkCard[tone="danger"] { background: @danger_tint; border-color: @danger; }
QFrame#dropZone { background: @surface; border: 2px dashed @border_strong; border-radius: 9px; }
QFrame#dropZone[over="yes"] { background: @primary_tint; border-color: @primary; }
QFrame#hubPanel { background: @surface; border: 1px solid @border; border-radius: 0; }
QFrame#hubFoot { background: @surface; border: none; border-top: 1px solid @border; }
QFrame#hubLine { background: @border; border: none; max-height: 1px; min-height: 1px; }
QFrame#groupHead { background: @sunken; border: none; border-bottom: 1px solid @border; }
QPushButton#packageRow { background: @surface; border: none; border-bottom: 1px solid @border;
  border-radius: 0; text-align: left; padding: 0; }
QPushButton#packageRow:hover { background: @bg; }
QPushButton#packageRow:checked { background: @primary_tint; border-left: 3px solid @primary; }
QPushButton#packageRow:focus { border: 2px solid @focus; }
QLabel#tag { border-radius: 10px; padding: 2px 9px; font-size: 13px; font-weight: 500;
  background: @sunken; color: @text_2; }
QLabel#tag[tone="success"] { background: @success_tint; color: @success; }
QLabel#tag[tone="info"] { background: @info_tint; color: @info; }
QLabel#tag[tone="danger"] { background: @danger_tint; color: @danger; }
QLabel#tag[tone="warning"] { background: @warning_tint; color: @warning; }
QFrame#tag { border: none; border-radius: 11px; background: @sunken; }
QFrame#tag[tone="success"] { background: @success_tint; }
QFrame#tag[tone="info"] { background: @info_tint; }
QFrame#tag[tone="danger"] { background: @danger_tint; }
QFrame#tag[tone="warning"] { background: @warning_tint; }
QLabel#tagWords { font-size: 13px; font-weight: 500; color: @text_2; background: transparent; }
QLabel#tagWords[tone="success"] { color: @success; }
QLabel#tagWords[tone="info"] { color: @info; }
QLabel#tagWords[tone="danger"] { color: @danger; }
QLabel#tagWords[tone="warning"] { color: @warning; }
QFrame#sideHead { background: @sunken; border: none; }
QLabel#columnHead { color: @text_2; font-size: 13px; font-weight: 600; background: transparent; }
QFrame#differenceRow { background: transparent; border: none; border-bottom: 1px solid @border; }
QPushButton#sideCard { background: @surface; border: 1px solid @border_strong; border-radius: 8px;
  text-align: left; padding: 0; }
QPushButton#sideCard:hover { border-color: @primary; }
QPushButton#sideCard:checked { background: @primary_tint; border: 1px solid @primary; }
QPushButton#sideCard:focus { border: 2px solid @focus; }
QLabel#sideCardValue { font-weight: 600; color: @text; background: transparent; }
QLabel#sideCardWho { font-size: 13px; color: @text_2; background: transparent; }
QLabel#was { color: @danger; font-size: 14px; background: transparent; }
QLabel#now { color: @success; font-size: 14px; background: transparent; }
QTableView#figures { background: @surface; border: none; font-size: 14px; }
QTableView#figures QHeaderView { background: @sunken; border: none; }
QTableView#figures QHeaderView::section { background: @sunken; color: @text_2; border: none;
  padding: 4px 8px; font-size: 13px; font-weight: 600; }
QTableView#figures QHeaderView#units { background: @surface; }
QTableView#figures QHeaderView#units::section { background: @surface; color: @text; border: none;
  border-bottom: 1px solid @border; font-size: 14px; font-weight: 500; padding: 0 12px; }
QFrame#paper { background: @paper; border: 1px solid @border; }
QScrollArea#paperArea { background: @sunken; border: none; }
QWidget#paperHeld { background: @sunken; }
"""


def sheet() -> str:
    """The rules of the entering pages and those of the hub in the colours in use."""
    return look.sheet() + look.filled(_RULES)
