"""STR102, STR103: the numbers of tables and of figures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, TypeGuard

from lkj_audit.checks.judging import completeness, graded
from lkj_audit.checks.registry import CHECKED, Outcome, rule
from lkj_audit.checks.struktur.awalan import number_of, printed, strayed
from lkj_audit.checks.struktur.tempat import misplaced
from lkj_audit.model import Block, Document, Evidence, Finding, NotEvaluated, Report, Table
from lkj_audit.normalize.outline.numerals import roman, stands_in
from lkj_audit.normalize.text.cues import of_block
from lkj_audit.normalize.text.plain import plain
from lkj_audit.normalize.text.references import plain_number

TABLES: Final = ("Tabel", "Table")
# "Tabel 3.2 di atas menunjukkan …" begins a sentence; it is no caption.
_SENTENCE = re.compile(
    r"^\W*(?:di\s?atas|di\s?bawah|berikut|tersebut|dapat|menunjukkan|menjelaskan|menggambarkan|menyajikan|memuat|"
    r"memperlihatkan|merupakan|adalah|ini\b|dan\b|serta\b|maka\b|terlihat|diketahui)", re.I)
CONTINUED = re.compile(r"\blanjutan\b|\bsambungan\b", re.I)
LIST_OF = re.compile(r"^\W*DAFTAR\s+(?:ISI|TABEL|GAMBAR|GRAFIK|BAGAN|DIAGRAM|FOTO|LAMPIRAN)\b", re.I)
_ANNEX = re.compile(r"^\W*LAMPIRAN\b", re.I)
_FIGURE_WORD = re.compile(r"^\W*(?:grafik|gambar|bagan|diagram|foto)\b", re.I)
# A gap of more numbers than this is another way of numbering.
WIDEST_GAP = 3


@dataclass(frozen=True, slots=True)
class Caption:
    """A caption's place in the numbering: "Tabel 3.2" in the chapter that began at ``chapter`` is 2 in series "3"."""

    block: Block
    index: int
    label: str
    number: str
    series: tuple[str, ...]
    value: int
    title: str
    part: int
    chapter: int


@rule("STR102", "nomor-tabel", "warning")
def table_numbers(report: Report) -> Iterator[Outcome]:
    """The number of a table is used twice or skipped. Numbering may start anew in each chapter and in an annex."""
    found = [c for c in _captions(report.document) if c.label in TABLES]
    yield from _numbering("STR102", report, found, "Tabel", [])


@rule("STR103", "nomor-gambar", "warning")
def figure_numbers(report: Report) -> Iterator[Outcome]:
    """The number of a figure is used twice or skipped, or belongs to another section. Kinds of figure may share one
    numbering."""
    figures = [c for c in _captions(report.document) if c.label not in TABLES]
    if not figures:
        yield NotEvaluated("STR103", "no-caption")
    for label in dict.fromkeys(c.label for c in figures):
        yield from _numbering("STR103", report, [c for c in figures if c.label == label], label, figures)
    strange = misplaced(report.document, [(c.index, c.number) for c in figures])
    yield from (_misplaced(c, strange[c.index]) for c in figures if c.index in strange)


def _numbering(code: str, report: Report, captions: list[Caption], label: str,
               shared: list[Caption]) -> Iterator[Outcome]:
    if not captions:
        yield NotEvaluated(code, "no-caption")
        return
    sure = completeness(report.document)
    strays = strayed(report.document, [(c.index, n) for c in captions if (n := number_of(c.number))])
    yield from (_strayed(code, label, c, printed(strays[c.index]), min(sure, 0.85)) for c in captions
                if c.index in strays)
    for series in _series([c for c in captions if c.index not in strays]):
        yield from [CHECKED] * len(series)
        yield from (_repeated(code, label, twins, sure) for twins in _twins(series))
        for before, after, missing in _gaps(series):
            if not re.fullmatch(r"(?:(?:\d+|[IVXLC]+)\.)*\d+", after.number):
                break  # the number of a form, or a letter
            others = {(c.part, printed(strays.get(c.index, ())) or c.number) for c in (*shared, *captions)} | {
                (c.part, ".".join(c.series)) for c in captions}
            number = ".".join((*after.series, str(missing)))
            if (after.part, number) not in others and not stands_in(number, report.document.flow, label):
                yield _skipped(code, label, before, after, number, min(sure, 0.9))


def _captions(document: Document) -> Iterator[Caption]:
    """The numbered captions of the body and the annexes; lines of a list of tables and sentences are left out."""
    part = chapter = last_chapter = 0
    listing = False
    decimal_tables = any(isinstance(b, Block) and b.kind == "caption" and b.label in TABLES and "." in b.number
                         for b in document.flow)
    for i, item in enumerate(document.flow):
        if not isinstance(item, Block):
            continue
        if item.kind == "heading":
            listing = bool(LIST_OF.match(item.text))
            if item.level == 1 and (value := _chapter(item.number)):
                part, chapter = part + (value < last_chapter and value == 1), i
                last_chapter = value
            elif _ANNEX.match(item.text):
                part, chapter, last_chapter = part + 1, i, 99
        elif item.kind == "paragraph" and LIST_OF.match(item.text) and len(item.text) < 40:
            listing = True
        bare = bare_caption(document, i) if decimal_tables else None
        label, number = (item.label or "Tabel", item.number) if item.kind == "caption" else bare or ("", "")
        if listing or not number:
            continue
        title = item.text.split(number, 1)[-1].strip(" .:-–") or _line_after(document, i)
        if _SENTENCE.match(title) or CONTINUED.search(item.text):
            continue
        *series, last = plain_number(number).split(".")
        if last.isdigit() or series:
            value = int(last) if last.isdigit() else ord(last)
            yield Caption(item, i, label, ".".join((*series, last)), tuple(series), value, title, part, chapter)


