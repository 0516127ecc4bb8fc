"""KIN111: what the text says of an indicator's target, realisasi or capaian, and what the table says.

Only strong patterns: the sentence names the indicator, or stands in the section of the one indicator of a sasaran and
says "capaian indikator ini"; sentences that also speak of other years, places or parts of the year are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from lkj_audit.checks.judging import distinct, far_apart, graded, name_of
from lkj_audit.checks.kinerja.hitung import misfits
from lkj_audit.checks.kinerja.jarak import from_target
from lkj_audit.checks.kinerja.nihil import of_nothing
from lkj_audit.checks.kinerja.predikat import misquoted
from lkj_audit.checks.registry import CHECKED, Outcome, rule
from lkj_audit.model import Block, Claim, Evidence, Finding, NotEvaluated, Quantity, Report
from lkj_audit.normalize.figures.claims import find_scores
from lkj_audit.normalize.narrative.chapter import Chapter, Section, chapter_of, nearest
from lkj_audit.normalize.narrative.clause import OF_LATER, SHARE
from lkj_audit.normalize.narrative.items import OF_TARGET
from lkj_audit.normalize.narrative.plans import Plans, plans_of
from lkj_audit.normalize.narrative.results import Result, ratio, results
from lkj_audit.normalize.narrative.roles import Told, is_working
from lkj_audit.normalize.narrative.stories import Story, stories_of
from lkj_audit.normalize.narrative.wording import words
from lkj_audit.normalize.text.cues import value_of
from lkj_audit.normalize.text.plain import plain
from lkj_audit.normalize.text.sentences import sentence_at

ABOUT = ("target", "realisasi", "capaian")
CLEAR = 0.8
DOUBT = 0.5  # of a figure so far from the table's that it may be of something else: a note
NEAR = 12  # words before a figure that may say that it is about something else
_ELSE = re.compile(
    r"\b(?:kecamatan|kelurahan|desa|distrik|tps|laki|perempuan|disabilitas|nasional|provinsi|triwulan|semester|"
    r"putaran|bulan|"
    r"renstra|jangka menengah|rpjm\w*|akhir periode|anggaran|pagu|dana|sebelumnya|lalu|kenaikan|penurunan|naik|turun|"
    r"meningkat|menurun|selisih|rata[ -]rata|rerata indikator|baru|kurang|sisa\w*|sebanyak|lebih tinggi|"
    r"lebih rendah)\b", re.I)
# Measured against the target of a later year.
_FURTHER = re.compile(r"\b(?:terhadap|dibanding\w*|dari)\s+(?:\w+\s+){0,2}target\s+(?:\w+\s+){0,3}"
                      r"(?:renstra|jangka menengah|akhir|rpjm\w*)\b", re.I)
# "47.318 orang dari target 60.000 orang atau …": what that is of the target
_OF_IT = re.compile(r"\btarget(?:nya)?\s+(?:sebesar\s+|sebanyak\s+)?\d\S*(?:\s+[^\s\d]+){0,3}\s+"
                    r"atau\s+(?:sebesar\s+)?$", re.I)
_THIS = re.compile(r"\b(?:capaian(?: kinerja)?|kinerja)(?: dari| pada| dalam)?(?: (?:indikator|sasaran|kegiatan))?"
                   r"(?: kinerja)?(?: ini| tersebut)?(?: telah| dapat)? (?:mencapai|sebesar|adalah)\s*$", re.I)
# What may stand between the name and a figure without a unit, which else is a component's or another thing's.
_STRAIGHT = re.compile(r"(?:(?:pada|di|tahun|telah|dapat|mencapai|sebesar|adalah|yaitu|dan|dengan|dari|terealisasi|"
                       r"ditargetkan|(?:target|realisasi|capaian)(?:nya)?|[0-9]+)(?: |$))*")
_MEASURED = re.compile(r"(?: masyarakat)?(?: pada)?(?: tahun 20\d\d)? (?:mencapai|sebesar|adalah)")
_SURVEY = re.compile(r"\b(?:kepuasan|ikm|skm)\b")
_COUNTED = frozenset({"indikator", "iku", "ikk", "sasaran"})


@rule("KIN111", "capaian-narasi", "error")
def told_otherwise(report: Report) -> Iterator[Outcome]:
    """A paragraph gives an indicator another target, realisasi or capaian than the table."""
    plans = plans_of(report)
    rows = results(plans)
    chapter = chapter_of(plans)
    if not rows:
        yield NotEvaluated("KIN111", "no-capaian")
        return
    checked = False
    told: set[str] = set()
    for outcome in (*_figures(report, chapter, rows), *_told(plans), *from_target(report, plans, rows),
                    *of_nothing(chapter, rows), *misquoted(chapter)):
        checked = True
        if isinstance(outcome, Finding):
            if outcome.item in told:
                continue
            told.add(outcome.item)
        yield outcome
    if not checked:
        yield NotEvaluated("KIN111", "no-claim")


# ---------------------------------------------------------------- figures


def _figures(report: Report, chapter: Chapter, rows: tuple[Result, ...]) -> Iterator[Outcome]:
    for claim in (*report.claims, *find_scores(report.document)):
        if not chapter.start <= claim.block < chapter.end or claim.value.number is None:
            continue
        block = report.document.flow[claim.block]
        assert isinstance(block, Block)
        start, end = sentence_at(block.text, claim.start)
        before, after = block.text[start:claim.start], block.text[claim.start:min(end, claim.start + 50)]
        named = _named(before, rows)
        section = chapter.section_of(claim.block)
        maybe = claim.about if claim.about in ABOUT else ""
        column = maybe if claim.confidence >= CLEAR else ""
        column = "realisasi" if column == "capaian" and OF_TARGET.match(block.text, claim.start) else column
        if claim.kind == "percent" and "target" in (maybe, column) and _OF_IT.search(before):
            maybe, column = "capaian", column and "capaian"
        if claim.kind == "score" and not (named and _STRAIGHT.fullmatch(_between(before, named[0]))):
            continue
        if named and (column or _follows(before, named[0])):
            subject = [r for r in named if _unit_fits(claim, r)]
        else:
            subject = _of_section(chapter, section, rows, before) if section and claim.kind != "score" else []
        if column != "target" and not any(r.realisasi for r in subject):
            continue
        later = _FURTHER.search(before) or OF_LATER.match(block.text, claim.start + len(claim.value.text))
        if is_working(before, after) or (column != "target" and later):
            continue
        if claim.kind == "count" and all(SHARE.match(r.name) for r in subject):
            continue  # the number that the share was calculated from
        if claim.noun in _COUNTED and not any(claim.noun in plain(r.name) for r in subject):
            continue  # how many indicators there are
        if not subject or _ELSE.search(_beside(before, subject[0])) or _other_year(report, before, after):
            continue
        yield CHECKED
        if not any(_agrees(claim.value.quantity, q) for r in subject for c in {column, maybe}
                   for q in (*_allowed(r, c), *_mended(chapter.plans, r, c))):
            yield _finding(report, chapter.plans, claim, subject, column or "realisasi")


def _named(before: str, rows: tuple[Result, ...]) -> list[Result]:
    """The rows of the one indicator that is named before the figure, the longest name winning."""
    said = f" {plain(before)} "
    found = [r for r in rows if len(words(r.name)) >= 2 and f" {plain(r.name)} " in said]
    if not found:
        return []
    longest = max(found, key=lambda r: len(plain(r.name)))
    others = {plain(r.name) for r in found} - {plain(longest.name)}
    if any(name not in plain(longest.name) for name in others):
        return []
    return [r for r in found if plain(r.name) == plain(longest.name)]


def _between(before: str, row: Result) -> str:
    """The words between the name and the figure."""
    return plain(before).rsplit(plain(row.name), 1)[-1].strip()


def _follows(before: str, row: Result) -> bool:
    """Whether the figure follows the name at once: "… sebesar 73,15", "… mencapai 82%"."""
    near = len(_between(before, row).split()) <= 4
    return near and bool(re.search(r"\b(?:mencapai|sebesar|adalah|terealisasi)\s*$", before, re.I))


def _of_section(chapter: Chapter, section: Section, rows: tuple[Result, ...], before: str) -> list[Result]:
    """The indicator that a section is about, where it is the only one and the sentence says "capaian kegiatan ini", or
    repeats what it measures right before the figure."""
    names = {plain(chapter.plans[i].name.text) for i in section.rows}
    announced = [n for n in chapter.named if n.section is not None and n.section.heading is section.heading]
    mine = [r for r in rows if plain(r.name) in names]
    if len(names) > 1 and announced:
        _, near = nearest(announced[0].value.text, [r.row for r in mine])
        mine = [r for r in mine if near and plain(r.name) == plain(near.name.text)]
    if not mine or len({plain(r.name) for r in mine}) != 1:
        return []
    subject, said = " ".join(words(mine[0].name)[:2]), f" {plain(before)}"
    at = said.rfind(f" {subject}")
    measured = at >= 0 and len(subject.split()) == 2 and _MEASURED.fullmatch(said, at + 1 + len(subject))
    return mine if measured or _THIS.search(before) else []


def _beside(before: str, row: Result) -> str:
    """The clause that the figure stands in, without the indicator's own words."""
    clause = re.split(r"[;,]\s|\bsedangkan\b|\bsementara\b|\bnamun\b|\btetapi\b", before)[-1]
    own = set(plain(row.name).split())
    return " ".join(w for w in plain(clause).split()[-NEAR:] if w not in own)


