"""What a paragraph tells of one indicator: target, realisasi, capaian, last year's figure, and the step between.

"Nilai SAKIP ditargetkan 68,50 dan terealisasi 70,12 dengan capaian 102,36 persen. Pada tahun 2020 realisasinya 67,94,
sehingga naik 2,18." The indicator is the one that the sentence names, else the one named before it in the paragraph,
else the one that the lines or the table of a single row above the paragraph are about. What each figure is, is told by
the words between it and the figure before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from lkj_audit.model import Block, Table
from lkj_audit.normalize.narrative.chapter import chapter_of
from lkj_audit.normalize.narrative.clause import Clause
from lkj_audit.normalize.narrative.in_turn import Cut, told_in_turn
from lkj_audit.normalize.narrative.indicator_names import Names
from lkj_audit.normalize.narrative.items import against_each_other, clauses, item_name, likened
from lkj_audit.normalize.narrative.past_figures import kept_of_the_past
from lkj_audit.normalize.narrative.plans import Plans
from lkj_audit.normalize.narrative.recognition import NEXT_TO, hinted, meant, one_agrees, opened, places, strays
from lkj_audit.normalize.narrative.results import Result, results
from lkj_audit.normalize.narrative.roles import (
    FIGURE,
    Told,
    realisasi_at,
    values_in,
)
from lkj_audit.normalize.narrative.sheets import Sheet, cells_of, is_turned
from lkj_audit.normalize.narrative.verdicts import TREND, VERDICT, trends, verdicts
from lkj_audit.normalize.once import once
from lkj_audit.normalize.text.ordinals import order, word_key
from lkj_audit.normalize.text.plain import plain

_ITEM = re.compile(r"\s*(?:\(?(?:\d{1,2}|[a-z])[.)]|[-•])\s+", re.I)
# "Dibandingkan tahun 2021 sebesar 75,10 persen, kondisi jalan mantap naik …", "Pembinaan kepribadian belum …"
_SUBJECT = re.compile(
    r"(?:[^.;:]{0,80}?\b(?:di)?banding\w*[^.;:]{0,80}?,\s+)?(?P<name>[^.,;:()\d]{8,90}?)\s+"
    r"(?:(?:tetap|telah|sudah|juga|masih|mengalami|terjadi)\s+)*(?:belum|tidak|naik|turun|meningkat|menurun|kenaikan|"
    r"penurunan|peningkatan|bertambah|berkurang|tumbuh|tercapai)\b", re.I)
# "Target pembinaan desa tahun 2023 adalah 6 desa"
_LED = re.compile(r"(?:Target|Realisasi|Capaian)(?: kinerja)?(?: indikator)? (?P<name>[^.,;:()\d]{8,90}?)\s+"
                  r"(?:(?:pada |untuk |di )?tahun (?:anggaran )?20\d\d\s+)?"
                  r"(?:adalah|sebesar|sebanyak|mencapai|yaitu|ialah)\b")
# "Indikator kedua terealisasi …", "Realisasi indikator kinerja ke-2 …"
_BY_ORDER = re.compile(
    r"\W*(?:(?:Target|Realisasi|Capaian)\s+)?indikator\s+(?:kinerja\s+)?(?:utama\s+)?"
    r"(?:ke-?\s?(?P<n>\d{1,2})|(?P<word>pertama|kedua|ketiga|keempat|kelima|keenam))\b"
    r"(?!\s*(?:,|dan\b|serta\b|sampai\b|hingga\b|s\.?d))", re.I)
_CHANGES = ("last", "step")
_OF_ONE = ("capaian", "realisasi", "target")
_TITLE = 150  # characters; a longer block is no title of what follows
_BACK = 4  # items of the flow before a paragraph that can say what it is about


class Story(NamedTuple):
    """What one paragraph tells of the indicator of ``rows``."""

    rows: tuple[Result, ...]
    block: Block
    told: tuple[Told, ...]
    trends: tuple[Told, ...] = ()
    verdicts: tuple[Told, ...] = ()

    def of(self, role: str) -> list[Told]:
        return [t for t in self.told if t.role == role]


@dataclass(frozen=True, slots=True)
class _Draft:
    """A story in the making."""

    rows: tuple[Result, ...]
    told: list[Told] = field(default_factory=list)
    trends: list[Told] = field(default_factory=list)
    verdicts: list[Told] = field(default_factory=list)


@dataclass(frozen=True)
class Stories:
    """All that the paragraphs, and the small tables, of the chapter on results tell."""

    plans: Plans

    @cached_property
    def every(self) -> tuple[Story, ...]:
        return tuple(self._stories())

    @cached_property
    def sheets(self) -> tuple[Sheet, ...]:
        """The tables of one indicator that do not name it."""
        return tuple(self._sheets())

    def _sheets(self) -> Iterator[Sheet]:
        chapter, flow = chapter_of(self.plans), self.plans.report.document.flow
        for index in range(chapter.start, chapter.end):
            item = flow[index]
            table = self.plans.tables.get(item.id) if isinstance(item, Table) else None
            cells = cells_of(table, self._year) if table is not None else {}
            if table is None or not cells:
                continue
            named = self.names.of(table.table.caption or "") if table.table.caption else ()
            if rows := named or self._above(index, through_text=is_turned(table)):
                yield Sheet(rows, table, cells)

    @cached_property
    def _rows(self) -> tuple[Result, ...]:
        return results(self.plans)

    @cached_property
    def names(self) -> Names:
        """What the text calls the indicators of the result tables."""
        return Names(self.plans.report, self._rows)

    @cached_property
    def _values(self) -> frozenset[Decimal]:
        """All targets, realisasi and capaian of the tables."""
        return frozenset(q.value for r in self._rows for q in (r.target, r.realisasi, r.stated)
                         if q is not None and q.value is not None)

    def _stories(self) -> Iterator[Story]:
        chapter, flow = chapter_of(self.plans), self.plans.report.document.flow
        for index in (*chapter.front, *range(chapter.start, chapter.end)):
            block = flow[index]
            if isinstance(block, Block) and block.kind == "paragraph" and (
                    FIGURE.search(block.text) or VERDICT.search(block.text) or TREND.search(block.text)):
                yield from self._paragraph(index, block, early=index < chapter.start)

    def _paragraph(self, index: int, block: Block, early: bool) -> Iterator[Story]:
        """The stories of one paragraph, ``early`` of one in the front matter: one for each indicator."""
        subject = () if early else self._above(index)
        sure = True  # else the subject is one that few words mean: for changes alone
        drafts: dict[str, _Draft] = {}
        for start, end in self._clauses(block.text):
            clause = block.text[start:end]
            named = self.names.of(clause)
            near: tuple[Result, ...] = ()
            alike = () if named or named is None else (
                self._alike.get(item_name(clause), ()) or self._led(clause, early) or self._counted(clause))
            if named is None:
                subject = ()
                yield from self._each(block, start, end, early)
            elif named or alike:
                subject, sure = named or alike, True
            else:
                other = self._hinted(block, start, end)
                near = () if early or other else self._near(clause)
                near = () if near and subject and plain(near[0].name) == plain(subject[0].name) else near
                sure = bool(sure or other) and not near
                subject = near or (other if early or other or not subject or strays(clause, subject) else subject)
                if not early and not subject:
                    subject, opening = opened(clause, self._rows)
                    if subject and opening:
                        yield Story(subject, block, (realisasi_at(block, start, opening),))
                        continue
            if subject and (early or alike) and not one_agrees(subject, self._told(block, start, end, subject)):
                yield from self._each(block, start, end, early) if early else ()
                subject = ()
            if subject:
                told_of = Clause(block, start, end, subject, self.names, self._year)
                self._add(drafts.setdefault(plain(subject[0].name), _Draft(subject)), told_of, sure, bool(named),
                          bool(near))
        for d in drafts.values():
            if d.told or d.trends or d.verdicts:
                yield Story(d.rows, block, tuple(d.told), tuple(d.trends), tuple(d.verdicts))

    def _clauses(self, text: str) -> Iterator[tuple[int, int]]:
        """The clauses of ``text``; of one that sets indicators against each other, each with what it tells of one."""
        for start, end in clauses(text):
            parts = against_each_other(text, start, end) if self.names.of(text[start:end]) is None else []
            yield from parts if parts and all(self.names.of(text[a:b]) for a, b in parts) else [(start, end)]

    def _add(self, draft: _Draft, clause: Clause, sure: bool, named: bool, near: bool) -> None:
        """Add to ``draft`` what ``clause`` tells, changes alone where it is not ``sure`` whose they are: the figure of
        last year, which a table keeps, makes sure."""
        block, start, end, bare = clause.block, clause.start, clause.end, clause.text
        told = list(clause.told())
        kept = self._kept.get(plain(clause.rows[0].name), frozenset())
        sure = sure or any(t.role == "last" and q.value in kept for t in told for q in t.readings())
        draft.told.extend(t for t in told if sure or t.role in _CHANGES)
        draft.trends.extend(trends(block, start, end, self._year, named or near, bare if named else ""))
        draft.verdicts.extend(verdicts(block, start, end, self._year, bare) if sure else ())

    @cached_property
    def _kept(self) -> dict[str, frozenset[Decimal]]:
        """The telling figures that tables of several years give each name for last year."""
        found: dict[str, set[Decimal]] = {}
        for k in kept_of_the_past(self.plans.report):
            if k.year == (self._year or 0) - 1 and k.value.number is not None and len(k.value.text) > 2:
                found.setdefault(plain(k.name), set()).add(k.value.number)
        return {name: frozenset(values) for name, values in found.items()}

    @property
    def _year(self) -> int | None:
        return self.plans.report.identity.year

    def _hinted(self, block: Block, start: int, end: int) -> tuple[Result, ...]:
        """The rows that a clause without a name tells by its figures."""
        clause = block.text[start:end]
        return () if self._values.isdisjoint(values_in(clause)) else hinted(
            clause, list(self._told(block, start, end, ())), self._rows)

    def _near(self, clause: str) -> tuple[Result, ...]:
        """The rows of the indicator that the subject of ``clause`` means, with few of its words."""
        subject = _SUBJECT.match(clause)
        return meant(subject["name"], self._rows, self._own) if subject else ()

    def _led(self, clause: str, early: bool) -> tuple[Result, ...]:
        """The rows of the indicator that ``clause``, which begins with the figure's role, means with few words."""
        led = None if early else _LED.match(clause)
        return meant(led["name"], self._rows, self._own) if led else ()

    def _counted(self, clause: str) -> tuple[Result, ...]:
        """The row of the indicator that ``clause`` begins with the number of."""
        found = _BY_ORDER.match(clause)
        return self.names.numbered(int(found["n"]) if found["n"] else order()[word_key(found["word"])]) if found else ()

    @cached_property
    def _own(self) -> frozenset[str]:
        return frozenset(plain(self.plans.report.identity.satker).split())

    def _each(self, block: Block, start: int, end: int, early: bool) -> Iterator[Story]:
        """What a sentence on several indicators gives each right behind its name: "… kawasan dengan capaian 50,00 dan …
        anggaran dengan capaian 98,00". In the front matter only capaian count, other figures being of any year."""
        cuts = [Cut(m.start(), m.end(), rows) for m, rows in places(block.text, start, end, self.names.all)]
        known = False
        for n, (_, at, rows) in enumerate(cuts):
            until = cuts[n + 1][0] if n + 1 < len(cuts) else end
            told = tuple(t for t in self._told(block, at, until, rows) if t.word and t.role in _OF_ONE)[:1]
            if told and NEXT_TO.match(block.text, at, until) and not (early and told[0].role != "capaian"):
                known = True
                yield Story(rows, block, told)
        in_turn = () if known else told_in_turn(block, self.names.bare(block.text), (start, end), cuts, self._year)
        yield from (Story(rows, block, (t,)) for rows, t in in_turn if t.role == "capaian" or not early)

    @cached_property
    def _alike(self) -> dict[str, tuple[Result, ...]]:
        """The rows of what items of lists name in other words than the tables."""
        chapter, flow = chapter_of(self.plans), self.plans.report.document.flow
        blocks = [b for i in (*chapter.front, *range(chapter.start, chapter.end)) if isinstance(b := flow[i], Block)]
        names = {item_name(b.text[start:end]) for b in blocks if "target" in b.text
                 for start, end in clauses(b.text)} - {""}
        return likened(self.plans, sorted(n for n in names if self.names.of(n) == ()), self._rows)

    def _above(self, index: int, through_text: bool = True) -> tuple[Result, ...]:
        """The indicator that the title, or the table of one row, right above is about; ``through_text`` where short
        sentences may stand between."""
        flow = self.plans.report.document.flow
        far = False  # only a title that is nothing but the name holds for more than what stands right below it
        for i in range(index - 1, max(index - 1 - _BACK, -1), -1):
            item = flow[i]
            if not isinstance(item, Block):
                mine = [r for r in self._rows if r.table.id == item.id]
                if len({plain(r.name) for r in mine}) == 1:
                    return self.names.all.get(plain(mine[0].name), tuple(mine))
                if mine or (len(item.rows) > 1 and not through_text):
                    return ()
                far = far or len(item.rows) > 1
                continue  # a table of one indicator that does not name it
            if titled := self.names.titled(item.text):
                return titled
            if item.kind == "caption" and through_text:
                continue
            long = item.kind == "paragraph" and len(item.text) > _TITLE
            if item.kind == "paragraph" and ((long and not through_text)
                                             or self._is_no_title(item.text, index, through_text)):
                return ()
            far = far or long
            named = () if far else self.names.of(item.text)
            if named is None or named:
                return named or ()
            if item.kind == "heading" or not through_text or not item.text.rstrip().endswith((".", ":", ";")):
                return ()  # the title of something else
        return ()

    def _is_no_title(self, text: str, index: int, through_text: bool) -> bool:
        """Whether ``text`` is the item of a list before another one, or a sentence before a table."""
        after = self.plans.report.document.flow[index]
        siblings = isinstance(after, Block) and _ITEM.match(after.text) and _ITEM.match(text)
        return bool(siblings) or (not through_text and text.rstrip().endswith("."))

    def _told(self, block: Block, start: int, end: int, subject: tuple[Result, ...]) -> Iterator[Told]:
        """The figures of one clause on ``subject`` whose role its words tell."""
        return Clause(block, start, end, subject, self.names, self._year).told()


stories_of = once(Stories)
