"""ARI106: how many of a thing there are said to be in all, and how many the table lists that has a row for each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from typing import Final, NamedTuple

from lkj_audit.checks.aritmetika.totals import NO_SUMS
from lkj_audit.checks.judging import graded, name_of
from lkj_audit.model import Block, Evidence, Finding, Quantity, Report, Table, TypedTable, Value
from lkj_audit.normalize.figures.terbilang import number_of
from lkj_audit.normalize.linking.indicators import INDICATOR_KINDS
from lkj_audit.normalize.tables.totals import figure, is_total, total_rows
from lkj_audit.normalize.text.cued import Cued
from lkj_audit.normalize.text.cues import value_of
from lkj_audit.normalize.text.plain import plain
from lkj_audit.normalize.text.sentences import sentence_at

# What a whole is made up of, and the things that are counted one after the other: "15 kecamatan, 236 desa, dan 29 …".
_WHOLE: Final = Cued(
    r"\b(?:terdiri (?:dari|atas)|terbagi (?:atas|menjadi|dalam|ke dalam)|membawahi|membawahkan|dilayani(?: oleh)?|"
    r"(?P<weak>meliputi|mencakup|berasal dari|tersebar di|memiliki|mempunyai|terdapat))\s+"
    r"(?:sebanyak |sejumlah )?(?=\d|[a-z])",
    "terdiri", "terbagi", "meliputi", "mencakup", "membawah", "dilayani", "berasal", "tersebar", "memiliki",
    "mempunyai", "terdapat")
_ITEM: Final = re.compile(r"(?P<said>(?P<number>\d{1,3}(?:\.\d{3})?|[a-z]{3,})\s*(?:\([^()\d]*\)\s*)?"
                          r"(?P<noun>[a-z]{2,}(?:[/ ][a-z]{2,}){0,2}))", re.I)
_NEXT: Final = re.compile(r"[^,.;\d]*?(?:,\s*(?:dan |serta )?|\s(?:dan|serta) )(?=\d|[a-z]+ \()", re.I)
# Not all of them: "12 kecamatan yang rawan", "12 kecamatan prioritas".
_SOME: Final = re.compile(r"\s*(?:yang (?!terdiri|terbagi|dilayani|tersebar|berasal|meliputi)|di ?antara|lain\w*|"
                          r"ter\w+|prioritas|lokus|sasaran|percontohan|rawan|dari)\b", re.I)
_PART_OF_THEM: Final = re.compile(r"\b(?:terpilih|sebagian|contoh|ter(?:besar|tinggi|banyak|rendah|kecil)|prioritas|"
                                  r"lokus|sampel|utama|beberapa)\b", re.I)
# What a weak verb must be said of, and of what no verb says the whole.
_OF_ALL: Final = re.compile(r"\b(?:wilayah|administrati\w*|\w*anggota\w*|jumlah (?:penduduk|pemilih|tps))\b", re.I)
_AN_ACTIVITY: Final = re.compile(
    r"\b(?:kegiatan|program|pelaksanaan|operasi|jaringan|bantuan|pembinaan|sosialisasi|peserta|panitia|tahap\w*|lokasi|"
    r"sampel|survei|bencana|banjir|kejadian|penerima|sasaran|pelatihan|lomba|kunjungan|zona|daerah pemilihan|dapil|"
    r"kelompok|tim|rawan|semula|sebelumnya)\b", re.I)
_NEAR = 4  # items of the flow between the text and a table that it introduces
_LEAST = 3  # rows that make a list
_OFF = Decimal("0.3")  # of the rows: a number that misses them by more counts something else


class _Listed(NamedTuple):
    """A table with one row for each of some things, and how many that are."""

    typed: TypedTable
    column: int
    number: int


def miscounted(report: Report) -> Iterator[Finding | None]:
    """For each number of things of which a table has a row each, None, or that they are more or fewer."""
    lists: dict[str, list[_Listed]] = {}
    flow = report.document.flow
    followed = {a.id: b.page for a, b in pairwise(flow) if isinstance(a, Table) and isinstance(b, Block)}
    for typed in report.tables:
        ended = followed.get(typed.id) == typed.table.pages[-1]  # else its rest may be lost on the next page
        for listed in _lists(typed, ended):
            lists.setdefault(plain(typed.table.header[listed.column]), []).append(listed)
    if not lists:
        return
    own = plain(report.identity.region_name) or "?"
    for index, block, m in _WHOLE.over(report.document):
        start, end = sentence_at(block.text, m.start())
        years, subject = set(re.findall(r"\b20\d\d\b", block.text[start:end])), block.text[start:m.start()]
        if block.kind != "paragraph" or (years and str(report.identity.year) not in years) or (
                _AN_ACTIVITY.search(subject) or (m["weak"] and not _OF_ALL.search(subject)
                                                 and not plain(subject).endswith(own))):
            continue
        for item in _items(block.text, m.end(), end):
            noun, known = _known(item["noun"], lists)
            number = number_of(item["number"].replace(".", ""))
            if not known or not number or _SOME.match(block.text[item.start("noun"):end][len(noun):]):
                continue
            counts = {x.number for x in known}
            if number in counts:
                yield None
            elif len(counts) == 1 and abs(number - known[0].number) <= max(Decimal(1), _OFF * known[0].number) and (
                    number < known[0].number or _is_complete(report, known, index)):
                at = item.start("said")
                stop = item.start("noun") + len(noun)
                said = value_of(block, at, stop, Quantity(block.text[at:stop], Decimal(number)))
                yield _finding(said, known[0], number)


def _is_complete(report: Report, known: list[_Listed], index: int) -> bool:
    """Whether the table shows that there are no more: another one lists as many, or it stands by the text and tells of
    no events, which need not be everywhere."""
    listed = known[0].typed
    near = abs(report.document.positions[listed.id] - index) <= _NEAR
    return len(known) > 1 or (near and not _AN_ACTIVITY.search(listed.table.caption or ""))


def _items(text: str, at: int, end: int) -> Iterator[re.Match[str]]:
    """The numbers of things one after the other from ``at``."""
    while item := _ITEM.match(text, at, end):
        yield item
        following = _NEXT.match(text, item.end("noun"), end)
        if following is None:
            return
        at = following.end()


def _known(noun: str, lists: dict[str, list[_Listed]]) -> tuple[str, list[_Listed]]:
    """As many words of ``noun`` as the heading of a list has, and the lists."""
    words = re.split(r"(?=[/ ])", noun)
    for n in range(len(words), 0, -1):
        said = "".join(words[:n])
        if found := lists.get(plain(said)):
            return said, found
    return "", []


def _lists(typed: TypedTable, ended: bool) -> Iterator[_Listed]:
    """The columns of words without a role, where the table seems to have a row for every one: it ends with a total, or,
    ``ended`` before its page does, its rows are numbered."""
    whole = any(certain for _, certain in total_rows(typed)) or (ended and "no" in typed.roles)
    if typed.kind in (*NO_SUMS, *INDICATOR_KINDS) or not whole or _PART_OF_THEM.search(typed.table.caption or ""):
        return
    rows = _rows(typed)
    for c, role in enumerate(typed.roles):
        named = [typed.table.rows[r][c].text.strip() for r in rows]
        if role in ("", "uraian") and len(plain(typed.table.header[c]).split()) in (1, 2) and len(rows) >= _LEAST and (
                all(any(ch.isalpha() for ch in t) for t in named) and all(figure(typed, r, c) is None for r in rows)):
            yield _Listed(typed, c, len({plain(t) for t in named}))


def _rows(typed: TypedTable) -> list[int]:
    """The rows that are no total; where rows are numbered, those with a number."""
    numbers = typed.col("no")
    return [r for r, row in enumerate(typed.table.rows) if not any(is_total(c.text) for c in row)
            and (numbers is None or row[numbers].text.strip())]


def _finding(said: Value, listed: _Listed, number: int) -> Finding:
    typed = listed.typed
    rows = [typed.value(r, listed.column) for r in _rows(typed)]
    confidence = 0.8 * min(said.confidence, *(v.confidence for v in rows))
    return Finding(
        "ARI106", graded("error", confidence), confidence,
        {"name": name_of(typed), "said": said.text, "stated": number, "expected": listed.number,
         "page": said.places[0].page, "other_page": rows[0].places[0].page},
        (Evidence("stated", said), *(Evidence("expected", v) for v in rows)), item=name_of(typed), column="jumlah",
        kind="narasi", expected=Decimal(listed.number), stated=Decimal(number),
        difference=Decimal(number - listed.number), variant="baris")
