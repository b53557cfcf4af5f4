"""While there is a window only its own thread looks for circles: they may hold widgets."""

from __future__ import annotations

import gc
import weakref
from pathlib import Path

import pytest

from helpers.journey import figure, province, send, take


class Circle:
    """What is freed only when somebody looks for circles."""

    def __init__(self) -> None:
        self.own = self


@pytest.mark.parametrize("with_window", [True, False])
def test_taking_in_frees_no_circle_of_a_window(tmp_path: Path, *, with_window: bool) -> None:
    with province(tmp_path / "p", "a") as at:
        figure(at.apps["a"], 3)
        path = send(at, "a").path
        looks = gc.isenabled()
        (gc.disable if with_window else gc.enable)()
        try:
            circle = weakref.ref(Circle())
            (taken,) = take(at, path)
            assert taken.ok
            assert (circle() is not None) or not with_window
            assert gc.isenabled() is not with_window
        finally:
            (gc.enable if looks else gc.disable)()
