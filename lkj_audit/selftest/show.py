"""The selftest as a table on the terminal."""

from __future__ import annotations

from collections import Counter
from importlib.util import find_spec
from math import ceil
from typing import TYPE_CHECKING

from lkj_audit.phrases import phrase
from lkj_audit.selftest.measure import Result, measure
from lkj_audit.selftest.plants import planters

if TYPE_CHECKING:
    from rich.console import Console

PER_REPORT = 8  # contradictions planted for each clean report: of the usual hundred, nine for each rule


def print_selftest(console: Console, reports: int, seed: int, pdf: bool, lang: str) -> None:
    """Measure and print; with ``pdf`` a tenth of the reports once more through PDFs."""
    print_result(console, measure(reports, ceil(PER_REPORT * reports / len(planters())), seed), lang)
    if pdf and find_spec("reportlab"):
        from lkj_audit.selftest.typeset import through_pdf

        console.print(f"\n{phrase('selftest-pdf', lang)}")
        print_result(console, measure(max(1, reports // 10), 1, seed, through_pdf), lang)
    elif pdf:
        console.print(phrase("selftest-no-reportlab", lang))


def print_result(console: Console, result: Result, lang: str) -> None:
    """One line a rule: how much was planted, the recall without and with rounding, and its false alarms."""
    from rich.table import Table

    alarms = Counter(f.rule for c in result.clean for f in c.alarms)
    table = Table(*(phrase(f"selftest-{n}", lang) for n in ("rule", "planted", "exact", "rounded", "alarms")))
    for code in [*sorted({p.code for p in result.plants} | set(alarms)), ""]:
        count = sum(p.code.startswith(code) for p in result.plants)
        table.add_row(code or phrase("selftest-all", lang), str(count), _share(result.recall(code, False)),
                      _share(result.recall(code, True)), str(alarms[code] if code else alarms.total()))
    console.print(table)
    (middle, mean), (_, rounded) = result.alarms(), result.alarms(True)
    console.print(phrase("selftest-clean", lang, count=len(result.clean), median=f"{middle:g}", mean=f"{mean:.2f}",
                         rounded=f"{rounded:.2f}"))


def _share(recall: float | None) -> str:
    return "–" if recall is None else f"{recall:.2f}"
