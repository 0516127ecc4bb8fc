"""Tables that are known, typeset in every layout, read back: a small part of what ``make accuracy`` measures."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from bench.fidelity.layouts import LAYOUTS, Layout, compose
from bench.fidelity.measure import Reading, Score, compare
from bench.fidelity.readers import lkj_audit
from bench.fidelity.suite import FPDF, REPORTLAB, Case, Producer, make
from bench.fidelity.tables import LEFT, UP
from lkj_audit.extract import read
from lkj_audit.model import Table

BARS = {"ruled": 0.99, "borderless": 0.95}
GOLDEN = Path(__file__).with_name("golden")
SEED = 7


def producer(layout: Layout) -> Producer:
    """Each layout by one producer, turn about, where both can."""
    first, second = (REPORTLAB, FPDF) if list(LAYOUTS).index(layout.name) % 2 else (FPDF, REPORTLAB)
    return first if first.can(layout) else second


def typeset(layout: Layout, folder: Path, by: Producer | None = None, count: int = 4) -> Case:
    case, = make(by or producer(layout), layout, [SEED], folder, count)
    return case


def misses(scores: list[Score]) -> list[tuple[str, float, list[Any], list[Any]]]:
    """Kind, F1, and the rows of either side that the other has not."""
    out = []
    for score in scores:
        want, got = score.sheet.body, score.reading.rows if score.reading else ()
        if score.f1 < 1:
            lost, wrong = [r for r in want if r not in got], [r for r in got if r not in want]
            out.append((score.sheet.kind, score.f1, lost, wrong))
    return out


@pytest.mark.parametrize("layout", [pytest.param(x, id=x.name) for x in LAYOUTS.values() if producer(x).can(x)])
def test_layout_is_read_true(layout: Layout, tmp_path: Path) -> None:
    case = typeset(layout, tmp_path)
    scores, spare = compare(case.book.tables, lkj_audit(case.path, case.book))
    assert sum(s.f1 for s in scores) / len(scores) >= BARS[layout.group], misses(scores)
    assert spare == 0, "a table was read that nobody typeset"


@pytest.mark.parametrize("name", ["three-levels", "touching", "beside", "continued", "half-ruled",
                                  "borderless-levels", "three-rules-levels"])
def test_headings_have_all_their_levels(name: str, tmp_path: Path) -> None:
    case = typeset(LAYOUTS[name], tmp_path)
    scores, _ = compare(case.book.tables, lkj_audit(case.path, case.book))
    for score in scores:
        assert score.reading is not None
        assert score.heads == 1.0, (score.sheet.heading, score.reading.header)


@pytest.mark.parametrize("name", ["merged", "group-rows", "pages-numbered", "half-ruled-groups"])
def test_filled_cells_are_the_merged_ones(name: str, tmp_path: Path) -> None:
    """What is printed once and repeated by the reader is marked, and nothing else is."""
    case = typeset(LAYOUTS[name], tmp_path)
    for sheet, found in zip(case.book.tables, read(case.path).tables, strict=True):
        marks = [[mark in (LEFT, UP) for mark in row] for row in sheet.rows]
        assert [[cell.filled for cell in row] for row in found.rows] == marks, sheet.kind


def test_narrow_columns_break_no_figure(tmp_path: Path) -> None:
    """A figure or code that a narrow column breaks over two lines is one again."""
    case = typeset(LAYOUTS["narrow"], tmp_path, REPORTLAB, count=5)
    read_cells = [c for r in lkj_audit(case.path, case.book) for row in r.rows for c in row]
    assert [c for c in read_cells if re.fullmatch(r"[\d.,]+ [\d.,]+%?", c)] == []


def plain(table: Table) -> dict[str, Any]:
    """A table as a golden file holds it: texts, pages, and which places are filled from a merged cell."""
    return {"caption": table.caption, "pages": list(table.pages), "header": list(table.header),
            "numbering": [c.text for c in table.numbering] if table.numbering else None,
            "rows": [[c.text for c in row] for row in table.rows],
            "filled": [[r, c] for r, row in enumerate(table.rows) for c, cell in enumerate(row) if cell.filled]}


@pytest.mark.parametrize(("layout", "by"), [
    pytest.param(name, by, id=f"{name}-{by.NAME}") for name, by in (
        ("merged", REPORTLAB), ("pages-numbered", FPDF), ("rotated", REPORTLAB), ("rows-split-bare", REPORTLAB))])
def test_golden(layout: str, by: Producer, tmp_path: Path, update_golden: bool) -> None:
    got = [plain(t) for t in read(typeset(LAYOUTS[layout], tmp_path, by).path).tables]
    path = GOLDEN / f"{layout}-{by.NAME}.json"
    if update_golden:
        path.write_text(json.dumps(got, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    assert got == json.loads(path.read_text(encoding="utf-8"))


def test_a_wrong_cell_costs() -> None:
    """The measure itself: a perfect reading is 1, a lost row and a glued cell are felt."""
    sheet = next(s for s in compose(LAYOUTS["ruled"], SEED).tables if len(s.rows) > 3)
    whole = Reading(sheet.heading, sheet.body)
    assert compare([sheet], [whole])[0][0].f1 == 1.0
    short = compare([sheet], [Reading(sheet.heading, sheet.body[1:])])[0][0]
    assert short.f1 < 1.0 and short.hits == short.got < short.wanted
    glued = (" ".join(sheet.body[0][:2]), *sheet.body[0][2:])
    assert compare([sheet], [Reading(sheet.heading, (glued, *sheet.body[1:]))])[0][0].f1 < 1.0
    assert compare([sheet], [])[0][0].f1 == 0.0
    assert compare([sheet], [whole, whole])[1] == 1
