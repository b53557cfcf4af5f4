"""The fields of an activity as a form shows them, and the way to the fields that are kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final

from gbdesk.domain.activities import DONE, MEASURE, PLACE, PLANNED
from gbdesk.domain.catalogue import Catalogue
from gbdesk.domain.catalogue_parts import Choice, Kind
from gbdesk.domain.ops import Value
from gbdesk.text import translate
from gbdesk.ui.forms import fields
from gbdesk.ui.forms.fields import FieldSpec, Option
from gbdesk.ui.forms.parts import place_words
from gbdesk.ui.forms.tags import WHOLE

TAGS: Final = {"topics": "topic.", "themes": "theme.", "audiences": "audience."}
PLACES: Final = "places"
SMALL: Final = "small"
ACTIVITY: Final = "activity"
TASK: Final = "task"
THIRD: Final = 15  # letters of a label that stand above a third of the form
FORGOTTEN: Final = ("start", "end")
DETAILS: Final = (
    "themes",
    "level",
    "role",
    "integrated",
    "venue",
    "venue_text",
    "occasion",
    "partner_text",
    "measure.budget",
    "funding",
    "minority_area",
    "remote_area",
)
_TYPES: Final = {"integer": fields.COUNT, "money": fields.MONEY, "decimal": fields.DECIMAL}


def kinds_of(catalogue: Catalogue) -> list[Kind]:
    """The kinds that are recorded as activities."""
    return [kind for kind in catalogue.kinds.values() if kind.recorded_as == ACTIVITY]


def kind_options(catalogue: Catalogue) -> tuple[Option, ...]:
    """The kinds as choices, found by their synonyms too."""
    return tuple(Option(kind.id, kind.name, kind.synonyms) for kind in kinds_of(catalogue))


def place_options(catalogue: Catalogue, office: str, day: date) -> tuple[Option, ...]:
    """The places an office may name: the smallest ones first, its own area last."""
    found = catalogue.places_of(office, day)
    parents = {place.parent for place in found}
    small = [place for place in found if place.id not in parents]
    large = [place for place in found if place.id in parents]
    return (
        *(Option(place.id, place.name, group=SMALL) for place in small),
        *(Option(place.id, place.name) for place in large),
    )


def whole_option(catalogue: Catalogue, options: Sequence[Option]) -> Option | None:
    """`Tất cả 12 xã` for a list of places."""
    small = sum(option.group == SMALL for option in options)
    if small < 2:
        return None
    places = place_words(catalogue, small)
    words = translate("Activities", "All {count} {places}", count=small, places=places)
    return Option(WHOLE, words, group=SMALL)


def all_specs(catalogue: Catalogue, office: str, day: date) -> tuple[FieldSpec, ...]:
    """Every field, in the order of the form."""
    return (
        *_what_and_when(),
        *_how_and_where(catalogue, office, day),
        *_measures(catalogue),
        *_task(catalogue, office, day.year),
        *_setting(catalogue),
        *_means(catalogue),
        FieldSpec(
            key="status", label=translate("Activities", "Planned, not done yet"), kind=fields.TICK
        ),
        FieldSpec(
            key="notes",
            label=translate("Activities", "Result, notes"),
            kind=fields.LINES,
            hint=translate("Activities", "No names, addresses or telephone numbers"),
        ),
    )


def _what_and_when() -> tuple[FieldSpec, ...]:
    return (
        FieldSpec(
            key="title",
            label=translate("Activities", "Title"),
            kind=fields.TEXT,
            suggests=True,
            hint=translate("Activities", "What was done, in a few words"),
        ),
        FieldSpec(
            key="start",
            label=translate("Activities", "First day"),
            kind=fields.DATE,
            span=6,
            hint=translate("Activities", "22/5 or 220524"),
            help=translate(
                "Activities", "Type 22/5, 220524 or h for today; up and down move by days"
            ),
        ),
        FieldSpec(
            key="end",
            label=translate("Activities", "Last day"),
            kind=fields.DATE,
            span=6,
            hint=translate("Activities", "same day"),
        ),
    )


def _how_and_where(catalogue: Catalogue, office: str, day: date) -> tuple[FieldSpec, ...]:
    places = place_options(catalogue, office, day)
    words = catalogue.word("places_kind")
    return (
        FieldSpec(
            key="kind",
            label=translate("Activities", "Form of activity"),
            kind=fields.CHOICE,
            options=kind_options(catalogue),
            hint=translate("Activities", "Type to find"),
        ),
        FieldSpec(
            key=PLACES,
            label=words[:1].upper() + words[1:],
            kind=fields.TAGS,
            options=places,
            whole=whole_option(catalogue, places),
        ),
        _tags("topics", translate("Activities", "Topics"), catalogue.topics.values()),
        _tags("audiences", translate("Activities", "Audience"), catalogue.audiences.values()),
    )


def _measures(catalogue: Catalogue) -> Iterable[FieldSpec]:
    for measure in catalogue.measures.values():
        if measure.type not in _TYPES or measure.id == "budget":
            continue
        yield FieldSpec(
            key=MEASURE + measure.id,
            label=measure.name,
            kind=_TYPES[measure.type],
            span=4 if len(measure.name) <= THIRD else 6,
        )


def task_options(catalogue: Catalogue, office: str, year: int) -> tuple[Option, ...]:
    """The tasks of an office in the plan of a year."""
    tasks = catalogue.tasks_of(office, year)
    return tuple(Option(task.id, f"{task.section} {task.name}") for task in tasks)


def _task(catalogue: Catalogue, office: str, year: int) -> Iterable[FieldSpec]:
    if catalogue.tasks_of(office):
        yield FieldSpec(
            key=TASK,
            label=translate("Activities", "Task of the plan"),
            kind=fields.CHOICE,
            options=task_options(catalogue, office, year),
            hint=translate("Activities", "found from topics and form where left empty"),
        )


def _setting(catalogue: Catalogue) -> tuple[FieldSpec, ...]:
    roles = (
        Option("lead", translate("Activities", "Lead")),
        Option("partner", translate("Activities", "Partner")),
    )
    level, role = translate("Activities", "Level"), translate("Activities", "Part of this unit")
    venue = translate("Activities", "Kind of venue")
    occasion = translate("Activities", "Occasion")
    return (
        _tags("themes", translate("Activities", "Theme"), catalogue.themes.values()),
        _choice("level", level, _choices(catalogue.levels.values()), 6),
        _choice("role", role, roles, 6),
        _choice("venue", venue, _choices(catalogue.venues.values()), 6),
        _line("venue_text", translate("Activities", "Venue"), 6),
        _choice("occasion", occasion, _choices(catalogue.occasions.values()), 12),
        _line("partner_text", translate("Activities", "Together with"), 12),
    )


def _means(catalogue: Catalogue) -> tuple[FieldSpec, ...]:
    budget = catalogue.measures.get("budget")
    key = f"{MEASURE}budget"
    return (
        *((FieldSpec(key=key, label=budget.name, kind=fields.MONEY, span=6),) if budget else ()),
        _line("funding", translate("Activities", "Source of money"), 6),
        _tick("integrated", translate("Activities", "Within another activity")),
        _tick("minority_area", translate("Activities", "Ethnic-minority area")),
        _tick("remote_area", translate("Activities", "Remote area")),
    )


def _tags(key: str, label: str, entries: Iterable[Choice]) -> FieldSpec:
    return FieldSpec(key=key, label=label, kind=fields.TAGS, options=_choices(entries))


def _choice(key: str, label: str, options: tuple[Option, ...], span: int) -> FieldSpec:
    return FieldSpec(key=key, label=label, kind=fields.CHOICE, options=options, span=span)


def _line(key: str, label: str, span: int) -> FieldSpec:
    return FieldSpec(key=key, label=label, kind=fields.TEXT, span=span)


def _tick(key: str, label: str) -> FieldSpec:
    return FieldSpec(key=key, label=label, kind=fields.TICK)


def _choices(entries: Iterable[Choice | Any]) -> tuple[Option, ...]:
    return tuple(Option(entry.id, entry.name) for entry in entries)


def shown_keys(
    specs: Sequence[FieldSpec], catalogue: Catalogue, values: Mapping[str, Any], *, details: bool
) -> list[str]:
    """The fields to show: the measures of the kind, and any that holds something."""
    kind = catalogue.kinds.get(str(values.get("kind") or ""))
    wanted = kind.measures if kind else ("attendees", "women")
    shown = []
    for spec in specs:
        if spec.key.startswith(MEASURE) and spec.key not in DETAILS:
            name = spec.key.removeprefix(MEASURE)
            if name not in wanted and values.get(spec.key) is None:
                continue
        if spec.key in DETAILS and not details:
            continue
        shown.append(spec.key)
    return shown


def to_form(stored: Mapping[str, Value]) -> dict[str, Any]:
    """Stored fields as the form shows them: flags as lists of ids."""
    shown: dict[str, Any] = {}
    flags: dict[str, list[str]] = {PLACES: [], **{key: [] for key in TAGS}}
    prefixes = {PLACE: PLACES, **{prefix: key for key, prefix in TAGS.items()}}
    for name, value in stored.items():
        prefix = next((one for one in prefixes if name.startswith(one)), "")
        if not prefix:
            shown[name] = value
        elif value is True:
            flags[prefixes[prefix]].append(name.removeprefix(prefix))
    shown["status"] = stored.get("status") == PLANNED
    return {**shown, **flags}


def form_key(name: str) -> str:
    """The field of the form that shows this stored field."""
    if name.startswith(PLACE):
        return PLACES
    return next((key for key, prefix in TAGS.items() if name.startswith(prefix)), name)


def to_fields(shown: Mapping[str, Any], before: Mapping[str, Value]) -> dict[str, Value]:
    """What the form holds as fields; flags set before and no longer chosen become False."""
    kept: dict[str, Value] = {}
    prefixes = {PLACES: PLACE, **TAGS}
    for name, value in shown.items():
        if name in prefixes:
            chosen = {prefixes[name] + ident for ident in value}
            gone = {one for one in before if one.startswith(prefixes[name])} - chosen
            kept |= dict.fromkeys(chosen, True) | dict.fromkeys(gone, False)
        elif name == "status":
            kept[name] = PLANNED if value else DONE
        elif value is not None or before.get(name) is not None:
            kept[name] = value
    return kept
