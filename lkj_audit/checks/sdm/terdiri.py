"""SDM101: a number of people or things that its sentence divides: "118 jiwa, terdiri dari 60 pria dan 58 …"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from decimal import Decimal
from itertools import accumulate

from lkj_audit.checks.judging import graded
from lkj_audit.model import Block, Evidence, Finding, Quantity, Report, Value
from lkj_audit.normalize.figures.sums import Summed, sums_of_things
from lkj_audit.normalize.text.cues import value_of
from lkj_audit.normalize.text.sentences import sentences

_N = r"(?P<n>\d{1,3}(?:\.\d{3})+|\d{1,6})(?![\d%]|[.,/-]\d)(?:\s*\([^()\d]{2,60}\))?"
_WHOLE = re.compile(rf"(?<![\w.,/-]){_N}(?P<noun>\s+[a-z][^\d.;:]{{2,90}}?)(?:[\s,]+(?:yang\s+|dan\s+)?"
                    r"(?:terdiri\s+(?:dari|atas)|yaitu|yakni|meliputi|dengan\s+(?:pe)?rincian)\s*:?\s+|\s*:\s+(?=\d))",
                    re.I)
# "Kelompok tersebut terdiri atas …": the number of them was told in the sentence before.
_OF_THESE = re.compile(r"(?:seluruh\s+|semua\s+)?(?P<noun>[a-z]{3,})(?:\s+[a-z]+){0,3}?\s+(?:tersebut|itu)\s+"
                       r"terdiri\s+(?:dari|atas)\s+", re.I)
_NUMBER_FIRST = re.compile(rf"(?:sebanyak\s+|sejumlah\s+)?{_N}\s+(?P<what>[A-Za-z][^\d:]{{1,60}})")
_NUMBER_LAST = re.compile(rf"(?P<what>[A-Za-z][^\d:]{{1,60}}?)\s+(?:sebanyak\s+|sejumlah\s+|berjumlah\s+)?{_N}"
                          r"(?:\s+(?P<tail>[a-z]{3,}))?")
_UNITS = frozenset(("orang", "jiwa", "unit", "buah", "pegawai"))
_PARTED = re.compile(r",?\s+(?:dan|serta)\s+(?=\D{0,60}\d)|,\s+(?:dan\s+|serta\s+)?")
_ON_TO = re.compile(r",?\s+(?:dan|serta|yang)\s+(?:dilayani|tersebar|ditempatkan|didukung|melayani|dibantu)\b", re.I)
_GOES_ON = re.compile(r",?\s+(?:sebagaimana|seperti|sehingga|karena|yang\s+(?:dapat|selengkapnya|tersebar))\b"
                      r"(?:\D|(?:tabel|gambar|grafik|lampiran)\s+[\d.]+|\d+(?:,\d+)?\s?(?:%|persen\b))*$", re.I)
_NOT_ALL = re.compile(r"\b(?:di ?antara(?:nya)?|antara lain|termasuk|sebagian|salah satu|sisanya|masing-masing|"
                      r"target)\b", re.I)
# What a sum is said to be of: "dengan total peserta …" after villages is none of theirs.
_NAMED = re.compile(r"\b(?:total|jumlah|berjumlah|(?:ke)?seluruhan(?:nya)?|seluruh(?:nya)?|beban)\b(?P<what>.*)$",
                    re.I | re.S)
_PLAIN = frozenset((
    "total", "jumlah", "seluruhnya", "keseluruhan", "keseluruhannya", "sebanyak", "sejumlah", "menjadi", "adalah",
    "ada", "berjumlah", "mencapai", "semua", "yaitu", "yang", "kedua", "ketiga", "tersebut", "asn", "pegawai",
    "personel", "personil", "seluruh"))
CLOSE = Decimal("0.2")  # of the whole: parts that miss it by more are parts of something else
FAR = Decimal("0.5")  # unless it is said to consist of them
_ALL_OF_IT = re.compile(r"\bterdiri\b", re.I)


def divided(report: Report) -> Iterator[Finding | None]:
    """For each number that its sentence divides completely, None, or what is wrong. Numbers of staff by known groups
    are left to those who know them."""
    known: dict[str, set[int]] = {}
    for count in report.staff:
        if count.dimension != "total":
            known.setdefault(count.set_id, set()).add(count.count)
    for index, block in report.document.holding("terdiri", "yaitu", "yakni", "meliputi", "rincian",
                                                  "orang:"):
        if block.kind != "paragraph":
            continue
        last = 0
        for start, end in sentences(block.text):
            said, before = block.text[start:end], last
            wholes, these, last = list(_WHOLE.finditer(said)), _OF_THESE.match(said), start
            staff = known.get(f"text:{index}:{start}", set())
            if _NOT_ALL.search(said):
                continue
            for whole in wholes:
                yield from _compare(block, start, said, whole, staff)
            if not wholes and these and before < start and len(staff) < 2:
                yield from _compare_with_last(block, before, start, end, these)


def summed_up(report: Report) -> Iterator[Finding | None]:
    """The same for each number that its sentence comes to by adding up: "45 pria dan 75 wanita, seluruhnya …"."""
    for told in sums_of_things(report.document):
        if told.holds or (told.is_near and _of_one_kind(told)):
            yield None if told.holds else _finding(told.total, list(told.parts), told.nouns[0 if told.first else -1])


def _of_one_kind(told: Summed) -> bool:
    """Whether what is counted in the sum is what its parts count, or a name for all of them."""
    whole, *parts = told.nouns if told.first else told.nouns[::-1]
    said = _NAMED.search(told.gaps[-1]) if not told.first else None
    named = set(re.findall(r"[^\W\d]+", said["what"].casefold())) if said else set()
    before = {*re.findall(r"[^\W\d]+", " ".join(told.gaps[:-1]).casefold()), *told.nouns}
    return whole != "" and (whole not in parts or not {p for p in parts if p} - {whole}) and named - _PLAIN <= before


def _compare(block: Block, start: int, said: str, whole: re.Match[str],
             staff: AbstractSet[int]) -> Iterator[Finding | None]:
    parts = _parts(said, whole.end(), whole["noun"].split()[0])
    total, numbers = _number(whole), [int(n.replace(".", "")) for n, _, _ in parts]
    if len(parts) < 2 or total in list(accumulate(numbers))[1:-1]:
        return  # another breakdown follows the first
    if len(staff) > 1 and set(numbers) <= staff:
        return
    off = abs(sum(numbers) - total)
    far = off > max(Decimal(3), CLOSE * total)
    if far and not (_ALL_OF_IT.search(whole[0]) and off <= FAR * total):
        return
    yield None
    if off:
        stated = _value(block, start, whole.start("n"), whole["n"])
        yield _finding(stated, [_value(block, start, at, n) for n, at, _ in parts], whole["noun"].split()[0],
                       0.7 if far else 0.85)


def _compare_with_last(block: Block, before: int, start: int, end: int,
                       these: re.Match[str]) -> Iterator[Finding | None]:
    """The same where the sentence before has the number: the first of those it gives of these things, if none fits."""
    parts = _parts(block.text[start:end], these.end(), these["noun"])
    told = list(re.finditer(rf"(?<![\w.,/-]){_N}\s+{these['noun']}\b", block.text[before:start], re.I))
    found = sum(int(n.replace(".", "")) for n, _, _ in parts)
    if len(parts) < 2 or not told:
        return
    whole = next((m for m in told if _number(m) == found), told[0])
    off = abs(found - _number(whole))
    if off > max(Decimal(3), CLOSE * _number(whole)):
        return
    yield None
    if off:
        stated = _value(block, before, whole.start("n"), whole["n"])
        yield _finding(stated, [_value(block, start, at, n) for n, at, _ in parts], these["noun"].lower())


def _parts(said: str, at: int, noun: str) -> list[tuple[str, int, str]]:
    """The numbers of all parts of so many of ``noun`` with their place and what they count; none where the sentence
    goes on otherwise."""
    over = _GOES_ON.search(said, at) or _ON_TO.search(said, at)
    end = over.start() if over else len(said.rstrip(" .;"))
    edges = [at, *(m.end() for m in _PARTED.finditer(said, at, end))]
    ends = [*(m.start() for m in _PARTED.finditer(said, at, end)), end]
    for pattern in (_NUMBER_FIRST, _NUMBER_LAST):
        found = [pattern.fullmatch(said, a, b) for a, b in zip(edges, ends, strict=True)]
        tails = {m.groupdict().get("tail") for m in found if m} - {None, noun.casefold()}
        if all(found) and tails <= _UNITS:
            return [(m["n"], m.start("n"), m["what"]) for m in found if m]
    return []


def _number(match: re.Match[str]) -> int:
    return int(match["n"].replace(".", ""))


def _value(block: Block, start: int, at: int, text: str) -> Value:
    at += start
    return value_of(block, at, at + len(text), Quantity(text, Decimal(text.replace(".", ""))))


def _finding(stated: Value, parts: list[Value], noun: str, sure: float = 0.85) -> Finding:
    numbers = [p.number or Decimal(0) for p in parts]
    given, expected = stated.number or Decimal(0), sum(numbers, Decimal(0))
    confidence = sure * min(v.confidence for v in (stated, *parts))
    return Finding(
        "SDM101", graded("error", confidence), confidence,
        {"population": noun, "stated": given, "expected": expected, "difference": abs(given - expected),
         "parts": " + ".join(p.text for p in parts), "page": stated.places[0].page},
        (Evidence("stated", stated), *(Evidence("part", p) for p in parts)), item=noun, column="jumlah", kind="narasi",
        expected=expected, stated=given, difference=given - expected, variant="kalimat")
