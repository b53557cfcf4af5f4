"""The annexes of the consolidated report: communication, families and violence, who reported."""

from __future__ import annotations

from collections.abc import Mapping

from gbdesk.domain.cells import Total
from gbdesk.domain.forms import Indicator
from gbdesk.domain.suppression import SIGN
from gbdesk.domain.tally import DvTally, LineTally
from gbdesk.domain.tally_communication import (
    LEVELS,
    UNKNOWN_LEVEL,
    CommunicationTally,
    Counted,
)
from gbdesk.reports.document import (
    BLANK,
    PARTIAL,
    Annex,
    Block,
    Column,
    Entry,
    Figure,
    Gap,
    Row,
    Table,
    figure,
    words,
)
from gbdesk.reports.facts import NIL, ConsolidatedFigures, OfficeState
from gbdesk.reports.sentences import Template, counted, first_upper, short_day

PORTION = 11
FIRST_LEVEL = 4
FEW_LEVELS = 3
FIRST_OFFICE = 5
FORMS = "dv.forms"


def communication_annex(figures: ConsolidatedFigures, template: Template) -> Annex:
    """The usual annex: rows by form, columns by level, units never added together."""
    tally = figures.communication
    titles = {
        **dict(figures.facts.levels),
        UNKNOWN_LEVEL: template.text("columns", "no_level"),
    }
    table = Table(
        columns=_communication_columns(template, tally, titles),
        rows=_communication_rows(tally),
        coverage=first_upper(template.figures_of(tally.coverage)),
        notes=_communication_notes(template, tally, titles),
        size=12,
    )
    title = template.text("annexes", "communication", PERIOD=figures.period.title.upper())
    return Annex(title=title, blocks=(table,))


def _communication_columns(
    template: Template, tally: CommunicationTally, titles: Mapping[str, str]
) -> tuple[Column, ...]:
    among, many = template.text("columns", "among"), len(tally.levels) > FEW_LEVELS
    return (
        _column(template, "no", 11, "center"),
        _column(template, "kind", 38 if many else 44),
        _column(template, "unit", 15 if many else 17, "center"),
        _column(template, "total", 16, "right"),
        *(
            Column(
                title=titles.get(level, level),
                width=12.5 if many else 14,
                align="right",
                group=among,
            )
            for level in tally.levels
        ),
        _column(template, "attendees", 18, "right"),
        _column(template, "women", 16, "right"),
    )


def _communication_notes(
    template: Template, tally: CommunicationTally, titles: Mapping[str, str]
) -> tuple[str, ...]:
    """What the columns hold, and what the total leaves out and why."""
    notes = [template.text("annexes", "units")]
    if tally.has_grassroots:
        level = titles.get(LEVELS[-1], LEVELS[-1]).lower()
        notes.append(template.text("annexes", "grassroots", level=level))
    if tally.no_level:
        facts = {"n": counted(tally.no_level), "level": titles[UNKNOWN_LEVEL].lower()}
        notes.append(template.text("annexes", "no_level", **facts))
    if tally.partnered:
        notes.append(template.text("annexes", "partnered", n=tally.partnered))
    if tally.no_role:
        notes.append(template.text("annexes", "no_role", n=counted(tally.no_role)))
    if tally.unfinished:
        notes.append(template.text("annexes", "unfinished", n=counted(tally.unfinished)))
    return tuple(notes)


def _communication_rows(tally: CommunicationTally) -> tuple[Row, ...]:
    """The lines; where nobody reported nothing is known, which is not the same as nothing."""
    rows: list[Row] = []
    levels, number = tally.levels, 0
    known = bool(tally.coverage.n or tally.records)
    for line in tally.lines:
        number += not line.sub
        name = words(f"- {line.label}" if line.sub else line.label)
        first = BLANK if line.sub else words(str(number))
        if line.group:
            blank = (BLANK,) * (len(levels) + 4)
            rows.append(Row(cells=(first, name, *blank), style="group"))
            continue
        at = len(rows)
        parts = [(at, FIRST_LEVEL + place) for place in range(len(levels))]
        people = (line.attendees, line.women)
        counted = (
            figure(line.total, parts),
            *(figure(line.by_level[level]) for level in levels),
            *(_people(one) for one in people),
        )
        if not known:
            counted = tuple(cell if cell == BLANK else words("…") for cell in counted)
        cells = (first, name, words(line.unit), *counted)
        rows.append(Row(cells=cells, style="sub" if line.sub else "plain"))
    return tuple(rows)


def _people(count: Counted) -> Entry:
    """People of a line: nothing where its kinds do not count them, `…` where nobody said."""
    if count is None:
        return BLANK
    return figure(count) if isinstance(count, int) else words("…")


def dv_annex(figures: ConsolidatedFigures, template: Template) -> Annex:
    """The form over all offices; by office only inside the sector."""
    title = template.text("annexes", "dv", PERIOD=figures.period.title.upper())
    tally = figures.dv
    if tally is None:
        return Annex(title=title, blocks=(Gap(missing=template.sentence("dv_none")),))
    by_office = figures.profile.by_office
    table = Table(
        columns=_dv_columns(figures, template, tally, by_office=by_office),
        rows=_dv_rows(figures, template, tally, by_office=by_office),
        coverage=first_upper(template.figures_of(tally.reporting)),
        notes=_dv_notes(figures, template, tally),
        fixed=FIRST_OFFICE if by_office else 0,
        portion=PORTION if by_office else 0,
        size=11 if by_office else 12,
    )
    blocks: list[Block] = [table]
    chart = _chart(figures, template, tally)
    if chart:
        blocks.append(chart)
    return Annex(title=title, blocks=tuple(blocks), landscape=by_office)


