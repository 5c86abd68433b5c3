"""Records in the forms of other programs. A new form is a file here and a line in ``EXPORTERS``.

Every form's module has ``write(records, path)``, which makes the file or folder ``path``, and ``LEFT_OUT``: what of a
record the form has no place for, and why. Nothing else of a record is lost on the way.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from bcdextract.errors import ExportError
from bcdextract.record import Record


class Exporter(NamedTuple):
    """The module of a form, whether it makes a folder, what it is, and the extra that brings its library."""

    module: str
    folder: bool
    says: str
    extra: str | None = None


EXPORTERS: Mapping[str, Exporter] = {
    "jsonl": Exporter("jsonl", False, "one record a line"),
    "csv": Exporter("csv_files", True, "a table a file for spreadsheets, with datapackage.json"),
    "xlsx": Exporter("xlsx", False, "a workbook, a sheet a table", "tables"),
    "parquet": Exporter("parquet", True, "a typed table a file", "tables"),
    "followthemoney": Exporter("followthemoney", False, "one FollowTheMoney entity a line"),
    "jsonld": Exporter("jsonld", False, "schema.org and Web Annotation in JSON-LD"),
    "popolo": Exporter("popolo", False, "Popolo JSON: people, organizations, posts, memberships, events"),
    "omeka": Exporter("omeka", False, "CSV of Dublin Core terms for Omeka S"),
    "label-studio": Exporter("label_studio", True, "tasks with predictions and a labelling configuration"),
    "doccano": Exporter("doccano", False, "doccano JSONL: text, entities, relations"),
    "cas": Exporter("cas", True, "UIMA CAS XMI files and their type system, for INCEpTION", "exchange"),
}


def write(records: Iterable[Record], to: str, path: Path) -> None:
    """``records`` written to ``path`` in the form ``to``, a key of ``EXPORTERS``. What stands there is replaced.

    Raises ``ExportError`` for a form that there is not, a library that is missing, and what a form cannot hold; what
    is at ``path`` by then is not whole (the command writes beside the place and moves at the end).
    """
    if to not in EXPORTERS:
        raise ExportError(f"no form {to!r}; take one of {', '.join(EXPORTERS)}")
    import_module(f"{__name__}.{EXPORTERS[to].module}").write(records, path)


def missing(library: str, extra: str, error: ImportError) -> ExportError:
    """The error of a library that is not installed, with the mend.

    >>> str(missing("pyarrow", "tables", ImportError("No module named 'pyarrow'")))
    'needs pyarrow (No module named \\'pyarrow\\'); pip install "bcdextract[tables]"'
    """
    return ExportError(f'needs {library} ({error}); pip install "bcdextract[{extra}]"')