def _line_after(document: Document, index: int) -> str:
    """The title of a caption that is printed on a line of its own."""
    following = document.flow[index + 1] if index + 1 < len(document.flow) else None
    return following.text if isinstance(following, Block) and len(following.text) < 200 else ""


def _chapter(number: str) -> int:
    digits = number.removeprefix("BAB").strip()
    return int(digits) if digits.isdigit() else roman(digits) if re.fullmatch("[IVXLC]+", digits) else 0


def bare_caption(document: Document, index: int) -> tuple[str, str] | None:
    """("Tabel", "2.2") for a heading such as "2.2 Perjanjian Kinerja" that is a caption without the word: a table
    follows it at once, and no other heading of that chapter is numbered so."""
    item = document.flow[index]
    if not _decimal_heading(item) or not _before_table(document, index):
        return None
    chapter = item.number.split(".")[0]
    sections = any(_decimal_heading(b) and b.number.split(".")[0] == chapter and not _before_table(document, j)
                   for j, b in enumerate(document.flow))
    return None if sections else ("Tabel", item.number)


def _decimal_heading(item: Block | Table) -> TypeGuard[Block]:
    return (isinstance(item, Block) and item.kind == "heading" and bool(re.fullmatch(r"\d+(?:\.\d+)+", item.number))
            and not names_figure(item))


def _before_table(document: Document, index: int) -> bool:
    return index + 1 < len(document.flow) and isinstance(document.flow[index + 1], Table)


def names_figure(block: Block) -> bool:
    """Whether a numbered line is a figure's caption with the words in another order: "3.1 Grafik Realisasi"."""
    return bool(_FIGURE_WORD.match(block.text.removeprefix(block.number)))


def _series(captions: Sequence[Caption]) -> list[list[Caption]]:
    """Captions that count together. Plain numbers may begin again at 1 in a later chapter."""
    out: dict[tuple[int, tuple[str, ...], int], list[Caption]] = {}
    run: dict[tuple[int, tuple[str, ...]], int] = {}
    for c in captions:
        key = (c.part, c.series)
        current = out.get((*key, run.get(key, 0)))
        if current and not c.series and c.value == 1 and c.chapter != current[-1].chapter:
            run[key] = run.get(key, 0) + 1
        out.setdefault((*key, run.get(key, 0)), []).append(c)
    return list(out.values())


def _twins(series: list[Caption]) -> Iterator[list[Caption]]:
    """Captions with one number and different titles; the same title again is a table that goes on."""
    for value in dict.fromkeys(c.value for c in series):
        titles: dict[str, Caption] = {}
        for c in series:
            if c.value == value:
                titles.setdefault(plain(c.title), c)
        if len(titles) > 1:
            yield list(titles.values())


def _gaps(series: list[Caption]) -> Iterator[tuple[Caption, Caption, int]]:
    """The captions around each missing number, and the number."""
    first = {c.value: c for c in reversed(series)}
    present = sorted(first)
    for low, high in pairwise(present):
        if high - low == 2 or (len(present) > 2 and 2 < high - low <= WIDEST_GAP + 1):
            yield from ((first[low], first[high], n) for n in range(low + 1, high))


def _repeated(code: str, label: str, twins: list[Caption], sure: float) -> Finding:
    first, second, *_ = twins
    sure = round(min(sure, *(of_block(c.block).confidence for c in twins)), 2)
    return Finding(code, graded("warning", sure), sure,
                   {"nomor": f"{label} {first.number}", "judul": first.title or first.block.text,
                    "judul_lain": second.title or second.block.text, "kali": len(twins)},
                   tuple(Evidence("stated" if i else "context", of_block(c.block)) for i, c in enumerate(twins)),
                   item=f"{label} {first.number}", column="ganda", kind="lampiran" if first.part else "",
                   variant="ganda")


def _skipped(code: str, label: str, before: Caption, after: Caption, number: str, sure: float) -> Finding:
    sure = round(min(sure, *(of_block(c.block).confidence for c in (before, after))), 2)
    return Finding(code, graded("warning", sure), sure,
                   {"nomor": f"{label} {number}", "sebelum": f"{label} {before.number}",
                    "sesudah": f"{label} {after.number}"},
                   (Evidence("context", of_block(before.block)), Evidence("stated", of_block(after.block))),
                   item=f"{label} {number}", column="lompat", kind="lampiran" if after.part else "", variant="lompat")


def _strayed(code: str, label: str, caption: Caption, number: str, sure: float) -> Finding:
    sure = round(min(sure, of_block(caption.block).confidence), 2)
    return Finding(code, graded("warning", sure), sure,
                   {"nomor": f"{label} {caption.number}", "seharusnya": f"{label} {number}"},
                   (Evidence("stated", of_block(caption.block)),), item=f"{label} {caption.number}", column="awalan",
                   kind="lampiran" if caption.part else "", variant="awalan")


def _misplaced(caption: Caption, heading: Block) -> Finding:
    return Finding("STR103", "warning", 0.85,
                   {"nomor": f"{caption.label} {caption.number}", "bagian": heading.text},
                   (Evidence("stated", of_block(caption.block)), Evidence("context", of_block(heading))),
                   item=f"{caption.label} {caption.number}", column="tempat", variant="tempat")
