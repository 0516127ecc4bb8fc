"""What a paragraph tells of one indicator: target, realisasi, capaian, last year's figure, and the step between.

"Nilai SAKIP ditargetkan 68,50 dan terealisasi 70,12 dengan capaian 102,36 persen. Pada tahun 2020 realisasinya 67,94,
sehingga naik 2,18." The indicator is the one that the sentence names, else the one named before it in the paragraph,
else the one that the lines or the table of a single row above the paragraph are about. What each figure is, is told by
the words between it and the figure before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from lkj_audit.checks.judging import plain
from lkj_audit.checks.kinerja.bagian import chapter_of
from lkj_audit.checks.kinerja.butir import OF_TARGET, clauses, item_name, likened
from lkj_audit.checks.kinerja.hasil import Result, results
from lkj_audit.checks.kinerja.kenal import NEXT_TO, hinted, meant, one_agrees, opened, places, strays, turns_away
from lkj_audit.checks.kinerja.lembar import Sheet, cells_of, is_turned
from lkj_audit.checks.kinerja.nama import Names
from lkj_audit.checks.kinerja.peran import (
    BESIDE_TARGET,
    FIGURE,
    YEAR,
    Told,
    cue_of,
    is_contrary,
    is_no_figure,
    is_of_money,
    is_working,
    realisasi_at,
    role_of,
    values_in,
    without,
)
from lkj_audit.checks.kinerja.putusan import TREND, VERDICT, trends, verdicts
from lkj_audit.checks.kinerja.rencana import Plans
from lkj_audit.checks.once import once
from lkj_audit.model import Block, Table
from lkj_audit.normalize.cues import value_of
from lkj_audit.normalize.numbers import parse

_LEADS_TO = re.compile(
    r"\b(?:sampai|hingga|ke angka|pada angka|berada pada|menyentuh|sebesar|adalah|yaitu|yakni)\s*$", re.I)
SHARE = re.compile(r"\s*p(?:er|re|ro)sen(?:tase)?\b", re.I)
_A_CHANGE = re.compile(r"\b(?:penurunan|pengurangan|kenaikan|peningkatan|pertumbuhan|pertambahan)\b", re.I)
# "kurang 1,40 dari target", "untuk mencapai 100%"; "12 dari 15 kecamatan"; "91,93% dari target akhir Renstra"
_ASIDE = re.compile(r"\b(?:(?:kurang|terpaut)\s+(?:sebesar\s+|sebanyak\s+)?|(?:untuk|guna|agar)\s+mencapai\s+)$", re.I)
_OF_SO_MANY = re.compile(r"[\d.]+\s+(?:[^\W\d]+\s+)?dari\s+\d[\d.]*(?![\d,])", re.I)
# "dari 5.084 anggota, 1.120 anggota atau 22,03% telah dilatih"
_PART_OF = re.compile(r"\bdari\s+\d[\d.]*\s+(?:(?!target)[^\d.;]){1,60}\b\d[\d.]*\s+(?:[^\W\d]+\s+){0,2}atau\s+"
                      r"(?:sebesar\s+|sebanyak\s+)?$", re.I)
OF_LATER = re.compile(r"\s*(?:%|persen\b)?\s*(?:dari|terhadap)\s+(?:\w+\s+){0,2}?target\s+(?:\w+\s+){0,2}?"
                       r"(?:akhir|renstra|jangka menengah|rpjm\w*)\b", re.I)
_ITEM = re.compile(r"\s*(?:\(?(?:\d{1,2}|[a-z])[.)]|[-•])\s+", re.I)
# "Dibandingkan tahun 2021 sebesar 75,10 persen, kondisi jalan mantap naik …", "Pembinaan kepribadian belum …"
_SUBJECT = re.compile(
    r"(?:[^.;:]{0,80}?\b(?:di)?banding\w*[^.;:]{0,80}?,\s+)?(?P<name>[^.,;:()\d]{8,90}?)\s+"
    r"(?:(?:tetap|telah|sudah|juga|masih|mengalami|terjadi)\s+)*(?:belum|tidak|naik|turun|meningkat|menurun|kenaikan|"
    r"penurunan|peningkatan|bertambah|berkurang|tercapai)\b", re.I)
_SO_MANY = re.compile(r"\b(?:sebanyak|baru|hanya)\b", re.I)
_CHANGES = ("last", "step")
_OF_ONE = ("capaian", "realisasi", "target")
_SCALES = ("ribu", "juta", "miliar", "milyar", "triliun")
_TITLE = 150  # characters; a longer block is no title of what follows
_BACK = 4  # items of the flow before a paragraph that can say what it is about


@dataclass(frozen=True, slots=True)
class Story:
    """What one paragraph tells of the indicator of ``rows``."""

    rows: tuple[Result, ...]
    block: Block
    told: tuple[Told, ...]
    trends: tuple[Told, ...] = ()
    verdicts: tuple[Told, ...] = ()

    def of(self, role: str) -> list[Told]:
        return [t for t in self.told if t.role == role]


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
            cells = cells_of(table) if table is not None else {}
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
        year = self.plans.report.identity.year
        for index in (*chapter.front, *range(chapter.start, chapter.end)):
            block = flow[index]
            if not isinstance(block, Block) or block.kind != "paragraph" or not (
                    FIGURE.search(block.text) or VERDICT.search(block.text) or TREND.search(block.text)):
                continue
            early = index < chapter.start
            subject = () if early else self._above(index)
            near: tuple[Result, ...] = ()
            sure = True  # else the subject is one that few words mean: for changes alone
            by_subject: dict[str, tuple[tuple[Result, ...], list[Told], list[Told], list[Told]]] = {}
            for start, end in clauses(block.text):
                named, near = self.names.of(block.text[start:end]), ()
                alike = () if named or named is None else self._alike.get(item_name(block.text[start:end]), ())
                if named is None:
                    subject = ()
                    yield from self._each(block, start, end, early)
                elif named or alike:
                    subject, sure = named or alike, True
                else:
                    clause = block.text[start:end]
                    other = () if self._values.isdisjoint(values_in(clause)) else hinted(
                        clause, list(self._told(block, start, end, ())), self._rows)
                    near = () if early or other else self._near(clause)
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
                    _, told, ways, marks = by_subject.setdefault(plain(subject[0].name), (subject, [], [], []))
                    told += (t for t in self._told(block, start, end, subject) if sure or t.role in _CHANGES)
                    bare = self.names.bare(block.text) if named else ""
                    ways += trends(block, start, end, year, bool(named or near), bare)
                    marks += verdicts(block, start, end, year, self.names.bare(block.text)) if sure else ()
            for rows, told, ways, marks in by_subject.values():
                if told or ways or marks:
                    yield Story(rows, block, tuple(told), tuple(ways), tuple(marks))

    def _near(self, clause: str) -> tuple[Result, ...]:
        """The rows of the indicator that the subject of ``clause`` means, with few of its words."""
        subject = _SUBJECT.match(clause)
        return meant(subject["name"], self._rows, self._own) if subject else ()

    @cached_property
    def _own(self) -> frozenset[str]:
        return frozenset(plain(self.plans.report.identity.satker).split())

    def _each(self, block: Block, start: int, end: int, early: bool) -> Iterator[Story]:
        """What a sentence on several indicators gives each right behind its name: "… kawasan dengan capaian 50,00 dan …
        anggaran dengan capaian 98,00". In the front matter only capaian count, other figures being of any year."""
        cuts = [(m.start(), m.end(), rows) for m, rows in places(block.text, start, end, self.names.all)]
        for n, (_, at, rows) in enumerate(cuts):
            until = cuts[n + 1][0] if n + 1 < len(cuts) else end
            told = tuple(t for t in self._told(block, at, until, rows) if t.word and t.role in _OF_ONE)[:1]
            if told and NEXT_TO.match(block.text, at, until) and not (early and told[0].role != "capaian"):
                yield Story(rows, block, told)

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
        """The figures of one sentence on ``subject`` whose role its words tell."""
        sizes = [q.value for r in subject for q in (r.target, r.realisasi) if q and q.value is not None]
        hint = "count" if max(sizes, default=0) >= 1000 else "index"
        text, year = self.names.bare(block.text), self.plans.report.identity.year
        own = {w for r in subject for w in plain(r.name).split()}  # a kelompok of the name is no part of anything
        shares = all(SHARE.match(r.name) for r in subject) and bool(subject)
        at, before, said, first = start, "", "", None
        if is_contrary(text[start:end], own):
            return
        for m in FIGURE.finditer(text, start, end):
            if is_no_figure(text, m):
                continue
            counted = shares and not m["share"] and (
                plain(m["unit"] or "") in own or _OF_SO_MANY.match(text, m.start()))  # "turun dari 186 perkara"
            part = m["share"] and ((not shares and _PART_OF.search(text, start, m.start())) or
                                   is_of_money(text[start:m.start()], [r.name for r in subject]))
            if counted or part or _ASIDE.search(text, at, m.start()) or OF_LATER.match(text, m.end("number")):
                if not (counted and YEAR.search(text, at, m.start())):  # "pada tahun 2019 52 dari 84 usaha atau 61,90%"
                    at = m.end("share") if m["share"] else m.end("number")
                continue
            of_target = OF_TARGET.match(text, m.start())
            gap, after = text[at:m.start()], text[m.end("number"):m.end() + 40]
            gap = without(_SO_MANY.sub(" ", gap) if of_target else gap, own)
            at = m.end("share") if m["share"] else m.end("number")
            if subject and turns_away(gap, subject):
                return
            if is_working(gap, after):
                before = before or cue_of(gap)[0]
                continue
            role, word = role_of(gap, year, after, before)
            role = "realisasi" if role in ("", "capaian") and of_target else role
            if role == "target" and said == "last" and not YEAR.search(gap):
                continue  # "pada tahun 2021 mencapai 71,25 dari target 71,00"
            if role == "step" and (BESIDE_TARGET.match(after) or (shares and _A_CHANGE.search(subject[0].name))):
                continue  # "atau turun 11,83%": the decrease is what the indicator measures
            if said == "step" and m["share"] and word.startswith("atau"):
                continue  # "naik 9 lembaga atau 16,36%"
            if role and not word and role == said and not m["share"]:
                continue  # "53 makalah, yaitu 31 makalah asing dan 22 dalam negeri"
            if role == "other" and role_of(_SO_MANY.sub(" ", gap), year, after, before)[0] != "other":
                continue  # "sebanyak 1.757 orang memenuhi syarat, sehingga realisasinya 62,75"
            if role == "other":
                return  # what follows is likely of that other thing as well
            scaled = (m["unit"] or "").casefold() in _SCALES
            stop = m.end("unit" if scaled else "number")
            value = value_of(block, m.start("number"), stop, parse(text[m.start("number"):stop], hint=hint))
            if first is not None and role in ("target", "last") and not before:
                yield first  # "stunting ditekan sampai 21,58 persen, melewati target 22,00 persen"
            first = None
            if not role and not before and self.names.of(block.text[start:m.start()]) and _LEADS_TO.search(gap):
                first = Told("realisasi", value, bool(m["share"]))
            before = before or role
            if role:
                said = role
                yield Told(role, value, bool(m["share"]), word)


stories_of = once(Stories)
