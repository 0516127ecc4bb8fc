"""How many there are said to be: "4 (empat) sasaran, yaitu:" and the list, "4 sasaran. Enam sasaran tersebut …"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from lkj_audit.model import Block, Report
from lkj_audit.normalize.figures.terbilang import number_of
from lkj_audit.normalize.narrative.statements import Listed, Stated, follows, items_at
from lkj_audit.normalize.once import once
from lkj_audit.normalize.text.cued import Cued
from lkj_audit.normalize.text.cues import value_of
from lkj_audit.normalize.text.sentences import sentences

_WORD: Final = "dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh|sebelas"
_WHAT: Final = ("misi", "tujuan", "sasaran", "program", "kegiatan", "indikator", "strategi", "kebijakan", "bidang",
                "kali")
_NOUN: Final = rf"(?P<what>(?:{'|'.join(_WHAT)})\b(?:\s+(?:kinerja|utama|strategis|program|kegiatan|sasaran)\b)*)"
_SPELT: Final = (rf"(?<![\w.,/-])(?:(?P<number>\d{{1,2}})(?:\s*\([^()\d]{{3,20}}\)|(?=\s+[a-z]))|(?P<word>{_WORD}))")
# What was counted is listed at once: nothing else that could be, and not only some of it.
_OTHER: Final = (*_WHAT, "antara lain", "di ?antaranya", "seperti", "misalnya", "masing", "belum", "tidak", "sudah",
                 "tercapai", "berhasil", "tugas", "fungsi", "upaya", "langkah", "kendala", "hambatan", "hasil",
                 "kriteria", "rumus", "faktor", "alasan")
_ANNOUNCED: Final = Cued(rf"{_SPELT}\s+{_NOUN}(?:(?!\b(?:{'|'.join(_OTHER)}|{_WORD}|\d{{1,2}})\b)[^.:;]){{0,80}}"
                         r"(?::(?=\s|$)|(?<=\bberikut)\.\s*$|(?<=\bberikut ini)\.\s*$)", *_WHAT)
_OUT_OF: Final = re.compile(r"(?<!terdiri )\bdari\s+(?:total\s+|seluruh\s+|sejumlah\s+)?$", re.I)
_FIGURE: Final = rf"(?:(?P<number>\d{{1,2}})(?:\s*\([^()\d]{{3,20}}\))?|(?P<word>{_WORD}))\s+{_NOUN}"
_COUNT: Final = re.compile(rf"(?<![\w.,/-]){_FIGURE}", re.I)
_ANEW: Final = re.compile(rf"\W*(?:ke-?\s?)?{_FIGURE}\s+(?:tersebut|ini|di ?atas|dimaksud)\b", re.I)
# "3 (tiga) Biro (Biro Umum, Biro Hukum, Biro Keuangan)", "empat bidang, yaitu Bidang …": every item begins with what
# they are.
_BRACKETED: Final = Cued(rf"(?<![\w.,/-])(?:(?P<number>\d{{1,2}})(?:\s*\([^()\d]{{3,20}}\))?|(?P<word>{_WORD}))\s+"
                         r"(?P<what>[^\W\d_]{4,}|[^\W\d_]{3,}\s+[^\W\d_]{2,})(?:\s*\((?P<items>(?P=what)\b[^()]{10,900})\)|"
                         r",?\s+(?:yaitu|yakni)\s+(?P<list>(?P=what)\b[^.;:()]{10,900})(?=[.;]|$))",
                         "(", "yaitu", "yakni")
_ITEM: Final = r"(?:\s*[,;]\s*(?:(?:dan|serta)\s+)?|\s+(?:dan|serta)\s+)(?={what}\b)"
_INLINE: Final = re.compile(r"(?<![\w.])\(?(?:(\d{1,2})|([a-h]))[.)]\s+(?=\w)")


@once
def announced(report: Report) -> tuple[tuple[Stated, int, Listed], ...]:
    """Announcements such as "4 (empat) misi, yaitu:" with the number and the list that follows, in paragraphs of its
    own or in the sentence; lists shorter than announced only where they were read to their end."""
    return tuple(_announced(report))


def _announced(report: Report) -> Iterator[tuple[Stated, int, Listed]]:
    for i, block, m in _ANNOUNCED.over(report.document):
        if block.kind != "paragraph" or _OUT_OF.search(block.text, max(0, m.start() - 30), m.start()):
            continue
        number, rest = _number(m), block.text[m.end():]
        items = _in_line(block, m.end()) if rest.strip() else items_at(report, i + 1)
        ended = rest.rstrip().endswith(".") if rest.strip() else _is_closed(report, i, len(items))
        if len(items) > max(number, 1) or (len(items) >= 2 and ended):
            yield (Stated(m[0], value_of(block, m.start(), m.end("what"))), number,
                   Listed(" ".join(m["what"].casefold().split()), items))


@once
def bracketed(report: Report) -> tuple[tuple[Stated, int, Listed], ...]:
    """Numbers of things that are named in brackets behind them, each item beginning with what it is: the number and
    the list."""
    return tuple(_bracketed(report))


def _bracketed(report: Report) -> Iterator[tuple[Stated, int, Listed]]:
    for _, block, m in _BRACKETED.over(report.document):
        what, listing = m["what"], "items" if m["items"] else "list"
        items = [i.strip() for i in re.split(_ITEM.format(what=re.escape(what)), m[listing], flags=re.I)]
        if block.kind == "paragraph" and len(items) > 1 and not any("," in i or ";" in i for i in items):
            listed = Stated(m[listing], value_of(block, *m.span(listing)))
            yield (Stated(m[0], value_of(block, m.start(), m.end("what"))), _number(m),
                   Listed(what, (listed,) * len(items)))


@once
def said_anew(report: Report) -> tuple[tuple[Stated, Stated, str] | None, ...]:
    """A count and the other one that the next sentence gives the same things ("… 4 sasaran. Enam sasaran tersebut …"),
    and what is counted; None for each that agrees. Nothing where the other number was told before: of a part, or as
    one of several that make it up."""
    return tuple(_said_anew(report))


def _said_anew(report: Report) -> Iterator[tuple[Stated, Stated, str] | None]:
    for _, block in report.document.holding("tersebut", "ini", "atas", "dimaksud"):
        for (start, end), (after, _) in pairwise(sentences(block.text)) if block.kind == "paragraph" else ():
            anew = _ANEW.match(block.text, after)
            if anew is None:
                continue
            same = [m for m in _COUNT.finditer(block.text, start, end) if _head(m) == _head(anew)]
            if len(same) != 1:
                continue
            told = re.findall(rf"\d+|\b(?:{_WORD})\b", block.text[:after].casefold())
            if _number(anew) in map(number_of, told):
                yield None
                continue
            yield (Stated(same[0][0], value_of(block, *same[0].span())),
                   Stated(anew[0], value_of(block, anew.start() + len(anew[0]) - len(anew[0].lstrip()), anew.end())),
                   _head(anew))


def _number(m: re.Match[str]) -> int:
    return number_of(m["number"] or m["word"]) or 0


def _head(m: re.Match[str]) -> str:
    return m["what"].split()[0].casefold()


def _is_closed(report: Report, index: int, count: int) -> bool:
    """Whether the list of ``count`` items after block ``index`` was read to its end."""
    last, after = (*report.document.flow[index + count:index + count + 2], None)[:2]
    ended = isinstance(after, Block) and after.kind == "heading"
    return isinstance(last, Block) and (ended or last.text.rstrip().endswith(".")) and not follows(
        report, index + count + 1)


def _in_line(block: Block, start: int) -> tuple[Stated, ...]:
    """The items of a list within the sentence, numbered one after the other from 1 or a; none where other numbers
    stand among them."""
    marks = list(_INLINE.finditer(block.text, start))
    sorts = {bool(m[1]) for m in marks}
    numbers = [int(m[1]) if m[1] else ord(m[2]) - ord("a") + 1 for m in marks]
    if len(sorts) != 1 or numbers != list(range(1, len(marks) + 1)) or block.text[start:marks[0].start()].strip():
        return ()
    ends = [*(m.start() for m in marks[1:]), len(block.text)]
    return tuple(Stated(block.text[m.end():end].strip(" ;.,"), value_of(block, m.start(), end))
                 for m, end in zip(marks, ends, strict=True))
