"""Pages of a PDF as pictures, for the preview on screen. One thread at a time may use it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from threading import Lock
from typing import Final

_ONE_AT_A_TIME: Final = Lock()


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Nobody else uses the library meanwhile."""
    with _ONE_AT_A_TIME:
        yield


def page_count(pdf: Path | bytes) -> int:
    """How many pages the file has."""
    import pypdfium2

    with _ONE_AT_A_TIME, pypdfium2.PdfDocument(pdf) as opened:
        return len(opened)


def page_png(pdf: Path | bytes, number: int, *, width: int = 1000) -> bytes:
    """One page (from 0) as PNG, so many pixels wide."""
    import pypdfium2

    with _ONE_AT_A_TIME, pypdfium2.PdfDocument(pdf) as opened:
        page = opened[number]
        shown = page.render(scale=width / page.get_width()).to_pil()
        out = BytesIO()
        shown.save(out, format="PNG")
        page.close()
    return out.getvalue()


def page_texts(pdf: Path | bytes) -> tuple[str, ...]:
    """The text of each page, as a search finds it."""
    import pypdfium2

    found = []
    with _ONE_AT_A_TIME, pypdfium2.PdfDocument(pdf) as opened:
        for page in opened:
            text = page.get_textpage()
            found.append(text.get_text_range())
            text.close()
            page.close()
    return tuple(found)
