"""Readers of tables: lkj-audit, and two others to hold it against.

The others find tables page by page and know no headers. To compare cells only, both are done for them here, with the
typeset tables in hand: rows that hold nothing but headings are left out, and the parts of a table are put together
wherever that makes the reading truer.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Sequence
from pathlib import Path

from bench.fidelity.layouts import Book
from bench.fidelity.measure import Reading, score, squash
from bench.fidelity.tables import numbering

Fragment = list[list[str]]
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
            found += [[[c or "" for c in row] for row in table] for table in page.extract_tables()]
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
    return _helped([t.df.to_numpy().tolist() for t in sorted(tables, key=lambda t: (t.page, t.order))], book)


def _helped(found: Sequence[Fragment], book: Book) -> list[Reading]:
    heads = {squash(c) for s in book.tables for row in (*s.head, numbering(len(s.weights))) for c in row} | {""}
    left = [kept for table in found if (kept := [row for row in table if any(squash(c) not in heads for c in row)])]
    out = []
    for sheet in book.tables:
        if not left:
            break
        best = max(range(len(left)), key=lambda i: score(sheet, _reading(left[i])).f1)
        whole, f1 = left.pop(best), 0.0
        while (now := score(sheet, _reading(whole)).f1) > f1:
            f1 = now
            after, before = left[best:best + 1], left[max(0, best - 1):best]
            if after and score(sheet, _reading(whole + after[0])).f1 > f1:
                whole += left.pop(best)
            elif before and score(sheet, _reading(before[0] + whole)).f1 > f1:
                best -= 1
                whole = left.pop(best) + whole
        out.append(_reading(whole))
    return out + [_reading(rows) for rows in left]


def _reading(rows: Sequence[Sequence[str]]) -> Reading:
    return Reading((), tuple(tuple(map(str, row)) for row in rows))
