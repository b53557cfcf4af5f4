"""In little room and with large text nothing is clipped: words give way, names keep their ends."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from gbdesk.text import set_language
from gbdesk.ui import registry, theme
from gbdesk.ui.forms.fields import Option
from gbdesk.ui.forms.filter_menu import FilterMenu
from gbdesk.ui.forms.parts import ShortLabel
from gbdesk.ui.office.notice import NoticeBox
from gbdesk.ui.pages.home.hub import Number
from gbdesk.ui.pages.receive.entries import Entry
from gbdesk.ui.pages.receive.listing import PackageList
from gbdesk.ui.pages.sent.side import breakable
from gbdesk.ui.shell.title import TitleLine
from gbdesk.ui.tables.columns import Column
from gbdesk.ui.tables.model import IdModel
from gbdesk.ui.tables.view import IdTable
from gbdesk.ui.theme import Look
from helpers.windows import opened, settle

SMALL = (1093, 614)
ALIKE = ("Phòng VH&TT huyện Nà Lừa Thượng", "Phòng VH&TT huyện Nà Lừa Hạ")
GIVING = (FilterMenu, ShortLabel)


def too_narrow(line: TitleLine) -> list[str]:
    """The parts of a first line that got less width than their words need."""
    parts = [one for one in line.children() if isinstance(one, QWidget) and one.isVisible()]
    return [
        f"{type(one).__name__} {one.accessibleName() or one.objectName()}"
        for one in parts
        if isinstance(one, QLabel | QPushButton)
        and not isinstance(one, GIVING)
        and one.width() < one.minimumSizeHint().width()
    ]


@pytest.mark.parametrize(
    ("side", "spoken", "size"),
    [
        ("hub", ("en", 100), SMALL),
        ("hub", ("vi", 150), (1366, 768)),
        ("office", ("en", 130), (1366, 768)),
    ],
)
def test_ux50_the_first_line_of_every_page_is_whole(
    qtbot: QtBot, tmp_path: Path, side: str, spoken: tuple[str, int], size: tuple[int, int]
) -> None:
    language, percent = spoken
    with opened(qtbot, tmp_path, side, language=language, percent=percent) as (host, shell):
        host.window.setMinimumSize(0, 0)
        host.window.resize(*size)
        for page in registry.pages(hub=side == "hub"):
            if page.key == "report":
                continue
            shell.go(page.key)
            settle(qtbot, host)
            line = shell.current().line
            qtbot.waitUntil(lambda line=line: not too_narrow(line))


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_parts_of_a_form_are_whole_or_a_menu(
    qtbot: QtBot, tmp_path: Path, language: str
) -> None:
    with opened(qtbot, tmp_path, "office", language=language) as (host, shell):
        host.window.setMinimumSize(0, 0)
        shell.go("figures")
        settle(qtbot, host)
        page = shell.current().page

        def whole() -> bool:
            parts = page.tabs.findChildren(QPushButton)
            return all(one.width() >= one.minimumSizeHint().width() for one in parts)

        for width in (1366, 1900, 1366):
            host.window.resize(width, 768)
            menu = language == "en" and width == 1366
            qtbot.waitUntil(lambda menu=menu: page.tab_menu.isVisible() is menu)
            qtbot.waitUntil(lambda menu=menu: page.tabs.isVisible() is not menu)
            qtbot.waitUntil(lambda menu=menu: menu or whole())


def test_a_period_is_named_in_full_again_when_there_is_room(qtbot: QtBot, tmp_path: Path) -> None:
    with opened(qtbot, tmp_path, "hub", language="en", percent=130) as (host, shell):
        shell.go("figures")
        settle(qtbot, host)
        period = shell.app.catalogue.period(shell.period)
        told = shell.current().line.period
        host.window.setMinimumSize(0, 0)
        host.window.resize(1000, 600)
        qtbot.waitUntil(lambda: told._title.text() == period.short)
        host.window.resize(1900, 800)
        qtbot.waitUntil(lambda: told._title.text() == period.title)


def chooser(qtbot: QtBot) -> FilterMenu:
    set_language("vi")
    theme.apply(Look())
    made = FilterMenu("Đơn vị", "", None)
    qtbot.addWidget(made)
    made.offer([Option(name[-3:], f"{name}, tỉnh Sông Vàng", short=name) for name in ALIKE])
    made.set_value(ALIKE[0][-3:])
    return made


def test_a_choice_shows_the_end_of_a_long_name(qtbot: QtBot) -> None:
    made = chooser(qtbot)
    assert made.text().endswith("Nà Lừa Thượng  ▾")
    assert ALIKE[0] in made.toolTip()
    before = made.sizeHint().width()
    made.shorten(short=True)
    assert not made.text().startswith("Đơn vị")
    assert made.minimumSizeHint().width() < made.sizeHint().width() < before
    made.shorten(short=False)
    assert made.text().startswith("Đơn vị: ")


def test_a_choice_of_all_says_of_what_in_little_room(qtbot: QtBot) -> None:
    made = FilterMenu("Đơn vị", "tất cả", None)
    qtbot.addWidget(made)
    made.shorten(short=True)
    assert made.text() == "Đơn vị  ▾"


def test_two_names_that_begin_alike_look_different_in_a_narrow_button(qtbot: QtBot) -> None:
    made = chooser(qtbot)
    made.shorten(short=True)
    made.resize(130, made.sizeHint().height())
    made.show()
    first = made.grab().toImage()
    made.set_value(ALIKE[1][-3:])
    assert made.grab().toImage() != first


def test_the_same_choices_are_not_laid_out_again(qtbot: QtBot) -> None:
    made = FilterMenu("Đơn vị", "tất cả", None)
    qtbot.addWidget(made)
    made.offer([Option(name, name) for name in ALIKE])
    before = made.menu().actions()
    made.set_value(ALIKE[1])
    made.offer([Option(name, name) for name in ALIKE])
    assert made.menu().actions() == before
    assert made.value() == ALIKE[1]
    made.offer([Option(ALIKE[0], ALIKE[0])])
    assert [one.data() for one in made.menu().actions()] == ["", ALIKE[0]]


def table(qtbot: QtBot, names: dict[int, str]) -> IdTable:
    theme.apply(Look())
    columns = (
        Column(key="name", title="Đơn vị", show=lambda row: row.name, stretches=True),
        *(
            Column(key=year, title=year, show=lambda _row: "–", width=100, drops=True)
            for year in ("2021", "2022", "2023")
        ),
        Column(key="state", title="Kỳ này", show=lambda _row: "Không phát sinh", width=60),
    )
    lines = {key: Named(key, name) for key, name in names.items()}
    made = IdTable(IdModel(columns, lambda keys: [lines[key] for key in keys]))
    qtbot.addWidget(made)
    made.resize(620, 200)
    made.show()
    made.show_keys(list(lines))
    return made


class Named:
    """A row with a name."""

    def __init__(self, key: int, name: str) -> None:
        self.key, self.name = key, name


def test_older_columns_give_way_to_names_one_by_one(qtbot: QtBot) -> None:
    made = table(qtbot, dict(enumerate(ALIKE)))
    assert not any(made.isColumnHidden(column) for column in range(5))
    made.make_room("name", "state")
    longest = max(map(made.fontMetrics().horizontalAdvance, ALIKE))
    assert made.columnWidth(0) >= longest
    assert made.columnWidth(4) >= made.fontMetrics().horizontalAdvance("Không phát sinh")
    assert [made.isColumnHidden(column) for column in (1, 2, 3)] == [True, False, False]
    assert not made.horizontalScrollBar().isVisible()
    made.resize(480, 200)
    assert [made.isColumnHidden(column) for column in (1, 2, 3)] == [True, True, True]


def packages(qtbot: QtBot, width: int) -> PackageList:
    theme.apply(Look())
    made = PackageList()
    qtbot.addWidget(made)
    made.resize(width, 300)
    made.show()
    entries = [Entry(path=Path(f"/x/{name} một tệp rất dài.gbpkg")) for name in ALIKE]
    made.show_entries(entries, None)
    return made


def test_states_of_packages_go_below_where_names_need_the_width(qtbot: QtBot) -> None:
    wide, narrow = packages(qtbot, 700), packages(qtbot, 330)
    assert not wide._paints.low
    assert narrow._paints.low
    tips = [narrow.item(at).toolTip() for at in range(narrow.count()) if narrow.item(at).toolTip()]
    assert [tip.splitlines()[0][:31] for tip in tips] == [f"{name} một"[:31] for name in ALIKE]


def test_a_way_on_takes_as_many_lines_as_it_needs(qtbot: QtBot) -> None:
    theme.apply(Look())
    box = NoticeBox("", "warning", "Còn thiếu 1 mục.")
    qtbot.addWidget(box)
    words = "Số liệu về gia đình và phòng, chống bạo lực gia đình: chưa hoàn tất"
    link = box.add_link(words)
    box.resize(260, 200)
    box.show()
    lines = link.text().split("\n")
    assert len(lines) > 1
    assert " ".join(lines) == words
    assert all(link.fontMetrics().horizontalAdvance(one) <= link.width() for one in lines)


def test_a_number_of_the_first_page_is_as_high_as_its_words(qtbot: QtBot, tmp_path: Path) -> None:
    with opened(qtbot, tmp_path, "hub", language="en") as (host, shell):
        host.window.setMinimumSize(0, 0)
        host.window.resize(*SMALL)
        shell.go("home")
        settle(qtbot, host)
        numbers = shell.current().page.findChildren(Number)
        assert len(numbers) == 4
        for number in numbers:
            for label in number.findChildren(QLabel):
                wanted = label.heightForWidth(label.width()) if label.wordWrap() else 0
                assert label.height() >= wanted, label.text()
                assert label.geometry().bottom() <= number.height()


def test_the_name_of_a_file_goes_on_in_the_next_line() -> None:
    name = "GB_PhongVhttPhuVanHa_2024-6T_1wan_0001.gbpkg"
    assert breakable(name).replace("\u200b", "") == name
    assert breakable(name).count("\u200b") == 6
