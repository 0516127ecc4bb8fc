"""Every layout by every producer: books on disk with what a reader finds in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, cast

from bench.fidelity import by_fpdf, by_libreoffice, by_reportlab, by_weasyprint
from bench.fidelity.finish import FINISHES, turn_pages
from bench.fidelity.layouts import Book, Layout, Pair, Text, compose
from bench.fidelity.tables import Sheet, spans


class Producer(Protocol):
    """What each ``by_*`` module offers."""

    NAME: str
    missing: Callable[[], str]
    can: Callable[[Layout], bool]
    typeset: Callable[[Book, Path], None]


LIBREOFFICE, REPORTLAB, WEASYPRINT, FPDF = PRODUCERS = tuple(
    cast(Producer, module) for module in (by_libreoffice, by_reportlab, by_weasyprint, by_fpdf))


@dataclass(frozen=True, slots=True)
class Case:
    """A typeset book: where it lies, what made it, what is in it."""

    path: Path
    producer: str
    book: Book

    @property
    def layout(self) -> Layout:
        return self.book.layout


def make(producer: Producer, layout: Layout, seeds: Iterable[int], folder: Path, count: int = 6) -> list[Case]:
    """Books of ``layout`` by ``producer``, one for each seed, in ``folder``."""
    cases = [Case(folder / f"{layout.name}-{producer.NAME}-{seed}.pdf", producer.NAME, compose(layout, seed, count))
             for seed in seeds]
    if producer is LIBREOFFICE:
        by_libreoffice.typeset_all([(c.book, c.path) for c in cases])
    else:
        for case in cases:
            producer.typeset(case.book, case.path)
    for case in cases:
        if layout.turn:
            turn_pages(case.path, layout.turn)
        if layout.finish:
            FINISHES[layout.finish](case.path)
    return cases


def printed_whole(case: Case) -> bool:
    """Whether all letters and figures of the book stand in its PDF: LibreOffice loses rows now and then."""
    import pypdfium2 as pdfium

    document = pdfium.PdfDocument(case.path)
    try:
        there = Counter("".join(page.get_textpage().get_text_range() for page in document).lower())
    finally:
        document.close()
    wanted = Counter("".join(_texts(case.book)).lower())
    return all(there[c] >= n for c, n in wanted.items() if c.isalnum())


def _texts(book: Book) -> Iterator[str]:
    for item in book.items:
        match item:
            case Text():
                yield item.text
            case Sheet():
                yield from _cells(item)
            case Pair():
                yield from (*_cells(item.left), *_cells(item.right))
            case _:
                pass


def _cells(sheet: Sheet) -> Sequence[str]:
    return [s.text for s in (*spans(sheet.head), *spans(sheet.rows))]
