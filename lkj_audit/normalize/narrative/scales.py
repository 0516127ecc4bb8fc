"""The scales of categories that a report prints: in lines, in sentences and in small tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from lkj_audit.model import Block, Report, Value
from lkj_audit.normalize.once import once
from lkj_audit.normalize.text.cued import Cued
from lkj_audit.normalize.text.cues import of_block, value_of
from lkj_audit.normalize.text.plain import plain

NUMBER: Final = r"(\d{1,3}(?:[.,]\d{1,2})?)\s*%?"
_RANGE = re.compile(rf"[>≥]?=?\s*{NUMBER}\s*(?:-|–|—|s\.?\s?/?\s?d\.?|sampai(?: dengan)?|"
                    rf"[<≤]?=?\s*[x×]?\s*[≤<]=?)\s*[<≤]?=?\s*{NUMBER}")
_ABOVE = re.compile(rf"(?:>|≥|>=|lebih dari|di ?atas|sekurang-kurangnya|minimal)\s*=?\s*{NUMBER}|"
                    rf"{NUMBER}\s*(?:ke atas|atau lebih|[≤<]\s*$)", re.I)
_BELOW = re.compile(rf"(?:<|≤|<=|kurang dari|di ?bawah)\s*=?\s*{NUMBER}|{NUMBER}\s*ke bawah", re.I)
LINE: Final = re.compile(r"^[^\w<>≤≥]*(?:\(?[a-z0-9]{1,2}[.)]\s*)?(?P<range>[^=:A-Za-z]*?(?:s\.?\s?/?\s?d\.?|"
                   r"sampai(?: dengan)?|"
                   r"kurang dari|lebih dari|di ?bawah|di ?atas|ke atas|"
                   r"ke bawah)?[^=:A-Za-z]*)\s*[=:]\s*(?:kategori\s+)?"
                   r"(?P<label>[A-Z][A-Za-z /]{2,40})[.;,]?$", re.I)
_LABEL = r"(?P<label>[A-Z][a-z]+(?: [A-Z][a-z]+)?)"
_GRADE = (r"(?P<label>(?:(?:sangat|amat|kurang|tidak|cukup) )?(?:baik|berhasil|memuaskan|tinggi|rendah|sedang|cukup|"
          r"kurang|buruk|tercapai|hijau|kuning|merah)(?: sekali)?)")
GRADE: Final = re.compile(_GRADE)
_LABEL_FIRST = re.compile(rf"(?:{_LABEL}|\b(?i:{_GRADE.replace('label', 'grade')}))\s*"
                          r"\((?P<range>[^()A-Z]{0,60}\d[^()A-Z]{0,60})\)")
# "lebih dari 100% memuaskan, 90% sampai 100% baik, …"
_GRADE_LAST = re.compile(r"(?:^|[;:,]\s)(?:dan\s+)?(?P<range>(?:(?![;:]|,\s|\. ).){0,60}?\d"
                         rf"(?:(?![;:]|,\s|\. ).){{0,60}}?)\s+(?:(?:ber)?kategori\s+)?{_GRADE}(?=[;.,]|$)", re.I)
# "hijau apabila sekurang-kurangnya 100, kuning apabila 80 sampai dengan kurang dari 100, …"
_GRADE_IF = re.compile(rf"\b{_GRADE}\s+(?:apabila|jika|bila|(?:diberikan\s+)?(?:untuk|bagi)(?=[^;,.]{{0,40}}\d))\b"
                       r"(?P<range>(?:(?!;|,\s|\. ).){0,60}?\d(?:(?!;|,\s|\. ).){0,60})", re.I)
_RANGE_FIRST = re.compile(r"(?:^|[;:]\s)(?:dan\s+)?(?P<range>[^;:A-Z]{0,60}\d[^;:A-Z]{0,60}?)\s+"
                          rf"(?:(?:ber)?kategori\s+)?{_LABEL}(?=[;.,]|$)")
# "lebih dari 100% = sangat berhasil; 100% = berhasil; …"
_EQUALS = re.compile(r"(?:^|[;:,]\s|\bdan\s)(?P<range>[^;:=]{0,60}?\d[^;:=]{0,60}?)\s*=\s*(?:kategori\s+)?"
                     r"(?P<label>[A-Za-z]+(?: [A-Za-z]+)?)(?=[;.,]|$)")
# The edge that a class does not hold: "< 90", "lebih dari 100", "110 < x".
_SHUT = re.compile(rf"(?:(?<![<>≤≥=])[<>](?!=)|lebih dari|kurang dari|di ?atas|di ?bawah)\s*{NUMBER}|"
                   rf"{NUMBER}\s*<(?!=)\s*[x×]", re.I)
_POINT = re.compile(rf"\s*(?:dan\s+)?{NUMBER}\s*")
_GOOD = Cued(r"\b(?:baik|cukup|kurang|tinggi|rendah|sedang|berhasil|memuaskan|tercapai|buruk|hijau|kuning|merah)\b",
             "baik", "cukup", "kurang", "tinggi", "rendah", "sedang", "hasil", "muas", "capai", "buruk", "hijau",
             "kuning", "merah")
FEWEST = 3


class Class(NamedTuple):
    """One line of a scale; ``low`` and ``high`` are None where it is open, ``shut`` are those that it does not hold."""

    low: Decimal | None
    high: Decimal | None
    step: Decimal
    label: str
    value: Value
    shut: tuple[Decimal, ...] = ()


@once
def printed_scales(report: Report) -> list[list[Class]]:
    """The scales on the pages of ``report``."""
    return [*_in_text(report), *_in_tables(report), *_in_sentences(report)]


def own_scale(report: Report) -> list[list[Class]]:
    """The scale of the project's settings, which stands on no page."""
    own = [Class(s.low, s.high, Decimal(1), s.category, Value(s.category, ())) for s in report.settings.scale]
    return [own] if own else []


