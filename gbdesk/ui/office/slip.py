"""Papers of a page: shown as they print, printed, or kept as a PDF that was read back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Final

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF
from PySide6.QtGui import QFont, QPageLayout, QPageSize, QPdfWriter, QTextDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QHBoxLayout, QTextBrowser, QVBoxLayout, QWidget

from gbdesk.domain.refusals import Refused
from gbdesk.services.messages import describe
from gbdesk.text import translate
from gbdesk.ui import dialogs, theme
from gbdesk.ui.office.keeping import keep
from gbdesk.ui.office.look import sheet
from gbdesk.ui.office.notice import NoticeBox
from gbdesk.ui.office.parts import button

MARGIN_MM: Final = 20.0
DPI: Final = 300
POINTS: Final = 12
PAGE: Final = "background: @paper; color: @paper_ink; padding: 18px;"


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A heading, lines of (name, value), paragraphs, tables of rows, and who signs."""

    title: str
    under: str
    lines: Sequence[tuple[str, str]] = ()
    heads: Sequence[str] = ()
    rows: Sequence[Sequence[str]] = ()
    words: Sequence[str] = ()
    signers: Sequence[str] = ()

    def html(self) -> str:
        """As a page of text."""
        parts = [
            f"<h2 align='center'>{escape(self.title)}</h2>",
            f"<p align='center'>{escape(self.under)}</p>",
            "<table width='100%' cellpadding='5' cellspacing='0'>",
            *(
                f"<tr><td width='38%'>{escape(name)}</td><td><b>{escape(value)}</b></td></tr>"
                for name, value in self.lines
            ),
            "</table>",
        ]
        if self.rows:
            parts.append("<table width='100%' border='1' cellpadding='4' cellspacing='0'>")
            parts.append(_row("th", self.heads))
            parts += [_row("td", row) for row in self.rows]
            parts.append("</table>")
        parts += [f"<p>{escape(one)}</p>" for one in self.words]
        if self.signers:
            cells = "".join(
                f"<td align='center'><b>{escape(one)}</b><br><br><br><br>" + "…" * 12 + "</td>"
                for one in self.signers
            )
            parts.append(f"<p></p><table width='100%'><tr>{cells}</tr></table>")
        return "".join(parts)

    def document(self) -> QTextDocument:
        """Laid out in the program's own letters, black on white."""
        made = QTextDocument()
        font = QFont(theme.FAMILY)
        font.setPointSize(POINTS)
        made.setDefaultFont(font)
        ink = theme.color("paper_ink").name()
        made.setHtml(f"<div style='color: {ink}'>{self.html()}</div>")
        return made

    def pdf(self) -> bytes:
        """As a PDF of A4 pages."""
        held = QBuffer()
        held.open(QIODevice.OpenModeFlag.WriteOnly)
        writer = QPdfWriter(held)
        writer.setResolution(DPI)
        writer.setTitle("gbdesk")
        writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        margins = QMarginsF(MARGIN_MM, MARGIN_MM, MARGIN_MM, MARGIN_MM)
        writer.setPageMargins(margins, QPageLayout.Unit.Millimeter)
        self.document().print_(writer)
        held.close()
        return bytes(held.data().data())


class PaperDialog(QDialog):
    """A paper as it prints, with the ways to have it."""

    def __init__(self, paper: Paper, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._paper, self._name = paper, name
        self.setWindowTitle(translate("Paper", "Print preview"))
        self.resize(720, 620)
        self.setStyleSheet(sheet())
        self.view = QTextBrowser(self)
        self.view.setObjectName("paper")
        self.view.setAccessibleName(paper.title)
        self.view.setStyleSheet(theme.filled(PAGE))
        self._shown = paper.document()
        self.view.setDocument(self._shown)
        self.notice = NoticeBox("", "success", "", self)
        self.notice.hide()
        self.keep = button(translate("Paper", "Save as PDF…"), "", "download", self)
        self.print = button(translate("Paper", "Print…"), "primary", "printer", self)
        close = button(translate("Paper", "Close"), parent=self)
        close.clicked.connect(self.reject)
        self.keep.clicked.connect(self._keep)
        self.print.clicked.connect(self._print)
        foot = QHBoxLayout()
        foot.addWidget(close)
        foot.addStretch(1)
        foot.addWidget(self.keep)
        foot.addWidget(self.print)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 16, 16, 14)
        box.setSpacing(12)
        box.addWidget(self.view, 1)
        box.addWidget(self.notice)
        box.addLayout(foot)

    def save(self, target: Path) -> None:
        """Keep the paper as a PDF; what is on the disk is read back."""
        try:
            keep(target, self._paper.pdf())
        except Refused as refused:
            self.notice.say(describe(refused).text, "danger")
        else:
            name = target.name
            said = translate("Paper", "{name} is written and reads back the same.", name=name)
            self.notice.say(said, "success")
        self.notice.show()

    def _keep(self) -> None:
        title = translate("Paper", "Save as PDF")
        target = dialogs.ask_save(self, title, f"{self._name}.pdf")
        if target is not None:
            self.save(target if target.suffix else target.with_suffix(".pdf"))

    def _print(self) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName("gbdesk")
        printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        dialog = QPrintDialog(printer, self)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self._paper.document().print_(printer)
            self.accept()


def _row(tag: str, cells: Sequence[str]) -> str:
    made = []
    for at, cell in enumerate(cells):
        side = "left" if at == 0 else "right"
        made.append(f"<{tag} align='{side}'>{escape(cell)}</{tag}>")
    return f"<tr>{''.join(made)}</tr>"