def _dv_columns(
    figures: ConsolidatedFigures, template: Template, tally: DvTally, *, by_office: bool
) -> tuple[Column, ...]:
    wide = 60 if by_office else 82
    columns = (
        _column(template, "no", 13, "center"),
        _column(template, "indicator", wide),
        _column(template, "unit", 19, "center"),
        _column(template, "total", 18, "right"),
        _column(template, "covered", 19, "center"),
    )
    if not by_office:
        return columns
    group = template.text("columns", "offices")
    return (
        *columns,
        *(
            Column(
                title=figures.office(one.office), width=10, align="right", group=group, upright=True
            )
            for one in tally.expected
        ),
    )


def _dv_rows(
    figures: ConsolidatedFigures, template: Template, tally: DvTally, *, by_office: bool
) -> tuple[Row, ...]:
    offices = [one.office for one in tally.expected] if by_office else []
    rows: list[Row] = []
    for line in tally.form.indicators:
        if line.heading:
            blank = (BLANK,) * (3 + len(offices))
            rows.append(Row(cells=(words(line.no), words(line.label), *blank), style="group"))
            continue
        found = tally.lines[line.id]
        parts = [(len(rows), FIRST_OFFICE + at) for at in range(len(offices))]
        cells = (
            words(line.no),
            words(line.label),
            words(line.unit),
            _total(found, figures, parts),
            words(f"{found.offices.n}/{found.offices.of}"),
            *(_office(found.by_office[office]) for office in offices),
        )
        covered = template.figures_of(found.offices, len(found.partial))
        rows.append(Row(cells=cells, coverage=first_upper(covered)))
    return tuple(rows)


def _total(found: LineTally, figures: ConsolidatedFigures, parts: list[tuple[int, int]]) -> Entry:
    value = found.total.value
    if value is None:
        return words("…")
    told = figures.shown(found)
    return words(told.text) if told.hidden else figure(value, parts)


def _office(found: Total) -> Entry:
    """One office's figure: `-` not applicable, `…` nothing said, `?` not known, `12*` in part."""
    if not found.of:
        return words("-")
    if found.value is None:
        return words("…" if found.blank else "?")
    entry = figure(found.value)
    if found.is_whole:
        return entry
    return Entry(text=f"{entry.text}{PARTIAL}", number=found.value)


def _dv_notes(figures: ConsolidatedFigures, template: Template, tally: DvTally) -> tuple[str, ...]:
    notes = []
    repeated = [line.line.no for line in tally.lines.values() if line.may_repeat]
    if repeated:
        notes.append(template.text("annexes", "distinct", lines=", ".join(repeated)))
    if figures.profile.hides:
        facts = {"most": figures.threshold - 1, "threshold": figures.threshold}
        notes.append(template.text("annexes", "hidden", **facts))
        if any(figures.shown(line).text == SIGN for line in tally.lines.values()):
            notes.append(template.text("annexes", "withheld", sign=SIGN))
    else:
        notes.append(template.text("annexes", "signs"))
    if tally.stray:
        notes.append(template.text("annexes", "stray", n=tally.stray))
    return tuple(notes)


def _chart(figures: ConsolidatedFigures, template: Template, tally: DvTally) -> Figure | None:
    """The forms of violence as bars, where each is known and may be told."""
    lines: list[Indicator] = [one for one in tally.form.entry_lines if one.parent == FORMS]
    found = [tally.lines[line.id] for line in lines]
    values = [one.total.value for one in found]
    known = [value for value in values if value is not None]
    if not known or len(known) != len(values) or not any(known):
        return None
    if any(figures.shown(one).hidden for one in found):
        return None
    covered = min((one.offices for one in found), key=lambda one: one.n)
    return Figure(
        caption=template.text("annexes", "figure", figures_of=template.figures_of(covered)),
        labels=tuple(line.label for line in lines),
        values=tuple(known),
        unit=lines[0].unit.lower(),
    )


def offices_annex(figures: ConsolidatedFigures, template: Template) -> Annex:
    """Every office that owes a report, and how it stands."""
    columns = (
        _column(template, "no", 12, "center"),
        _column(template, "office", 68),
        _column(template, "state", 34),
        _column(template, "received", 23, "center"),
        _column(template, "note", 22),
    )
    rows = tuple(
        Row(cells=_office_cells(at, one, template, by_office=figures.profile.by_office))
        for at, one in enumerate(figures.offices, start=1)
    )
    title = template.text("annexes", "offices", PERIOD=figures.period.title.upper())
    coverage = _coverage(template, figures)
    return Annex(title=title, blocks=(Table(columns=columns, rows=rows, unit=coverage),))


def _office_cells(
    number: int, office: OfficeState, template: Template, *, by_office: bool
) -> tuple[Entry, ...]:
    """How one office stands; that nothing occurred there is a figure of one office."""
    kind = "complete" if office.state == NIL and not by_office else office.state
    state = template.text("states", kind, days=office.days_late)
    day = short_day(office.received) if office.received else ""
    return (words(str(number)), words(office.name), words(state), words(day), words(office.note))


def _coverage(template: Template, figures: ConsolidatedFigures) -> str:
    return first_upper(template.figures_of(figures.coverage))


def _column(template: Template, key: str, width: float, align: str = "left") -> Column:
    return Column(title=template.text("columns", key), width=width, align=align)
