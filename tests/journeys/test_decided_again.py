"""An import undone with its decision, and the same package once more: nothing is dropped unsaid."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from helpers.journey import Province, correct, figure, province, send, shown, take


@pytest.fixture
def at(tmp_path: Path) -> Iterator[Province]:
    with province(tmp_path / "p", "a") as made:
        yield made


def test_a_value_put_aside_by_a_withdrawn_decision_is_told(at: Province) -> None:
    app = at.apps["a"]
    figure(app, 7)
    take(at, send(at, "a").path)
    correct(at, app, 8)
    figure(app, 9)
    path = send(at, "a").path
    (view,) = at.hub.receiving.preview(path).conflicts
    taken = at.hub.receiving.take_in(path, [(view.key, 1)])
    assert (shown(at.hub, app), taken.notices) == (9, ())
    at.hub.receiving.undo(taken.number)
    assert shown(at.hub, app) == 8
    before = at.hub.receiving.preview(path)
    again = at.hub.receiving.take_in(path)
    assert shown(at.hub, app) == 8
    for notices in (before.notices, again.notices):
        (told,) = [words for words in notices if "đơn vị gửi 9" in words]
        assert told.endswith("nên đang dùng 8.")
    correct(at, app, 9)
    figure(app, 4, place=1)
    assert not any("đơn vị gửi" in words for words in take(at, send(at, "a").path)[0].notices)
