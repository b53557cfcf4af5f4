"""How the entering pages look: colours and icons of the theme, and their part of the style sheet.

Everything in forms, tables, the grid and their pages takes colours and icons from here.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QWidget

from gbdesk.ui.icons import icon
from gbdesk.ui.theme import color, filled, px

__all__ = ["color", "filled", "icon", "px", "repolish", "sheet"]

_RULES: Final = """
QLabel#fieldLabel { color: @text_2; font-size: 13px; }
QLabel#fieldAside { color: @text_3; font-size: 12px; }
QLabel#sideTitle { font-size: 15px; font-weight: 600; color: @text; }
QLabel#sidePath, QLabel#sideName { color: @text_2; font-size: 13px; }
QLabel#sideValue { font-weight: 600; font-size: 13px; }
QLabel#sideHeadLabel { font-weight: 600; }
QFrame#rule { background: @border; border: none; }
QFrame#card { background: @surface; border: 1px solid @border; border-radius: 8px; }
QPushButton#fixLink { border: none; background: transparent; padding: 1px 0; text-align: left;
  font-size: 13px; font-weight: 600; text-decoration: underline; color: @info; min-height: 22px; }
QPushButton#fixLink[tone="danger"] { color: @danger; }
QLabel#recheck[tone="success"] { color: @success; }
QLabel#recheck[tone="danger"] { color: @danger; }
QPushButton#fixLink[tone="warning"] { color: @warning; }
QPushButton#fixLink:focus { border: 2px solid @focus; border-radius: 4px; }
QPushButton#sideHead { border: none; background: transparent; text-align: left; padding: 0;
  font-weight: 600; font-size: 14px; }
QPushButton#sideHead[tone="danger"] { color: @danger; }
QPushButton#sideHead[tone="warning"] { color: @warning; }
QPushButton#sideHead[tone="info"] { color: @info; }
QPushButton#small { border: 1px solid @border_strong; border-radius: 6px; background: @surface;
  color: @text; padding: 3px 10px; font-size: 13px; font-weight: 500; min-height: 20px; }
QPushButton#small:hover { background: @sunken; }
QPushButton#small:focus { border: 2px solid @focus; padding: 2px 9px; }
QPushButton#chip { border: none; border-radius: 6px; background: @sunken; color: @text;
  padding: 3px 8px; font-size: 13px; min-height: 20px; }
QPushButton#chip:hover { background: @border; }
QPushButton#chip:focus { border: 2px solid @focus; padding: 1px 6px; }
QPushButton#tagAdd, QPushButton#link { border: none; background: transparent; color: @primary;
  font-weight: 500; padding: 3px 6px; font-size: 13px; min-height: 20px; text-align: left; }
QPushButton#tagAdd:hover, QPushButton#link:hover { background: @primary_tint; border-radius: 6px; }
QPushButton#tagAdd:focus, QPushButton#link:focus { border: 2px solid @focus; border-radius: 6px;
  padding: 1px 4px; }
QPushButton#tool { border: none; background: transparent; border-radius: 6px; min-width: 28px;
  max-width: 28px; min-height: 28px; max-height: 28px; padding: 0; }
QPushButton#tool:hover { background: @sunken; }
QPushButton#tool:focus { border: 2px solid @focus; }
QPushButton#tool::menu-indicator { image: none; width: 0; }
QPushButton#filter { border: 1px solid @border; border-radius: 15px; background: @surface;
  color: @text_2; padding: 3px 12px; font-size: 13px; font-weight: 500; min-height: 22px; }
QPushButton#more { padding: 5px 10px; }
QPushButton#more::menu-indicator { image: none; width: 0; }
QPushButton#filter::menu-indicator { image: none; width: 0; }
QPushButton#filter:hover { border-color: @border_strong; }
QPushButton#filter:checked { background: @primary_tint; color: @primary;
  border-color: @primary; }
QPushButton#filter[tone="warning"] { background: @warning_tint; color: @warning;
  border-color: @warning_tint; }
QPushButton#filter[tone="warning"]:checked { border-color: @warning; }
QPushButton#filter[tone="success"] { background: @success_tint; color: @success;
  border-color: @success_tint; }
QPushButton#filter:focus { border: 2px solid @focus; padding: 2px 11px; }
QPushButton#segment { border: 1px solid @border_strong; border-right: none; border-radius: 0;
  background: @surface; color: @text_2; padding: 4px 14px; font-weight: 500; min-height: 22px; }
QPushButton#segment[at="first"] { border-top-left-radius: 7px; border-bottom-left-radius: 7px; }
QPushButton#segment[at="last"] { border-right: 1px solid @border_strong;
  border-top-right-radius: 7px; border-bottom-right-radius: 7px; }
QPushButton#segment[at="only"] { border-right: 1px solid @border_strong; border-radius: 7px; }
QPushButton#segment:checked { background: @primary_tint; color: @primary; font-weight: 600; }
QPushButton#segment:focus { border: 2px solid @focus; padding: 3px 13px; }
QPushButton#pill { border: none; border-radius: 11px; background: @sunken; color: @text_2;
  padding: 2px 10px; font-size: 13px; font-weight: 500; min-height: 20px; }
