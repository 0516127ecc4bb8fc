"""ARI106: which row of a table is said to have the most or the least: "Kunjungan tertinggi terjadi pada bulan Mei"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from lkj_audit.checks.judging import graded, name_of
from lkj_audit.model import Block, Evidence, Finding, Report, TypedTable
from lkj_audit.normalize.figures.numbers import parse
from lkj_audit.normalize.tables.totals import figure, is_share, is_total
from lkj_audit.normalize.text.cued import Cued
from lkj_audit.normalize.text.cues import value_of
from lkj_audit.normalize.text.plain import plain
from lkj_audit.normalize.text.sentences import sentence_at

_MOST: Final = Cued(
    r"\b(?P<way>(?P<most>tertinggi|terbanyak|terbesar|paling (?:tinggi|banyak|besar))|"
    r"terendah|tersedikit|terkecil|paling (?:rendah|sedikit|kecil))\b"
    r"[^.;,\d]{0,60}?\b(?:adalah|yaitu|yakni|ialah|di|dari|pada|oleh|bulan)\s+(?:(?P<kind>di|pada|oleh|bulan|kecamatan|kelurahan|"
    r"desa|provinsi|kabupaten|kota|puskesmas|jenis|sektor|bidang)\s+)*"
    r"(?P<name>(?-i:[A-Z])[\w'/-]*(?:\s(?-i:[A-Z])[\w'/-]*){0,4}|[a-z][\w'/-]*(?:\s[a-z][\w'/-]*){0,5})",
    "tertinggi", "terbanyak", "terbesar", "terendah", "tersedikit", "terkecil", "paling")
# What no column of the table gives, or what says that there are others.
_DERIVED: Final = re.compile(r"\b(?:kepadatan|rasio|laju|pertumbuhan|rata-rata|kenaikan|penurunan|peningkatan|selisih|"
                             r"salah satu|kedua|ketiga|urutan|triwulan|semester|target|penyumbang)\b", re.I)
_SHARE: Final = re.compile(r"\b(?:persentase|persen|cakupan|capaian|penyerapan|serapan)\b", re.I)
_RESULT: Final = re.compile(r"(?:jumlah|nilai|rata rata|rerata|indeks|mutu|kinerja|ikm|skm|konversi|hasil)\b")
_TOLD: Final = re.compile(r",?\s*(?:yaitu|yakni|sebesar|sebanyak|dengan(?:\s+(?:nilai|skor|jumlah))?)\s+"
                          r"(?P<n>\d{1,3}(?:\.\d{3})*(?:,\d+)?)(?![\w.,]*\d)", re.I)
FEWEST: Final = 3  # characters of a figure that is no other by chance
_NEAR = 4  # items of the flow between the text and its table
_LEAST = 4  # rows among which one is the first


def outermost(report: Report) -> Iterator[Finding | None]:
    """For each row said to have the most or the least in a column that the sentence names, None, or the finding that
    another has."""
    tables = [t for t in report.tables if t.kind in ("lain", "skm", "multi_tahun") and len(t.table.rows) >= _LEAST]
    for index, block, m in _MOST.over(report.document) if tables else ():
        start, _ = sentence_at(block.text, m.start())
        subject = block.text[start:m.start()]
        years = set(re.findall(r"\b20\d\d\b", subject))
        if block.kind != "paragraph" or _DERIVED.search(subject) or (years and str(report.identity.year) not in years):
            continue
        for typed in tables:
            if abs(report.document.positions[typed.id] - index) <= _NEAR:
                yield from _compare(typed, block, m, subject)


def _compare(typed: TypedTable, block: Block, m: re.Match[str], subject: str) -> Iterator[Finding | None]:
    rows = {plain(c.text): r for r, row in enumerate(typed.table.rows) if not any(is_total(c.text) for c in row)
            and not (typed.kind == "skm" and any(_RESULT.match(plain(c.text)) for c in row))
            for c in row[:3] if any(ch.isalpha() for ch in c.text)}
    said = plain(m["name"]).split()
    names = [" ".join(said[:n]) for n in range(len(said), 0, -1)]
    row = next((rows[name] for name in (*(f"{plain(m['kind'] or '')} {name}" for name in names), *names)
                if name in rows), None)
    columns = _columns(typed, block, m, subject, set(rows.values()))
    found = [(c, ranked) for c in columns if len(ranked := _ranked(typed, c, set(rows.values()))) >= _LEAST
             and row in {r for _, r in ranked}]
    if row is None or not found:
        return
    yield None
    ends = [(max if m["most"] else min)(n for n, _ in ranked) for _, ranked in found]
    if not any((end, row) in ranked for end, (_, ranked) in zip(ends, found, strict=True)):
        right = next(r for n, r in found[0][1] if n == ends[0])
        yield _finding(typed, block, m, row, right, found[0][0])


def _columns(typed: TypedTable, block: Block, m: re.Match[str], subject: str, rows: set[int]) -> list[int]:
    """The columns that the sentence ranks: those it names, or the one whose figure it gives; of a table of several
    years only this one."""
    named: list[int] = []
    if typed.kind != "multi_tahun":
        named = [c for c in range(len(typed.roles)) if _is_meant(typed, c, subject) and _ranked(typed, c, rows)]
        named = named or _of_caption(typed, subject)
    return named or _of_figure(typed, block, m, rows)


def _is_meant(typed: TypedTable, column: int, subject: str) -> bool:
    """Whether the column is one of figures that the words before the superlative name."""
    if is_share(typed, column) and _SHARE.search(subject):
        return True
    words = {w for w in plain(subject).split() if len(w) > 4}
    return typed.roles[column] not in ("no", "kode") and bool(words & set(plain(typed.table.header[column]).split()))


def _of_caption(typed: TypedTable, subject: str) -> list[int]:
    """The column of totals of a table whose caption has a word of the ``subject``, or else all that count."""
    words = {w for w in plain(subject).split() if len(w) > 6}
    if words.isdisjoint(plain(typed.table.caption or "").split()):
        return []
    counts = [c for c, role in enumerate(typed.roles) if role not in ("no", "kode", "tahun") and not is_share(typed, c)]
    return [c for c in counts if plain(typed.table.header[c]) in ("jumlah", "total")] or counts


def _of_figure(typed: TypedTable, block: Block, m: re.Match[str], rows: set[int]) -> list[int]:
    """The column whose first or last figure is the one told behind the name: "…, yaitu 1,82"."""
    told = _TOLD.match(block.text, m.end())
    stated = parse(told["n"]) if told else None
    if stated is None or stated.value is None or len(told["n"] if told else "") < FEWEST:
        return []
    end = max if m["most"] else min
    return [c for c in range(len(typed.roles)) if typed.roles[c] not in ("no", "kode") and len(
        ranked := _ranked(typed, c, rows)) >= _LEAST and end(n for n, _ in ranked) == stated.value]


def _ranked(typed: TypedTable, column: int, rows: set[int]) -> list[tuple[Decimal, int]]:
    return [(q.value, r) for r in rows if (q := figure(typed, r, column)) is not None and q.value is not None]


def _finding(typed: TypedTable, block: Block, m: re.Match[str], row: int, right: int, column: int) -> Finding:
    said = value_of(block, *m.span("name"))
    named, other = (typed.value(r, column) for r in (row, right))
    label = next(c.text for c in typed.table.rows[right] if sum(ch.isalpha() for ch in c.text) > 1)
    confidence = 0.8 * min(said.confidence, named.confidence, other.confidence)
    return Finding(
        "ARI106", graded("error", confidence), confidence,
        {"name": name_of(typed), "said": m["name"], "way": m["way"], "figure": named.text,
         "row": " ".join(label.split()), "other": other.text, "page": said.places[0].page,
         "other_page": other.places[0].page},
        (Evidence("stated", said), Evidence("context", named), Evidence("expected", other)), item=name_of(typed),
        column=typed.table.header[column].strip(), kind="narasi", variant="ujung")