def _other_year(report: Report, before: str, after: str) -> bool:
    """Whether the year named last before the figure, or right after it, is not the reporting year."""
    clause = re.split(r"[;]\s|\bsedangkan\b|\bsementara\b|\bnamun\b", before)[-1]
    following = re.search(r"^\S+\s+(?:pada|di|untuk|dalam)?\s*(?:tahun|akhir tahun)\s+(20\d\d)", after)
    years = re.findall(r"\b20\d\d\b", clause)[-1:] + ([following[1]] if following else [])
    return any(y != str(report.identity.year or "") for y in years)


def _unit_fits(claim: Claim, row: Result) -> bool:
    quantity = claim.value.quantity
    units = {q.unit for q in (row.target, row.realisasi, row.stated) if q}
    return quantity is not None and (quantity.unit in units or "" in units)


def _allowed(row: Result, column: str) -> Iterator[Quantity]:
    """The figures a sentence may rightly give: for a target the target, else realisasi, capaian or their ratio."""
    if column == "target":
        yield from (q for q in (row.target,) if q)
        return
    yield from (q for q in (row.realisasi, row.stated) if q)
    yield from _converted(row)
    if (share := ratio(row)) is not None:
        yield Quantity("", share, "%", Decimal("0.01"))


def _mended(plans: Plans, row: Result, column: str) -> Iterator[Quantity]:
    """The capaian that target and realisasi give where another is printed: KIN109 says that the table is wrong."""
    wrong = misfits(plans).get(row.index) if column != "target" else None
    if wrong is not None and wrong.expected is not None:
        yield Quantity("", wrong.expected, "%", Decimal("0.01"))


