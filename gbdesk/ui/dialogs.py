"""Asking for files and folders: Qt's own dialogs, which leave no trace among recent files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QFileDialog, QWidget

from gbdesk.text import translate
from gbdesk.ui.theme import px

SIZE: Final = (780, 480)


def ask_folder(parent: QWidget, title: str, start: Path | None = None) -> Path | None:
    """A folder, or nothing."""
    dialog = _dialog(parent, title, start)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    return _first(dialog)


def ask_file(
    parent: QWidget, title: str, endings: Sequence[str], start: Path | None = None
) -> Path | None:
    """One existing file with one of these endings (`.gbpkg`), or nothing."""
    dialog = _dialog(parent, title, start)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilters(_filters(endings))
    return _first(dialog)


def ask_files(
    parent: QWidget, title: str, endings: Sequence[str], start: Path | None = None
) -> list[Path]:
    """Any number of existing files with these endings."""
    dialog = _dialog(parent, title, start)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    dialog.setNameFilters(_filters(endings))
    chosen = dialog.exec() == QFileDialog.DialogCode.Accepted
    return [Path(name) for name in dialog.selectedFiles()] if chosen else []


def ask_save(parent: QWidget, title: str, name: str, start: Path | None = None) -> Path | None:
    """Where to write a file of this name, or nothing; what is typed gets the same ending."""
    ending = Path(name).suffix
    dialog = _dialog(parent, title, start)
    dialog.setFileMode(QFileDialog.FileMode.AnyFile)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilters(_filters([ending]))
    dialog.setDefaultSuffix(ending)
    dialog.selectFile(name)
    chosen = _first(dialog)
    return with_ending(chosen, ending) if chosen else None


def with_ending(file: Path, ending: str) -> Path:
    """The file with this ending, also where the name has other dots: `bao-cao 30.6`."""
    if not ending or file.suffix.lower() == ending.lower():
        return file
    return file.with_name(f"{file.name}{ending}")


def _dialog(parent: QWidget, title: str, start: Path | None) -> QFileDialog:
    dialog = QFileDialog(parent, title, str(start or Path.home()))
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.resize(px(SIZE[0]), px(SIZE[1]))
    return dialog


def _first(dialog: QFileDialog) -> Path | None:
    chosen = dialog.exec() == QFileDialog.DialogCode.Accepted
    names = dialog.selectedFiles() if chosen else []
    return Path(names[0]) if names else None


def _filters(endings: Sequence[str]) -> list[str]:
    wanted = " ".join(f"*{ending}" for ending in endings if ending)
    every = translate("Dialogs", "All files")
    these = translate("Dialogs", "Files")
    return [*([f"{these} ({wanted})"] if wanted else []), f"{every} (*)"]
