"""ARI105: the letter and the word that the text gives the result of a satisfaction survey."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Final, NamedTuple

from lkj_audit import facts
from lkj_audit.checks.judging import graded
from lkj_audit.checks.registry import CHECKED, Outcome
from lkj_audit.model import Block, Evidence, Finding, Report, Value
from lkj_audit.normalize.figures.numbers import parse
from lkj_audit.normalize.figures.surveys import rated_tables
from lkj_audit.normalize.text.cued import Cued
from lkj_audit.normalize.text.cues import value_of
from lkj_audit.normalize.text.plain import plain
from lkj_audit.normalize.text.sentences import sentence_at

SINCE: Final = 2018  # the first year that went by PermenPANRB 14/2017
FACTOR: Final = Decimal(25)
_MARK: Final = Cued(r"\bmutu\s+(?:(?:unit|kinerja)\s+)?(?:pe)?layanan(?:nya)?\b[^.;\d]{0,90}?"
                    r"(?<!kelas )(?<!tipe )(?-i:\b(?P<letter>[ABCD])\b)[^\w(]{0,3}"
                    r"(?:\((?P<word>[^()\d]{4,20})\))?", "mutu")
# "nilai rata-rata unsur 3,386 atau 84,64 setelah dikonversi, dengan mutu B"
_BARE_MARK: Final = Cued(r"\b(?:ikm|skm|kepuasan|unsur|(?:di)?konversi(?:kan)?)\b[^.;]{0,160}?"
                         r"\b(?:ber|dengan\s+(?:nilai\s+)?)mutu\s+[\"“'(]?(?-i:(?P<letter>[ABCD]))\b"
                         r"[^\w(]{0,3}(?:\((?P<word>[^()\d]{4,20})\))?", "mutu")
# "IKM sebesar 83,20 dengan kategori Baik"
_WORDS: Final = r"(?P<word>sangat baik|kurang baik|tidak baik|baik)\b"
_WORD: Final = Cued(r"\b(?:ikm|skm|kepuasan\s+masyarakat)\b[^.;]{0,120}?\b(?:ber)?(?:kategori|"
                    r"predikat)\s+(?:kinerja\s+)?(?:(?-i:[ABCD])\s*(?=\(|atau\b))?(?:atau\s+)?"
                    r"[\"“'(]?" + _WORDS, "kategori", "predikat")
# "IKM sebesar 83,20 (Baik)"
_BEHIND: Final = Cued(r"\b(?:ikm|skm|kepuasan\s+masyarakat)\b[^.;]{0,120}?\d\s*\(\s*" + _WORDS + r"\s*\)",
                      "ikm", "skm", "kepuasan")
_MEASURED: Final = re.compile(r"\bcapaian\b|%|\bpersen\b", re.I)  # another scale than that of the surveys
_SCORE: Final = re.compile(r"(?<![\d.,])\d{1,3}(?:[.,]\d+)?"
                           r"(?![\d%]|[.,]\d|\s*%|\s+(?:orang|responden|unsur|kuesioner)\b)")
_OTHER: Final = re.compile(r"\b(?:target|sebelumnya|tahun lalu|interval|antara|skala|rentang|minimal)\b", re.I)
# Rows at the foot of a table of survey results: its result, and the mark that this has.
RESULT: Final = re.compile(r"\b(?:konversi|indeks kepuasan|nilai (?:ikm|skm)|(?:ikm|skm) unit|nik)\b")
_MARKED: Final = re.compile(r"\b(?:mutu|kinerja unit|kinerja pelayanan|kategori|predikat)\b")
_CELL: Final = re.compile(r"(?P<letter>[ABCD])(?:\s*\(\s*(?P<word>[^()\d]{4,20})\))?")
LETTER, WORD = 4, 5  # columns of the scale


class Marked(NamedTuple):
    """A score of 25 to 100 (or 1 to 4) in a sentence and the mark that it is given; ``right`` is what the scale gives
    it."""

    score: Value
    mark: Value
    stated: str
    right: str
    holds: bool
    column: str = "mutu"


def marks_in_text(report: Report) -> Iterator[Marked]:
    """"… 81,25 sehingga mutu pelayanan termasuk kategori B (Baik)", in reports by PermenPANRB 14/2017."""
    if (report.identity.year or 0) < SINCE:
        return
    for _, block, m in (*_MARK.over(report.document), *_BARE_MARK.over(report.document)):
        if scored := _score(block, m):
            yield _marked(scored, value_of(block, m.start(), m.end("letter")), m["letter"], LETTER)
            if m["word"] and any(plain(m["word"]) in words for words in facts.scales()["skm_14_2017"]["words"]):
                yield _marked(scored, value_of(block, *m.span("word")), m["word"], WORD)
    for _, block, m in (*_WORD.over(report.document), *_BEHIND.over(report.document)):
        start, _ = sentence_at(block.text, m.start())
        if not _MEASURED.search(block.text, start, m.end()) and (scored := _score(block, m)):
            yield _marked(scored, value_of(block, *m.span("word")), m["word"], WORD)


def marks_in_rows(report: Report) -> Iterator[Marked]:
    """"Nilai konversi: 81,25" and, in a row below it, "Mutu pelayanan: B (Baik)"."""
    if (report.identity.year or 0) < SINCE:
        return
    for typed in report.of_kind("skm"):
        score: Value | None = None
        for r, row in enumerate(typed.table.rows):
            label = plain(" ".join(c.text for c in row[:-1]))
            value, last = typed.value(r, len(row) - 1), row[-1].text.strip()
            if RESULT.search(label):
                found = parse(last)
                fits = found is not None and found.value is not None and 25 <= found.value <= 100
                score = replace(value, quantity=found) if fits else None
            elif score and _MARKED.search(label) and (m := _CELL.fullmatch(last)):
                letter = _marked(score, value, m["letter"], LETTER)
                yield letter
                if letter.holds and m["word"] and any(
                        plain(m["word"]) in words for words in facts.scales()["skm_14_2017"]["words"]):
                    yield _marked(score, value, m["word"], WORD)


def marks_beside_scores(report: Report, converted: Collection[str]) -> Iterator[Marked]:
    """The letters beside the scores of the tables that have no column of their conversion, all but those
    ``converted``."""
    if (report.identity.year or 0) < SINCE:
        return
    for typed, rows, scores in rated_tables(report):
        for r, score in zip(rows, scores, strict=True) if typed.id not in converted else ():
            letters = [c for c, cell in enumerate(typed.table.rows[r]) if _CELL.fullmatch(cell.text.strip())]
            if len(letters) == 1:
                mark = typed.value(r, letters[0])
                yield _marked(score, mark, mark.text.strip()[0], LETTER)


def _score(block: Block, m: re.Match[str]) -> Value | None:
    """The last score of 25 to 100, or 1 to 4, in the sentence before its mark; None where it may be of another."""
    start, end = sentence_at(block.text, m.start())[0], m.end()
    scores = list(_SCORE.finditer(block.text, start, end))
    if block.kind != "paragraph" or not scores or _OTHER.search(block.text[start:end]):
        return None
    quantity = parse(scores[-1][0], hint="index")
    if quantity is None or quantity.value is None:
        return None
    fits = 25 <= quantity.value <= 100 or (1 <= quantity.value <= 4 and quantity.step < 1)
    return value_of(block, *scores[-1].span(), quantity) if fits else None


def _marked(score: Value, mark: Value, stated: str, at: int) -> Marked:
    scale = facts.scales()["skm_14_2017"]
    value, step = score.number or Decimal(0), score.quantity.step if score.quantity else Decimal(0)
    factor = FACTOR if value < FACTOR else Decimal(1)
    steps = {max((i for i, row in enumerate(scale["rows"]) if Decimal(str(row[2])) <= v * factor), default=0)
             for v in (value - step / 2, value, value + step / 2)}
    right = {scale["rows"][i][4] for i in steps} if at == LETTER else {w for i in steps for w in scale["words"][i]}
    holds = (stated if at == LETTER else plain(stated)) in right
    return Marked(score, mark, stated, str(scale["rows"][max(steps)][at]), holds, "mutu" if at == LETTER else "kinerja")


def judged(marked: Marked) -> Iterator[Outcome]:
    """A finding where the mark is another than the scale gives."""
    yield CHECKED
    if not marked.holds:
        sure = round(0.85 * min(marked.score.confidence, marked.mark.confidence), 2)
        yield Finding("ARI105", graded("error", sure), sure,
                      {"item": marked.score.text, "stated": marked.stated, "expected": marked.right,
                       "nik": marked.score.number or Decimal(0)},
                      (Evidence("stated", marked.mark), Evidence("part", marked.score)), item=marked.score.text,
                      column=marked.column, kind="narasi", variant="narasi")
