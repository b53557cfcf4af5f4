"""Women cadres as a table, products and models as sentences; each says how many units it covers.

Both tell of public posts and of printed matter: no count is hidden (ux.md S09).
"""

from __future__ import annotations

from gbdesk.domain import numbers
from gbdesk.domain.products import MET, NOT_COMPUTED
from gbdesk.domain.tally_whole import CadreTally
from gbdesk.reports.document import Block, Column, Gap, Paragraph, Row, Table, figure, words
from gbdesk.reports.facts import ConsolidatedFigures
from gbdesk.reports.sentences import Template, counted, short_day


def cadre(figures: ConsolidatedFigures, template: Template, *, of_units: bool) -> list[Block]:
    """Women cadres row by row; `of_units` tells how many units stand behind each."""
    if not figures.cadre:
        return [Gap(missing=template.sentence("cadre_none"))]
    columns = [
        Column(title=template.text("columns", "no"), width=11, align="center"),
        Column(title=template.text("columns", "indicator"), width=68),
        Column(title=template.text("columns", "total"), width=19, align="right"),
        Column(title=template.text("columns", "women_cadre"), width=17, align="right"),
        Column(title=template.text("columns", "women_share"), width=19, align="right"),
        Column(title=template.text("columns", "minority_women"), width=18, align="right"),
    ]
    if of_units:
        columns.append(Column(title=template.text("columns", "covered"), width=20, align="center"))
    rows = tuple(
        _cadre_row(at, line, of_units=of_units) for at, line in enumerate(figures.cadre, 1)
    )
    unit = template.text("annexes", "cadre_unit")
    table = Table(columns=tuple(columns), rows=rows, unit=unit, size=12)
    return [Paragraph(text=template.sentence("cadre")), table]


def _cadre_row(at: int, line: CadreTally, *, of_units: bool) -> Row:
    found = line.figures
    share = numbers.percent(found.part, found.whole) if found.whole else "-"
    minority = words("…") if line.minority is None else figure(line.minority)
    cells = [words(str(at)), words(line.label), figure(found.whole), figure(found.part)]
    cells += [words(share), minority]
    if of_units:
        cells.append(words(f"{found.coverage.n}/{found.coverage.of}"))
    return Row(cells=tuple(cells))


def products(figures: ConsolidatedFigures, template: Template) -> list[Block]:
    """The rate of products reduced, from summed counts, against the target."""
    found = figures.products
    if found is None:
        return [Gap(missing=template.sentence("products_none"))]
    reviewed = ""
    if found.reviewed is not None:
        reviewed = template.sentence("products_reviewed", n=counted(found.reviewed))
    facts = {"reviewed": reviewed, "figures_of": template.figures_of(found.figures.coverage)}
    if found.rate.verdict == NOT_COMPUTED:
        text = template.sentence("products_zero", **facts)
    else:
        met = found.rate.verdict == MET
        text = template.sentence(
            "products",
            identified=counted(found.figures.whole),
            reduced=counted(found.figures.part),
            percent=found.rate.words,
            verdict=template.sentence("products_met" if met else "products_not_met"),
            **facts,
        )
    return [Paragraph(text=text[:1].upper() + text[1:])]


def models(figures: ConsolidatedFigures, template: Template) -> list[Block]:
    """The register of models; nothing where no unit keeps one, the form has its own lines."""
    found = figures.models
    if found is None:
        return []
    facts = {
        "figures_of": template.figures_of(found.coverage),
        "as_of": short_day(figures.period.as_of),
    }
    if not found.total:
        return [Paragraph(text=template.sentence("models_none", **facts))]
    other = template.sentence("models_other")
    named = "; ".join(
        f"{counted(count)} {_within(label) or other}" for label, count in found.by_type
    )
    new = template.sentence("models_new", n=counted(found.founded)) if found.founded else ""
    if found.year_only:
        new += template.sentence("models_year_only", n=counted(found.year_only))
    text = template.sentence("models", n=counted(found.total), list=named, new=new, **facts)
    return [Paragraph(text=text)]


def _within(label: str) -> str:
    """A label inside a sentence; one that begins with an abbreviation keeps its capital."""
    return f"{label[:1].lower()}{label[1:]}" if label[1:2].islower() else label
