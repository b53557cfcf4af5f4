"""Where a key leads in a grid: a step, the end of a row, the edge of what is filled."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeAlias

At: TypeAlias = tuple[int, int]

STEPS: Final = {"down": (1, 0), "up": (-1, 0), "right": (0, 1), "left": (0, -1)}
JUMPS: Final = frozenset(
    {"row_start", "row_end", "first", "last", "edge_up", "edge_down", "edge_left", "edge_right"}
)
_EDGES: Final = {
    "edge_up": (-1, 0),
    "edge_down": (1, 0),
    "edge_left": (0, -1),
    "edge_right": (0, 1),
}


def step(at: At, rows: int, columns: int, shape: At) -> At:
    """One step; to the right of the last column is the first of the next row, and back."""
    row, column = at[0] + rows, at[1] + columns
    if columns and column >= shape[1]:
        row, column = (row + 1, 0) if row + 1 < shape[0] else at
    elif columns and column < 0:
        row, column = (row - 1, shape[1] - 1) if row > 0 else at
    return max(0, min(shape[0] - 1, row)), max(0, min(shape[1] - 1, column))


def jump(command: str, at: At, shape: At, is_blank: Callable[[int, int], bool]) -> At:
    """Where a jump leads."""
    last = (shape[0] - 1, shape[1] - 1)
    match command:
        case "row_start":
            return at[0], 0
        case "row_end":
            return at[0], last[1]
        case "first":
            return 0, 0
        case "last":
            return last
        case _:
            return _edge(at, _EDGES[command], shape, is_blank)


def _edge(at: At, by: At, shape: At, is_blank: Callable[[int, int], bool]) -> At:
    """The last cell of what is filled, or the first beyond what is blank."""

    def after(place: At) -> At | None:
        row, column = place[0] + by[0], place[1] + by[1]
        return (row, column) if 0 <= row < shape[0] and 0 <= column < shape[1] else None

    here, ahead = at, after(at)
    if ahead is None:
        return at
    along_filled = not is_blank(*at) and not is_blank(*ahead)
    while (ahead := after(here)) is not None:
        if along_filled and is_blank(*ahead):
            return here
        here = ahead
        if not along_filled and not is_blank(*here):
            return here
    return here