QPushButton#pill[tone="success"] { background: @success_tint; color: @success; }
QPushButton#pill[tone="info"] { background: @info_tint; color: @info; }
QPushButton#pill[tone="danger"] { background: @danger_tint; color: @danger; }
QPushButton#pill[tone="warning"] { background: @warning_tint; color: @warning; }
QPushButton#pill:focus { border: 2px solid @focus; padding: 0 8px; }
QFrame#taskRow { background: @surface; border: none; border-bottom: 1px solid @border; }
QLabel#group { font-weight: 600; color: @text_2; background: @sunken; padding: 6px 14px;
  border-bottom: 1px solid @border; }
QFrame#sidePanel, QScrollArea#sidePanel { background: @surface; border: none;
  border-left: 1px solid @border; }
QWidget#sideHeld { background: @surface; }
QScrollArea#panelBody { background: @surface; border: none; }
QFrame#panelHead { background: @surface; border: none; border-bottom: 1px solid @border; }
QFrame#panelFoot { background: @surface; border: none; border-top: 1px solid @border; }
QFrame#gridFrame, QFrame#tableFrame { background: @surface; border: 1px solid @border;
  border-right: none; }
QFrame#tableFoot { background: @sunken; border: none; border-top: 1px solid @border; }
QTableView#days { background: @surface; border: 1px solid @border; outline: none;
  selection-background-color: transparent; }
QTableView#days QHeaderView { background: @sunken; border: none; }
QTableView#days QHeaderView::section { background: @sunken; color: @text_2; border: none;
  padding: 4px 6px; font-size: 12px; font-weight: 600; }
QLabel#dayWords { color: @text_2; font-size: 13px; }
QLabel#dayWords[tone="privacy"] { color: @privacy; font-weight: 600; }
QLabel#dayWords[tone="warning"] { color: @warning; font-weight: 600; }
QFrame#selectionBar { background: @primary_tint; border: none; border-top: 1px solid @border; }
QLabel#footText { color: @text_2; font-size: 13px; background: transparent; }
QTableView#grid, QTableView#gridTotals, QTableView#gridBeside { background: @surface; border: none;
  gridline-color: @border; font-size: 14px; selection-background-color: transparent; }
QTableView#gridBeside { border: 1px solid @border; border-left: none; }
QTableView#gridBeside QHeaderView::section { background: @sunken; color: @text_2; border: none;
  border-bottom: 1px solid @border; padding: 4px 8px; font-size: 13px; font-weight: 500; }
QLabel#rateNumber { font-size: 24px; font-weight: 600; background: transparent; }
QTableView#gridTotals { border-top: 1px solid @border_strong; }
QTableView#gridTotals QScrollBar::handle { background: transparent; }
QTableView#table { background: @surface; border: none; font-size: 14px; }
QTableView#table QHeaderView, QTableView#grid QHeaderView { background: @sunken; border: none; }
QTableView#grid QHeaderView#places { background: @surface; }
QTableView#table QHeaderView::section { background: @sunken; color: @text_2; border: none;
  padding: 6px 10px; font-size: 13px; font-weight: 600; }
QLabel#gridCorner { background: @sunken; color: @text_2; font-size: 13px; font-weight: 500;
  padding-left: 10px; border-right: 1px solid @border; border-bottom: 1px solid @border; }
QLineEdit#figureEdit { background: @surface; color: @text; border: 2px solid @focus;
  border-radius: 0; padding: 0 6px 0 0; font-size: 14px; min-height: 0; }
QLineEdit#quick { padding: 2px 6px; font-size: 13px; min-height: 20px; }
*[severity="error"] { border: 1px solid @danger; background: @danger_tint; }
*[severity="warning"] { border: 1px solid @warning_icon; background: @warning_tint; }
QListWidget#offered { background: @surface; color: @text; border: 1px solid @border_strong;
  border-radius: 6px; padding: 3px; font-size: 14px; outline: none; }
QListWidget#offered::item { padding: 4px 7px; border-radius: 4px; min-height: 20px; }
QListWidget#offered::item:selected, QListWidget#offered::item:hover {
  background: @primary_tint; color: @text; }
QWidget#popup { background: @surface; border: 1px solid @border_strong; border-radius: 8px; }
QLabel#key { background: @surface; color: @text_2; border: 1px solid @border; border-radius: 4px;
  padding: 0 5px; font-size: 12px; }
QFrame#evidence { border: 1px solid transparent; border-radius: 8px; }
QFrame#evidence[over="yes"] { border: 1px solid @focus; background: @primary_tint; }
QLabel#empty { color: @text_2; font-size: 15px; }
"""


def sheet() -> str:
    """The rules of the entering pages in the colours and sizes of the theme in use."""
    return filled(_RULES)


def repolish(widget: QWidget) -> None:
    """Look again at the properties that the rules ask for."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
