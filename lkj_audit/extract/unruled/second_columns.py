"""The columns that camelot sees on a page, for tables whose own columns cannot be made out."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Any

MAX_CHARACTERS = 8000  # on a page: twice as many as a full one has


def too_full(number: int, source: bytes, password: str | None) -> bool:
    """Whether page ``number`` has more characters than camelot can take, those drawn twice counted twice."""
    import pypdfium2 as pdfium

    pdf: Any = pdfium.PdfDocument(source, password=password)
    try:
        count: int = pdf[number - 1].get_textpage().count_chars()
        return count > MAX_CHARACTERS
    finally:
        pdf.close()


def columns_seen(number: int, source: bytes, password: str | None,
                 height: float) -> Iterator[tuple[list[float], float, float]]:
    """camelot's columns (their limits), top and bottom of each table it sees on a page, in points, top to bottom."""
    from camelot.io import read_pdf

    for name in ("camelot", "playa"):  # what they think of a damaged file is nothing its reader could use
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        tables = read_pdf(source, pages=str(number), flavor="network", password=password, suppress_stdout=True)
    except Exception:  # camelot leaks StopIteration, IndexError, ValueError, TypeError … on odd pages
        return
    for table in sorted(tables, key=lambda t: -t._bbox[3]):
        if len(table.cols) >= 2:
            yield [table.cols[0][0], *(c[1] for c in table.cols)], height - table._bbox[3], height - table._bbox[1]