def _in_text(report: Report) -> Iterator[list[Class]]:
    """Runs of lines such as "80% - 100% = Baik"."""
    run: list[Class] = []
    for item in [*report.document.flow, None]:
        found = None
        if isinstance(item, Block) and item.kind != "toc" and len(item.text) < 90 and (m := LINE.match(item.text)):
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
        for pattern in (_LABEL_FIRST, _RANGE_FIRST, _EQUALS, _GRADE_LAST, _GRADE_IF):
            found = [_class(m["range"], label, value_of(block, m.start("range"), m.end("range")))
                     for m in pattern.finditer(block.text) if _GOOD.search(label := _label(m))]
            scale = [c for c in found if c is not None]
            if len(scale) >= FEWEST and len({plain(c.label) for c in scale}) == len(scale):
                yield scale
                break


def _label(m: re.Match[str]) -> str:
    return m["label"] or m["grade"]


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
    shut = tuple(number(m[1] or m[2]) for m in _SHUT.finditer(text))
    text = re.sub(r"(sampai(?: dengan)?|s\.?\s?/?\s?d\.?|[-–—])\s*(?:kurang dari|di ?bawah)\b", r"\1", text)
    if m := _RANGE.search(text):
        low, high = sorted((number(m[1]), number(m[2])))
        return Class(low, high, step(m[1], m[2]), label, value, shut)
    if m := _BELOW.search(text):
        edge = m[1] or m[2]
        return Class(None, number(edge), step(edge), label, value, shut)
    if m := _ABOVE.search(text):
        edge = m[1] or m[2]
        return Class(number(edge), None, step(edge), label, value, shut)
    if m := _POINT.fullmatch(text):
        return Class(number(m[1]), number(m[1]), step(m[1]), label, value)
    return None


# ---------------------------------------------------------------- what a scale says of a figure


def right_label(printed: Sequence[Sequence[Class]], value: Decimal, category: str, exact: bool = False) -> str | None:
    """The label that the scale with ``category`` gives ``value``, None when it is the stated one, or none is known. A
    value that is not ``exact`` may have been rounded onto the edge of a class."""
    stated = plain(category)
    answers = []
    for scale in printed:
        labels = {name for c in scale for name in names_of(c)}
        if stated not in labels:
            continue
        holding = fitting(scale, value, exact)
        if not holding or any(stated in names_of(c) for c in holding):
            return None
        answers.append(holding[0].label)
    return answers[0] if answers else None


def names_of(one: Class) -> set[str]:
    """What a class is called: "Sangat Tinggi / Sangat Baik" has two names."""
    return {plain(part) for part in (one.label, *one.label.split("/"))}


def fitting(scale: Sequence[Class], value: Decimal, exact: bool) -> list[Class]:
    """The classes of ``scale`` that hold ``value``; the best where it is above all."""
    holding = [c for c in scale if (c.low is None or value >= c.low) and (c.high is None or value <= c.high)]
    if exact and (within := [c for c in holding if value not in c.shut]):
        return within
    if not holding and value > max((c.high for c in scale if c.high is not None), default=value):
        return [max(scale, key=lambda c: c.low if c.low is not None else Decimal(-1))]  # above 100: the best
    return holding
