"""The style sheet of the shell: `@token` for colours, text sizes that grow with the setting."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final

from gbdesk import resources

ARROWS: Final = ("down", "up", "right", "box", "box_on", "dot", "dot_on")
_TOKEN: Final = re.compile(r"@([a-z_0-9]+)")
_TEXT_SIZE: Final = re.compile(r"(font-size|min-height|icon-size): (\d+)px")

RULES: Final = """
QWidget { color: @text; }
QMainWindow, QWidget#page, QWidget#shell, QDialog { background: @bg; }
QPushButton#corner { border: 1px solid transparent; background: transparent; color: @text_2;
  font-weight: 400; font-size: 13px; padding: 2px 8px; }
QPushButton#corner:hover { background: @sunken; }
QPushButton#corner:focus { border: 2px solid @focus; padding: 1px 7px; }
QLabel#sample { background: @privacy_tint; color: @privacy; border-radius: 9px;
  padding: 1px 10px; font-size: 12px; font-weight: 600; }
QToolTip { background: @text; color: @surface; border: none; padding: 5px 8px; font-size: 13px; }
QMenuBar { background: @surface; border: none; border-bottom: 1px solid @border;
  padding: 2px 8px; font-size: 14px; }
QMenuBar::item { padding: 4px 9px; background: transparent; border-radius: 5px; }
QMenuBar::item:selected, QMenuBar::item:pressed { background: @primary_tint; color: @primary; }
QMenu { background: @surface_raised; border: 1px solid @border_strong; padding: 5px; }
QMenu::item { padding: 6px 26px 6px 12px; border-radius: 4px; font-size: 14px; }
QMenu::item:selected { background: @primary_tint; color: @text; }
QMenu::item:disabled { color: @text_3; }
QMenu::separator { height: 1px; background: @border; margin: 5px 8px; }
QMenu::icon { padding-left: 8px; }
QMenu::indicator { width: 15px; height: 15px; padding-left: 8px; }
QFrame#topLine, QFrame#bottomLine, QFrame#line { background: @border; border: none; }
QFrame#nav { background: @surface; border: none; border-right: 1px solid @border; }
QFrame#status { background: @surface; border: none; border-top: 1px solid @border; }
QLabel#pageTitle { font-size: 19px; font-weight: 600; color: @text; }
QLabel#sectionTitle { font-size: 17px; font-weight: 600; color: @text; }
QLabel#cardTitle { font-size: 15px; font-weight: 600; color: @text; }
QLabel#aside { color: @text_2; font-size: 13px; }
QLabel#hint { color: @text_3; font-size: 12px; }
QLabel#big { font-size: 30px; font-weight: 700; }
QLabel#code { font-size: 19px; font-weight: 600; color: @primary; }
QPushButton { background: @surface; color: @text; border: 1px solid @border_strong;
  border-radius: 7px; padding: 5px 14px; font-size: 14px; font-weight: 500; min-height: 20px;
  icon-size: 16px; }
QPushButton:hover { background: @sunken; }
QPushButton:pressed { background: @border; }
QPushButton:disabled { color: @text_3; border-color: @border; background: @sunken; }
QPushButton:focus { border: 2px solid @focus; padding: 4px 13px; }
QPushButton#primary, QPushButton#hero { background: @primary; color: @on_primary;
  border: 1px solid @primary; font-weight: 600; }
QPushButton#hero { font-size: 15px; padding: 8px 18px; }
QPushButton#primary:hover, QPushButton#hero:hover { background: @primary_hover; }
QPushButton#primary:focus, QPushButton#hero:focus { border: 2px solid @focus;
  background: qradialgradient(cx: 0.5, cy: 0.5, radius: 2, stop: 0 @primary, stop: 1 @primary); }
QPushButton#primary:disabled, QPushButton#hero:disabled { background: @sunken; color: @text_3;
  border-color: @border; }
QPushButton#flat, QToolButton { background: transparent; border: 1px solid transparent;
  border-radius: 6px; padding: 4px 8px; }
