"""The questions about several activities: what to set in all of them, where to copy them to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QWidget

from gbdesk.domain.activities import PLACE
from gbdesk.domain.ops import Value
from gbdesk.text import translate
from gbdesk.ui.forms.around import Around
from gbdesk.ui.forms.fields import TAGS, FieldSpec
from gbdesk.ui.forms.form import Form
from gbdesk.ui.forms.look import px, sheet
from gbdesk.ui.forms.parts import place_words
from gbdesk.ui.grid.dialogs import Question
from gbdesk.ui.pages.activities.fields import PLACES, TASK, all_specs, place_options, whole_option

if TYPE_CHECKING:
    from gbdesk.services.activities import ActivityRow

SET: Final = ("kind", PLACES, TASK)
WIDTH: Final = 480


class ChangeMany(Question):
    """Form, places and task for several activities; what stays empty stays as it is in each."""

    def __init__(self, around: Around, rows: Sequence[ActivityRow], parent: QWidget) -> None:
        words = translate("Activities", "Change {n} activities at once", n=len(rows))
        super().__init__(words, parent)
        self.setStyleSheet(sheet())
        self.setMinimumWidth(px(WIDTH))
        self.rows = tuple(rows)
        app = around.app
        end = app.catalogue.period(around.period).end
        kept = translate("Activities", "leave as it is")
        specs = all_specs(app.catalogue, rows[0].office, end)
        wanted = [replace(one, hint=kept) for one in specs if one.key in SET]
        self.say(translate("Activities", "A field left empty stays as it is in each of them."))
        self.form = Form(wanted, app.today, self)
        self.put(self.form)
        self.yes = self.end(
            translate("Activities", "Change {n} activities", n=len(rows)),
            translate("Activities", "Leave it"),
        )
        self.yes.setEnabled(False)
        self.form.edited.connect(self._edited)

    def values(self) -> dict[str, Value]:
        """The fields to set; other places give way to those chosen."""
        shown: Mapping[str, object] = self.form.values()
        fields: dict[str, Value] = {
            name: str(shown[name]) for name in ("kind", TASK) if shown.get(name)
        }
        chosen = shown.get(PLACES)
        if isinstance(chosen, tuple) and chosen:
            before = {PLACE + ident for row in self.rows for ident in row.places}
            fields |= dict.fromkeys(before, False)
            fields |= dict.fromkeys((PLACE + str(ident) for ident in chosen), True)
        return fields

    def _edited(self, _key: str) -> None:
        self.yes.setEnabled(bool(self.values()))


class CopyTo(Question):
    """The places that get a copy; those where it was already are not offered."""

    def __init__(self, around: Around, rows: Sequence[ActivityRow], parent: QWidget) -> None:
        self._catalogue, self.rows = around.app.catalogue, tuple(rows)
        words = (
            translate("Activities", "Duplicate into several {places}", places=self._places(2))
            if len(rows) == 1
            else translate(
                "Activities",
                "Duplicate {n} activities into several {places}",
                n=len(rows),
                places=self._places(2),
            )
        )
        super().__init__(words, parent)
        self.setStyleSheet(sheet())
        self.setMinimumWidth(px(WIDTH))
        said = translate(
            "Activities",
            "The copies keep the days, form and topics; how many people came is entered for each.",
        )
        self.say(said)
        self.form = Form([self._field(around, rows)], around.app.today, self)
        self.put(self.form)
        self.yes = self.end("", translate("Activities", "Leave it"))
        self.form.edited.connect(self._edited)
        self._edited(PLACES)

    def _field(self, around: Around, rows: Sequence[ActivityRow]) -> FieldSpec:
        end = around.app.catalogue.period(around.period).end
        there = set.intersection(*(set(row.places) for row in rows))
        options = place_options(self._catalogue, rows[0].office, end)
        others = tuple(one for one in options if one.id not in there)
        whole = whole_option(self._catalogue, others)
        label = self._catalogue.word("places_kind")
        return FieldSpec(
            key=PLACES,
            label=label[:1].upper() + label[1:],
            kind=TAGS,
            options=others,
            whole=whole,
        )

    def _places(self, count: int) -> str:
        return place_words(self._catalogue, count)

    def places(self) -> tuple[str, ...]:
        """The ids of the places chosen."""
        chosen = self.form.values()[PLACES]
        return tuple(chosen) if isinstance(chosen, tuple) else ()

    def _edited(self, _key: str) -> None:
        count = len(self.places())
        places = self._places(count)
        self.yes.setText(
            translate("Activities", "Duplicate into {n} {places}", n=count, places=places)
        )
        self.yes.setEnabled(bool(count))
