"""The quick row at work: Enter keeps an activity, the caret goes back to the title."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, QPoint, QRect, Signal
from PySide6.QtWidgets import QToolTip, QWidget

from gbdesk.domain.activities import ERROR
from gbdesk.domain.catalogue import Catalogue
from gbdesk.services.activity_drafts import with_default_quantity
from gbdesk.text import translate
from gbdesk.ui.forms.around import Around
from gbdesk.ui.forms.back import Back
from gbdesk.ui.forms.drafts import DraftKeeper
from gbdesk.ui.forms.fields import Option
from gbdesk.ui.forms.look import repolish
from gbdesk.ui.pages.activities.fields import kind_options, whole_option
from gbdesk.ui.pages.activities.quick import QuickAdd
from gbdesk.ui.pages.activities.words import note_of
from gbdesk.ui.tables.quick_row import TitleHeader

if TYPE_CHECKING:
    from gbdesk.services.activities import Saved
    from gbdesk.services.progress import Progress

PAGE: Final = "activities"
KEY: Final = "quick"
HINT_MS: Final = 4_000


def _period_with(catalogue: Catalogue, day: date) -> str:
    """The id of the shortest period that holds a day, empty where there is none."""
    found = [one for one in catalogue.periods.values() if one.contains(day)]
    return min(found, key=lambda one: (one.end - one.start, one.id)).id if found else ""


class Adding(QObject):
    """`added` carries the id of the new activity."""

    added = Signal(str)

    def __init__(self, around: Around, quick: QuickAdd, titles: TitleHeader, back: Back) -> None:
        super().__init__(back)
        self._around, self._quick, self._back = around, quick, back
        self._keeper = DraftKeeper(around.app.store.drafts, PAGE, self)
        self._office = around.app.session.office
        self._busy = False
        titles.entered.connect(self.add)
        for line in (quick.title, quick.attendees, quick.women):
            line.changed.connect(self._edited)

    def start(self, office: str, places: Sequence[Option], *, may: bool) -> None:
        """Add for this office from now on."""
        app = self._around.app
        self._office = office
        self._quick.offer(kind_options(app.catalogue), places, whole_option(app.catalogue, places))
        for widget in self._quick.fields():
            widget.setEnabled(may)
        period = app.catalogue.period(self._around.period)
        today = app.today()
        day = today if period.contains(today) else period.end
        place = places[0].id if len(places) == 1 else None
        self._quick.start(day, None, place)
        if draft := self._keeper.found(KEY):
            self._quick.fill(draft)

    def go_to(self, day: date) -> None:
        """Come here for an activity on this day, in the period in which it is shown."""
        known = _period_with(self._around.app.catalogue, day)
        more = {"period": known} if known else {}
        self._around.go("activities", day=day.isoformat(), **more)

    def begin_on(self, day: str) -> None:
        """The caret in the title, of an activity on this day (ISO)."""
        self._quick.day.set_value(day)
        self._quick.title.setFocus()

    def add(self) -> None:
        """Keep what was typed, or show what keeps it from being kept."""
        if self._quick.is_empty() or self._busy:
            self._quick.title.setFocus()
            return
        app = self._around.app
        defaults = app.activities.defaults(self._around.period, office=self._office)
        typed = with_default_quantity(self._quick.values(), app.catalogue)
        values = {**defaults, **typed}
        for widget in self._quick.fields():
            self._mark(widget, "")
        problems = app.activities.check(values, self._around.period)
        wrong = [problem for problem in problems if problem.severity == ERROR]
        if wrong:
            self._refuse(self._quick.widget_of(wrong[0].field), wrong[0])
            return
        office, steps = self._office, self._back.steps
        step = translate("Activities", "add an activity")
        self._busy = True

        def work(_progress: Progress) -> Saved:
            saved: Saved = app.activities.save(None, values, office=office)
            steps.keep(step, saved.undo)
            return saved

        self._around.write(work, self._added, self._failed)

    def _added(self, saved: Saved) -> None:
        self._busy = False
        self._keeper.drop(KEY)
        self._quick.next()
        self._back.tell(translate("Activities", "Activity added"))
        self.added.emit(saved.id)

    def _failed(self, error: Exception) -> None:
        """What was typed stays in the row."""
        self._busy = False
        self._around.complain(error)

    def _refuse(self, widget: QWidget, problem: Any) -> None:
        note = note_of(problem, self._around.app.catalogue)
        self._mark(widget, "error")
        words = " ".join((note.text, *(fix.label for fix in note.fixes[:1])))
        widget.setAccessibleDescription(words)
        widget.setFocus()
        where = widget.mapToGlobal(QPoint(0, widget.height()))
        QToolTip.showText(where, words, widget, QRect(), HINT_MS)

    def _mark(self, widget: QWidget, severity: str) -> None:
        if (widget.property("severity") or "") != severity:
            widget.setProperty("severity", severity)
            repolish(widget)

    def _edited(self) -> None:
        self._keeper.touch(KEY, self._quick.shown)

    def flush(self) -> None:
        """Keep what was typed, now."""
        self._keeper.flush()