def _agrees(stated: Quantity | None, other: Quantity) -> bool:
    if stated is None or stated.value is None or other.value is None:
        return other.value is None  # a grade is not compared with a figure
    return stated.value == other.value or stated.agrees(other.value) or other.agrees(stated.value)


def _finding(report: Report, plans: Plans, claim: Claim, subject: list[Result], column: str) -> Finding:
    row = subject[0]
    cells = {"target": row.row.target, "realisasi": row.row.realisasi, "capaian": row.capaian or row.row.realisasi}
    cell = cells[column] or row.row.realisasi or row.row.name
    block = report.document.flow[claim.block]
    assert isinstance(block, Block)
    start, end = sentence_at(block.text, claim.start)
    # without a word such as realisasi before it, the figure still stands right behind the name of what it measures
    clear = claim.confidence if claim.about in ABOUT and claim.confidence >= CLEAR else CLEAR
    doubt = DOUBT if far_apart(claim.value.number, cell.number) else 0.9
    sure = round(min(clear, claim.value.confidence, plans.legibility(row.index), cell.confidence) * doubt, 2)
    return Finding("KIN111", graded("error", sure), sure,
                   {"indikator": row.name, "kolom": column, "narasi": claim.value.text, "di": name_of(row.table),
                    "tabel": cell.text},
                   distinct([Evidence("stated", claim.value), Evidence("expected", cell),
                             Evidence("context", row.row.name),
                             Evidence("context", value_of(block, start, end))]),
                   item=row.row.key or plain(row.name), column=column, kind="narasi", expected=cell.number,
                   stated=claim.value.number)


