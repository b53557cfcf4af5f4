"""Having the disk keep files while other work goes on."""

from __future__ import annotations

import os
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from types import TracebackType
from typing import Self

from gbdesk.media.writing import told


class Flushing:
    """Flushes files one after the other beside the work; `wait` says that all of them are kept.

    When its block ends no file is open any more, whether it was flushed or not.
    """

    def __init__(self) -> None:
        self._beside = ThreadPoolExecutor(1, "flushing")
        self._asked: list[Future[None]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._beside.shutdown(cancel_futures=True)

    def ask(self, path: Path) -> None:
        """Begin to have this file kept; its content is written and closed."""
        self._asked.append(self._beside.submit(flush, path))

    def wait(self) -> None:
        """Come back when the disk holds every file that was asked for.

        Raises:
            Refused: it did not take one of them.
        """
        for one in self._asked:
            one.result()


def flush(path: Path) -> None:
    """Have the disk keep a file.

    Raises:
        Refused: it did not.
    """
    with told(path.name), path.open("r+b") as kept:
        os.fsync(kept.fileno())
