"""KIN119: "Sasaran ini diukur dengan tiga indikator" and the table below, or the plan, which has another number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lkj_audit.checks.judging import graded, name_of, whereabouts
from lkj_audit.checks.registry import CHECKED, Outcome
from lkj_audit.model import Block, Evidence, Finding, Table, TypedTable
from lkj_audit.normalize.figures.terbilang import number_of
from lkj_audit.normalize.linking.names import is_average, is_total
from lkj_audit.normalize.narrative.plans import Plans
from lkj_audit.normalize.narrative.shares import NUMBER
from lkj_audit.normalize.text.cued import Cued
from lkj_audit.normalize.text.cues import value_of
from lkj_audit.normalize.text.plain import plain

NEAR: Final = 3  # items of the flow between the sentence and its table
TITLE: Final = 200  # characters at most
SHORTEST: Final = 12  # characters of the name of a sasaran at least
_MEASURED: Final = Cued(
    r"\bsasaran(?:\s+(?:strategis|kegiatan|program|kinerja))?\s+(?:ini|tersebut)\s+(?:di(?:ukur|jabarkan|tetapkan|dukung)|"
    r"memiliki|mempunyai|terdiri|terbagi)\s+(?:dengan\s+|melalui\s+|oleh\s+|atas\s+|dari\s+|ke\s?dalam\s+|"
    r"menggunakan\s+|berdasarkan\s+)?(?:sebanyak\s+)?(?P<count>(?P<number>" + NUMBER + r")\s*"
    r"(?:indikator|IK[UK])\b)", "sasaran")


def measured_with(plans: Plans) -> Iterator[Outcome]:
    """Each such sentence over a table of indicators that follows it at once, or else under the title of a sasaran."""
    flow = plans.report.document.flow
    for index, block, m in _MEASURED.over(plans.report.document):
        number, table = number_of(m["number"]), None
        for item in flow[index + 1:index + 1 + NEAR]:
            if isinstance(item, Table) or item.kind == "heading":
                table = plans.tables.get(item.id) if isinstance(item, Table) else None
                break
        names = _names(table) if table else set()
        if not names:
            table, names = _planned(plans, index)
        if not number or not table or not names or block.kind != "paragraph":
            continue
        yield CHECKED
        if number != len(names):
            yield _finding(block, m, table, len(names))


def _planned(plans: Plans, index: int) -> tuple[TypedTable | None, set[str]]:
    """A plan and its indicators of the sasaran that the line above item ``index`` of the flow names; none where plans
    differ in their number."""
    above = plans.report.document.flow[index - 1] if index else None
    if not isinstance(above, Block) or len(above.text) > TITLE:
        return None, set()
    title = plain(above.text)
    of: dict[str, set[str]] = {}
    for i in plans.rows("pk", "capaian"):
        sasaran = plans[i].sasaran
        if sasaran and len(sasaran.text) >= SHORTEST and title.endswith(plain(sasaran.text)):
            of.setdefault(plans[i].table, set()).add(plain(plans[i].name.text))
    if not of or len(set(map(len, of.values()))) > 1:
        return None, set()
    return plans.tables[next(iter(of))], next(iter(of.values()))


def _names(table: TypedTable) -> set[str]:
    """The indicators of the table, none where it has those of several sasaran."""
    column, sasaran = table.col("indikator"), table.col("sasaran")
    if column is None or (sasaran is not None and len({c.text for c in table.table.column(sasaran)}) > 1):
        return set()
    names = {plain(cell.text) for cell in table.table.column(column)}
    return {n for n in names if any(map(str.isalpha, n)) and not is_average(n) and not is_total(n)}


def _finding(block: Block, m: re.Match[str], table: TypedTable, listed: int) -> Finding:
    said = value_of(block, *m.span("count"))
    sure = round(0.8 * min(said.confidence, table.confidence), 2)
    return Finding("KIN119", graded("error", sure), sure, {"klaim": said.text, "di": name_of(table), "jumlah": listed},
                   (Evidence("stated", said), whereabouts(table, "indikator")),
                   item=f"klaim banyaknya indikator {name_of(table)}", column="klaim", kind="narasi", variant="banyak")
