"""A document as files: who may have it; Word, PDF, Excel, each read back, never over another."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final

from gbdesk.domain.disclosure import PROFILES, Profile
from gbdesk.domain.refusals import Refused
from gbdesk.media.writing import write_verified
from gbdesk.reports.document import Document

FORMATS: Final = ("docx", "pdf", "xlsx")
Write = Callable[[Document, Path], None]


def profile_of(ident: str) -> Profile:
    """A disclosure profile.

    Raises:
        Refused: there is none of this name.
    """
    found = next((one for one in PROFILES if one.id == ident), None)
    if found is None:
        raise Refused("report.profile")
    return found


def check_allowed(*, full: bool, password_checked: bool, reason: str) -> None:
    """Full figures are told to nobody who did not give the password again and a reason.

    Raises:
        Refused: one of the two is missing.
    """
    if full and not password_checked:
        raise Refused("report.password")
    if full and not reason.strip():
        raise Refused("report.reason")


def check_formats(formats: Sequence[str]) -> None:
    """Ask only for files that can be written.

    Raises:
        Refused: one of them is no kind of file written here.
    """
    if odd := next((one for one in formats if one not in FORMATS), None):
        raise Refused("report.format", said=odd)


def write_file(document: Document, folder: Path, stem: str, kind: str) -> Path:
    """One file under a free name: an older report, open in Word perhaps, is never replaced.

    Raises:
        Refused: the folder does not take it, or what is read back differs.
    """
    raw = file_bytes(document, kind)
    digest = hashlib.sha256(raw).digest()

    def verify(path: Path) -> None:
        if hashlib.sha256(path.read_bytes()).digest() != digest:
            raise Refused("report.readback")

    target, number = folder / f"{stem}.{kind}", 2
    while target.exists():
        target, number = folder / f"{stem} ({number}).{kind}", number + 1
    write_verified(target, lambda out: out.write(raw), verify)
    return target


def file_bytes(document: Document, kind: str) -> bytes:
    """The bytes of one kind of file; the writers are heavy and loaded here."""
    from gbdesk.reports.docx import write_docx
    from gbdesk.reports.pdf import write_pdf
    from gbdesk.reports.xlsx import write_xlsx

    writers: Mapping[str, Write] = {"docx": write_docx, "pdf": write_pdf, "xlsx": write_xlsx}
    folder = Path(tempfile.mkdtemp(prefix="gbdesk-"))
    try:
        path = folder / f"report.{kind}"
        writers[kind](document, path)
        return path.read_bytes()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
