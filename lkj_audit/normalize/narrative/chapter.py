"""The sections of Bab III: which sasaran a heading is about, and which indicators its text says it analyses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from lkj_audit.model import Block, Indicator, Table, Value
from lkj_audit.normalize.narrative.plans import Plans
from lkj_audit.normalize.narrative.wording import MEASURE, alike, shared, words
from lkj_audit.normalize.once import once
from lkj_audit.normalize.text.cued import Cued
from lkj_audit.normalize.text.cues import value_of
from lkj_audit.normalize.text.plain import plain

_NUMBER = re.compile(r"^\s*(?:(?:BAB\s+)?[IVX]+\.?|\(?[A-Za-z][.)]|\(?\d+(?:\.\d+)*[.)]?)\s+"
                     r"(?:dan\s+\d+(?:\.\d+)*[.)]?\s+)?", re.I)
# "Indikator dalam sasaran ini (adalah) …", "Pengukuran indikator kinerja …"
_SAYS = Cued(
    r"\bindikator(?:\s+kinerja)?(?:\s+(?:dalam|pada|dari|untuk|atas))?(?:\s+(?:sasaran|kegiatan|program|strategis|"
    r"kinerja))*"
    r"(?:\s+(?:ini|tersebut))?(?:\s+(?:adalah|yaitu|yakni|ialah|berupa|ada\s+\w+|"
    r"(?:dibagi\s+menjadi|terdiri\s+(?:atas|dari))\s+\w+(?:\s+(?:kategori|indikator|macam))?))?[\s,:\"“]*"
    r"(?:yang\s+pertama\s+)?(?=(?:Pe?rsentase|Presentase|Prosentase|Jumlah|Nilai|Indeks|Tingkat|Rasio)\s)", "indikator")
_END = re.compile(
    r"[.;:](?=\s|$)|[\"”]|,\s+(?=(?-i:(?:[A-Z][\w-]*\s){2}|KPU\b)|telah\b|dengan\b|pada\b|selama\b|maka\b|"
    r"yang kedua|dan yang)|"
    r",?\s+(?:dilakukan|adalah|yaitu|mencapai|sebesar|dengan\s+(?:target|realisasi|capaian|formula|rumus|cara|"
    r"menyajikan)|"
    r"dihitung|diukur|ditargetkan|telah|terealisasi|merupakan|diperoleh|didapatkan|dapat|belum|sudah|tercapai|memiliki|"
    r"yang\s+ditetapkan|untuk\s+kategori|pada\s+tahun|tahun\s+\d{4}|dan\s+yang\s+kedua|selama\s+tahun|tidak|masih|"
    r"bertujuan|"
    r"sesuai\s+target|mengalami|menunjukkan|digunakan|ini|tersebut|hanya|berada|melampaui|di\s+atas|di\s+bawah|"
    r"naik|turun|"
    r"meningkat|menurun|terdiri|berdasarkan|karena|sehingga|dikarenakan|disebabkan|didukung|antara\s+lain)\b", re.I)
# Where one name follows another without a stop. Nilai, tingkat and the like also stand within names.
_ANOTHER = re.compile(r"(?:Pe?rsentase|Presentase|Prosentase|Jumlah)\b")
_ANNOUNCING = re.compile(r"\b(?:ini|tersebut|adalah|yaitu|yakni|ialah|berupa|dibagi|terdiri)\b", re.I)
_FIRST_CHAPTER = re.compile(r"BAB\s+[IVX\d]+\b|(?:(?:I|1|A)\.?\s+)?PENDAHULUAN\b|1\.1\b", re.I)
_SECOND = re.compile(r"\s*,?\s*(?:dan\s+)?yang\s+kedua\s+")
_MEASURING = re.compile(r"\b(?:pengukuran|capaian|realisasi|target|analisis)\s+(?:atas\s+|terhadap\s+)?$|"
                        r"\bsasaran\s+(?:ini|tersebut)\s+(?:di\w+|mempunyai|memiliki)\s+(?:dengan\s+|melalui\s+|oleh\s+)?$",
                        re.I)
FEWEST_WORDS = 3


class Section(NamedTuple):
    """A heading and what stands under it; ``sasaran`` are the wordings of the tables it may be about, ``exact`` whether
    one of them is the heading's own."""

    heading: Block
    title: str
    blocks: tuple[tuple[int, Block], ...]
    sasaran: tuple[str, ...]
    exact: bool
    rows: tuple[int, ...]


class Named(NamedTuple):
    """An indicator that the text names; ``near`` is the one of the tables that is most like it, by ``score``."""

    value: Value
    block: Block
    section: Section | None
    score: float
    near: Indicator | None


