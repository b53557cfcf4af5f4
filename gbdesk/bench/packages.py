"""Packages: writing one, checking one, previewing one, taking many in, taking them in again."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from itertools import count
from pathlib import Path
from statistics import median
from typing import Any, Final

from sqlalchemy import Connection, Table

from gbdesk.app import App
from gbdesk.bench import senders
from gbdesk.bench.rows import Row, milliseconds, seconds
from gbdesk.bench.senders import PERIOD
from gbdesk.bench.stream import FORM, NAMED, Scribe
from gbdesk.domain.cells import CellValue
from gbdesk.services.returns import CellChange
from gbdesk.store import search, tables
from gbdesk.store.ring import DataKey
from gbdesk.store.rows import insert_sql
from gbdesk.store.workspace import Store
from gbdesk.sync import reading
from gbdesk.sync.reading import Trust

PACKAGES: Final = 200
OPS: Final = 300
ROUNDS: Final = 3
LOG: Final = (tables.term, tables.chain, tables.record, tables.op)

Held = dict[Table, list[tuple[Any, ...]]]


def rows(_scale: int) -> Iterator[Row]:
    """The rows `export`, `verify`, `preview`, `import`, `import-own` and `reimport`."""
    yield from measured(PACKAGES, OPS)


def measured(packages: int, ops: int) -> Iterator[Row]:
    """The same for so many packages of so many ops; four of five ops are figures."""
    with tempfile.TemporaryDirectory(prefix="gbdesk-bench-") as name:
        folder = Path(name)
        with senders.hub(folder, packages + 1) as app:
            with senders.office(folder, app) as office:
                yield _export(folder, office, ops)
            paths = senders.packages(folder, app, packages, ops)
            yield _verify(app, paths)
            yield _preview(app, paths[0])
        yield from _import(folder, paths, ops)


def _export(folder: Path, office: App, ops: int) -> Row:
    scribe = Scribe(office.catalogue, office.session.office, office.session.device, 0)
    for entity, _, fields in scribe.plan(ops, PERIOD):
        if entity == "row":
            values: dict[str, CellValue] = {
                line: value
                for line, value in fields.items()
                if line not in NAMED and isinstance(value, int)
            }
            place = str(fields["place"])
            changes = [CellChange(place=place, indicator=n, value=v) for n, v in values.items()]
            office.returns.set_cells(FORM, PERIOD, changes)
        elif entity == "activity":
            office.activities.save(None, fields)
    target = folder / "exported"
    target.mkdir()
    value = milliseconds(lambda: office.sending.export(PERIOD, target), 3)
    written = next(target.iterdir()).read_bytes()
    number = count()
    return Row(
        name="export",
        value=round(value, 2),
        unit="ms",
        baseline=round(milliseconds(lambda: _plain(target, next(number), written), 3), 2),
        against=f"writing, flushing and reading back {len(written)} bytes; package of {ops} ops",
    )


def _plain(folder: Path, number: int, content: bytes) -> None:
    path = folder / f"plain-{number}"
    with path.open("xb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())
    path.read_bytes()


def _verify(app: App, paths: list[Path]) -> Row:
    trust = senders.trusted(app)
    return Row(
        name="verify",
        value=round(_each(lambda path: reading.verify(path, trust), paths), 3),
        unit="ms",
        baseline=round(_each(_hashed, paths), 3),
        against="SHA-256 of the file; one package, sender and whole content",
    )


def _each(work: Callable[[Path], object], paths: list[Path]) -> float:
    """Milliseconds for one file, over all of them."""
    return seconds(lambda: [work(path) for path in paths], 3) * 1000 / len(paths)


def _hashed(path: Path) -> bytes:
    return hashlib.sha256(path.read_bytes()).digest()


def _preview(app: App, path: Path) -> Row:
    trust = senders.trusted(app)
    return Row(
        name="preview",
        value=round(milliseconds(lambda: app.receiving.preview(path)), 2),
        unit="ms",
        baseline=round(milliseconds(lambda: reading.read(path, trust, lambda _ops: None)), 2),
        against="decrypting and checking the same package without the store",
    )


def _import(folder: Path, paths: list[Path], ops: int) -> Iterator[Row]:
    """Import and floor in turn, the median of a few of each: a machine is not always as fast."""
    taken, floors, quick, again, once = [], [], [], [], []
    held: Held = {}
    for at in range(ROUNDS):
        place = _copied(folder, f"import-{at}")
        app = senders.again(place)
        taken.append(seconds(partial(app.receiving.take_in_all, paths)))
        with app.desk.read() as db:
            held = held_rows(db)
        floors.append(floor(place, held))
        quick.append(floor(place, own_bytes(held), "own"))
        again.append(seconds(partial(app.receiving.take_in_all, paths)))
        once.append(seconds(partial(_verified, paths, senders.trusted(app))))
        app.close()
    yield Row(
        name="import",
        value=round(median(taken) * 1000, 1),
        unit="ms",
        baseline=round(median(floors) * 1000, 1),
        against=(
            f"floor: raw executemany of the same {len(held[tables.op])} op rows and their result "
            f"rows, same engine, one transaction; {len(paths)} packages of {ops} ops; "
            f"medians of {ROUNDS}"
        ),
    )
    yield Row(
        name="import-own",
        value=round(median(taken) * 1000, 1),
        unit="ms",
        baseline=round(median(quick) * 1000, 1),
        against="the floor of `import` with the bytes given as bytearray, as the import gives them",
    )
    yield Row(
        name="reimport",
        value=round(median(again) * 1000, 1),
        unit="ms",
        baseline=round(median(once) * 1000, 1),
        against=f"verifying the same {len(paths)} packages; nothing is written",
    )


def _verified(paths: list[Path], trust: Trust) -> None:
    for path in paths:
        reading.verify(path, trust)


def _copied(folder: Path, name: str) -> Path:
    """The closed hub once more, as it is before anything came in."""
    place = folder / name
    place.mkdir()
    for one in folder.glob("hub.*"):
        (shutil.copytree if one.is_dir() else shutil.copy)(one, place / one.name)
    return place


def held_rows(db: Connection) -> Held:
    """Every row of the op log and of the typed tables."""
    return {
        table: [tuple(row) for row in db.execute(table.select())]
        for table in (*LOG, *tables.PROJECTIONS)
    }


def own_bytes(held: Held) -> Held:
    """The same rows with every `bytes` as a `bytearray`, which the driver takes quicker."""
    return {
        table: [tuple([bytearray(v) if isinstance(v, bytes) else v for v in row]) for row in found]
        for table, found in held.items()
    }


def floor(folder: Path, held: Held, name: str = "floor") -> float:
    """Seconds for the very same rows, given to the driver table by table in a new file."""
    names = list(tables.activity.c.keys())
    folded = names.index("folded")
    texts = [(row[0], str(row[folded])) for row in held[tables.activity]]
    return median(_written(folder / f"{name}-{at}.gbdesk", held, texts) for at in range(ROUNDS))


def _written(path: Path, held: Held, texts: list[tuple[int, str]]) -> float:
    store = Store.create(path, DataKey.new())

    def write() -> None:
        with store.write() as db:
            for table, found in held.items():
                if found:
                    db.exec_driver_sql(insert_sql(table, db.dialect), found)
            search.add(db, texts)

    try:
        return seconds(write)
    finally:
        store.close()
