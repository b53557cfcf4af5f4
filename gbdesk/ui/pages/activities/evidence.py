"""The attached files of the activity in the form beside the table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout

from gbdesk.services.evidence import Target
from gbdesk.ui.evidence.box import EvidenceBox

if TYPE_CHECKING:
    from gbdesk.services.undo import Undo
    from gbdesk.ui.forms.around import Around
    from gbdesk.ui.pages.activities.page import ActivitiesPage


def hang(page: ActivitiesPage, around: Around) -> EvidenceBox:
    """Put the files below the fields; they follow what is opened, and what is taken back."""
    box = EvidenceBox(around, page.panel)
    body = page.panel.form.parentWidget()
    below = body.layout() if body is not None else None
    if isinstance(below, QVBoxLayout):
        below.insertWidget(below.count() - 1, box)  # what gives way stands last

    def follow(key: str) -> None:
        target = Target.activity(page.editing.office, key) if key else None
        box.serve(target, may=page.offices.may_edit())

    def done(words: str, undo: Undo | None) -> None:
        if undo is None:
            around.tell(words)
        else:
            page.back.remember(words, undo)
            page.back.tell(words)
        page.listed.refresh(drafts=page.editing.drafts())

    page.editing.opened.connect(follow)
    page.back.done.connect(box.refresh)
    box.done.connect(done)
    return box
