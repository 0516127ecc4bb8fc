"""KIN119: how many indicators are said to have a category, and which capaian is said to be the highest or lowest."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from lkj_audit.checks.judging import distinct, graded, name_of
from lkj_audit.checks.kinerja.hitung import put_right
from lkj_audit.checks.registry import CHECKED, Outcome
from lkj_audit.model import Block, Evidence, Finding, Report, Value
from lkj_audit.normalize.calendar.dates import of_one_year
from lkj_audit.normalize.figures.numbers import parse
from lkj_audit.normalize.figures.terbilang import number_of
from lkj_audit.normalize.narrative.plans import Plans
from lkj_audit.normalize.narrative.results import Result, achieved
from lkj_audit.normalize.text.cued import Cued
from lkj_audit.normalize.text.cues import value_of
from lkj_audit.normalize.text.plain import plain
from lkj_audit.normalize.text.sentences import sentence_at

FEWEST: Final = 3
_GRADED: Final = Cued(
    r"(?<!dari )(?<!total )(?<![\w.,/-])(?P<said>(?P<number>\d{1,2}|[a-z]{3,})\s*(?:\([^()]*\)\s*)?(?:indikator|IK[UK])"
    r"(?:\s+kinerja(?:\s+utama)?)?\s+(?:yang\s+|dengan\s+|memperoleh\s+|mendapat\s+|masuk\s+|termasuk\s+|dalam\s+)*(?:ber)?(?:kategori|predikat|status|warna)\s+"
    r"[\"“(]?(?P<label>[a-z]+(?: [a-z]+)?))", "kategori", "predikat", "status", "warna")
_EXTREME: Final = Cued(
    r"\b(?:per|pen)?capaian(?:\s+kinerja)?(?:\s+indikator)?\s+(?P<which>tertinggi|terendah)\b[^.;:\d]{0,160}?"
    r"(?:\b(?:sebesar|mencapai|yaitu|yakni|dengan|adalah)\s+|\(\s*)(?P<figure>\d{1,3}[.,]\d{1,2})\s*(?:%|persen\b)",
    "capaian")
_PART: Final = re.compile(
    r"\b(?:sasaran|program|kegiatan|bidang|perspektif)\s+(?:ini|tersebut|\d|pertama|kedua|ketiga)|"
    r"\b(?:anggaran|belanja|triwulan|semester|tahun (?:lalu|sebelumnya)|nasional|provinsi)\b", re.I)


def told_of_all(plans: Plans, rows: Sequence[Result]) -> Iterator[Outcome]:
    """What the text says of all ``rows``, and what is wrong with it."""
    report = plans.report
    graded_rows = [(r, plain(v.text)) for r in rows if (v := _category(r)) is not None]
    categorised = {r.table.id for r, _ in graded_rows}
    if FEWEST <= len(graded_rows) == sum(r.table.id in categorised for r in rows):
        labels = [label for _, label in graded_rows]
        for block, m in _said(report, _GRADED):
            words = plain(m["label"]).split()
            label = next((" ".join(words[:n]) for n in (2, 1) if " ".join(words[:n]) in labels), "")
            number = number_of(m["number"])
            if label and number:
                yield CHECKED
                if number != labels.count(label):
                    yield _finding(block, m, rows, "kategori", {"jumlah": labels.count(label)}, "said")
    shares = {r.index: s for r in rows if (s := achieved(r)) is not None}
    for block, m in _said(report, _EXTREME) if len(shares) == len(rows) >= FEWEST else ():
        figure = parse(m["figure"])
        if figure is None or figure.value is None:
            continue
        yield CHECKED
        pick = max if m["which"].casefold() == "tertinggi" else min
        right = pick(shares.values())
        if any(figure.value == share != right for share in shares.values()):
            others = [pick(group) for group in _groups(rows, shares)]
        else:
            others = [q.value for r in rows if (q := r.realisasi) and q.value is not None]
        others.append(pick((shares | {i: v for i, v in put_right(plans).items() if i in shares}).values()))
        if not any(figure.agrees(value) for value in (right, *others)):
            first = [r for r in rows if shares[r.index] == right]
            yield replace(_finding(block, m, first, "puncak", {"nilai": right}, "figure"),
                          variant=m["which"].casefold())


def _groups(rows: Sequence[Result], shares: Mapping[int, Decimal]) -> Iterator[list[Decimal]]:
    """The shares of each table and of each sasaran that has several, of which the text may speak as well."""
    for key in ({r.index: r.table.id for r in rows},
                {r.index: plain(r.row.sasaran.text) if r.row.sasaran else "" for r in rows}):
        for group in set(key.values()):
            mine = [share for i, share in shares.items() if key[i] == group]
            if 1 < len(mine) < len(rows):
                yield mine


def _said(report: Report, pattern: Cued) -> Iterator[tuple[Block, re.Match[str]]]:
    """What ``pattern`` fits in paragraphs on the whole of this year's results."""
    for _, block, m in pattern.over(report.document):
        start, end = sentence_at(block.text, m.start())
        sentence = block.text[start:end]
        if block.kind == "paragraph" and not _PART.search(sentence) and of_one_year(sentence, report.identity.year):
            yield block, m


def _category(row: Result) -> Value | None:
    column = next((c for role in ("kategori", "status") if (c := row.table.col(role)) is not None), None)
    value = row.table.value(row.row.row, column) if column is not None else None
    return value if value is not None and value.text.strip() else None


def _finding(block: Block, m: re.Match[str], rows: Sequence[Result], variant: str, right: dict[str, int | Decimal],
             group: str) -> Finding:
    said = value_of(block, m.start(group), m.end(group), parse(m[group]) if group == "figure" else None)
    sure = round(0.8 * said.confidence, 2)
    cells = [v for r in rows for v in [_category(r) if variant == "kategori" else r.capaian] if v is not None]
    return Finding("KIN119", graded("error", sure), sure, {"klaim": said.text, "di": name_of(rows[0].table), **right},
                   distinct([Evidence("stated", said), *(Evidence("expected", v) for v in cells)]),
                   item=f"klaim {variant} {plain(m['label' if variant == 'kategori' else 'which'])}", column="klaim",
                   kind="narasi", variant=variant, stated=said.number)
