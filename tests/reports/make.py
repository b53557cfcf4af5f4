"""A province's figures for report tests: seven offices owe figures, two of them sent none."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from gbdesk.domain.catalogue import Catalogue
from gbdesk.domain.cells import Total
from gbdesk.domain.disclosure import INTERNAL, Profile
from gbdesk.domain.tally import Coverage, DvTally, Expected, Figure, dv_tally
from gbdesk.domain.tally_communication import (
    Activities,
    CommunicationTally,
    communication_tally,
)
from gbdesk.domain.templates import load_template
from gbdesk.reports.facts import (
    ConsolidatedFigures,
    OfficeState,
    OfficeText,
    PackageLine,
    PlanLine,
    period_facts,
    report_facts,
)

FORM, PERIOD = "TT07-2017", "2024-6T"
DAY = date(2024, 6, 5)


def catalogue() -> Catalogue:
    return load_template("sample-2024")


def expected(known: Catalogue) -> tuple[Expected, ...]:
    return tuple(
        Expected(office.id, tuple(p.id for p in known.duty_places(office.id, FORM, PERIOD)))
        for office, form in known.expected(PERIOD)
        if form == FORM
    )


def rows(known: Catalogue, *, silent: int = 2, blank_last: bool = True) -> list[Figure]:
    """Every office but the last few reports; the first leaves its last place blank."""
    owed = expected(known)
    found = []
    for at, one in enumerate(owed[: len(owed) - silent]):
        for number, place in enumerate(one.places):
            if blank_last and at == 0 and number == len(one.places) - 1:
                continue
            for order, line in enumerate(known.forms[FORM].entry_lines):
                value, state = _cell(line.id, order, number, nil=line.nil)
                found.append(Figure(one.office, FORM, PERIOD, place, line.id, value, state))
    return found


def _cell(line: str, order: int, number: int, *, nil: bool) -> tuple[int | None, str]:
    if line == "dv.forms.sexual":
        return (1 if number == 0 else 0, "number")
    if line == "dv.victims.support.jobs" and number == 1:
        return (None, "unknown")
    if nil:
        return ((order + number) % 3, "number")
    return (1200 + 7 * order + number if order < 6 else order % 4, "number")


def dv(known: Catalogue) -> DvTally:
    return dv_tally(known.forms[FORM], PERIOD, expected(known), rows(known))


def activities(known: Catalogue) -> list[Activities]:
    first, second, third = [office.id for office in known.reporting(PERIOD)][:3]
    return [
        Activities(
            office=first,
            kind="talk",
            level="province",
            quantity=12,
            attendees=640,
            women=301,
            women_of=640,
        ),
        Activities(
            office=second,
            kind="club-session",
            level="commune",
            count=8,
            quantity=9,
            attendees=210,
            women=128,
            women_of=210,
            integrated=True,
        ),
        Activities(
            office=second,
            kind="training",
            level="district",
            quantity=4,
            attendees=152,
            women=70,
            women_of=152,
        ),
        Activities(
            office=third,
            kind="seminar",
            level="province",
            quantity=2,
            attendees=90,
            women=44,
            women_of=90,
        ),
        Activities(office=third, kind="banner", level="grassroots", count=5, quantity=431),
        Activities(office=third, kind="leaflet", level="commune", count=2, quantity=23_800),
        Activities(office=first, kind="panel", level="district", count=3, quantity=33),
        Activities(office=first, kind="online", level="province", count=3, quantity=7),
        Activities(office=first, kind="talk", level="province", role="partner", quantity=99),
        Activities(office=first, kind="talk", level="province", status="planned", quantity=50),
        Activities(office=first, kind="inspection", level="province", count=2, quantity=2),
    ]


def communication(known: Catalogue) -> CommunicationTally:
    return communication_tally(known.kinds, activities(known), coverage=Coverage(16, 18))


def offices(known: Catalogue) -> tuple[OfficeState, ...]:
    every = known.reporting(PERIOD)
    found = []
    for at, office in enumerate(every):
        state = "none" if at in {9, 10} else "late" if at == 4 else "complete"
        found.append(
            OfficeState(
                id=office.id,
                name=office.title,
                short=office.short,
                state=state,
                received=None if state == "none" else date(2024, 6, 3 if at != 4 else 7),
                days_late=3 if at == 4 else 0,
            )
        )
    return tuple(found)


def texts(known: Catalogue) -> tuple[OfficeText, ...]:
    hub = known.hub.office
    ids = [office.id for office in known.reporting(PERIOD)]
    return (
        OfficeText(
            office=hub,
            section="results",
            text="Các nhiệm vụ được triển khai đúng kế hoạch.\n- Công tác phối hợp chặt chẽ hơn",
            own=True,
        ),
        OfficeText(office=ids[4], section="difficulties", text="Kinh phí hạn hẹp; địa bàn rộng"),
        OfficeText(office=ids[5], section="difficulties", text="=1+1 cán bộ kiêm nhiệm"),
        OfficeText(office=ids[5], section="proposals", text="Đề nghị cấp tài liệu tuyên truyền."),
    )


def figures(
    known: Catalogue, *, profile: Profile = INTERNAL, period: str = PERIOD
) -> ConsolidatedFigures:
    facts = report_facts(known, "committee", DAY, name="Trần Thị B")
    packages = tuple(
        PackageLine(
            office=office.short,
            number=at + 1,
            day=date(2024, 6, 3),
            check_code=f"7K3M-{at:04d}",
            catalogue=1,
            scope="DV, hoạt động",
        )
        for at, office in enumerate(known.reporting(PERIOD)[:8])
    )
    return ConsolidatedFigures(
        facts=replace(facts, letterhead=replace(facts.letterhead, day=DAY)),
        period=period_facts(known, period),
        made=DAY,
        version="0.1.0",
        catalogue_number=1,
        offices=offices(known),
        communication=communication(known),
        dv=dv(known),
        profile=profile,
        threshold=known.threshold,
        texts=texts(known),
        plan=tuple(
            PlanLine(text=task.text, count=at % 4) for at, task in enumerate(known.tasks.values())
        ),
        packages=packages,
        previous={"dv.cases": Total(40, 72, 72)},
        sample=known.sample,
    )
