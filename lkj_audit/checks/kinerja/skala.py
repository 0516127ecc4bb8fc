"""KIN114: the scale of categories that the report prints, and the categories it hands out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from lkj_audit.checks.judging import distinct, graded, name_of, of_block, plain
from lkj_audit.checks.kinerja.hasil import Result, results
from lkj_audit.checks.kinerja.rencana import Plans, plans_of
from lkj_audit.checks.kinerja.tercapai import marks
from lkj_audit.checks.registry import CHECKED, Outcome, rule
from lkj_audit.model import Block, Evidence, Finding, NotEvaluated, Report, Value
from lkj_audit.normalize.cued import Cued
from lkj_audit.normalize.cues import value_of

_N = r"(\d{1,3}(?:[.,]\d{1,2})?)\s*%?"
_RANGE = re.compile(rf"[>≥]?=?\s*{_N}\s*(?:-|–|—|s\.?\s?/?\s?d\.?|sampai(?: dengan)?|"
                    rf"≤?\s*[x×]?\s*[≤<]=?)\s*[<≤]?=?\s*{_N}")
_ABOVE = re.compile(rf"(?:>|≥|>=|lebih dari|di ?atas)\s*=?\s*{_N}|{_N}\s*(?:ke atas|[≤<]\s*$)", re.I)
_BELOW = re.compile(rf"(?:<|≤|<=|kurang dari|di ?bawah)\s*=?\s*{_N}|{_N}\s*ke bawah", re.I)
_LINE = re.compile(r"^[^\w<>≤≥]*(?:\(?[a-z0-9]{1,2}[.)]\s*)?(?P<range>[^=:A-Za-z]*?(?:s\.?\s?/?\s?d\.?|"
                   r"sampai(?: dengan)?|"
                   r"kurang dari|lebih dari|di ?bawah|di ?atas|ke atas|"
                   r"ke bawah)?[^=:A-Za-z]*)\s*[=:]\s*(?:kategori\s+)?"
                   r"(?P<label>[A-Z][A-Za-z /]{2,40})[.;,]?$", re.I)
_LABEL = r"(?P<label>[A-Z][a-z]+(?: [A-Z][a-z]+)?)"
_LABEL_FIRST = re.compile(rf"{_LABEL}\s*\((?P<range>[^()A-Z]*\d[^()A-Z]*)\)")
_RANGE_FIRST = re.compile(rf"(?:^|[;:]\s)(?:dan\s+)?(?P<range>[^;:A-Z]*\d[^;:A-Z]*?)\s+(?:(?:ber)?kategori\s+)?"
                          rf"{_LABEL}(?=[;.,]|$)")
# "lebih dari 100% = sangat berhasil; 100% = berhasil; …"
_EQUALS = re.compile(r"(?:^|[;:,]\s|\bdan\s)(?P<range>[^;:=]*?\d[^;:=]*?)\s*=\s*(?:kategori\s+)?"
                     r"(?P<label>[A-Za-z]+(?: [A-Za-z]+)?)(?=[;.,]|$)")
_POINT = re.compile(rf"\s*(?:dan\s+)?{_N}\s*")
_GOOD = Cued(r"\b(?:baik|cukup|kurang|tinggi|rendah|sedang|berhasil|memuaskan|tercapai|buruk)\b",
             "baik", "cukup", "kurang", "tinggi", "rendah", "sedang", "hasil", "muas", "capai", "buruk")
_PROSE = Cued(rf"{_N}\s*(?:\([^)]*\)\s*)?,?\s*(?:atau\s+|dan\s+|sehingga\s+|yang\s+)?(?:dengan|termasuk|"
                    rf"masuk|berada|"
                    r"tergolong)?\s*(?:dalam|pada|"
                    r"ke\s?dalam)?\s*(?:ber)?kategori\s+[\"“(]?(?P<label>[A-Za-z ]{3,30})", "kategori")
# The scale grades the capaian, not the figure that was measured.
_SUBJECT = re.compile(r"\b(?:capaian|realisasi|nilai|indeks|target|hasil|skor)\b", re.I)
FEWEST = 3


@dataclass(frozen=True, slots=True)
class Class:
    """One line of a scale; ``low`` and ``high`` are None where it is open."""

    low: Decimal | None
    high: Decimal | None
    step: Decimal
    label: str
    value: Value


@rule("KIN114", "skala-kategori", "warning")
def scales(report: Report) -> Iterator[Outcome]:
    """The printed scale has gaps or overlaps, or a stated category is not the one of the scale; where none is printed,
    that of the project's settings holds."""
    plans = plans_of(report)
    printed = [*_in_text(report), *_in_tables(report), *_in_sentences(report)]
    known = printed or _own(report)
    rows = results(plans)
    marked = list(marks(rows))
    if not known and not marked:
        yield NotEvaluated("KIN114", "no-scale")
        return
    for row, mark, agrees in marked:
        yield CHECKED
        if not agrees and (figure := row.capaian or row.row.realisasi):
            yield replace(_wrong(plans, row, figure, mark, ""), variant="tercapai")
    for scale in printed:
        yield CHECKED
        yield from _joints(scale, rows)
    for r in rows:
        column = r.table.col("kategori")
        stated = r.stated
        if column is None or stated is None or stated.value is None or stated.unit not in ("%", ""):
            continue
        yield CHECKED
        category = r.table.value(r.row.row, column)
        right = _right(known, stated.value, category.text)
        if right is not None and r.capaian is not None:
            yield _wrong(plans, r, r.capaian, category, right)
    yield from _prose(report, known)


