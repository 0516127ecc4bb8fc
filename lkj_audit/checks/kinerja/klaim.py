"""KIN119: general claims of success against the result table."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import groupby
from typing import Final

from lkj_audit.checks.judging import distinct, graded, name_of, whereabouts
from lkj_audit.checks.kinerja.banding import comparisons
from lkj_audit.checks.kinerja.banyak import miscounted, miscounted_sasaran
from lkj_audit.checks.kinerja.diukur import measured_with
from lkj_audit.checks.kinerja.hitung import put_right
from lkj_audit.checks.kinerja.kegiatan import counted_budget
from lkj_audit.checks.kinerja.nasional import beside_the_nation
from lkj_audit.checks.kinerja.puncak import outermost
from lkj_audit.checks.kinerja.sampai import refuted
from lkj_audit.checks.kinerja.sebagian import impossible
from lkj_audit.checks.kinerja.sebaran import told_of_all
from lkj_audit.checks.kinerja.terserap import fully_absorbed
from lkj_audit.checks.registry import CHECKED, Outcome, rule
from lkj_audit.model import Evidence, Finding, NotEvaluated, Report, Value
from lkj_audit.normalize.narrative.chapter import Chapter, chapter_of
from lkj_audit.normalize.narrative.general import Said, claims_of_success
from lkj_audit.normalize.narrative.plans import Plans, plans_of
from lkj_audit.normalize.narrative.results import Result, achieved, of_unit, ratio, reached, results, twins
from lkj_audit.normalize.narrative.roles import Told
from lkj_audit.normalize.narrative.short_verdicts import named_shortly
from lkj_audit.normalize.narrative.stories import Story, stories_of
from lkj_audit.normalize.text.cues import of_block, value_of
from lkj_audit.normalize.text.sentences import sentence_at

FEWEST = 3
FAR_BELOW = 80  # per cent of the target
_PART = re.compile(r"\b(?:sasaran|program|kegiatan|tujuan|bidang|indikator)\s+(?:ini|tersebut)\b|"
                   r"\bsasaran(?: strategis| program| kegiatan)? (?:ke-?\s?)?(?:\d|pertama|kedua|ketiga|keempat)", re.I)
_OF_ALL: Final = re.compile(r"\bdari\s+(?:\S+\s+){1,4}indikator(?:\s+kinerja)?(?:\s+utama)?\s+tersebut\b", re.I)
_WELL: Final = re.compile(r"\btelah terlaksana dengan baik sesuai(?: dengan)? program\b", re.I)


@rule("KIN119", "klaim-umum", "error")
def general_claims(report: Report) -> Iterator[Outcome]:
    """The report says that its targets were reached, or how many were, and the table says otherwise."""
    plans = plans_of(report)
    rows = _main(plans)
    parts = list(impossible(report))
    outcomes: list[Outcome] = [
        *comparisons(report), *told_of_all(plans, rows), *fully_absorbed(report), *measured_with(plans),
        *counted_budget(plans), *outermost(plans, rows), *beside_the_nation(plans),
        *_each(finding for _, finding in parts)]
    if rows:
        mistaken = {id(share.block) for share, finding in parts if finding}
        outcomes += [*_verdicts(plans), *_numbers(report, plans, rows), *_general(report, plans, rows, mistaken)]
    yield from _once_each(outcomes)
    if not outcomes:
        yield NotEvaluated("KIN119", "no-general-claim" if rows else "no-capaian")


def _once_each(outcomes: Sequence[Outcome]) -> Iterator[Outcome]:
    """``outcomes`` without figures set against each other where the verdict on the indicator says it already."""
    told = [(f.params["klaim"], f.evidence[0].value.places[:1]) for f in outcomes if isinstance(f, Finding)
            and f.variant == "indikator"]
    for found in outcomes:
        if isinstance(found, Finding) and found.column == "banding" and any(
                str(klaim) in str(found.params["klaim"]) and places and found.evidence[0].value.places
                and places[0].page == found.evidence[0].value.places[0].page for klaim, places in told):
            continue
        yield found


def _each(findings: Iterable[Finding | None]) -> Iterator[Outcome]:
    """Each of the places that were looked at, with what was found there."""
    for finding in findings:
        yield CHECKED
        yield from [finding] if finding else ()


def _verdicts(plans: Plans) -> Iterator[Outcome]:
    """What is said of single indicators, each verdict on one once."""
    stories = (*stories_of(plans).every, *named_shortly(plans))
    found = {(told.value.places, s.rows[0].row.key): (s, told, wrong) for s in stories for told, wrong in refuted(s)}
    return _each(_of_one(plans, story, told) if wrong else None for story, told, wrong in found.values())


def _numbers(report: Report, plans: Plans, rows: list[Result]) -> Iterator[Outcome]:
    """How many indicators and sasaran there are said to be."""
    sasaran, counted = miscounted_sasaran(report, plans)
    for counts, listed, variant in ((miscounted(report, plans, len(rows)), len(rows), "banyak"),
                                    (counted, sasaran, "sasaran")):
        yield from _each(_of_number(plans, rows, value, listed, variant) if wrong else None for value, wrong in counts)


def _general(report: Report, plans: Plans, rows: list[Result], mistaken: Collection[int]) -> Iterator[Outcome]:
    """What is said of all indicators, or of so many; not again where the counts of a block (its ``id`` is among
    ``mistaken``) cannot be at all. One finding for each sort of claim."""
    known = [(r, ok) for r in rows if (ok := reached(r)) is not None]
    right = put_right(plans)
    mended = [(r, right[r.index] >= 100 if r.index in right else ok) for r, ok in known]
    missed, met = [r for r, ok in known if not ok], [r for r, ok in known if ok]
    chapter, given = chapter_of(plans), set[str]()
    said = [c for c in claims_of_success(report) if not _of_a_part(chapter, c)] if len(known) >= FEWEST else []
    for claim in said:
        yield CHECKED
        if claim.count and id(claim.block) in mistaken:
            continue
        if claim.variant not in given and all(_refuted(claim, told, len(rows)) for told in (known, mended)):
            given.add(claim.variant)
            yield _finding(report, plans, claim, missed or met, len(known))
    if "hitung" not in given and len(known) == len(rows):
        yield from (_not_all(one, other, len(rows)) for one, other in _of_all(said) if one.count and other.count
                    and one.count[0] + other.count[0] != len(rows) and id(one.block) not in mistaken)


def _of_all(said: Iterable[Said]) -> Iterator[tuple[Said, Said]]:
    """The two claims of a sentence that says how many reached their targets and how many did not."""
    counted = [c for c in said if c.count and not c.count[1]]
    for _, group in groupby(counted, key=lambda c: (id(c.block), sentence_at(c.block.text, c.start))):
        told = [c for c in group if c.count]
        if len(told) == 2 and {c.count and c.count[2] for c in told} == {True, False} and not any(
                c.beyond for c in told):
            yield told[0], told[1]


def _not_all(one: Said, other: Said, rows: int) -> Finding:
    value = value_of(one.block, one.start, other.end)
    sure = round(0.8 * value.confidence, 2)
    first, second = (c.count[0] if c.count else 0 for c in (one, other))
    return Finding("KIN119", graded("error", sure), sure, {
        "klaim": value.text, "jumlah": first + second, "seluruh": rows, "satu": first, "lain": second},
        (Evidence("stated", value),), item="klaim hitung", column="klaim", kind="narasi", variant="bagian")


def _of_a_part(chapter: Chapter, claim: Said) -> bool:
    """Whether the claim is about one sasaran only: it says so, or stands in that one's section."""
    inside = any(claim.block is b for s in chapter.sections for _, b in s.blocks)
    end = sentence_at(claim.block.text, claim.start)[1]
    before = _OF_ALL.sub(" ", claim.block.text[max(0, claim.start - 60):end])
    return inside or bool(_PART.search(before))


