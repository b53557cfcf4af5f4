"""The contracts of `pyproject.toml` hold, and each of them has been seen to fail."""

from __future__ import annotations

import tomllib
from copy import deepcopy
from typing import Any

import pytest
from grimp import ImportGraph
from importlinter.application import use_cases
from importlinter.configuration import configure
from importlinter.domain.contract import registry

from rules.source import ROOT

OPTIONS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"][
    "importlinter"
]
CONTRACTS = {contract["name"]: contract for contract in OPTIONS["contracts"]}
PLANTED = {
    "Arrows go down only": [
        ("gbdesk.domain.ops", "gbdesk.store.oplog"),
        ("gbdesk.store.oplog", "gbdesk.services.sending"),
        ("gbdesk.store.oplog", "gbdesk.sync.reading"),
        ("gbdesk.sync.reading", "gbdesk.store.oplog"),
        ("gbdesk.reports.document", "gbdesk.sheets.workbook"),
        ("gbdesk.services.desk", "gbdesk.bootstrap"),
        ("gbdesk.services.desk", "gbdesk.ui.theme"),
        ("gbdesk.cli.parser", "gbdesk.ui.theme"),
        ("gbdesk.ui.theme", "gbdesk.cli.parser"),
        ("gbdesk.ui.theme", "gbdesk.demo.main"),
        ("gbdesk.text", "gbdesk.domain.names"),
    ],
    "SQL only in store": [
        ("gbdesk.services.desk", "sqlalchemy"),
        ("gbdesk.ui.theme", "sqlcipher3"),
        ("gbdesk.domain.ops", "sqlite3"),
        ("gbdesk.bootstrap", "alembic"),
    ],
    "Qt only in ui": [
        ("gbdesk.services.desk", "PySide6"),
        ("gbdesk.text", "PySide6"),
        ("gbdesk.cli.main", "shiboken6"),
    ],
    "Cryptography only in sync and the vault": [
        ("gbdesk.services.desk", "cryptography"),
        ("gbdesk.store.oplog", "cryptography"),
        ("gbdesk.media.writing", "zstandard"),
        ("gbdesk.ui.theme", "pyrage"),
    ],
    "Document libraries only in reports, workbooks only in sheets": [
        ("gbdesk.services.reporting", "docx"),
        ("gbdesk.services.reporting", "reportlab"),
        ("gbdesk.ui.theme", "pypdfium2"),
        ("gbdesk.cli.main", "openpyxl"),
        ("gbdesk.domain.ops", "python_calamine"),
    ],
    "Screens and commands write no documents themselves": [
        ("gbdesk.ui.theme", "gbdesk.reports.pdf"),
        ("gbdesk.cli.main", "gbdesk.reports.docx"),
    ],
    "Pages do not know each other": [
        ("gbdesk.ui.pages.home.page", "gbdesk.ui.pages.figures.page"),
        ("gbdesk.ui.pages.activities.table", "gbdesk.ui.pages.plan.rows"),
    ],
    "Services do not know each other": [
        ("gbdesk.services.sending", "gbdesk.services.receiving"),
        ("gbdesk.services.planning", "gbdesk.services.conflicts"),
    ],
    "No circles, in no folder": [
        ("gbdesk.domain.catalogue", "gbdesk.domain.catalogue_read"),
        ("gbdesk.ui.first_run.sheet_dialog", "gbdesk.ui.caring"),
        ("gbdesk.sync.keys", "gbdesk.sync.reading"),
    ],
}


@pytest.fixture(scope="module")
def graph() -> ImportGraph:
    configure()
    use_cases._register_built_in_contract_types()
    return use_cases._build_graph(
        root_package_names=OPTIONS["root_packages"],
        include_external_packages=True,
        exclude_type_checking_imports=True,
        verbose=False,
        cache_dir=None,
    )


def kept(graph: ImportGraph, options: dict[str, Any]) -> bool:
    kind = registry.get_contract_class(options["type"])
    session = {name: value for name, value in OPTIONS.items() if name != "contracts"}
    contract = kind(
        name=options["name"],
        session_options=session,
        contract_options={name: _plain(value) for name, value in options.items()},
    )
    return bool(contract.check(deepcopy(graph), verbose=False).kept)


def _plain(value: Any) -> Any:
    """Options as the tool reads them: booleans as words."""
    return str(value) if isinstance(value, bool) else value


def test_every_contract_has_been_seen_to_fail() -> None:
    assert set(PLANTED) == set(CONTRACTS)


@pytest.mark.parametrize("name", CONTRACTS)
def test_the_contract_holds(name: str, graph: ImportGraph) -> None:
    assert kept(graph, CONTRACTS[name])


@pytest.mark.parametrize(
    ("name", "importer", "imported"),
    [(name, *pair) for name, pairs in PLANTED.items() for pair in pairs],
    ids=lambda word: str(word).replace(" ", "_"),
)
def test_a_planted_import_is_seen(
    name: str, importer: str, imported: str, graph: ImportGraph
) -> None:
    assert importer in graph.modules
    planted = deepcopy(graph)
    if imported not in planted.modules:
        planted.add_module(imported, is_squashed="." not in imported)
    planted.add_import(importer=importer, imported=imported, line_number=1, line_contents="planted")
    assert not kept(planted, CONTRACTS[name])


def test_a_package_that_no_layer_names_is_seen(graph: ImportGraph) -> None:
    planted = deepcopy(graph)
    planted.add_module("gbdesk.cloud")
    assert not kept(planted, CONTRACTS["Arrows go down only"])


def test_every_folder_of_the_program_is_a_package() -> None:
    """A folder without `__init__.py` would be seen by no contract."""
    for folder in (ROOT / "gbdesk").rglob("*"):
        if folder.is_dir() and folder.name != "__pycache__" and any(folder.glob("*.py")):
            assert all(
                (above / "__init__.py").is_file()
                for above in (folder, *folder.parents)
                if above.is_relative_to(ROOT / "gbdesk")
            ), folder.name