# ---------------------------------------------------------------- reading a scale


def _own(report: Report) -> list[list[Class]]:
    """The scale of the project's settings, which stands on no page."""
    own = [Class(s.low, s.high, Decimal(1), s.category, Value(s.category, ())) for s in report.settings.scale]
    return [own] if own else []


def _in_text(report: Report) -> Iterator[list[Class]]:
    """Runs of lines such as "80% - 100% = Baik"."""
    run: list[Class] = []
    for item in [*report.document.flow, None]:
        found = None
        if isinstance(item, Block) and item.kind != "toc" and len(item.text) < 90 and (m := _LINE.match(item.text)):
            found = _class(m["range"], m["label"], of_block(item)) if _GOOD.search(m["label"]) else None
        if found is not None:
            run.append(found)
        elif run:
            if len(run) >= FEWEST:
                yield run
            run = []


def _in_sentences(report: Report) -> Iterator[list[Class]]:
    """"Sangat Tinggi (91 ke atas), Tinggi (76-90), …" or "85% sampai dengan 100% Sangat Baik; …" in one paragraph."""
    for _, block in report.document.holding(*_GOOD.cues):
        if block.kind == "toc" or len(list(_GOOD.finditer(block.text))) < FEWEST:
            continue
        for pattern in (_LABEL_FIRST, _RANGE_FIRST, _EQUALS):
            found = [_class(m["range"], m["label"], value_of(block, m.start("range"), m.end("range")))
                     for m in pattern.finditer(block.text) if _GOOD.search(m["label"])]
            scale = [c for c in found if c is not None]
            if len(scale) >= FEWEST and len({plain(c.label) for c in scale}) == len(scale):
                yield scale
                break


def _in_tables(report: Report) -> Iterator[list[Class]]:
    """Small tables with a column of ranges and a column of categories."""
    for table in report.tables:
        width = len(table.table.header)
        if table.kind in ("skm", "toc") or not FEWEST <= len(table.table.rows) <= 8:
            continue
        for c in range(width):
            ranges = [row[c].text for row in table.table.rows]
            if sum(bool(_RANGE.search(t) or _ABOVE.search(t) or _BELOW.search(t)) for t in ranges) < len(ranges) - 1:
                continue
            labels = next((k for k in range(width)
                           if k != c and _are_labels([row[k].text for row in table.table.rows])), None)
            if labels is None:
                continue
            found = [_class(row[c].text, row[labels].text, table.value(r, c)) for r, row in enumerate(table.table.rows)]
            scale = [f for f in found if f is not None]
            if len(scale) == len(found):
                yield scale
            break


def _are_labels(texts: Sequence[str]) -> bool:
    """Whether ``texts`` are categories; one of them may say that there is none ("tidak dapat disimpulkan")."""
    good = sum(bool(_GOOD.search(t)) for t in texts)
    empty = any(re.search(r"\d", t) or not t.strip() for t in texts)
    return good >= FEWEST and good >= len(texts) - 1 and not empty


def _class(text: str, label: str, value: Value) -> Class | None:
    def number(s: str) -> Decimal:
        return Decimal(s.replace(",", "."))

    def step(*given: str) -> Decimal:
        return min(Decimal(1).scaleb(-len(re.split(r"[.,]", g)[1]) if re.search(r"[.,]", g) else 0) for g in given)

    label = " ".join(label.split())
    text = re.sub(r"(sampai(?: dengan)?|s\.?\s?/?\s?d\.?|[-–—])\s*kurang dari\b", r"\1", text)
    if m := _RANGE.search(text):
        low, high = sorted((number(m[1]), number(m[2])))
        return Class(low, high, step(m[1], m[2]), label, value)
    if m := _BELOW.search(text):
        edge = m[1] or m[2]
        return Class(None, number(edge), step(edge), label, value)
    if m := _ABOVE.search(text):
        edge = m[1] or m[2]
        return Class(number(edge), None, step(edge), label, value)
    if m := _POINT.fullmatch(text):
        return Class(number(m[1]), number(m[1]), step(m[1]), label, value)
    return None


