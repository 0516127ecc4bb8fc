"""The indicator map as rows of cells, the same for every format."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from lkj_audit.model import AuditResult, Link
from lkj_audit.normalize.linking.indicator_map import FIGURES, SOURCES, Entry, Line, Matched, across, indicator_map
from lkj_audit.normalize.linking.names import fold
from lkj_audit.phrases import phrase
from lkj_audit.render.text import one_line, whose

ODD, OTHER_WORDING, NAMED = "≠", "≈", "✓"


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a cell on a line of its own; ``odd`` where it differs from the other sources."""

    text: str
    odd: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """``header``: number, indicator, then the sources or units; each row is its number, its name and one cell a column,
    an empty tuple where the source does not have the indicator."""

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, str, tuple[tuple[Part, ...], ...]], ...]
    scores: bool = False


def grid_of(results: Sequence[AuditResult], lang: str, scores: bool = False) -> Grid:
    """The map of one report, indicators by sources, or of several, indicators by units."""
    read = [r for r in results if r.report]
    maps = [indicator_map(r.report) for r in read if r.report]
    front = (phrase("map-number", lang), phrase("map-indicator", lang))
    if len(maps) == 1:
        header = (*front, *(phrase(f"map-{source}", lang) for source in SOURCES))
        rows = [(line.name, tuple(_source(line, s, header[2 + n], lang, scores) for n, s in enumerate(SOURCES)))
                for line in maps[0]]
    else:
        header = (*front, *_units(read))
        rows = [(next(m[0].name for m in row if m), tuple(_unit(m, lang, scores) for m in row)) for row in across(maps)]
    title = _units(read)[0] if len(read) == 1 else ""
    numbered = tuple((str(n), one_line(name), cells) for n, (name, cells) in enumerate(rows, 1))
    return Grid(title, header, numbered, scores)


def _units(results: Sequence[AuditResult]) -> list[str]:
    """Unit and year of each report, with the file's name where that does not tell them apart."""
    names = [whose(r) for r in results]
    return [f"{n} ({one_line(Path(r.path).name)})" if names.count(n) > 1 else n
            for n, r in zip(names, results, strict=True)]


def _source(line: Line, source: str, title: str, lang: str, scores: bool) -> tuple[Part, ...]:
    """The cell of ``source``: all its entries that say something of their own, with the owner where the column's
    ``title`` does not say it."""
    entries = [tuple(_entry(line, n, e, title, lang, scores)) for n, e in enumerate(line.entries) if e.source == source]
    return tuple(part for entry in dict.fromkeys(entries) for part in entry)


def _entry(line: Line, n: int, e: Entry, title: str, lang: str, scores: bool) -> Iterable[Part]:
    if e.owner and e.owner not in title:
        yield Part(f"({one_line(e.owner)})")
    for figure in FIGURES:
        if figure in e.figures:
            yield _figure(figure, e.figures[figure].text, (n, figure) in line.odd, lang)
    if not e.figures:
        yield Part(NAMED)
    if e.name.source != "text" and fold(e.name.text) != fold(line.name):
        yield Part(OTHER_WORDING)
    if scores and e.link:
        yield Part(_score(e.link))


def _unit(matched: Matched | None, lang: str, scores: bool) -> tuple[Part, ...]:
    """The cell of a unit: what most of its sources say, marked where they do not agree."""
    if matched is None:
        return ()
    line, link = matched
    disputed = {figure for _, figure in line.odd}
    figures = tuple(_figure(f, value.text, f in disputed, lang) for f in FIGURES if (value := line.said(f)))
    return (*(figures or (Part(NAMED),)), *((Part(_score(link)),) if scores and link else ()))


def _figure(figure: str, text: str, odd: bool, lang: str) -> Part:
    short = phrase("map-capaian-figure" if figure == "capaian" else f"map-{figure}", lang)
    return Part(f"{short} {one_line(text, 40)}" + (f" {ODD}" if odd else ""), odd)


def _score(link: Link) -> str:
    second = f"; {link.runner_up:.2f}" if link.runner_up else ""
    return f"[{link.score:.2f}{second}]".replace(".", ",")