QPushButton#flat { color: @primary; }
QPushButton#flat:hover, QToolButton:hover { background: @primary_tint; }
QPushButton#flat:focus, QToolButton:focus { border: 2px solid @focus; padding: 3px 7px; }
QToolButton::menu-indicator { image: none; width: 0; }
QPushButton#danger { color: @danger; border-color: @danger; }
QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QSpinBox { background: @surface; color: @text;
  border: 1px solid @border_strong; border-radius: 7px; padding: 5px 9px; font-size: 14px;
  min-height: 20px; selection-background-color: @primary; selection-color: @on_primary; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QSpinBox:focus {
  border: 2px solid @focus; padding: 4px 8px; }
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled, QSpinBox:disabled {
  background: @sunken; color: @text_2; border-color: @border; }
QLineEdit:read-only, QPlainTextEdit:read-only { background: @sunken; }
QComboBox::drop-down { border: none; width: 28px; }
QComboBox::down-arrow { image: url("@arrow_down"); width: 16px; height: 16px; }
QComboBox QAbstractItemView { background: @surface_raised; border: 1px solid @border_strong;
  selection-background-color: @primary_tint; selection-color: @text; outline: none;
  padding: 3px; }
QComboBox QAbstractItemView::item { min-height: 28px; padding: 2px 6px; }
QSpinBox QLineEdit { border: none; padding: 0 0 0 9px; background: transparent; }
QSpinBox::up-button, QSpinBox::down-button { border: none; width: 22px; background: transparent; }
QSpinBox::up-arrow { image: url("@arrow_up"); width: 13px; height: 13px; }
QSpinBox::down-arrow { image: url("@arrow_down"); width: 13px; height: 13px; }
QCheckBox, QRadioButton { spacing: 9px; font-size: 14px; min-height: 26px; background: transparent;
  border: 2px solid transparent; border-radius: 5px; }
QCheckBox:focus, QRadioButton:focus { border-color: @focus; }
QCheckBox, QRadioButton, QPushButton { outline: none; }
QCheckBox::indicator, QRadioButton::indicator, QListView::indicator { width: 18px; height: 18px; }
QCheckBox::indicator, QListView::indicator { image: url("@arrow_box"); }
QCheckBox::indicator:checked, QListView::indicator:checked { image: url("@arrow_box_on"); }
QRadioButton::indicator { image: url("@arrow_dot"); }
QRadioButton::indicator:checked { image: url("@arrow_dot_on"); }
QCheckBox:disabled, QRadioButton:disabled { color: @text_3; }
QScrollArea, QScrollArea#pageBody, QScrollArea > QWidget > QWidget#held { background: transparent;
  border: none; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: @border_strong; border-radius: 4px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: @text_3; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QTableView, QTreeView, QListView { background: @surface; color: @text; border: 1px solid @border;
  gridline-color: @border; selection-background-color: @primary_tint; selection-color: @text;
  outline: none; font-size: 14px; }
QHeaderView { background: @sunken; border: none; }
QHeaderView::section { background: @sunken; color: @text_2; border: none;
  border-bottom: 1px solid @border; padding: 6px 10px; font-size: 13px; font-weight: 600; }
QCalendarWidget QWidget#qt_calendar_navigationbar { background: @sunken; }
QCalendarWidget QToolButton { color: @text; font-weight: 600; }
QTableCornerButton::section { background: @sunken; border: none; }
QProgressBar { background: @sunken; border: none; border-radius: 4px; text-align: center;
  min-height: 8px; max-height: 8px; font-size: 12px; }
QProgressBar::chunk { background: @primary; border-radius: 4px; }
QFrame#card { background: @surface; border: 1px solid @border; border-radius: 9px; }
QFrame#note { border: none; border-radius: 7px; background: @info_tint; }
QFrame#note[tone="danger"] { background: @danger_tint; }
QFrame#note[tone="warning"] { background: @warning_tint; }
QFrame#note[tone="success"] { background: @success_tint; }
QFrame#note[tone="privacy"] { background: @privacy_tint; }
QLabel#noteText { color: @info; font-size: 13px; background: transparent; }
QLabel#noteText[tone="danger"] { color: @danger; }
QLabel#noteText[tone="warning"] { color: @warning; }
QLabel#noteText[tone="success"] { color: @success; }
QLabel#noteText[tone="privacy"] { color: @privacy; }
QLabel#key { background: @surface; color: @text_2; border: 1px solid @border; border-radius: 4px;
  padding: 0 4px; font-size: 11px; }
