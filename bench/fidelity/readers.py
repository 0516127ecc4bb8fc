"""Readers of tables: lkj-audit, and two others to hold it against.

The others find tables page by page and know no headers. To compare cells only, both are done for them here: the parts
of a table on successive pages are put together when they have the same number of columns, and rows that hold nothing
but headings are left out.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Sequence
from pathlib import Path

from bench.fidelity.layouts import Book
from bench.fidelity.measure import Reading, squash
from bench.fidelity.tables import numbering

Fragment = tuple[int, list[list[str]]]
Reader = Callable[[Path, Book], list[Reading]]


def lkj_audit(path: Path, book: Book) -> list[Reading]:
    """The tables of a document as lkj-audit reads it; ``book`` is not looked at."""
    from lkj_audit.extract import read

    return [Reading(t.header, tuple(tuple(c.text for c in row) for row in t.rows)) for t in read(path).tables]


def pdfplumber(path: Path, book: Book) -> list[Reading]:
    """pdfplumber's ``extract_tables`` with its defaults."""
    import pdfplumber as library

    found: list[Fragment] = []
    with library.open(path) as document:
        for page in document.pages:
            found += [(page.page_number, [[c or "" for c in row] for row in table]) for table in page.extract_tables()]
            page.close()
    return _helped(found, book)


def camelot(path: Path, book: Book) -> list[Reading]:
    """camelot with its defaults: lattice for ruled layouts, hybrid for the others."""
    from camelot.io import read_pdf

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            flavor = "lattice" if book.layout.group == "ruled" else "hybrid"
            tables = list(read_pdf(path, pages="all", flavor=flavor, suppress_stdout=True))
        except Exception:  # it raises almost anything on odd files; then it has read nothing
            return []
    return _helped([(t.page, t.df.to_numpy().tolist()) for t in sorted(tables, key=lambda t: (t.page, t.order))], book)


def _helped(found: Sequence[Fragment], book: Book) -> list[Reading]:
    heads = {squash(c) for s in book.tables for row in (*s.head, numbering(len(s.weights))) for c in row} | {""}
    out: list[tuple[int, list[list[str]]]] = []
    for page, table in found:
        rows = [row for row in table if any(squash(c) not in heads for c in row)]
        if out and rows and out[-1][0] == page - 1 and len(out[-1][1][-1]) == len(rows[0]):
            out[-1] = (page, out[-1][1] + rows)
        elif rows:
            out.append((page, rows))
    return [Reading((), tuple(tuple(map(str, row)) for row in rows)) for _, rows in out]