# ---------------------------------------------------------------- gaps and overlaps


def _joints(scale: Sequence[Class], rows: Sequence[Result]) -> Iterator[Finding]:
    """The first overlap or gap between neighbouring classes. A gap of one printed unit, as in 76-90, 91-100, is a note
    unless a capaian of the report falls into it; a shared edge says nothing."""
    ordered = sorted(scale, key=lambda c: (c.low if c.low is not None else Decimal(-1)))
    small: list[tuple[Class, Class]] = []
    for below, above in pairwise(ordered):
        if below.high is None or above.low is None:
            continue
        gap = above.low - below.high
        step = min(below.step, above.step)
        if gap < 0:
            yield _broken(below, above, "tumpang", "warning", [])
            return
        inside = [r for r in rows if r.stated and r.stated.value is not None
                  and below.high < r.stated.value < above.low]
        if gap > step or (gap > 0 and inside):
            yield _broken(below, above, "celah", "warning", inside)
            return
        if gap == step >= 1:
            small.append((below, above))
    if small:
        yield _broken(*small[-1], "celah", "info", [])


def _broken(below: Class, above: Class, variant: str, severity: str, inside: list[Result]) -> Finding:
    sure = round(0.9 * min(below.value.confidence, above.value.confidence), 2)
    return Finding("KIN114", graded("warning", sure) if severity == "warning" else "info", sure,
                   {"bawah": below.value.text, "label_bawah": below.label, "atas": above.value.text,
                    "label_atas": above.label},
                   distinct([Evidence("stated", above.value), Evidence("stated", below.value),
                             *(Evidence("context", r.capaian) for r in inside if r.capaian)]),
                   item=f"skala {below.label} {above.label}", column="skala", kind="skala", variant=variant)


# ---------------------------------------------------------------- stated categories


def _right(printed: Sequence[Sequence[Class]], value: Decimal, category: str) -> str | None:
    """The label that the scale with ``category`` gives ``value``, None when it is the stated one, or none is known."""
    stated = plain(category)
    answers = []
    for scale in printed:
        labels = {plain(part) for c in scale for part in (c.label, *c.label.split("/"))}
        if stated not in labels:
            continue
        fitting = [c for c in scale if (c.low is None or value >= c.low) and (c.high is None or value <= c.high)]
        if not fitting and value > max((c.high for c in scale if c.high is not None), default=value):
            fitting = [max(scale, key=lambda c: c.low if c.low is not None else Decimal(-1))]  # above 100: the best
        if not fitting:
            return None
        if any(stated in {plain(p) for p in (c.label, *c.label.split("/"))} for c in fitting):
            return None
        answers.append(fitting[0].label)
    return answers[0] if answers else None


def _wrong(plans: Plans, r: Result, capaian: Value, category: Value, right: str) -> Finding:
    sure = round(min(plans.legibility(r.index), capaian.confidence, category.confidence), 2)
    return Finding("KIN114", graded("warning", sure), sure,
                   {"indikator": r.name, "di": name_of(r.table), "capaian": capaian.text, "kategori": category.text,
                    "seharusnya": right},
                   distinct([Evidence("stated", category), Evidence("part", capaian), Evidence("context", r.row.name)]),
                   item=r.row.key or plain(r.name), column="kategori", kind="capaian")


def _prose(report: Report, printed: Sequence[Sequence[Class]]) -> Iterator[Outcome]:
    labels = {plain(c.label) for scale in printed for c in scale}
    for _, block, m in _PROSE.over(report.document):
        if block.kind != "paragraph" or _LINE.match(block.text):
            continue
        words = plain(m["label"]).split()
        label = next((" ".join(words[:n]) for n in (3, 2, 1) if " ".join(words[:n]) in labels), None)
        subjects = _SUBJECT.findall(block.text[max(0, m.start() - 80):m.start()])
        if label is None or not subjects or subjects[-1].casefold() != "capaian":
            continue
        yield CHECKED
        right = _right(printed, Decimal(m[1].replace(",", ".")), label)
        if right is not None:
            value = value_of(block, m.start(), m.end("label"))
            sure = round(0.8 * value.confidence, 2)
            yield Finding("KIN114", graded("warning", sure), sure,
                          {"capaian": m[1], "kategori": label.title(), "seharusnya": right},
                          (Evidence("stated", value),), item=plain(value.text), column="kategori", kind="narasi",
                          variant="narasi")