QFrame#status QPushButton { border: 1px solid transparent; background: transparent;
  padding: 1px 8px;
  font-size: 13px; font-weight: 400; color: @text_2; border-radius: 5px; min-height: 18px; }
QFrame#status QPushButton:hover { background: @sunken; }
QFrame#status QPushButton:focus { border: 2px solid @focus; padding: 0 7px; }
QFrame#status QPushButton[tone="warning"] { background: @warning_tint; color: @warning;
  font-weight: 600; }
QFrame#status QPushButton[tone="danger"] { background: @danger_tint; color: @danger;
  font-weight: 600; }
QFrame#status QLabel { font-size: 13px; color: @text_2; }
QFrame#status QLabel[tone="warning"] { color: @warning; font-weight: 600; }
QPushButton#period { padding: 5px 11px; font-weight: 500; text-align: left; }
QPushButton#period:focus { padding: 4px 10px; }
QPushButton#period::menu-indicator { image: none; width: 0; }
QPushButton#navItem { border: 2px solid transparent; border-radius: 7px; background: transparent;
  text-align: left; padding: 0 8px; font-size: 14px; font-weight: 500; color: @text_2; }
QPushButton#navItem:hover { background: @sunken; }
QPushButton#navItem:checked { background: @primary_tint; color: @primary; font-weight: 600; }
QPushButton#navItem:focus { border: 2px solid @focus; }
QFrame#toast { background: @text; border: none; border-radius: 9px; }
QFrame#toast QLabel { color: @surface; font-size: 14px; background: transparent; }
QFrame#toast QPushButton { background: transparent; border: 1px solid @text_3; color: @surface;
  padding: 3px 10px; }
QFrame#toast QPushButton:hover { background: @text_2; }
QFrame#toast QPushButton:focus { border: 2px solid @surface; padding: 2px 9px; }
QFrame#found { background: @surface_raised; border: 1px solid @border_strong; border-radius: 10px; }
QFrame#found QLineEdit { border: none; font-size: 17px; background: transparent; }
QListWidget#foundList { border: none; background: transparent; font-size: 14px; outline: none; }
QListWidget#foundList::item { padding: 6px 10px; border-radius: 6px; min-height: 24px; }
QListWidget#foundList::item:selected { background: @primary_tint; color: @text; }
QFrame#helpPanel { background: @surface; border: none; border-left: 1px solid @border; }
QFrame#choice { background: @surface; border: 1px solid @border_strong; border-radius: 9px; }
QFrame#choice[chosen="true"] { border: 2px solid @primary; background: @primary_tint; }
QFrame#drop { background: @surface; border: 2px dashed @border_strong; border-radius: 10px; }
QFrame#drop[over="true"] { border-color: @primary; background: @primary_tint; }
QFrame#sheet { background: #FFFFFF; border: 1px solid @border_strong; }
QFrame#sheet QLabel { color: #17262C; background: transparent; }
"""


def fill(rules: str, values: Mapping[str, str], px: Callable[[int], int]) -> str:
    """The rules with colours, and with text sizes and heights enlarged."""

    def sized(found: re.Match[str]) -> str:
        return f"{found[1]}: {px(int(found[2]))}px"

    def named(found: re.Match[str]) -> str:
        return values[found[1]]

    return _TOKEN.sub(named, _TEXT_SIZE.sub(sized, rules))


def arrow(name: str, *, dark: bool) -> str:
    """The file of a small arrow: a style sheet can only name files."""
    return resources.path("icons", "arrows", f"{name}-{'dark' if dark else 'light'}.svg").as_posix()
