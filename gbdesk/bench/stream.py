"""The ops an office writes, as the measurements need them: four of five of them figures.

A place's row is entered as people do it: "nothing occurred" once, then cell after cell, some of
them twice; each step names the ones it replaces. The rows that come out pass the form's rules.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from random import Random
from typing import Final

from gbdesk.domain.catalogue import Catalogue
from gbdesk.domain.clock import HybridClock
from gbdesk.domain.ids import derived_id, new_row_id, return_id, return_row_id
from gbdesk.domain.merge import CREATE, PUT, over
from gbdesk.domain.ops import REPORT, Env, Fields, Op, chain_start, write_op

FORM: Final = "TT07-2017"
STEPS: Final = 20
OTHERS: Final = 5
NAMED: Final = frozenset({"form", "period", "place"})
MOMENT: Final = 1_716_180_000_000
_KINDS: Final = ("single-parent", "one-generation", "two-generation", "three-generation", "other")
_MODELS: Final = ("clubs", "groups", "trusted-addresses", "hotlines")
_TITLES: Final = (
    "Hội nghị triển khai kế hoạch bình đẳng giới",
    "Tập huấn kỹ năng hòa giải ở cơ sở",
    "Nói chuyện chuyên đề phòng, chống bạo lực gia đình",
    "Chiếu phim lưu động có tuyên truyền",
    "Sinh hoạt câu lạc bộ gia đình phát triển bền vững",
)
_TEXT: Final = "Công tác tuyên truyền được duy trì đều ở các địa bàn, bám sát kế hoạch năm."

_MODEL: Final[Fields] = {"register": "model", "type": "family-club", "status": "active"}


class Scribe:
    """One device's chain, written op by op; nothing is stored."""

    def __init__(self, catalogue: Catalogue, office: str, device: str, seed: int) -> None:
        self.office, self.device = office, device
        self._n = 0
        self.catalogue = catalogue
        self._chance = Random(seed)
        self._head = chain_start(device, REPORT)
        self._clock = HybridClock(now_ms=lambda: MOMENT + self._n)
        self._records: dict[str, list[Op]] = {}
        self._places = [place.id for place in catalogue.places_of(office, date(2024, 5, 1))]

    def write(self, entity: str, record: str, fields: Fields) -> Op:
        """The next op; the first about a record creates it."""
        before = self._records.get(record, [])
        if before and entity == "row":
            fields = {name: value for name, value in fields.items() if name not in NAMED}
        self._n += 1
        env = Env(
            e=entity,
            h=self._clock.tick(),
            k=PUT if before else CREATE,
            n=self._n,
            o=over(before, fields),
            ou=self.office,
            r=record,
            sv=1,
            u="u1",
        )
        op = write_op(self._head, self.device, REPORT, env, fields, self._chance.randbytes(16))
        self._head = op.id
        if entity == "row":
            self._records.setdefault(record, []).append(op)
        return op

    def office_work(self, count: int, period: str) -> Iterator[Op]:
        """So many ops of one period: figures of place after place, and one other in five."""
        for entity, record, fields in self.plan(count, period):
            yield self.write(entity, record, fields)

    def plan(self, count: int, period: str) -> Iterator[tuple[str, str, Fields]]:
        """The same as (entity, record, fields), not yet written."""
        figures, others = self._figures(period), self._others(period)
        for at in range(count):
            figure = next(figures, None) if at % OTHERS else None
            yield figure or next(others)

    def activities(self, count: int, days: int = 600) -> Iterator[Op]:
        """So many new activities, spread over the days before the reporting date."""
        for _ in range(count):
            yield self.write(*self._activity(days))

    def _figures(self, period: str) -> Iterator[tuple[str, str, Fields]]:
        form = self.catalogue.form(FORM)
        zeros: Fields = {line.id: 0 for line in form.nil_lines}
        for place in self._owed(period):
            record = return_row_id(self.office, FORM, period, place)
            named: Fields = {"form": FORM, "period": period, "place": place}
            for fields in (zeros, *self._cells()):
                yield "row", record, {**named, **fields}

    def _cells(self) -> Iterator[Fields]:
        """Households and models, one cell a step; some are entered twice before the sums fit."""
        chance = self._chance
        kinds = [chance.randint(20, 400) for _ in _KINDS]
        models = [chance.randint(0, 4) for _ in _MODELS]
        head, group = "family.households", "prevention.independent"
        for name, value in zip(_KINDS, kinds, strict=True):
            yield {f"{head}.{name}": value}
        yield {head: sum(kinds)}
        yield {"prevention.standard-models": chance.randint(0, 2)}
        for name, value in zip(_MODELS, models, strict=True):
            yield {f"{group}.{name}": value}
        yield {group: sum(models)}
        for at in range(2):
            kinds[at] += 1
            yield {f"{head}.{_KINDS[at]}": kinds[at]}
            yield {head: sum(kinds)}
        for number in range(3):
            yield {"prevention.standard-models": number}

    def _others(self, period: str) -> Iterator[tuple[str, str, Fields]]:
        yield (
            "return",
            return_id(self.office, FORM, period),
            {"form": FORM, "period": period, "state": "draft"},
        )
        for section in ("results", "difficulties", "proposals"):
            fields: Fields = {"period": period, "section": section, "text": _TEXT}
            yield "narrative", derived_id("narrative", self.office, period, section), fields
        while True:
            yield self._activity(150)
            yield self._activity(150)
            yield "entry", self._new(), {**_MODEL, "name": _TITLES[-1], "members": 20}

    def _activity(self, days: int) -> tuple[str, str, Fields]:
        chance = self._chance
        people = chance.randint(15, 180)
        start = date(2024, 5, 20) - timedelta(days=chance.randrange(days))
        fields: Fields = {
            "title": f"{chance.choice(_TITLES)} {chance.randint(1, 999)}",
            "kind": "talk",
            "start": start.isoformat(),
            "level": "commune",
            "role": "lead",
            "status": "done",
            "measure.quantity": 1,
            "measure.attendees": people,
            "measure.women": people // 2,
            f"topic.{chance.choice(self._topics())}": True,
        }
        if self._places:
            fields[f"place.{chance.choice(self._places)}"] = True
        return "activity", self._new(), fields

    def _owed(self, period: str) -> list[str]:
        return [place.id for place in self.catalogue.duty_places(self.office, FORM, period)]

    def _topics(self) -> Sequence[str]:
        return tuple(self.catalogue.topics)

    def _new(self) -> str:
        return new_row_id(MOMENT + self._n, self._chance.randbytes(10))
