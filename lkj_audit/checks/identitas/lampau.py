"""IDN107: a plan that had run out before the reporting year, and on which the report rests as if it were in force."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from lkj_audit.checks.identitas.tahap import RPJMN
from lkj_audit.checks.identitas.versi import OWNED, PLANS
from lkj_audit.checks.judging import graded
from lkj_audit.checks.registry import CHECKED, Outcome
from lkj_audit.model import Block, Evidence, Finding, Mention, Report
from lkj_audit.normalize.calendar.years import find_years

_RESTS: Final = re.compile(
    r"\b(?:mengacu|acuan|berpedoman|pedoman|merujuk|berdasar\w*|dijabarkan|penjabaran|(?:ditetapkan|tertuang|tercantum|"
    r"termuat|dimuat|dirumuskan)\s+(?:di)?dalam|target\s+(?:akhir|jangka\s+menengah)?|dalam\s+rangka|mewujudkan|"
    r"mendukung|selaras|sejalan|sesuai|amanat|memperhatikan)\b", re.I)
_RESTED_ON: Final = re.compile(r"[^.;]{0,40}?\b(?:menjadi|sebagai|merupakan|adalah)\s+(?:\w+\s+)?"
                               r"(?:acuan|pedoman|dasar|landasan|rujukan)\b", re.I)
# "RPJMD 2016-2021 ditetapkan dengan Perda Nomor 5 Tahun 2021", "Renstra 2014-2018 mengacu pada RPJMD 2019-2024"
_ENACTED: Final = re.compile(r"\s+(?:yang\s+)?ditetapkan\s+(?:dengan|melalui|dalam)\b[^.;]{0,90}?\btahun\s+"
                             r"(?P<year>20\d\d)\b", re.I)
_MADE_BY: Final = re.compile(r"[^.;\d]{0,60}?\b(?:mengacu|berpedoman|menjabarkan|penjabaran|berdasarkan|memperhatikan|"
                             r"selaras)\b[^.;\d]{0,90}?(?P<first>20\d\d)\s*[-–]\s*(?P<last>20\d\d)", re.I)
_LAW: Final = re.compile(r"\btentang\b(?:(?!\b(?:mengacu|berpedoman|merujuk)\b)[^.;]){0,80}$", re.I)
# The plan before this one has its place where a report looks back.
_PAST: Final = re.compile(
    r"\b(?:sebelum\w*|(?:di)?evaluasi|berakhir\w*|melanjutkan|lanjutan|kelanjutan|lalu|terdahulu|sejak|berbeda|perbedaan|semula|"
    r"bahan|pengganti|menggantikan|digantikan|diganti|transisi|selesai|periode\s+(?:lama|pertama)|capaian\s+(?:akhir\s+)?"
    r"(?:renstra|rpjm\w*)|hasil\s+(?:akhir|pelaksanaan|capaian)|akhir\s+periode|tahun-tahun|pernah|dahulu|dicabut|(?:masih|tetap)\s+\w+|"
    r"belum\s+(?:ada|ditetapkan|tersedia)|perpanjangan|diperpanjang|perubahan\s+dari|telah\s+(?:dicapai|"
    r"tercapai))\b", re.I)
_NEW: Final = re.compile(r"\b(?:(?:penyusunan|menyusun)\s+(?:renstra|rpjm\w*|rencana|dokumen)|rancangan|mendatang|"
                         r"berikutnya|selanjutnya)\b", re.I)
# "Renstra Dinas Tahun 2013-2018 memuat lima sasaran", "Renstra berlaku untuk periode 2014-2018"
_DESCRIBED: Final = re.compile(r"\W*(?:(?:ini|telah|juga)\s+)?(?:memuat|berisi|menetapkan|mempunyai|memiliki|"
                               r"terdiri)\b", re.I)
_IN_FORCE: Final = re.compile(r"\bberlaku\s+(?:untuk|selama|pada|dalam)\s+(?:periode|tahun|kurun\s+waktu)\s*$", re.I)
_PROVINCE: Final = re.compile(r"\bprovinsi\b", re.I)
_FAR: Final = 90  # characters before the plan that may say that something rests on it


def outdated(report: Report, central: bool) -> Iterator[Outcome]:
    """Each period of a kind of plan of which another one is known to cover the reporting year, in a sentence that says
    that something rests on the plan. The plans of the centre, and of its branches, run with the RPJMN."""
    year = report.identity.year or 0
    told = [m for m in report.mentions if m.kind == "period" and m.relation in PLANS and year]
    covered = any(int(m.name[:4]) <= year <= int(m.name[5:]) for m in told if m.relation in OWNED)
    for plan in dict.fromkeys(m.relation for m in told):
        running = _running(report, [m for m in told if m.relation == plan], plan, year, central)
        if plan in OWNED and not running and not covered:
            yield from _all_run_out(report, [m for m in told if m.relation == plan], year)
        for m in (m for m in told if m.relation == plan and running):
            yield CHECKED
            known = plan != "rpjmn" or tuple(map(int, m.name.split("-"))) in RPJMN  # else there never was such a plan
            if known and int(m.name[5:]) < year and _rests_on(report, m):
                sure = round(0.8 * min(m.confidence, m.value.confidence, report.identity.confidence or 1.0), 2)
                yield Finding("IDN107", graded("error", sure), sure,
                              {"rencana": PLANS[plan], "periode": m.name, "tahun": str(year), "seharusnya": running},
                              (Evidence("stated", m.value),), item=PLANS[plan], column=m.name, variant="lampau")


def _all_run_out(report: Report, told: list[Mention], year: int) -> Iterator[Outcome]:
    """The periods of a plan none of which reaches ``year``, where a sentence tells what the plan holds, or that it is
    in force."""
    for m in told:
        yield CHECKED
        block = report.document.flow[m.block] if m.block >= 0 else None
        if not isinstance(block, Block) or block.kind != "paragraph" or int(m.name[5:]) >= year:
            continue
        said = _DESCRIBED.match(block.text, m.start + len(m.value.text)) or _IN_FORCE.search(block.text, 0, m.start)
        if said and not _PAST.search(m.sentence) and not _NEW.search(m.sentence):
            sure = round(0.8 * min(m.confidence, m.value.confidence, report.identity.confidence or 1.0), 2)
            yield Finding("IDN107", graded("error", sure), sure,
                          {"rencana": PLANS[m.relation], "periode": m.name, "tahun": str(year)},
                          (Evidence("stated", m.value),), item=PLANS[m.relation], column=m.name, variant="habis")
            return


def _running(report: Report, told: list[Mention], plan: str, year: int,
             central: bool) -> str:
    """The period of the plan of this kind that covers ``year``: what the report mostly says, or what there was."""
    if plan == "rpjmn" or (plan == "renstra" and central):
        return next((f"{a}-{b}" for a, b in RPJMN if a <= year <= b), "")
    often = Counter(m.name for m in told if int(m.name[:4]) <= year <= int(m.name[5:]))
    if often:
        return often.most_common(1)[0][0]
    own = report.identity.renstra
    # the Renstra of a regional body runs with the RPJMD of its region
    return f"{own[0]}-{own[1]}" if plan in ("renstra", "rpjmd") and own and own[0] <= year <= own[1] else ""


def _rests_on(report: Report, mention: Mention) -> bool:
    """Whether the sentence says so, and neither looks back nor names a year in which the plan was in force."""
    block = report.document.flow[mention.block] if mention.block >= 0 else None
    if not isinstance(block, Block) or block.kind != "paragraph":
        return False
    sentence, last = mention.sentence, int(mention.name[5:])
    at = max(block.text.rfind(sentence, 0, mention.start + 1), 0)
    before = block.text[max(at, mention.start - _FAR):mention.start]
    after = block.text[mention.start + len(mention.value.text):at + len(sentence)]
    law, newer = _ENACTED.match(after), _MADE_BY.match(after)
    if (law and int(law["year"]) >= last) or (newer and int(newer["first"]) > last):
        return not _PAST.search(sentence) and not _NEW.search(sentence)
    rests = _RESTED_ON.match(after) or (_RESTS.search(before) and not _LAW.search(before))
    year = report.identity.year or 0
    periods = [m.name for m in report.mentions if m.kind == "period" and m.sentence == sentence
               and not (int(m.name[:4]) <= year <= int(m.name[5:]) and m.relation != mention.relation)]
    provincial = mention.relation == "rpjmd" and report.identity.level != "provinsi"
    if provincial and _PROVINCE.search(before[-60:] + after[:30]):
        return False  # the province's, which has years of its own
    free = [y.year for y in find_years(sentence) if y.relation not in ("period", "law")]
    return (bool(rests) and len(periods) == 1 and not any(y <= last for y in free)
            and not _PAST.search(sentence) and not _NEW.search(sentence))
