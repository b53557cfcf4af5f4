"""Documents of the sample province, built once."""

from __future__ import annotations

from pathlib import Path

import pytest

from gbdesk.domain.catalogue import Catalogue
from gbdesk.domain.disclosure import INTERNAL, SHARED
from gbdesk.reports.consolidated import build
from gbdesk.reports.document import Document
from gbdesk.reports.docx import write_docx
from gbdesk.reports.pdf import write_pdf
from gbdesk.reports.xlsx import write_xlsx
from reports import make


@pytest.fixture(scope="session")
def known() -> Catalogue:
    return make.catalogue()


@pytest.fixture(scope="session")
def internal(known: Catalogue) -> Document:
    return build(make.figures(known), known.kinds.values())


@pytest.fixture(scope="session")
def shared(known: Catalogue) -> Document:
    return build(make.figures(known, profile=SHARED), known.kinds.values())


@pytest.fixture(scope="session")
def written(
    internal: Document, shared: Document, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Path]:
    """Both profiles in the three kinds of file."""
    folder = tmp_path_factory.mktemp("written")
    found = {}
    for name, document in ((INTERNAL.id, internal), (SHARED.id, shared)):
        for ending, write in (("docx", write_docx), ("pdf", write_pdf), ("xlsx", write_xlsx)):
            path = folder / f"{name}.{ending}"
            write(document, path)
            found[f"{name}.{ending}"] = path
    return found