@dataclass(frozen=True)
class Chapter:
    """Bab III of a report."""

    plans: Plans

    @cached_property
    def start(self) -> int:
        """Where results begin in the flow: the heading of Bab III, else the first result table."""
        for i, item in enumerate(self.plans.report.document.flow):
            if isinstance(item, Block) and item.kind == "heading" and re.match(r"BAB\s+III\b", item.text):
                chapter = i
                if any(isinstance(x, Table) for x in self.plans.report.document.flow[chapter:]):
                    first = self._first_result
                    return chapter if first is None or chapter <= first else first
        return self._first_result if self._first_result is not None else len(self.plans.report.document.flow)

    @cached_property
    def end(self) -> int:
        """Where the annexes begin."""
        flow = self.plans.report.document.flow
        return next((i for i, item in enumerate(flow) if i > self.start and isinstance(item, Block)
                     and item.kind == "heading" and re.match(r"\s*LAMPIRAN\b|BAB\s+I\b", item.text)), len(flow))

    @cached_property
    def front(self) -> range:
        """What stands before the first chapter: preface and summary."""
        flow = self.plans.report.document.flow
        return range(next((i for i, item in enumerate(flow) if isinstance(item, Block) and item.kind == "heading"
                           and _FIRST_CHAPTER.match(item.text)), 0))

    @cached_property
    def _first_result(self) -> int | None:
        kinds = {t.id for t in self.plans.report.of_kind("capaian", "capaian_sasaran")}
        return next((i for i, item in enumerate(self.plans.report.document.flow)
                     if isinstance(item, Table) and item.id in kinds), None)

    @cached_property
    def indicators(self) -> list[Indicator]:
        """All indicators of plans and results."""
        return [self.plans[i] for i in self.plans.rows("iku", "renstra", "rkt", "pk", "capaian", "capaian_sasaran")]

    @cached_property
    def sections(self) -> list[Section]:
        """The numbered sections of the chapter whose heading is a sasaran, in other words or not."""
        flow = self.plans.report.document.flow
        by_sasaran: dict[str, list[int]] = {}
        for r in self.plans.rows("rkt", "pk", "capaian"):
            if s := self.plans[r].sasaran:
                by_sasaran.setdefault(s.text, []).append(r)
        heads = [i for i in range(self.start, self.end)
                 if isinstance(b := flow[i], Block) and b.kind == "heading" and b.number]
        out = []
        for n, i in enumerate(heads):
            head = flow[i]
            assert isinstance(head, Block)
            last = heads[n + 1] if n + 1 < len(heads) else self.end
            title = _NUMBER.sub("", head.text, count=1).strip()
            said = [s for s in by_sasaran if plain(s) == plain(title)]
            exact = bool(said)
            if not exact and len(words(title)) >= 2:
                said = [s for s in by_sasaran if alike(title, s)]
            if said:
                rows = sorted(r for s in said for r in by_sasaran[s])
                blocks = tuple((k, b) for k in range(i + 1, last)
                               if isinstance(b := flow[k], Block) and b.kind == "paragraph")
                out.append(Section(head, title, blocks, tuple(said), exact, tuple(rows)))
        return out

    def section_of(self, index: int) -> Section | None:
        return self._by_block.get(index)

    @cached_property
    def _by_block(self) -> dict[int, Section]:
        return {i: s for s in self.sections for i, _ in s.blocks}

    @cached_property
    def named(self) -> list[Named]:
        """The indicators that paragraphs of the chapter announce as theirs."""
        return list(self._named())

    def _named(self) -> Iterator[Named]:
        flow = self.plans.report.document.flow
        for i in range(self.start, self.end):
            block = flow[i]
            if not isinstance(block, Block) or block.kind != "paragraph":
                continue
            for m in _SAYS.finditer(block.text):
                if not (_ANNOUNCING.search(m[0]) or _MEASURING.search(block.text[:m.start()])):
                    continue  # an indicator mentioned in passing, such as one of the region
                for start, end in _names(block.text, m.end()):
                    if len(words(block.text[start:end])) >= FEWEST_WORDS:
                        value = value_of(block, start, end)
                        yield Named(value, block, self.section_of(i), *nearest(value.text, self.indicators))


chapter_of = once(Chapter)


def _names(text: str, start: int) -> Iterator[tuple[int, int]]:
    """The names that begin at ``start``: several when one follows the other without a stop."""
    while True:
        stop = _END.search(text, start + 8)
        end = stop.start() if stop else len(text)
        follow = next((m.start() for m in _ANOTHER.finditer(text, start + 8, end)), None)
        yield start, (follow or end)
        if follow is not None:
            start = follow
            continue
        second = _SECOND.match(text, end)
        if second is None or not MEASURE.match(text, second.end()):
            return
        start = second.end()


def nearest(name: str, rows: list[Indicator]) -> tuple[float, Indicator | None]:
    """The indicator most like ``name``, 1 when one of the two holds all the words of the other."""
    best: tuple[float, float] = (0.0, 0.0)
    found: Indicator | None = None
    for row in rows:
        one, other, both = shared(name, row.name.text)
        score = 1.0 if max(one, other) == 1.0 and min(len(words(name)), len(words(row.name.text))) >= 2 else both
        if (score, both) > best:
            best, found = (score, both), row
            if best == (1.0, 1.0):
                break
    return best[0], found
