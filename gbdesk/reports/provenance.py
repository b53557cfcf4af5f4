"""Where a report's figures come from: packages, coverage, catalogue and a digest."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from gbdesk.domain.tally import DvTally
from gbdesk.domain.tally_communication import CommunicationTally
from gbdesk.reports.document import Column, Provenance, Row, Table, words
from gbdesk.reports.facts import ConsolidatedFigures
from gbdesk.reports.sentences import Template, first_upper, short_day


def figures_digest(figures: ConsolidatedFigures) -> str:
    """SHA-256 over the figures that a report tells, the same in every kind of file.

    Where small numbers are hidden, it is taken over what is shown, so that it tells nothing more.
    """
    lines = [f"period\t{figures.period.id}", f"catalogue\t{figures.catalogue_number}"]
    if figures.dv and figures.profile.hides:
        lines += _shown_lines(figures, figures.dv)
    elif figures.dv:
        lines += _dv_lines(figures.dv)
    lines += _communication_lines(figures.communication)
    lines += _whole_lines(figures)
    return hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()


def _whole_lines(figures: ConsolidatedFigures) -> list[str]:
    """Women cadres and cultural products; nothing where none are told."""
    rows = [
        (one.label, one.figures.whole, one.figures.part, one.minority, one.figures.coverage)
        for one in figures.cadre
    ]
    if (kept := figures.models) is not None:
        rows += [
            (f"model {label}", count, kept.founded, None, kept.coverage)
            for label, count in kept.by_type
        ]
    if found := figures.products:
        pair = found.figures
        rows.append(("products", pair.whole, pair.part, found.reviewed, pair.coverage))
    return [
        f"whole\t{name}\t{total}\t{part}\t{more}\t{covered.n}/{covered.of}"
        for name, total, part, more, covered in rows
    ]


def provenance(figures: ConsolidatedFigures, template: Template) -> Provenance:
    """The last page of a report."""
    return Provenance(
        title=template.text("annexes", "provenance"),
        facts=_facts(figures, template),
        packages=_packages(figures, template),
        notes=tuple(template.text("provenance", "gaps", gap=gap) for gap in figures.gaps),
    )


def _facts(figures: ConsolidatedFigures, template: Template) -> tuple[tuple[str, str], ...]:
    values = {
        "period": figures.period.title,
        "as_of": short_day(figures.as_of),
        "made": short_day(figures.made),
        "coverage": first_upper(template.figures_of(figures.coverage)),
        "form": figures.dv.form.title if figures.dv else "",
        "profile": template.text("provenance", figures.profile.id),
        "catalogue": str(figures.catalogue_number),
        "digest": _grouped(figures_digest(figures)),
        "program": f"gbdesk {figures.version}",
    }
    return tuple(
        (template.text("provenance", name), value) for name, value in values.items() if value
    )


def _packages(figures: ConsolidatedFigures, template: Template) -> Table:
    keys = (
        ("office", 44.0, "left"),
        ("package", 13.0, "center"),
        ("made", 22.0, "center"),
        ("check_code", 25.0, "center"),
        ("catalogue", 16.0, "center"),
        ("scope", 35.0, "left"),
    )
    columns = tuple(
        Column(title=template.text("columns", key), width=width, align=align)
        for key, width, align in keys
    )
    rows = tuple(
        Row(
            cells=(
                words(line.office),
                words(f"{line.number:02d}"),
                words(short_day(line.day) if line.day else ""),
                words(line.check_code),
                words(str(line.catalogue)),
                words(line.scope),
            )
        )
        for line in figures.packages
    )
    notes = () if rows else (template.text("provenance", "no_packages"),)
    caption = template.text("provenance", "packages")
    return Table(columns=columns, rows=rows, caption=caption, notes=notes, size=11)


def _grouped(digest: str) -> str:
    return " ".join(digest[at : at + 16] for at in range(0, len(digest), 16))


def _shown_lines(figures: ConsolidatedFigures, tally: DvTally) -> Iterator[str]:
    for ident, line in tally.lines.items():
        told = figures.shown(line)
        yield f"dv\t{tally.form.id}\t{ident}\t{told.text}\t{line.offices.n}/{line.offices.of}"


def _dv_lines(tally: DvTally) -> Iterator[str]:
    for ident, line in tally.lines.items():
        for office, found in line.by_office.items():
            counts = f"{found.value}\t{found.covered}/{found.of}"
            yield f"dv\t{tally.form.id}\t{ident}\t{office}\t{counts}"


def _communication_lines(tally: CommunicationTally) -> Iterator[str]:
    for line in tally.lines:
        for level, count in line.by_level.items():
            yield f"annex\t{line.label}\t{line.unit}\t{level}\t{count}"
        yield f"annex\t{line.label}\t{line.unit}\tpeople\t{line.attendees}\t{line.women}"
