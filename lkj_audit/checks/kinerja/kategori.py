"""KIN114 in sentences: a category that neither the report's own scale nor the one of SAKIP gives the figure."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal
from typing import Final

from lkj_audit import facts
from lkj_audit.checks.judging import graded
from lkj_audit.checks.registry import CHECKED, Outcome
from lkj_audit.model import Block, Evidence, Finding, Report
from lkj_audit.normalize.narrative.results import Result, ratio
from lkj_audit.normalize.narrative.scales import LINE, NUMBER, Class, right_label
from lkj_audit.normalize.text.cued import Cued
from lkj_audit.normalize.text.cues import value_of
from lkj_audit.normalize.text.plain import plain

# Between a figure and the category that it has.
_LINK: Final = (r"(?:[\s,(]|\([^()]*\)|\b(?:persen|poin|atau|dan|dengan|sehingga|maka|yang|telah|memperoleh|"
                r"mendapat(?:kan)?|"
                r"meraih|termasuk|masuk|berada|tergolong|dikategorikan|dalam|pada|ke\s?dalam|ke|capaian(?:nya)?|kinerja)\b)*")
_TOLD: Final = Cued(rf"(?<![\d.,/-]){NUMBER}{_LINK}\b(?:ber)?(?:kategori|predikat|kriteria)\s+"
                    r"(?:kinerja\s+|capaian\s+)?[\"“'(]?(?P<label>[A-Za-z]+(?: [A-Za-z]+){0,2})",
                    "kategori", "predikat", "kriteria")
_EDGE: Final = re.compile(r"(?:\b(?:di ?bawah|di ?atas|(?:kurang|lebih)\s+dari|antara|sampai(?:\s+dengan)?|hingga|"
                          r"minimal|"
                          r"maksimal|s\.?/?d\.?|dan)|[<>≥≤–-])\s*$", re.I)  # it is a limit of the class
# The scale grades the capaian, not the figure that was measured.
_SUBJECT: Final = re.compile(r"\b(?:capaian|realisasi|nilai|indeks|target|hasil|skor)\b", re.I)
_FINE: Final = 3  # digits of a capaian that is known by its figure alone
# "nilai SAKIP sebesar 64,20 dengan predikat B"
_AKIP: Final = Cued(
    r"\b(?:SAKIP|AKIP|(?i:akuntabilitas kinerja))\b[^.;\d]{0,90}?(?<![\w.,/-])(?P<n>\d{2}[.,]\d{1,2})(?![\w/%]|[.,]\d)"
    rf"(?:(?i:{_LINK}))(?i:\b(?:ber)?(?:predikat|kategori|peringkat)\s+(?:nilai\s+)?)[\"“'(]?(?P<grade>AA|A|BB|B|CC|C|D)"
    r"(?![\w+-]|\.\w)", "akip", "akuntabilitas", flags=0)


def told_categories(report: Report, printed: Sequence[Sequence[Class]], rows: Collection[Result]) -> Iterator[Outcome]:
    """Each capaian of a paragraph that is given a category of the ``printed`` scales."""
    labels = {plain(c.label) for scale in printed for c in scale}
    known = {v for r in rows for v in (r.stated.value if r.stated else None, ratio(r)) if v is not None}
    measured = {q.value for r in rows for q in (r.realisasi, r.target) if q}
    for _, block, m in _TOLD.over(report.document) if labels else ():
        if block.kind != "paragraph" or LINE.match(block.text) or _EDGE.search(block.text, 0, m.start()):
            continue
        words = plain(m["label"]).split()
        label = next((" ".join(words[:n]) for n in (3, 2, 1) if " ".join(words[:n]) in labels), None)
        subjects, value = _SUBJECT.findall(block.text[max(0, m.start() - 80):m.start()]), _number(m[1])
        fine = len(m[1].replace(",", "").replace(".", "")) >= _FINE and value in known and value not in measured
        if label is None or not (fine or (subjects and subjects[-1].casefold() == "capaian")):
            continue
        yield CHECKED
        if (right := right_label(printed, value, label)) is not None:
            yield _finding(block, m, "label", {"capaian": m[1], "kategori": label.title(), "seharusnya": right},
                           "narasi")


def sakip_grades(report: Report) -> Iterator[Outcome]:
    """Each grade that a paragraph gives to a figure of a SAKIP evaluation."""
    for _, block, m in _AKIP.over(report.document):
        value = _number(m["n"])
        rows = facts.scales()["predikat_akip_88_2021"]["rows"]
        right = [grade for low, high, grade, *_ in rows if low <= value <= high]
        if block.kind == "paragraph" and right:
            yield CHECKED
            if m["grade"] not in right:
                yield _finding(block, m, "grade", {"capaian": m["n"], "kategori": m["grade"], "seharusnya": right[0]},
                               "sakip")


def _number(text: str) -> Decimal:
    return Decimal(text.replace(",", "."))


def _finding(block: Block, m: re.Match[str], group: str, params: dict[str, str | int | Decimal],
             variant: str) -> Finding:
    value = value_of(block, m.start(), m.end(group))
    sure = round(0.8 * value.confidence, 2)
    return Finding("KIN114", graded("warning", sure), sure, params, (Evidence("stated", value),),
                   item=plain(value.text), column="kategori", kind="narasi", variant=variant)