def _main(plans: Plans) -> list[Result]:
    """The rows of the summary table, each indicator once; without one, those of the tables by sasaran."""
    rows = of_unit(results(plans, "capaian") or results(plans))
    if rows and rows[0].table.kind == "capaian":
        size = {t: sum(r.table.id == t for r in rows) for t in {r.table.id for r in rows}}
        largest = max(size, key=lambda t: (size[t], t == rows[0].table.id))
        if len(size) == 1 or any(len({r.table.id for r in group}) > 1 for group in twins(plans, rows)):
            return [r for r in rows if r.table.id == largest]
    return [group[0] for group in twins(plans, rows)]


def _refuted(claim: Said, known: list[tuple[Result, bool]], rows: int) -> bool:
    missed = [r for r, ok in known if not ok]
    if claim.count is not None:
        part, whole, negative = claim.count
        if not whole and part > len(known):
            return False  # not all of the table was read
        whole = whole or len(known)
        short = part if negative else whole - part
        if claim.beyond and part == sum(share > 100 for r, ok in known if ok and (share := achieved(r)) is not None):
            return False
        return whole == len(known) == rows and not len(missed) <= short <= len(missed) + _rounded_up(known)
    if claim.variant == "semua":
        return bool(missed)
    if claim.variant == "umum":
        return 2 * len(missed) > len(known)
    shares = [s for r in missed if (s := ratio(r)) is not None and s < FAR_BELOW]
    return 2 * len(shares) > len(known)