# ---------------------------------------------------------------- what a paragraph tells of one indicator


def _told(plans: Plans) -> Iterator[Outcome]:
    """Each target, realisasi and capaian that a paragraph gives the indicator it is about."""
    for story in stories_of(plans).every:
        for told in story.told:
            if told.role not in ABOUT or not told.readings():
                continue
            allowed = [q for r in story.rows for q in _right(plans, r, told.role)]
            money = any(q.unit == "rp" for q in told.readings())
            if not allowed or (not told.share and all(q.unit == "%" for q in allowed if q.unit != "rp" or money)):
                continue  # the number that a share was calculated from
            yield CHECKED
            if not any(_agrees(stated, q) for stated in told.readings() for q in allowed):
                yield _told_otherwise(plans, story, told)


def _right(plans: Plans, row: Result, role: str) -> Iterator[Quantity]:
    """The figures that a sentence may give as ``role``: any plan's target; the realisasi; the capaian however it is
    calculated, or what it is calculated from."""
    if role == "target":
        planned = [plans[i].target for i in plans.partners(row.index, plans.rows("pk", "rkt", "renstra", "iku"))]
        yield from (v.quantity for v in (row.row.target, *planned) if v is not None and v.quantity)
        return
    if row.realisasi is None:
        return
    yield from (q for q in (row.realisasi, row.stated) if q)
    yield from _converted(row)
    yield from _mended(plans, row, role)
    if (share := ratio(row)) is not None:
        printed = row.stated.value if role == "capaian" and row.stated else None
        for s in (share, 200 - share, *([10000 / share] if share else [])):
            # another reckoning than the printed one is not on the other side of the target
            if printed is None or (s < 100) == (printed < 100) or 100 in (s, printed):
                yield Quantity("", s, "%", Decimal("0.01"))


def _converted(row: Result) -> Iterator[Quantity]:
    """The result of a satisfaction survey on its other scale: 3,50 of 4 is 87,50 of 100 (PermenPANRB 14/2017)."""
    value = row.realisasi.value if row.realisasi and row.realisasi.unit != "%" else None
    if value is not None and _SURVEY.search(plain(row.name)):
        small = value <= 4
        yield Quantity("", value * 25 if small else value / 25, "", Decimal("0.25" if small else "0.01"))


def _told_otherwise(plans: Plans, story: Story, told: Told) -> Finding:
    row = story.rows[0]
    cells = {"target": row.row.target, "realisasi": row.row.realisasi, "capaian": row.capaian or row.row.realisasi}
    cell = cells[told.role] or row.row.name
    most = DOUBT if all(far_apart(q.value, cell.number) for q in told.readings()) else 0.8
    sure = round(min(most, told.value.confidence, plans.legibility(row.index), cell.confidence), 2)
    return Finding("KIN111", graded("error", sure), sure,
                   {"indikator": row.name, "kolom": told.role, "narasi": told.value.text, "di": name_of(row.table),
                    "tabel": cell.text},
                   distinct([Evidence("stated", told.value), Evidence("expected", cell),
                             Evidence("context", row.row.name)]),
                   item=row.row.key or plain(row.name), column=told.role, kind="narasi", expected=cell.number,
                   stated=told.value.number)
