"""STR107: references of the text to what is not in the report."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lkj_audit import facts
from lkj_audit.checks.judging import certainty, completeness, graded
from lkj_audit.checks.registry import CHECKED, Outcome, rule
from lkj_audit.checks.struktur.nomor_judul import TABLES
from lkj_audit.model import Block, CrossReference, Document, Evidence, Finding, NotEvaluated, Report, Table
from lkj_audit.normalize.outline.numerals import roman
from lkj_audit.normalize.outline.phrases import says
from lkj_audit.normalize.outline.pointers import Reference, named_pointers, part_pointers
from lkj_audit.normalize.outline.printed_numbers import printed_numbers
from lkj_audit.normalize.outline.skeleton import Skeleton, skeleton
from lkj_audit.normalize.text.cued import Cued
from lkj_audit.normalize.text.cues import value_of
from lkj_audit.normalize.text.plain import plain
from lkj_audit.normalize.text.references import elsewhere

_CHAPTER = Cued(r"\b(?i:pada|dalam|di|lihat|ke)\s+((?i:bab)\s+([IVX]+|\d))(?![\w-]|\.\w)", "bab", flags=0)
_ABOVE = Cued(r"\b([A-Z][\w-]+(?:[ -][A-Z][\w-]+)?)\s+tersebut\s+di\s?atas\b", "tersebut", flags=0)


_OF_ANOTHER = re.compile(r"\W*(?:huruf|pasal|bagian|UUD|(?:tentang|buku|naskah|undang)\b)", re.I)


@rule("STR107", "rujukan-buntu", "warning")
def dead_references(report: Report) -> Iterator[Outcome]:
    """The text refers to a table, figure, annex, form or regulation that is not there."""
    document = report.document
    bones = skeleton(document)
    sure = completeness(document)
    looked = False
    numbers = printed_numbers(document)
    for ref, said in _numbered(report, bones):
        looked = True
        yield CHECKED
        if not _is_there(said, numbers):
            # the caption of a figure may be part of the picture
            yield _finding(document, ref, "nomor", min(0.85 if said.label in TABLES else 0.7, sure - 0.05))
    for ref, there in _chapters(document, bones):
        looked = True
        yield CHECKED
        if not there:
            yield _finding(document, ref, "nomor", min(0.7, sure))
    for ref, name in named_pointers(document):
        looked = True
        yield CHECKED
        if not _stands(document, bones, ref, name):
            yield _finding(document, ref, "nama", 0.55)
    for ref, words in part_pointers(document):
        looked = True
        yield CHECKED
        if not _held(report, ref, words):
            yield _finding(document, ref, "bagian", min(0.65, sure))
    for ref, words in _above(document):
        looked = True
        yield CHECKED
        if not any(isinstance(b, Block) and says(plain(b.text), words) for b in document.flow[:ref.index]) and not says(
                plain(_block(document, ref).text[:ref.start]), words):
            yield _finding(document, ref, "di-atas", min(0.8, sure))
    if not looked:
        yield NotEvaluated("STR107", "no-reference")


def _paragraphs(document: Document) -> Iterator[tuple[int, Block]]:
    return ((i, b) for i, b in enumerate(document.flow) if isinstance(b, Block) and b.kind == "paragraph")


def _numbered(report: Report, bones: Skeleton) -> Iterator[tuple[Reference, CrossReference]]:
    return ((Reference(r.block, r.start, r.start + len(r.value.text), r.value.text), r) for r in report.references
            if not bones.listed(r.block) and r.block not in bones.outline)


def _chapters(document: Document, bones: Skeleton) -> Iterator[tuple[Reference, bool]]:
    """The chapters that a paragraph points to, and whether they are there; nothing where the chapters found do not go
    from the first to the one that closes the report."""
    numbers = [c.number for c in bones.chapters]
    closed = numbers == list(range(1, len(numbers) + 1)) and len(numbers) > 2 and "penutup" in plain(
        bones.chapters[-1].title)
    for i, block, m in _CHAPTER.over(document) if closed else ():
        if block.kind == "paragraph" and i not in bones.outline and not bones.listed(i) and not (
                elsewhere().match(block.text[m.end():]) or _OF_ANOTHER.match(block.text, m.end())):
            yield Reference(i, m.start(1), m.end(1), m[1]), (int(m[2]) if m[2].isdigit() else roman(m[2])) in numbers


def _same_series(label: str) -> tuple[str, ...]:
    """Labels that count together: kinds of figure may; a heading without label may be the caption of a table."""
    if label in TABLES:
        return ("Tabel", "Table", "")
    return ("Lampiran",) if label == "Lampiran" else ("Gambar", "Grafik", "Bagan", "Diagram", "Foto", "")


def _is_there(said: CrossReference, numbers: set[tuple[str, str]]) -> bool:
    """Whether something bears the number. A number without label is a caption only where those of its chapter have no
    labels: else it is that of a section."""
    labels, chapter = _same_series(said.label), said.number.rpartition(".")[0]
    labelled = bool(chapter) and any(label and label in labels and n.rpartition(".")[0] == chapter
                                     for label, n in numbers)
    return any((label, said.number) in numbers for label in labels if label or not labelled)


def _stands(document: Document, bones: Skeleton, ref: Reference, name: str) -> bool:
    """Whether ``name`` stands somewhere as a title: for an annex, after the chapters."""
    words = plain(re.sub(r"\s+(?:pada|untuk|dan|atas|di)$", "", name))
    first = bones.annex if ref.name.casefold().startswith("lampiran") else 0
    if first == len(document.flow):
        first = 0
    for i in range(first, len(document.flow)):
        item = document.flow[i]
        if i == ref.index or bones.listed(i):
            continue
        text = item.text if isinstance(item, Block) else " ".join((item.caption or "", *item.header))
        if (isinstance(item, Table) or len(text) < 150) and words in plain(text):
            return True
    return False


def _held(report: Report, ref: Reference, words: tuple[str, ...]) -> bool:
    """Whether the report speaks of it anywhere else."""
    if any(t.kind == word for t in report.tables for word in words):
        return True
    texts = (item.text if isinstance(item, Block) else " ".join((item.caption or "", *item.header))
             for i, item in enumerate(report.document.flow) if i != ref.index)
    return any(says(plain(text), words) for text in texts)


def _above(document: Document) -> Iterator[tuple[Reference, tuple[str, ...]]]:
    """Regulations that a sentence says were named above."""
    for i, block, m in _ABOVE.over(document):
        for words in facts.structure()["peraturan"].values() if block.kind == "paragraph" else ():
            if says(plain(m[1]), words):
                start = max(0, block.text.rfind(" ", 0, max(0, m.start() - 1)))
                yield Reference(i, start + bool(start), m.end(), m[1]), tuple(words)


def _block(document: Document, ref: Reference) -> Block:
    block = document.flow[ref.index]
    assert isinstance(block, Block)
    return block


def _finding(document: Document, ref: Reference, variant: str, most: float) -> Finding:
    evidence = (Evidence("stated", value_of(_block(document, ref), ref.start, ref.end)),)
    sure = certainty(most, evidence)
    return Finding("STR107", graded("warning", sure), sure, {"rujukan": ref.name}, evidence, item=plain(ref.name),
                   column=variant, variant=variant)
