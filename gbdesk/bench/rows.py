"""One measured figure beside its baseline."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from statistics import median
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """`value` in `unit`; `baseline` in the same unit is what `against` says, of the same run."""

    name: str
    value: float
    unit: str
    baseline: float | None = None
    against: str = ""

    @property
    def ratio(self) -> float | None:
        """How many times the baseline the value is; None where there is no baseline."""
        return round(self.value / self.baseline, 3) if self.baseline else None

    def facts(self) -> dict[str, Any]:
        """The row as it is printed with `--json`."""
        return asdict(self) | {"ratio": self.ratio}


def seconds(work: Callable[[], object], times: int = 1) -> float:
    """The median wall-clock time of a few runs of the work, in seconds."""
    found = []
    for _ in range(times):
        began = time.perf_counter()
        work()
        found.append(time.perf_counter() - began)
    return median(found)


def milliseconds(work: Callable[[], object], times: int = 5) -> float:
    """As `seconds`, in milliseconds."""
    return seconds(work, times) * 1000