def _rounded_up(known: list[tuple[Result, bool]]) -> int:
    """How many rows reach their target only as a capaian that was rounded up to 100 per cent."""
    return sum(ok and r.stated is not None and r.stated.value is not None and (share := ratio(r)) is not None
               and 0 < r.stated.value - share < r.stated.step for r, ok in known if r.stated and r.stated.value == 100)


def _of_number(plans: Plans, rows: list[Result], value: Value, listed: int, variant: str) -> Finding:
    sure = round(0.75 * min(value.confidence, *(plans.legibility(r.index) for r in rows)), 2)
    sasaran = [s for r in rows if (s := r.row.sasaran) and s.text.strip()] if variant == "sasaran" else []
    listing = sasaran or [r.row.name for r in rows]
    return Finding("KIN119", graded("error", sure), sure,
                   {"klaim": value.text, "di": name_of(rows[0].table), "jumlah": listed},
                   distinct([Evidence("stated", value), *(Evidence("context", v) for v in listing)]),
                   item=f"klaim banyaknya {'sasaran' if variant == 'sasaran' else 'indikator'}", column="klaim",
                   kind="narasi", variant=variant)


def _of_one(plans: Plans, story: Story, told: Told) -> Finding:
    row = story.rows[0]
    figures = [v for v in (row.row.realisasi, row.row.target) if v]
    sure = round(0.8 * min(told.value.confidence, plans.legibility(row.index)), 2)
    return Finding("KIN119", graded("error", sure), sure,
                   {"klaim": told.value.text, "indikator": row.name, "di": name_of(row.table),
                    "realisasi": figures[0].text, "target": figures[-1].text},
                   distinct([Evidence("stated", told.value), *(Evidence("expected", v) for v in figures),
                             Evidence("context", row.row.name)]),
                   item=row.row.key, column="klaim", kind="narasi", variant="indikator")


def _finding(report: Report, plans: Plans, claim: Said, rows: list[Result], known: int) -> Finding:
    value = value_of(claim.block, claim.start, claim.end)
    table = rows[0].table
    sure = round(0.85 * min(value.confidence, *(plans.legibility(r.index) for r in rows)), 2)
    others = [b for b in report.document.blocks
              if claim.variant == "umum" and b.kind == "paragraph" and _WELL.search(b.text)]
    evidence = [Evidence("stated", value), *(Evidence("stated", of_block(b)) for b in others)]
    for r in rows:
        evidence += [Evidence("expected", v) for v in (r.capaian, r.row.realisasi) if v][:1]
        evidence.append(Evidence("context", r.row.name))
    missed = sum(not ok for r in _main(plans) if (ok := reached(r)) is not None)
    return Finding("KIN119", graded("error", sure), sure,
                   {"klaim": value.text, "di": name_of(table), "jumlah": missed, "seluruh": known,
                    "tercapai": known - missed},
                   distinct([*evidence, whereabouts(table, "realisasi")]), item=f"klaim {claim.variant}",
                   column="klaim", kind="narasi", variant="hitung" if claim.count else claim.variant)
